/**
 * `org invite` with two sets of credentials, the management account's and the invited account's own. Real engine and provider code; AWS is
 * the emulator, behind a proxy that counts the calls and makes some fail. Each test continues from the one before it.
 */
import {
    CreateRoleCommand,
    DeleteRoleCommand,
    DetachRolePolicyCommand,
    GetRoleCommand,
    IAMClient,
} from "@aws-sdk/client-iam";
import {
    CancelHandshakeCommand,
    CreateAccountCommand,
    CreateOrganizationCommand,
    DeclineHandshakeCommand,
    DescribeAccountCommand,
    DescribeOrganizationCommand,
    InviteAccountToOrganizationCommand,
    ListParentsCommand,
    OrganizationsClient,
    RemoveAccountFromOrganizationCommand,
} from "@aws-sdk/client-organizations";
import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readInvitations } from "../../aws/invitations";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import { saysWhatIsWrong } from "../support/bad-credentials";
import { clientsOf } from "../support/aws";
import { administrator } from "../support/outsider";
import { killedAtEachWrite } from "../support/killed-org";
import { TestProject } from "../support/project";
import { accessRole, assume, iamIn } from "../support/sessions";
import { testClient, type Keys } from "../support/test-client";
import { writesOf } from "../support/writes";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };

const fileOf = (ids: { readonly old: string; readonly sold: string }): string => `# Acme's organization.
config:
  aws:region: us-east-1
  company: { name: acme, short: ac }
  email: aws@acme.example
  ownedDomains: [old.example]
  management: { id: "111111111111" }
  units: [security, legacy]
  accounts:
    security: { unit: security }
    # Bought in 2019.
    billing-old: { unit: legacy, id: "${ids.old}", email: billing@acme.example, joined: invited }
    sold: { unit: legacy, id: "${ids.sold}", email: sold@acme.example, joined: invited }
  admins: [ada.lovelace]
`;

const quick = ["--stack", "management", "--exclude", "**state-lifecycle"];

