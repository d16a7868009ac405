/** The emulator's members: delegated administrators, closed accounts, invitations, and names that are taken. */
import { AttachUserPolicyCommand, CreateAccessKeyCommand, CreateUserCommand } from "@aws-sdk/client-iam";
import {
    AcceptHandshakeCommand,
    CancelHandshakeCommand,
    CloseAccountCommand,
    CreateAccountCommand,
    CreateOrganizationalUnitCommand,
    CreateOrganizationCommand,
    CreatePolicyCommand,
    DeclineHandshakeCommand,
    DeleteOrganizationalUnitCommand,
    DeregisterDelegatedAdministratorCommand,
    DescribeAccountCommand,
    DescribeHandshakeCommand,
    DisableAWSServiceAccessCommand,
    EnableAWSServiceAccessCommand,
    InviteAccountToOrganizationCommand,
    ListHandshakesForAccountCommand,
    ListRootsCommand,
    MoveAccountCommand,
    RegisterDelegatedAdministratorCommand,
    RemoveAccountFromOrganizationCommand,
    UpdatePolicyCommand,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { readInvitations } from "../../aws/invitations";
import { delegationLimits } from "../../config/aws-facts/delegation-limits";
import { keysOf } from "../support/emulated-iam";
import { unheld } from "../support/held-shapes";
import { accessRole } from "../support/sessions";
import { newAccount, TestEmulator } from "../support/test-emulator";
import { until } from "../support/until";

const constraint = { name: "ConstraintViolationException" };

describe("the emulator's members", () => {
    let aws: TestEmulator;
    let client: OrganizationsClient;
    let members: readonly string[];

    before(async () => {
        aws = await TestEmulator.open({ accountQuota: 30, holdShapes: true });
        client = aws.organizations();
        await client.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
        members = await Promise.all(
            Array.from({ length: 16 }, async (_, index) => {
                const input = { AccountName: `m${index}`, Email: `aws+${index}@example.com` };
                return (await client.send(new CreateAccountCommand(input))).CreateAccountStatus!.AccountId!;
            }),
        );
    });
    after(() => aws.close());

    const register = (AccountId: string, ServicePrincipal: string): Promise<unknown> =>
        client.send(new RegisterDelegatedAdministratorCommand({ AccountId, ServicePrincipal }));
    const stateOf = async (AccountId: string): Promise<string | undefined> =>
        (await client.send(new DescribeAccountCommand({ AccountId }))).Account?.State;

    it("administer a service that is trusted, each once, and as many as this program's table says", async () => {
        for (const [service, { accounts }] of Object.entries(delegationLimits)) {
            if (accounts > 5) continue;
            await rejects(register(members[0]!, service), constraint, `${service} is not trusted`);
            await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: service }));
            await rejects(register(newAccount.id, service), constraint, "the management account");
            for (const member of members.slice(0, accounts)) await register(member, service);
            await rejects(register(members[0]!, service), { name: "AccountAlreadyRegisteredException" }, service);
            await rejects(register(members[accounts]!, service), constraint, `${service} takes ${accounts}`);
        }
    });

    it("keep their service trusted and stay in, until they are deregistered", async () => {
        const input = { ServicePrincipal: "sso.amazonaws.com" };
        await rejects(client.send(new DisableAWSServiceAccessCommand(input)), constraint);
        const leave = new RemoveAccountFromOrganizationCommand({ AccountId: members[0]! });
        await rejects(client.send(leave), constraint);
        await client.send(new DeregisterDelegatedAdministratorCommand({ AccountId: members[0]!, ...input }));
        await client.send(new DisableAWSServiceAccessCommand(input));
    });

    it("close in a while, three at a time, ten in thirty days, and never the management account", async () => {
        const close = (AccountId: string): Promise<unknown> => client.send(new CloseAccountCommand({ AccountId }));
        await rejects(close(newAccount.id), constraint);
        await rejects(close("999999999999"), { name: "AccountNotFoundException" });
        const [first, second, third, fourth, ...others] = members.slice(5);
        await Promise.all([first!, second!, third!].map(close));
        await rejects(close(fourth!), constraint);
        strictEqual(await stateOf(first!), "PENDING_CLOSURE");
        for (const one of [first!, second!, third!]) await until(async () => (await stateOf(one)) === "CLOSED");
        await rejects(close(first!), { name: "AccountAlreadyClosedException" });
        for (const batch of [[fourth!, ...others.slice(0, 2)], others.slice(2, 5), others.slice(5, 6)]) {
            await Promise.all(batch.map(close));
            for (const one of batch) await until(async () => (await stateOf(one)) === "CLOSED");
        }
        await rejects(close(members[4]!), { ...constraint, message: /quota/u });
    });

    it("hold their unit, closed ones too", async () => {
        const ParentId = (await client.send(new ListRootsCommand({}))).Roots![0]!.Id!;
        const unit = await client.send(new CreateOrganizationalUnitCommand({ Name: "held", ParentId }));
        const OrganizationalUnitId = unit.OrganizationalUnit!.Id!;
        const move = (AccountId: string, from: string, to: string): Promise<unknown> =>
            client.send(new MoveAccountCommand({ AccountId, SourceParentId: from, DestinationParentId: to }));
        const remove = (): Promise<unknown> =>
            client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId }));
        await move(members[6]!, ParentId, OrganizationalUnitId);
        strictEqual(await stateOf(members[6]!), "CLOSED");
        await rejects(remove(), { name: "OrganizationalUnitNotEmptyException" });
        await move(members[6]!, OrganizationalUnitId, ParentId);
        await remove();
    });

    it("a policy's name is taken, when it is made and when it changes", async () => {
        const duplicate = { name: "DuplicatePolicyException" };
        const make = async (Name: string): Promise<string> => {
            const input = { Name, Type: "SERVICE_CONTROL_POLICY" as const, Description: "", Content: "{}" };
            return (await client.send(new CreatePolicyCommand(input))).Policy!.PolicySummary!.Id!;
        };
        const first = await make("first");
        await rejects(make("first"), duplicate);
        const PolicyId = await make("second");
        await rejects(client.send(new UpdatePolicyCommand({ PolicyId, Name: "first" })), duplicate);
        await client.send(new UpdatePolicyCommand({ PolicyId: first, Name: "first", Description: "the same name" }));
    });

    it("are invited once at a time; the invited account accepts or declines, and nobody else", async () => {
        const id = members[4]!;
        const session = new AssumeRoleCommand({ RoleArn: accessRole(id), RoleSessionName: "test" });
        const iam = aws.iam(keysOf((await aws.sts().send(session)).Credentials!));
        const UserName = "owner";
        await iam.send(new CreateUserCommand({ UserName }));
        const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
        await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
        const key = (await iam.send(new CreateAccessKeyCommand({ UserName }))).AccessKey!;
        const keys = { accessKeyId: key.AccessKeyId!, secretAccessKey: key.SecretAccessKey! };
        const invite = async (): Promise<string> => {
            const input = { Target: { Type: "ACCOUNT" as const, Id: id } };
            return (await client.send(new InviteAccountToOrganizationCommand(input))).Handshake!.Id!;
        };
        await rejects(invite(), { name: "HandshakeConstraintViolationException" });
        for (const service of ["config", "cloudtrail", "config-multiaccountsetup", "health", "storage-lens.s3"]) {
            const input = { AccountId: id, ServicePrincipal: `${service}.amazonaws.com` };
            await client.send(new DeregisterDelegatedAdministratorCommand(input)).catch(() => undefined);
        }
        const stacksets = "member.org.stacksets.cloudformation.amazonaws.com";
        await client.send(new DeregisterDelegatedAdministratorCommand({ AccountId: id, ServicePrincipal: stacksets }));
        await client.send(new RemoveAccountFromOrganizationCommand({ AccountId: id }));
        const outsider = aws.organizations(keys);

        const together = await Promise.allSettled(Array.from({ length: 16 }, invite));
        const [sent, ...more] = together.filter((each) => each.status === "fulfilled");
        deepStrictEqual(more, [], "requests that arrive together are carried out one after another");
        const cancelled = sent!.value;
        await rejects(invite(), { name: "DuplicateHandshakeException" });
        await client.send(new CancelHandshakeCommand({ HandshakeId: cancelled }));
        const declined = await invite();
        await outsider.send(new DeclineHandshakeCommand({ HandshakeId: declined }));
        const HandshakeId = await invite();
        await rejects(client.send(new AcceptHandshakeCommand({ HandshakeId })));
        await outsider.send(new AcceptHandshakeCommand({ HandshakeId }));
        const invitations = await readInvitations(client);
        deepStrictEqual(
            invitations.map(({ invitee, state }) => [invitee, state]),
            ["CANCELED", "DECLINED", "ACCEPTED"].map((state) => [id, state]),
        );
        ok(invitations.every((each) => each.expires!.getTime() - each.sent!.getTime() === 15 * 86_400_000));
        const { Account } = await client.send(new DescribeAccountCommand({ AccountId: id }));
        deepStrictEqual([Account?.JoinedMethod, Account?.State], ["INVITED", "ACTIVE"]);
        const described = await client.send(new DescribeHandshakeCommand({ HandshakeId }));
        strictEqual(described.Handshake?.State, "ACCEPTED");
        const { Handshakes: own } = await outsider.send(new ListHandshakesForAccountCommand({}));
        deepStrictEqual(
            own?.map(({ State }) => State),
            ["CANCELED", "DECLINED", "ACCEPTED"],
        );
    });

    it("have the shapes of AWS's own model", async () => {
        const ofHandshakes = ["Accept", "Cancel", "Decline", "Describe"].map((name) => `${name}Handshake`);
        const lists = ["ListHandshakesForOrganization", "ListHandshakesForAccount"];
        const ofMembers = ["InviteAccountToOrganization", "RemoveAccountFromOrganization", "CloseAccount"];
        const delegations = ["RegisterDelegatedAdministrator", "DeregisterDelegatedAdministrator"];
        deepStrictEqual(
            await unheld(
                aws.endpoint,
                [...ofHandshakes, ...lists, ...ofMembers, ...delegations].map((name) => `organizations.${name}`),
            ),
            [],
        );
    });
});
