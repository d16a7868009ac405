/**
 * Who may do what where: management, security and member stacks on the real engine with the real provider code. AWS is a
 * stand-in; that a policy lets somebody in is judged twice, by a policy simulator on the documents as deployed and, in
 * samples, by the emulator's own AssumeRole.
 */
import {
    CreateNetworkInterfaceCommand,
    CreateSecurityGroupCommand,
    DeleteSecurityGroupCommand,
    DeleteNetworkInterfaceCommand,
    DescribeSubnetsCommand,
    DescribeVpcsCommand,
    EC2Client,
    type Vpc,
} from "@aws-sdk/client-ec2";
import { CreateAccessKeyCommand, GetUserCommand, type IAMClient, UpdateLoginProfileCommand } from "@aws-sdk/client-iam";
import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import { clientsOf } from "../support/aws";
import { mayAssume, policiesOf, trustOf } from "../support/deployed";
import { enrolDevice } from "../support/mfa-device";
import { testPgpKey } from "../support/pgp-key";
import { TestProject } from "../support/project";
import { accessRole, assume, iamIn, pullRequestSession, userSession } from "../support/sessions";
import { testClient } from "../support/test-client";

const managementId = "111111111111";
const account = { id: managementId, email: "aws@acme.example", name: "acme-management" };

const company = {
    "aws:region": "us-east-1",
    company: { name: "acme", short: "ac" },
    email: "aws@acme.example",
    management: { id: managementId },
    units: ["security", "workloads/prd", "workloads/devstg"],
    accounts: {
        security: { unit: "security" },
        "apps-prd": { unit: "workloads/prd" },
        "apps-devstg": { unit: "workloads/devstg" },
    },
    access: {
        DevOps: { accounts: ["apps-*"], policies: ["PowerUserAccess"] },
        Auditor: { accounts: ["*", "management"], policies: ["ReadOnlyAccess", "SecurityAudit"], mfaAge: "1h" },
        Scanner: {
            accounts: ["apps-prd"],
            policies: ["SecurityAudit"],
            principals: ["999988887777"],
            externalId: "acme-7f3d",
        },
    },
    admins: ["alan.turing"],
    breakGlass: ["break-glass-1", "break-glass-2"],
    ci: { repository: "acme/aws-organization", branch: "main", environment: "production" },
};
const security = {
    groups: { devops: { roles: ["DevOps"] }, auditors: { roles: ["Auditor"] } },
    users: {
        "ada.lovelace": { groups: ["devops"] },
        "grace.hopper": { groups: ["auditors"], pgpKey: testPgpKey },
        "mary.jackson": {},
    },
    audit: { trail: false, analyzer: false },
};
const groupsOf: Readonly<Record<string, readonly string[]>> = {
    "ada.lovelace": ["DevOps"],
    "grace.hopper": ["Auditor"],
    "mary.jackson": [],
};

interface Profiles {
    readonly [account: string]: {
        readonly id: string;
        readonly roles: Readonly<Record<string, { readonly arn: string; readonly mfaAge: number }>>;
    };
}