describe("org invite", () => {
    let project: TestProject;
    let aws: OrganizationsClient;
    let old: { readonly id: string; readonly keys: Keys };
    let sold: { readonly id: string; readonly keys: Keys };

    before(async () => {
        project = await TestProject.open(
            { management: fileOf({ old: "222233334444", sold: "333344445555" }) },
            account,
            "us-east-1",
            { faults: [], holdShapes: true },
        );
        aws = clientsOf(project.sandbox).organizations;
        await aws.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
        old = await stranger("billing@acme.example", bootstrapKeys);
        // This account is in another company's organization.
        const other = await stranger("owner@old.example", bootstrapKeys);
        const theirs = organizationsOf(other.keys);
        await theirs.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
        sold = await member("sold@acme.example", other.keys);
        write(fileOf({ old: old.id, sold: sold.id }));
        const files = join(project.folder, "owners");
        mkdirSync(files);
        const section = (name: string, { accessKeyId, secretAccessKey }: Keys): string =>
            `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
        writeFileSync(
            join(files, "credentials"),
            section("legacy", old.keys) + section("sold", sold.keys) + section("wrong", bootstrapKeys),
        );
        writeFileSync(join(files, "config"), "");
        project = project.with({
            AWS_SHARED_CREDENTIALS_FILE: join(files, "credentials"),
            AWS_CONFIG_FILE: join(files, "config"),
        });
        await project.must("stack", "init", "management");
        await project.must("up", "--yes", "--skip-preview", ...quick);
    });
    after(() => project.close());
    beforeEach(() => {
        project.proxy!.reset();
    });

    const organizationsOf = (keys: Keys): OrganizationsClient =>
        testClient(OrganizationsClient, endpoint(project.sandbox.emulator), keys);
    const iamOf = (keys: Keys): IAMClient => testClient(IAMClient, endpoint(project.sandbox.emulator), keys);
    /** Creates an account in the organization of these keys, with an administrator of its own. */
    async function member(Email: string, keys: Keys): Promise<{ readonly id: string; readonly keys: Keys }> {
        const made = await organizationsOf(keys).send(new CreateAccountCommand({ AccountName: Email, Email }));
        const id = made.CreateAccountStatus!.AccountId!;
        const iam =
            keys === bootstrapKeys
                ? await iamIn(project.sandbox, id)
                : iamOf(await assume(project.sandbox, keys, accessRole(id)));
        return { id, keys: await administrator(iam, "owner") };
    }
    /** Creates an account that is in no organization and has no access role, like one that its owner opened. */
    async function stranger(email: string, keys: Keys): Promise<{ readonly id: string; readonly keys: Keys }> {
        const made = await member(email, keys);
        await organizationsOf(keys).send(new RemoveAccountFromOrganizationCommand({ AccountId: made.id }));
        await withoutRole(made.keys);
        return made;
    }
    async function withoutRole(keys: Keys): Promise<void> {
        const role = { RoleName: "OrganizationAccountAccessRole" };
        const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
        await iamOf(keys).send(new DetachRolePolicyCommand({ ...role, PolicyArn }));
        await iamOf(keys).send(new DeleteRoleCommand(role));
    }

    const read = (): string => readFileSync(join(project.folder, "Pulumi.management.yaml"), "utf8");
    function write(text: string): void {
        writeFileSync(join(project.folder, "Pulumi.management.yaml"), text);
    }
    const org = (...args: string[]): ReturnType<TestProject["org"]> => project.org("invite", ...args);
    const must = async (...args: string[]): Promise<string> => {
        const { exitCode, stdout, stderr } = await org(...args);
        strictEqual(exitCode, 0, `${args.join(" ")}\n${stdout}\n${stderr}`);
        return stdout + stderr;
    };
    const refused = async (...args: string[]): Promise<string> => {
        const { exitCode, stdout, stderr } = await org(...args);
        strictEqual(exitCode, 1, `${args.join(" ")}\n${stdout}\n${stderr}`);
        return stderr.replace(/\s+/gu, " ");
    };
    const states = async (): Promise<readonly string[]> => (await readInvitations(aws)).map(({ state }) => state);

    it("a clock that is wrong, keys that are revoked, a session that has ended, no network: one error each, with what to do", async () => {
        await saysWhatIsWrong(project, "invite", "billing-old", "--yes");
    });

    it("refuses an account that is not invited, another account's credentials, and what AWS refuses, each with its next step", async () => {
        match(await refused("nobody", "--yes"), /no account nobody.*joined: invited/u);
        match(await refused("security", "--yes"), /one that AWS makes/u);
        match(
            await refused("billing-old", "--yes", "--profile", "wrong"),
            /of account 111111111111.*own administrator/u,
        );
        match(
            await refused("billing-old", "--yes", "--owner", "--profile", "legacy"),
            /no invitation.*is open.*org invite/u,
        );
        const { RoleName } = (
            await iamOf(old.keys).send(new GetRoleCommand({ RoleName: "OrganizationAccountAccessRole" }))
        ).Role!;
        strictEqual(RoleName, "OrganizationAccountAccessRole", "made before it is needed");
        project.proxy!.reset();
        for (const [Reason, words] of [
            ["MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED", /email is not verified.*open the mail/u],
            ["ALREADY_IN_AN_ORGANIZATION", /in an organization already.*leave/u],
            ["ACCOUNT_NUMBER_LIMIT_EXCEEDED", /quota allows.*accounts quota/u],
            ["TARGET_ACCOUNT_VALIDATION_FAILURE", /check its id/u],
            ["ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD", /another AWS seller.*same seller of record/u],
        ] as const) {
            project.proxy!.reset();
            const fault = { code: "HandshakeConstraintViolationException", members: { Reason } };
            project.proxy!.add({ operation: "InviteAccountToOrganization", fault });
            match(await refused("billing-old", "--yes"), words);
        }
        project.proxy!.reset();
        project.proxy!.add({
            operation: "ListServiceQuotas",
            transform: () => ({
                Quotas: [{ QuotaCode: "L-29A0C5DF", QuotaName: "Default maximum number of accounts", Value: 2 }],
            }),
        });
        match(await refused("billing-old", "--yes"), /may have 2 accounts and has 2.*org accounts quota 3/u);
        deepStrictEqual(writesOf(project.proxy!), {});
        deepStrictEqual(await states(), []);
    });

    it("refuses an account that has the access role in another letter case, with the line to write, and makes nothing there", async () => {
        const iam = iamOf(old.keys);
        await withoutRole(old.keys);
        const RoleName = "organizationaccountaccessrole";
        await iam.send(
            new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}' }),
        );
        match(
            await refused("billing-old", "--yes", "--owner", "--profile", "legacy"),
            /has the role organizationaccountaccessrole: IAM takes it .* for one.*billing-old: \{ roleName: organizationaccountaccessrole \}/u,
        );
        deepStrictEqual(writesOf(project.proxy!), {});
        await iam.send(new DeleteRoleCommand({ RoleName }));
    });

    it("sends one invitation, says what its owner does, and sends no second one while it is open", async () => {
        const dry = await must("billing-old", "--dry-run");
        match(dry, /• invite account \d{12}\n/u);
        deepStrictEqual(writesOf(project.proxy!), {});
        project.proxy!.add({ operation: "InviteAccountToOrganization", times: 1, drop: true });
        const [shown] = await Promise.all([must("billing-old", "--yes"), must("billing-old", "--yes")]);
        match(shown, /org invite billing-old --owner --profile/u);
        match(shown, /aws organizations accept-handshake/u);
        match(await must("billing-old", "--yes"), /Invited already[^]*until \d{4}-\d\d-\d\d[^]*--owner/u);
        deepStrictEqual(await states(), ["OPEN"]);
    });

    it("invites again after the end of an invitation, and after a refusal only on request", async () => {
        const [open] = await readInvitations(aws);
        await organizationsOf(old.keys).send(new DeclineHandshakeCommand({ HandshakeId: open!.id }));
        match(await refused("billing-old", "--yes"), /has declined.*--again/u);
        await must("billing-old", "--yes", "--again");
        const last = (await readInvitations(aws)).find(({ state }) => state === "OPEN")!;
        await aws.send(new CancelHandshakeCommand({ HandshakeId: last.id }));
        // AWS reports EXPIRED for an invitation that nobody accepted in time.
        project.proxy!.add({
            operation: "ListHandshakesForOrganization",
            transform: (answer) => ({
                ...answer,
                Handshakes: (answer["Handshakes"] as { State: string }[]).map((each) =>
                    each.State === "CANCELED" ? { ...each, State: "EXPIRED" } : each,
                ),
            }),
        });
        await must("billing-old", "--yes");
        deepStrictEqual([...(await states())].sort(), ["CANCELED", "DECLINED", "OPEN"]);
    });

    it("the owner's side, alone, goes on where it was cut off or killed, and has nothing to do the second time", async () => {
        project.proxy!.add({ operation: "AcceptHandshake", times: 1, fault: { code: "AccessDeniedException" } });
        match(await refused("billing-old", "--owner", "--profile", "legacy", "--yes"), /AccessDenied/u);
        await withoutRole(old.keys);
        deepStrictEqual(
            await killedAtEachWrite(project, ["invite", "billing-old", "--owner", "--profile", "legacy", "--yes"]),
            ["CreateRole", "AttachRolePolicy", "AcceptHandshake"],
        );
        project.proxy!.reset();
        match(await must("billing-old", "--owner", "--profile", "legacy", "--yes"), /Already a member/u);
        deepStrictEqual(writesOf(project.proxy!), {});
    });

    it("the owner's side goes on where the response to its yes was lost, accepts no other invitation, and has nothing to do the second time", async () => {
        await aws.send(new RemoveAccountFromOrganizationCommand({ AccountId: old.id }));
        const target = { Target: { Type: "ACCOUNT", Id: old.id } } as const;
        const { Handshake } = await aws.send(new InviteAccountToOrganizationCommand(target));
        project.proxy!.add({ operation: "AcceptHandshake", times: 1, drop: true });
        const owner = ["billing-old", "--owner", "--profile", "legacy", "--yes"] as const;
        match(await must(...owner), /✔ accept the invitation/u);
        const tries = project.proxy!.calls.filter(({ operation }) => operation === "AcceptHandshake");
        deepStrictEqual(
            [...new Set(tries.map(({ body }) => body))].map((body) => JSON.parse(body) as unknown),
            [{ HandshakeId: Handshake!.Id }],
        );
        strictEqual((await readInvitations(aws)).find(({ id }) => id === Handshake!.Id)?.state, "ACCEPTED");
        project.proxy!.reset();
        match(await must(...owner), /Already a member/u);
        deepStrictEqual(writesOf(project.proxy!), {});
    });

    it("the management account's side corrects the email, moves the account, hands it over, and a preview is empty", async () => {
        // The account's email is not the one in the config.
        write(read().replace("email: billing@acme.example", "email: bills@acme.example"));
        project.proxy!.add({ operation: "MoveAccount", times: 1, drop: true });
        await must("billing-old", "--yes");
        match(read(), /billing-old: \{ unit: legacy, id: "\d{12}", email: billing@acme\.example, joined: invited \}/u);
        match(read(), /# Bought in 2019\./u);
        strictEqual(project.proxy!.count("CreateAccount"), 0);
        const { Parents } = await aws.send(new ListParentsCommand({ ChildId: old.id }));
        match(Parents![0]!.Id!, /^ou-/u);
        const imported = (await project.state("management")).find(({ urn }) =>
            urn.endsWith("account-billing-old-account"),
        );
        strictEqual(imported?.id, old.id);
        match(await must("billing-old", "--yes"), /Already in/u);
    });

    it("an account of another organization leaves it on request; both sides in one run, killed at each of its writes", async () => {
        match(
            await refused("sold", "--yes", "--profile", "sold"),
            /is in organization (o-\w+) of account.*--leave \1/u,
        );
        const { Organization } = await organizationsOf(sold.keys).send(new DescribeOrganizationCommand({}));
        const leave = Organization!.Id!;
        const killed = await killedAtEachWrite(project, [
            ...["invite", "sold", "--yes", "--profile", "sold", "--leave", leave],
        ]);
        deepStrictEqual(killed, [
            "InviteAccountToOrganization",
            "UpdateAssumeRolePolicy",
            "LeaveOrganization",
            "AcceptHandshake",
            "MoveAccount",
        ]);
        const { Account } = await aws.send(new DescribeAccountCommand({ AccountId: sold.id }));
        deepStrictEqual([Account?.JoinedMethod, Account?.State], ["INVITED", "ACTIVE"]);
        match(await must("sold", "--yes"), /Already in/u);
        await project.must("preview", "--expect-no-changes", ...quick);
        doesNotMatch(read(), /undefined/u);
        ok((await states()).every((state) => state !== "OPEN"));
    });
});
