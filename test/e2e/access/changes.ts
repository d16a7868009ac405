/**
 * How access changes: accounts, people and roles that come and go, failed runs, and roles that are not ready yet. In the organization of
 * access.test.ts.
 */
import {
    CreateNetworkInterfaceCommand,
    CreateSecurityGroupCommand,
    DeleteNetworkInterfaceCommand,
    DescribeSubnetsCommand,
    DescribeVpcsCommand,
    EC2Client,
    type Vpc,
} from "@aws-sdk/client-ec2";
import {
    CreateAccessKeyCommand,
    GetUserCommand,
    ListAccessKeysCommand,
    ListMFADevicesCommand,
} from "@aws-sdk/client-iam";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { bootstrapKeys, endpoint } from "../../../sandbox/emulator/emulator";
import { company, security, type AccessProject } from "../../support/access-project";
import { write } from "../../support/cut";
import { policiesOf, trustOf } from "../../support/deployed";
import { enrolDevice } from "../../support/mfa-device";
import { testPgpKey } from "../../support/pgp-key";
import type { TestProject } from "../../support/project";
import { accessRole, assume } from "../../support/sessions";
import { testClient } from "../../support/test-client";
import { writesOf } from "../../support/writes";

export function testChanges(world: () => AccessProject): void {
    let acme: AccessProject;
    let project: TestProject;
    before(() => {
        acme = world();
        project = acme.project;
    });

    const ec2By = async (role: string): Promise<EC2Client> =>
        testClient(EC2Client, endpoint(project.sandbox.emulator), await assume(project.sandbox, bootstrapKeys, role));

    it("delete the default VPC where the config says so", async () => {
        const ec2 = await ec2By(acme.roleOf("apps-prd"));
        const isDefault = [{ Name: "is-default", Values: ["true"] }];
        const vpcs = async (): Promise<readonly Vpc[]> =>
            (await ec2.send(new DescribeVpcsCommand({ Filters: isDefault }))).Vpcs!;
        const [vpc] = await vpcs();
        project.writeStack("apps-prd", { baseline: { deleteDefaultVpc: true } });
        const preview = await project.must("preview", "--stack", "apps-prd", "--expect-no-changes");
        match(preview, new RegExp(`will first delete the default VPC ${vpc!.VpcId!} of account apps-prd`));
        strictEqual((await vpcs()).length, 1, "a preview deletes nothing");
        match((await acme.up("apps-prd")).text, new RegExp(`deleted the default VPC ${vpc!.VpcId!}`));
        deepStrictEqual(await vpcs(), []);
    });

    /** The first run of a member's stack, with two things in the default VPC that should be deleted. */
    async function refusedBeforeItsTrustIsClosed(): Promise<void> {
        const { accounts } = await acme.outputs<{ accounts: Record<string, { id: string }> }>("management");
        const role = accessRole(accounts["apps-stg"]!.id);
        const ec2 = await ec2By(role);
        const { Subnets: subnets } = await ec2.send(new DescribeSubnetsCommand({}));
        const { NetworkInterface: used } = await ec2.send(
            new CreateNetworkInterfaceCommand({ SubnetId: subnets![0]!.SubnetId! }),
        );
        const NetworkInterfaceId = used!.NetworkInterfaceId!;
        // AWS would refuse to delete the VPC because of it, after gateway and subnets are gone.
        const { GroupId } = await ec2.send(
            new CreateSecurityGroupCommand({ GroupName: "web", Description: "web", VpcId: subnets![0]!.VpcId! }),
        );
        project.writeStack("apps-stg", { baseline: { deleteDefaultVpc: true } });
        project.proxy!.calls.length = 0;
        const refused = await project.pulumi("up", "--stack", "apps-stg", "--yes", "--skip-preview");
        notStrictEqual(refused.exitCode, 0);
        match(
            refused.text,
            new RegExp(`${subnets![0]!.VpcId!} in us-east-1 is in use: ${NetworkInterfaceId}, ${GroupId!}\\n`, "u"),
        );
        deepStrictEqual(writesOf(project.proxy!), {});
        await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }));
        project.writeStack("apps-stg", {});
    }

    it("delete no default VPC with something in it, and wait for a fresh account's role, and say so", async () => {
        const accounts = { ...company.accounts, "apps-stg": { unit: "workloads/devstg" } };
        project.writeStack("management", { ...company, accounts });
        await acme.up("management");
        await project.must("stack", "init", "apps-stg");
        await refusedBeforeItsTrustIsClosed();
        const created = project.proxy!.count("CreateAccount");
        project.proxy!.add({
            operation: "AssumeRole",
            times: 3,
            fault: {
                code: "AccessDenied",
                status: 403,
                message: "User: … is not authorized to perform: sts:AssumeRole",
            },
        });
        const { text, exitCode } = await acme.up("apps-stg");
        strictEqual(exitCode, 0, text);
        match(
            text,
            /waiting for role OrganizationAccountAccessRole in account apps-stg \(\d{12}\): refused 3 times in \d+ s, of 300 s at most/,
        );
        strictEqual(project.proxy!.count("CreateAccount"), created, "no account is made again");
    });

    it("tell an old account's role that refuses, and one that an invited account never had, from one that is not ready", async () => {
        const old = { JoinedTimestamp: 1_600_000_000 };
        const invited = { JoinedMethod: "INVITED" };
        const { accounts } = await acme.outputs<{ accounts: Record<string, { id: string }> }>("management");
        project.proxy!.reset();
        project.proxy!.add({
            operation: "AssumeRole",
            fault: { code: "AccessDenied", status: 403, message: "not authorized" },
        });
        project.proxy!.add({
            operation: "DescribeAccount",
            transform: ({ Account: found, ...rest }, { body }) => ({
                ...rest,
                Account: { ...(found as object), ...(body.includes(accounts["apps-prd"]!.id) ? old : invited) },
            }),
        });
        // Each waits some seconds for the role, and for nothing else.
        const [ofOld, ofInvited] = await Promise.all(
            ["apps-prd", "apps-stg"].map(async (stack) => {
                const { text, exitCode } = await project.pulumi("preview", "--stack", stack);
                notStrictEqual(exitCode, 0, stack);
                const asked = project.proxy!.calls.filter(
                    ({ operation, body }) => operation === "AssumeRole" && body.includes(accounts[stack]!.id),
                ).length;
                ok(asked > 0 && asked < 10, `${stack} asked ${asked} times: it does not wait its whole time`);
                return text;
            }),
        );
        project.proxy!.reset();
        match(
            ofOld!,
            /refuses arn:aws:iam::111111111111:user\/mgmt-org-admin: the role has had time enough, so its trust refuses/,
        );
        match(ofInvited!, /the account was invited, and AWS makes no such role in one[^]*org invite \S+ --owner/);
    });

    it("finish what a killed run has begun: nobody is created twice, and no password again", async () => {
        const users = { ...security.users, "katherine.johnson": { groups: ["auditors"], pgpKey: testPgpKey } };
        project.writeStack("security", { ...security, users });
        for (const operation of ["CreateUser", "CreateLoginProfile"]) {
            project.proxy!.reset();
            const moment = write(project.proxy!, 1, operation);
            const up = ["up", "--stack", "security", "--yes", "--skip-preview"];
            ok(await project.pulumiUntil(moment, ...up), "it was killed");
            strictEqual(project.proxy!.count(operation), 1, "AWS has acted, and the engine does not know");
            await project.must("cancel", "--yes", "--stack", "security");
        }
        project.proxy!.reset();
        const { text } = await acme.up("security");
        match(text, /katherine\.johnson has a password that nobody can read out of this stack/);
        doesNotMatch(text, /grace\.hopper has a password/);
        strictEqual(project.proxy!.count(/^Create(?:User|LoginProfile)$/u), 0);
        await project.must("preview", "--stack", "security", "--expect-no-changes");
    });

    it("take a removed role from those who assume it, and then from the account", async () => {
        const access = { Auditor: company.access.Auditor, Scanner: company.access.Scanner };
        const accounts = { ...company.accounts, "apps-stg": { unit: "workloads/devstg" } };
        project.writeStack("management", { ...company, accounts, access });
        project.writeStack("security", { ...security, groups: { ...security.groups, devops: { roles: [] } } });
        await acme.up("management");
        await acme.up("security");
        const policies = JSON.stringify(await policiesOf(await acme.iamOf("security"), "ada.lovelace"));
        doesNotMatch(policies, /role\/DevOps/);
        ok(await trustOf(await acme.iamOf("apps-prd"), "DevOps"), "the role outlives its mention");
        const { text } = await acme.up("apps-prd");
        doesNotMatch(text, /default VPC/, "which the stack deleted in a run before");
        strictEqual(await trustOf(await acme.iamOf("apps-prd"), "DevOps"), undefined);
    });

    it("remove a person who has keys and a device, with org people leave and without", async () => {
        const iam = await acme.iamOf("security");
        const ada = { UserName: "ada.lovelace" };
        const comesIn = async (): Promise<void> => {
            await iam.send(new CreateAccessKeyCommand(ada));
            await enrolDevice(iam, "ada.lovelace", "ada.lovelace-phone");
        };
        await comesIn();
        const leave = async (): Promise<string> => {
            const { exitCode, stderr } = await project.orgHere("people", "leave", "ada.lovelace", "--yes");
            strictEqual(exitCode, 0, stderr);
            return stderr;
        };
        match(await leave(), /The user itself stays in account security until the stack deletes it/u);
        const { AccessKeyMetadata: keys } = await iam.send(new ListAccessKeysCommand(ada));
        const { MFADevices: devices } = await iam.send(new ListMFADevicesCommand(ada));
        deepStrictEqual([keys, devices], [[], []]);
        match(
            await leave(),
            /nothing left that gives access[^]*take users\["ada\.lovelace"\] out of Pulumi\.security\.yaml/u,
        );
        // What comes after it is the run's to take.
        await comesIn();
        const users = { "grace.hopper": security.users["grace.hopper"] };
        project.writeStack("security", { ...security, groups: { ...security.groups, devops: { roles: [] } }, users });
        await acme.up("security");
        await rejects(iam.send(new GetUserCommand({ UserName: "ada.lovelace" })), {
            name: "NoSuchEntityException",
        });
    });
}