describe("stacks management, security and of members", () => {
    let project: TestProject;
    let profiles: Profiles;
    let organizationId: string;
    /** The password that the provider sent to AWS, and what no file may hold. */
    let canary: string;
    const printed: string[] = [];

    before(async () => {
        project = await TestProject.open({ management: company, security }, account, "us-east-1", { faults: [] });
        for (const stack of ["management", "security", "apps-prd", "apps-devstg"])
            await project.must("stack", "init", stack);
        // Waits a minute by the provider's design, and is no matter of access.
        await up("management", "--exclude", "**state-lifecycle");
        await up("security");
        await up("apps-prd");
        await up("apps-devstg");
        const outputs = JSON.parse(await project.must("stack", "output", "--stack", "security", "--json")) as {
            profiles: Profiles;
        };
        profiles = outputs.profiles;
        const management = JSON.parse(await project.must("stack", "output", "--stack", "management", "--json")) as {
            organization: { id: string };
        };
        organizationId = management.organization.id;
        const login = project.proxy!.calls.find(({ operation }) => operation === "CreateLoginProfile");
        canary = new URLSearchParams(login!.body).get("Password")!;
    });
    after(() => (project as TestProject | undefined)?.close());

    it("end in empty previews", async () => {
        for (const stack of ["security", "apps-prd", "apps-devstg"])
            await project.must("preview", "--stack", stack, "--expect-no-changes");
    });

    it("give each role to exactly the people and accounts of the map, and only with recent MFA", async () => {
        const wrong: string[] = [];
        const iam = await iamOf("security");
        const people = Object.keys(groupsOf);
        for (const [key, { roles }] of Object.entries(profiles)) {
            for (const [role, { arn, mfaAge }] of Object.entries(roles)) {
                const trust = await trustOf(await iamOf(key), role);
                assert.ok(trust, `${arn} exists`);
                for (const person of people) {
                    const principal = `arn:aws:iam::${profiles["security"]!.id}:user/${person}`;
                    const policies = await policiesOf(iam, person);
                    for (const [proof, context] of proofs(mfaAge)) {
                        const isRight = proof === "MFA" && groupsOf[person]!.includes(role);
                        const org = { "aws:PrincipalOrgID": organizationId };
                        const isLetIn = await mayAssume(principal, policies, arn, trust, { ...org, ...context });
                        if (isLetIn !== isRight) wrong.push(`${person} ${arn} with ${proof}: ${String(isLetIn)}`);
                    }
                }
            }
        }
        assert.deepEqual(wrong, []);
    });

    it("refuse outsiders: another user, another account, another organization", async () => {
        const { arn } = profiles["apps-prd"]!.roles["DevOps"]!;
        const trust = (await trustOf(await iamOf("apps-prd"), "DevOps"))!;
        const everything = [
            {
                name: "all",
                policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
            },
        ];
        const mfa = { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "10" };
        const securityId = profiles["security"]!.id;
        const asked = (principal: string, org: string): Promise<boolean> =>
            mayAssume(principal, everything, arn, trust, { ...mfa, "aws:PrincipalOrgID": org });
        assert.equal(
            await asked(`arn:aws:iam::${securityId}:user/ada.lovelace`, organizationId),
            true,
            "the judge lets in",
        );
        assert.equal(await asked(`arn:aws:iam::${securityId}:user/ada.lovelace`, "o-elsewhere00"), false);
        assert.equal(await asked(`arn:aws:iam::${securityId}:role/Lambda`, organizationId), false);
        assert.equal(await asked(`arn:aws:iam::${managementId}:user/ada.lovelace`, organizationId), false);
    });

    it("name in every group's policy exactly roles that exist and trust the security account", async () => {
        const iam = await iamOf("security");
        const securityId = profiles["security"]!.id;
        const named: string[] = [];
        for (const person of Object.keys(groupsOf)) {
            for (const { policy } of await policiesOf(iam, person)) {
                for (const { Action, Resource } of policy.Statement)
                    if (Action === "sts:AssumeRole") named.push(...[Resource as string | string[]].flat());
            }
        }
        const roles = Object.values(profiles).flatMap(({ roles: all }) => Object.values(all).map(({ arn }) => arn));
        assert.deepEqual(named.sort(), roles.sort());
        for (const arn of named) {
            const [key] = Object.entries(profiles).find(([, { id }]) => id === arn.split(":")[4])!;
            const trust = await trustOf(await iamOf(key), arn.split("/").at(-1)!);
            assert.deepEqual(trust?.Statement[0]!["Principal"], { AWS: `arn:aws:iam::${securityId}:root` });
        }
    });

    it("let a person in by a device of her own, and with nothing less", async () => {
        const iam = await iamOf("security");
        const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: "ada.lovelace" }));
        const keys = { accessKeyId: key!.AccessKeyId!, secretAccessKey: key!.SecretAccessKey! };
        const device = await enrolDevice(iam, "ada.lovelace");
        const noProof = await userSession(project.sandbox, keys);
        const { arn } = profiles["apps-prd"]!.roles["DevOps"]!;
        const other = profiles["apps-prd"]!.roles["Auditor"]!.arn;
        await assert.rejects(assume(project.sandbox, keys, arn), { name: "AccessDenied" }, "plain keys");
        await assert.rejects(assume(project.sandbox, noProof, arn), { name: "AccessDenied" }, "a session without MFA");
        const proved = await userSession(project.sandbox, keys, device);
        await assume(project.sandbox, proved, arn);
        await assert.rejects(
            assume(project.sandbox, proved, other),
            { name: "AccessDenied" },
            "a role of another group",
        );
    });

    it("take a third party in by its external id alone", async () => {
        const trust = await trustOf(await iamOf("apps-prd"), "Scanner");
        assert.deepEqual(trust?.Statement, [
            {
                Sid: "Trusted",
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::999988887777:root" },
                Action: "sts:AssumeRole",
                Condition: { StringEquals: { "sts:ExternalId": "acme-7f3d" } },
            },
        ]);
    });

    it("close AWS's access role, in each member, for named principals of the management account", async () => {
        for (const key of ["security", "apps-prd", "apps-devstg"]) {
            const trust = await trustOf(await iamOf(key), "OrganizationAccountAccessRole");
            assert.deepEqual(trust?.Statement, [
                {
                    Sid: "OrganizationAdministrators",
                    Effect: "Allow",
                    Principal: { AWS: `arn:aws:iam::${managementId}:root` },
                    Action: "sts:AssumeRole",
                    Condition: {
                        ArnLike: {
                            "aws:PrincipalArn": [
                                `arn:aws:iam::${managementId}:role/OrganizationAccountAccessRole`,
                                `arn:aws:iam::${managementId}:role/ac-ci-deploy`,
                                `arn:aws:iam::${managementId}:user/mgmt-org-admin`,
                            ],
                        },
                        StringEquals: { "aws:PrincipalOrgID": organizationId },
                    },
                },
            ]);
            const state = await project.state(key);
            const role = state.find(({ urn }) => urn.endsWith("::access-role"));
            assert.deepEqual([role?.protect, role?.retainOnDelete], [true, true]);
        }
    });

    it("keep users for emergencies without credentials, who can do nothing without MFA", async () => {
        const iam = await iamOf("management");
        const policies = await policiesOf(iam, "break-glass-1");
        const everything = policies.flatMap(({ policy }) => policy.Statement).filter(({ Action }) => Action === "*");
        assert.deepEqual(
            everything.map(({ Condition }) => Condition),
            [
                {
                    Bool: { "aws:MultiFactorAuthPresent": "true" },
                    NumericLessThan: { "aws:MultiFactorAuthAge": "3600" },
                },
            ],
        );
        const types = (await project.state("management")).map(({ type }) => type);
        for (const credential of [
            "accessKey:AccessKey",
            "userLoginProfile:UserLoginProfile",
            "virtualMfaDevice:VirtualMfaDevice",
        ])
            assert.ok(!types.includes(`aws:iam/${credential}`), credential);
    });

    it("reset no password after a person has changed the first one", async () => {
        await (
            await iamOf("security")
        ).send(
            new UpdateLoginProfileCommand({
                UserName: "grace.hopper",
                Password: "Another-1-password!",
                PasswordResetRequired: false,
            }),
        );
        printed.push(await project.must("refresh", "--stack", "security", "--yes", "--skip-preview"));
        await project.must("preview", "--stack", "security", "--expect-no-changes");
        assert.equal(project.proxy!.count("UpdateLoginProfile"), 0);
    });

    it("write no secret into state, outputs, logs or temporary files", async () => {
        assert.ok(canary.length >= 14, "the canary is there");
        const places = [...printed];
        for (const stack of ["management", "security", "apps-prd", "apps-devstg"]) {
            places.push(await project.must("stack", "export", "--stack", stack));
            places.push(await project.must("stack", "output", "--stack", stack, "--json", "--show-secrets"));
        }
        for (const file of filesUnder(project.folder)) places.push(fs.readFileSync(file, "utf8"));
        for (const name of fs.readdirSync(os.tmpdir(), { withFileTypes: true }))
            if (name.isFile()) places.push(fs.readFileSync(path.join(os.tmpdir(), name.name), "utf8"));
        assert.equal(places.filter((text) => text.includes(canary)).length, 0);
        const state = await project.must("stack", "export", "--stack", "security");
        assert.ok(!state.includes("sandbox-session-"), "no session token of the entry");
    });

    it("stop before the first write with another account's credentials", async () => {
        const keys = await assume(project.sandbox, bootstrapKeys, roleOf("apps-prd"));
        const before = project.proxy!.calls.length;
        const { text, exitCode } = await project
            .with({
                AWS_ACCESS_KEY_ID: keys.accessKeyId,
                AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
                AWS_SESSION_TOKEN: keys.sessionToken,
            })
            .pulumi("up", "--stack", "security", "--yes", "--skip-preview");
        assert.notEqual(exitCode, 0);
        assert.match(text, new RegExp(`the credentials are those of account ${profiles["apps-prd"]!.id}`));
        assert.doesNotMatch(text, /at .*\.ts:\d+/, "no stack trace");
        const called = new Set(project.proxy!.calls.slice(before).map(({ operation }) => operation));
        assert.deepEqual(called, new Set(["GetCallerIdentity"]));
    });

    it("let CI's preview role see a member's stack by a role that reads, and refuse it to write", async () => {
        const previewRole = `arn:aws:iam::${managementId}:role/ac-ci-preview`;
        const keys = await pullRequestSession(project.sandbox, previewRole, company.ci.repository);
        const ci = project.with({
            AWS_ACCESS_KEY_ID: keys.accessKeyId,
            AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
            AWS_SESSION_TOKEN: keys.sessionToken,
        });
        const before = project.proxy!.calls.length;
        const told = await ci.org("preview", "--stack", "apps-prd", "--no-policy-pack", "--expect-no-changes");
        assert.equal(told.exitCode, 0, told.stdout + told.stderr);
        const calls = project.proxy!.calls.slice(before);
        const entered = calls.flatMap(({ operation, body }) =>
            operation === "AssumeRole" ? [new URLSearchParams(body).get("RoleArn")] : [],
        );
        const reader = `arn:aws:iam::${profiles["apps-prd"]!.id}:role/ac-ci-preview`;
        assert.deepEqual([...new Set(entered)], [reader]);
        const reads = /^(?:Assume|Describe|Get|Head|List)|^(?:GET|HEAD) /u;
        assert.deepEqual(
            calls.map(({ operation }) => operation).filter((operation) => !reads.test(operation)),
            [],
        );
        const { text, exitCode } = await ci.pulumi("up", "--stack", "apps-prd", "--yes", "--skip-preview");
        assert.notEqual(exitCode, 0);
        assert.match(text, /CI's preview role, which reads and changes nothing[\s\S]*role\/ac-ci-deploy/);
        await assert.rejects(assume(project.sandbox, keys, roleOf("apps-prd")), { name: "AccessDenied" });
        await assert.rejects(assume(project.sandbox, bootstrapKeys, reader), { name: "AccessDenied" });
    });

    it("delete the default VPC where they are told to, and only while nothing is in it", async () => {
        const ec2 = testClient(
            EC2Client,
            endpoint(project.sandbox.emulator),
            await assume(project.sandbox, bootstrapKeys, roleOf("apps-devstg")),
        );
        const isDefault = [{ Name: "is-default", Values: ["true"] }];
        const vpcs = async (): Promise<readonly Vpc[]> =>
            (await ec2.send(new DescribeVpcsCommand({ Filters: isDefault }))).Vpcs!;
        const [vpc] = await vpcs();
        const { Subnets: subnets } = await ec2.send(
            new DescribeSubnetsCommand({ Filters: [{ Name: "vpc-id", Values: [vpc!.VpcId!] }] }),
        );
        const { NetworkInterface: used } = await ec2.send(
            new CreateNetworkInterfaceCommand({ SubnetId: subnets![0]!.SubnetId! }),
        );
        const NetworkInterfaceId = used!.NetworkInterfaceId!;
        project.writeStack("apps-devstg", { baseline: { deleteDefaultVpc: true } });
        // AWS would refuse the VPC for its sake, when gateway and subnets were gone.
        const { GroupId } = await ec2.send(
            new CreateSecurityGroupCommand({ GroupName: "web", Description: "web", VpcId: vpc!.VpcId! }),
        );
        const refused = await project.pulumi("up", "--stack", "apps-devstg", "--yes", "--skip-preview");
        assert.notEqual(refused.exitCode, 0);
        assert.match(
            refused.text,
            new RegExp(`${vpc!.VpcId!} in us-east-1 is in use: ${NetworkInterfaceId}, ${GroupId!}\\n`),
        );
        await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }));
        await ec2.send(new DeleteSecurityGroupCommand({ GroupId: GroupId! }));
        const preview = await project.must("preview", "--stack", "apps-devstg", "--expect-no-changes");
        assert.match(preview, new RegExp(`will first delete the default VPC ${vpc!.VpcId!} of account apps-devstg`));
        assert.equal((await vpcs()).length, 1, "a preview deletes nothing");
        assert.match((await up("apps-devstg")).text, new RegExp(`deleted the default VPC ${vpc!.VpcId!}`));
        assert.deepEqual(await vpcs(), []);
        const again = await project.must("preview", "--stack", "apps-devstg", "--expect-no-changes");
        assert.doesNotMatch(again, /default VPC/);
    });

    it("name the accounts that there are when a stack is named after none", async () => {
        await project.must("stack", "init", "apps-prod");
        const { text, exitCode } = await project.pulumi("preview", "--stack", "apps-prod");
        assert.notEqual(exitCode, 0);
        assert.match(text, /no account has this name[\s\S]*did you mean apps-prd\?/);
        await project.must("stack", "rm", "apps-prod", "--yes");
    });

    it("wait for a fresh account's role, and say so", async () => {
        const accounts = { ...company.accounts, "apps-stg": { unit: "workloads/devstg" } };
        project.writeStack("management", { ...company, accounts });
        await up("management", "--exclude", "**state-lifecycle");
        await up("security");
        await project.must("stack", "init", "apps-stg");
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
        const { text, exitCode } = await up("apps-stg");
        assert.equal(exitCode, 0, text);
        assert.match(
            text,
            /waiting for role OrganizationAccountAccessRole in account apps-stg \(\d{12}\): refused 3 times in \d+ s, of 300 s at most/,
        );
        assert.equal(project.proxy!.count("CreateAccount"), created, "no account is made again");
        await project.must("preview", "--stack", "apps-stg", "--expect-no-changes");
    });

    it("tell an old account's role that refuses, and one that an invited account never had, from one that is not ready", async () => {
        const refused = async (joined: object): Promise<string> => {
            project.proxy!.reset();
            project.proxy!.add({
                operation: "AssumeRole",
                fault: { code: "AccessDenied", status: 403, message: "not authorized" },
            });
            project.proxy!.add({
                operation: "DescribeAccount",
                transform: ({ Account: found, ...rest }) => ({ ...rest, Account: { ...(found as object), ...joined } }),
            });
            const started = Date.now();
            const { text, exitCode } = await project.pulumi("preview", "--stack", "apps-stg");
            project.proxy!.reset();
            assert.notEqual(exitCode, 0);
            assert.ok(Date.now() - started < 90_000, "it ends in a stated time");
            return text;
        };
        assert.match(
            await refused({ JoinedTimestamp: 1_600_000_000 }),
            /refuses arn:aws:iam::111111111111:user\/mgmt-org-admin: the role has had time enough, so its trust refuses/,
        );
        assert.match(
            await refused({ JoinedMethod: "INVITED" }),
            /the account was invited, and AWS makes no such role in one[^]*docs\/day-0\.md, Existing accounts/,
        );
    });

    it("finish what a run that died has begun: nobody is made twice, and no password anew", async () => {
        const users = { ...security.users, "katherine.johnson": { groups: ["auditors"], pgpKey: testPgpKey } };
        project.writeStack("security", { ...security, users });
        for (const operation of ["CreateUser", "CreateLoginProfile"]) {
            const crash = new AbortController();
            project.proxy!.reset();
            project.proxy!.add({
                operation,
                times: 1,
                onMatch: () => {
                    crash.abort();
                },
            });
            const killed = await project.pulumiUntil(
                crash.signal,
                "up",
                "--stack",
                "security",
                "--yes",
                "--skip-preview",
            );
            assert.notEqual(killed.exitCode, 0);
            assert.equal(project.proxy!.count(operation), 1, "AWS has acted, and the engine does not know");
            await project.must("cancel", "--yes", "--stack", "security");
        }
        project.proxy!.reset();
        await up("security");
        assert.equal(project.proxy!.count(/^Create(?:User|LoginProfile)$/u), 0);
        await up("security");
        await project.must("preview", "--stack", "security", "--expect-no-changes");
    });

    it("take a removed role from those who assume it, and then from the account", async () => {
        const access = { Auditor: company.access.Auditor, Scanner: company.access.Scanner };
        const accounts = { ...company.accounts, "apps-stg": { unit: "workloads/devstg" } };
        project.writeStack("management", { ...company, accounts, access });
        project.writeStack("security", { ...security, groups: { ...security.groups, devops: { roles: [] } } });
        await up("management", "--exclude", "**state-lifecycle");
        await up("security");
        const policies = JSON.stringify(await policiesOf(await iamOf("security"), "ada.lovelace"));
        assert.doesNotMatch(policies, /role\/DevOps/);
        assert.ok(await trustOf(await iamOf("apps-prd"), "DevOps"), "the role outlives its mention");
        await up("apps-prd");
        assert.equal(await trustOf(await iamOf("apps-prd"), "DevOps"), undefined);
    });

    it("remove a person who has keys and a device", async () => {
        const users = { "grace.hopper": security.users["grace.hopper"] };
        project.writeStack("security", { ...security, groups: { ...security.groups, devops: { roles: [] } }, users });
        await up("security");
        const iam = await iamOf("security");
        await assert.rejects(iam.send(new GetUserCommand({ UserName: "ada.lovelace" })), {
            name: "NoSuchEntityException",
        });
    });

    async function up(stack: string, ...more: string[]): Promise<{ text: string; exitCode: number }> {
        const result = await project.pulumi("up", "--stack", stack, "--yes", "--skip-preview", ...more);
        printed.push(result.text);
        if (result.exitCode !== 0) throw new Error(`up ${stack}: ${result.text}`);
        return result;
    }

    function roleOf(key: string): string {
        return accessRole(profiles[key]!.id);
    }

    async function iamOf(key: string): Promise<IAMClient> {
        return key === "management" ? clientsOf(project.sandbox).iam : iamIn(project.sandbox, profiles[key]!.id);
    }
});

/** What a caller may bring along, and the condition keys that AWS makes of it. */
function proofs(mfaAge: number): readonly (readonly [string, Readonly<Record<string, string>>])[] {
    return [
        ["plain keys", {}],
        ["a session without MFA", { "aws:MultiFactorAuthPresent": "false" }],
        ["old MFA", { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": String(mfaAge) }],
        ["MFA", { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": String(mfaAge - 1) }],
    ];
}

function filesUnder(folder: string): string[] {
    return (
        fs
            .readdirSync(folder, { withFileTypes: true, recursive: true })
            // Links lead out of the project; the emulator's and the engine's own files are not ours.
            .filter((entry) => entry.isFile() && !entry.parentPath.includes("/engine") && entry.name !== "pulumi")
            .map((entry) => path.join(entry.parentPath, entry.name))
    );
}
