/**
 * Names and their spelling as AWS has them: aliases, emails, units and IAM names in an organization that others made. Real engine, real
 * provider code; AWS is the emulator, behind a proxy that counts the calls. The tests depend on their order: each continues in the
 * organization that the one before it leaves.
 */
import {
    AttachGroupPolicyCommand,
    CreateAccountAliasCommand,
    CreateGroupCommand,
    CreatePolicyCommand,
    CreateRoleCommand,
    CreateUserCommand,
    DeletePolicyCommand,
    DeleteRoleCommand,
    DetachGroupPolicyCommand,
    GetGroupCommand,
    GetRoleCommand,
    ListAccountAliasesCommand,
    ListPoliciesCommand,
    type IAMClient,
} from "@aws-sdk/client-iam";
import {
    CreateAccountCommand,
    CreateOrganizationalUnitCommand,
    CreateOrganizationCommand,
    ListAccountsCommand,
    ListOrganizationalUnitsForParentCommand,
    ListParentsCommand,
    ListRootsCommand,
    MoveAccountCommand,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { clientsOf } from "../support/aws";
import { acme } from "../support/company";
import { TestProject } from "../support/project";
import { iamIn } from "../support/sessions";

const account = { id: "111111111111", email: "Aws@Acme.Example", name: "Acme" };
// By design the official plugin waits a minute for the state bucket's lifecycle, which these tests are not about.
const quick = ["--exclude", "**state-lifecycle"];

/** The first policy of group DevOps, as somebody else spells it. */
const spelled = "devops-ASSUME-roles-1";

/** More roles than fit into a group's inline policies. */
const roles = Array.from({ length: 40 }, (_, index) => `role-${index}-${"x".repeat(50)}`);

/** Roles of the security account, as somebody else spells them. */
const byHand = ["auditor", "AC-CI-Preview"] as const;

/** A policy that lets assume roles. */
function policyOf(statement: Readonly<Record<string, string>>): string {
    const Statement = { Effect: "Allow", Action: "sts:AssumeRole", ...statement };
    return JSON.stringify({ Version: "2012-10-17", Statement });
}

describe("names as AWS has them", () => {
    let project: TestProject;
    let aws: OrganizationsClient;
    let rootId: string;
    /** Id of the management account's unit, which is not in the config. */
    let coreId: string;
    let base: Readonly<Record<string, unknown>>;

    before(async () => {
        project = await TestProject.open({}, account, "us-east-1", { faults: [] });
        aws = clientsOf(project.sandbox).organizations;
        const { Organization: made } = await aws.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
        const { Roots: roots } = await aws.send(new ListRootsCommand({}));
        rootId = roots![0]!.Id!;
        await createUnit("R&D/Ops", await createUnit("labs", rootId));
        coreId = await createUnit("core", rootId);
        await move(account.id, rootId, coreId);
        await createAccount("Apps Production", "AWS+Apps-Prd@Acme.example");
        await createAccount("acme-stranger", "stranger@acme.example");
        await alias(await iamOf("acme-stranger"), "acme");
        const { iam } = clientsOf(project.sandbox);
        await iam.send(new CreateGroupCommand({ GroupName: "Admins" }));
        await iam.send(new CreateUserCommand({ UserName: "Ada.Lovelace" }));
        base = { "aws:region": "us-east-1", ...acme, organization: { id: made!.Id! } };
        project.writeStack("management", base);
        project.writeStack("security", { audit: { trail: false, analyzer: false } });
        for (const stack of ["management", "security"]) await project.must("stack", "init", stack);
    });
    after(() => (project as TestProject | undefined)?.close());

    describe("a unit whose name has a slash", () => {
        it("is not what a path means: nothing is created in its place, and nothing else", async () => {
            const calls = project.proxy!.calls.length;
            project.writeStack("management", { ...base, units: [...acme.units, "labs/R&D/Ops"] });
            const { exitCode, text } = await up("management");
            notStrictEqual(exitCode, 0);
            match(
                text,
                /units[^\n]*labs\/R&D\/Ops[\s\S]*AWS has the unit labs\/"R&D\/Ops" \(ou-[^\n]*which no path can name/,
            );
            match(text, /--organizational-unit-id ou-\S+ --name "R&D-Ops"/);
            deepStrictEqual(writes(calls), []);
            project.writeStack("management", base);
        });
    });

    describe("the alias of an account", () => {
        it("taken by another customer is one line with its cure, and the rest of the run is done, units without a path named", async () => {
            const { exitCode, text } = await up("management");
            notStrictEqual(exitCode, 0);
            match(text, /unit labs \(ou-/);
            match(text, /unit labs\/"R&D\/Ops" \(ou-\S+\), which no path can name: rename it at AWS to manage it/);
            match(
                text,
                /the alias acme belongs to another AWS account[^\n]*\n\s+→ [^\n]*management in Pulumi\.management\.yaml: alias: …/,
            );
            const lost = (await project.state("management")).filter(({ type }) => type.includes("accountAlias"));
            deepStrictEqual(lost, []);
            const outputs = JSON.parse(
                await project.must("stack", "output", "--stack", "management", "--json"),
            ) as object;
            ok("accounts" in outputs && "encryptedPasswords" in outputs, "the outputs are there");
        });

        it("is the config's once it names one, and that is all that the next run does", async () => {
            const calls = project.proxy!.calls.length;
            base = { ...base, management: { id: account.id, alias: "acme-root" } };
            project.writeStack("management", base);
            const { exitCode, text } = await up("management");
            strictEqual(exitCode, 0, text);
            deepStrictEqual(writes(calls), ["CreateAccountAlias"]);
        });
    });

    describe("an email that differs from AWS's in letter case", () => {
        it("is AWS's: members and the management account are taken in, and none is made again", async () => {
            const made = project.proxy!.calls.filter(({ operation }) => operation === "CreateAccount");
            deepStrictEqual(made.length, 1, "the security account alone");
            const { Accounts: accounts } = await aws.send(new ListAccountsCommand({}));
            const known = (await project.state("management"))
                .filter(({ type }) => type === "aws:organizations/account:Account")
                .map(({ outputs }) => [outputs?.["name"], outputs?.["email"]]);
            const atAws = accounts!
                .filter(({ Name }) => Name !== "acme-stranger")
                .map(({ Name, Email }) => [Name, Email]);
            deepStrictEqual(known.sort(), atAws.sort());
            ok(atAws.flat().includes("AWS+Apps-Prd@Acme.example"));
        });

        it("is no change either when the config's changes, the group's among them", async () => {
            project.writeStack("management", { ...base, email: "AWS@acme.EXAMPLE" });
            const { text } = await project.pulumi("preview", "--stack", "management", "--diff", ...quick);
            match(text, /~ email\s*: "aws@acme.example" => "AWS@acme.EXAMPLE"/, "the output");
            doesNotMatch(text, /to (?:replace|create|delete|update)/);
            project.writeStack("management", base);
        });
    });

    describe("IAM's names", () => {
        it("of the admins and their group are AWS's, and the administrators' role trusts the user that there is", async () => {
            const { iam } = clientsOf(project.sandbox);
            const { Group: group, Users: users } = await iam.send(new GetGroupCommand({ GroupName: "Admins" }));
            deepStrictEqual([group!.GroupName, users!.map(({ UserName }) => UserName)], ["Admins", ["Ada.Lovelace"]]);
            const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: "OrganizationAccountAccessRole" }));
            match(decodeURIComponent(role!.AssumeRolePolicyDocument!), /:user\/Ada\.Lovelace"/);
        });

        it("of people and groups of the security account too, and its alias, with no write for another spelling", async () => {
            const iam = await iamOf("acme-security");
            await alias(iam, "the-vault");
            await iam.send(new CreateGroupCommand({ GroupName: "DevOps" }));
            await iam.send(new CreateUserCommand({ UserName: "Grace.Hopper" }));
            const security = (group: string, user: string): object => ({
                audit: { trail: false, analyzer: false },
                groups: { [group]: { roles: [] } },
                users: { [user]: { groups: [group] } },
            });
            project.writeStack("security", security("devops", "grace.hopper"));
            const calls = project.proxy!.calls.length;
            await project.must("up", "--stack", "security", "--yes", "--skip-preview", ...quick);
            ok(writes(calls).every((name) => !name.includes("Alias")));
            deepStrictEqual(await aliasesOf(iam), ["the-vault"], "the config names none");
            const { Users: users } = await iam.send(new GetGroupCommand({ GroupName: "DevOps" }));
            deepStrictEqual(
                users!.map(({ UserName }) => UserName),
                ["Grace.Hopper"],
            );
            project.writeStack("security", security("DEVOPS", "Grace.hopper"));
            await project.must("preview", "--stack", "security", "--expect-no-changes", ...quick);
        });

        it("of a role are refused in another spelling before any write: IAM cannot rename a role", async () => {
            const iam = await iamOf("acme-security");
            const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
            for (const RoleName of byHand)
                await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
            const ci = { repository: "acme/organization", branch: "main", environment: "production" };
            const access = Object.fromEntries(
                roles.map((name) => [name, { accounts: ["apps-prd"], policies: ["ReadOnlyAccess"] }]),
            );
            base = { ...base, ci, access: { ...access, Auditor: { accounts: ["security"] } } };
            project.writeStack("management", base);
            await project.must("up", "--stack", "management", "--yes", "--skip-preview", ...quick);
            const calls = project.proxy!.calls.length;
            const { exitCode, text } = await up("security");
            notStrictEqual(exitCode, 0);
            match(text, /access\.Auditor[\s\S]*account security has the role auditor: IAM takes the two for one/);
            match(text, /ci: ac-ci-preview[\s\S]*the role AC-CI-Preview:[\s\S]*delete that role/);
            deepStrictEqual(writes(calls), []);
            for (const RoleName of byHand) await iam.send(new DeleteRoleCommand({ RoleName }));
        });

        it("of a managed policy are AWS's, in every run; one with more to say is refused before any write, until it has another name", async () => {
            const iam = await iamOf("acme-security");
            project.writeStack("security", {
                audit: { trail: false, analyzer: false },
                groups: { devops: { roles } },
                users: { "grace.hopper": { groups: ["devops"] } },
            });
            await policyRefused(iam);
            const PolicyDocument = policyOf({
                Sid: "AssumeRoles",
                Resource: `arn:aws:iam::${await idOf("Apps Production")}:role/${roles[0]!}`,
            });
            await iam.send(new CreatePolicyCommand({ PolicyName: spelled, PolicyDocument, Description: "By hand" }));
            await project.must("up", "--stack", "security", "--yes", "--skip-preview", ...quick);
            await project.must("preview", "--stack", "security", "--expect-no-changes", ...quick);
            const { Policies: policies } = await iam.send(new ListPoliciesCommand({ Scope: "Local" }));
            deepStrictEqual(policies!.map(({ PolicyName, AttachmentCount }) => [PolicyName, AttachmentCount]).sort(), [
                [spelled, 1],
                [`${spelled}-by-hand`, 1],
            ]);
            project.writeStack("security", { audit: { trail: false, analyzer: false } });
        });
    });

    describe("an account's name, and one without a unit", () => {
        it("are AWS's where the config says none: another name in place by the key, and a unit that no path can name too", async () => {
            const nameOf = async (): Promise<string | undefined> =>
                (await aws.send(new ListAccountsCommand({}))).Accounts!.find(
                    ({ Email }) => Email === "AWS+Apps-Prd@Acme.example",
                )?.Name;
            strictEqual(await nameOf(), "Apps Production");
            const unit = await createUnit("Research/Old", rootId);
            await createAccount("acme-research", "research@acme.example");
            const id = await idOf("acme-research");
            await move(id, rootId, unit);
            const calls = project.proxy!.calls.length;
            const organization = { ...(base["organization"] as object), services: ["account.amazonaws.com"] };
            const research = { id, email: "research@acme.example" };
            const named = { ...acme.accounts["apps-prd"], name: "Apps" };
            project.writeStack("management", {
                ...base,
                organization,
                accounts: { ...acme.accounts, "apps-prd": named, research },
            });
            const { exitCode, text } = await up("management");
            strictEqual(exitCode, 0, text);
            deepStrictEqual(writes(calls), ["EnableAWSServiceAccess", "POST /putAccountName"]);
            strictEqual(await nameOf(), "Apps");
            strictEqual(await parentOf(id), unit);
            base = { ...base, accounts: { ...acme.accounts, research } };
            project.writeStack("management", base);
            await project.must("preview", "--stack", "management", "--expect-no-changes", ...quick);
        });
    });

    describe("the management account's unit, and the security account's alias", () => {
        it("stay as AWS has them", async () => {
            strictEqual(await parentOf(account.id), coreId);
            deepStrictEqual(await aliasesOf(await iamOf("acme-security")), ["the-vault"]);
        });

        it("are others by their keys: the unit and back, another alias, and none by the word for it", async () => {
            const iam = await iamOf("acme-security");
            const accounts = base["accounts"] as object;
            for (const [unit, parent, word, aliases] of [
                ["security", () => unitId("security"), "vault", ["vault"]],
                ["root", () => Promise.resolve(rootId), "none", []],
            ] as const) {
                project.writeStack("management", {
                    ...base,
                    management: { id: account.id, alias: "acme-root", unit },
                    accounts: { ...accounts, security: { unit: "security", alias: word } },
                });
                const calls = project.proxy!.calls.length;
                const { exitCode, text } = await up("management");
                strictEqual(exitCode, 0, text);
                deepStrictEqual(writes(calls), ["MoveAccount"]);
                strictEqual(await parentOf(account.id), await parent());
                await project.must("up", "--stack", "security", "--yes", "--skip-preview", ...quick);
                deepStrictEqual(await aliasesOf(iam), aliases);
            }
            await project.must("preview", "--stack", "security", "--expect-no-changes", ...quick);
            project.writeStack("management", base);
            await project.must("preview", "--stack", "management", "--expect-no-changes", ...quick);
        });
    });

    async function createUnit(Name: string, ParentId: string): Promise<string> {
        const made = await aws.send(new CreateOrganizationalUnitCommand({ Name, ParentId }));
        return made.OrganizationalUnit!.Id!;
    }

    async function move(AccountId: string, SourceParentId: string, DestinationParentId: string): Promise<void> {
        await aws.send(new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }));
    }

    async function parentOf(ChildId: string): Promise<string> {
        return (await aws.send(new ListParentsCommand({ ChildId }))).Parents![0]!.Id!;
    }

    async function unitId(name: string): Promise<string> {
        const { OrganizationalUnits: units } = await aws.send(
            new ListOrganizationalUnitsForParentCommand({ ParentId: rootId }),
        );
        return units!.find(({ Name }) => Name === name)!.Id!;
    }

    async function up(stack: string): Promise<{ exitCode: number; text: string }> {
        return project.pulumi("up", "--stack", stack, "--yes", "--skip-preview", ...quick);
    }

    async function createAccount(AccountName: string, Email: string): Promise<void> {
        await aws.send(new CreateAccountCommand({ AccountName, Email }));
    }

    async function idOf(name: string): Promise<string> {
        const { Accounts: accounts } = await aws.send(new ListAccountsCommand({}));
        return accounts!.find(({ Name }) => Name === name)!.Id!;
    }

    /** IAM client of the member account with this name. Its calls do not go through the proxy. */
    async function iamOf(name: string): Promise<IAMClient> {
        return iamIn(project.sandbox, await idOf(name));
    }

    /** A hand-made policy under the name of one that the group gets, attached to the group, is refused; then what the refusal says is done. */
    async function policyRefused(iam: IAMClient): Promise<void> {
        const group = { GroupName: "DevOps" };
        const old = { PolicyName: spelled, PolicyDocument: policyOf({ Resource: "*" }) };
        const { Policy: made } = await iam.send(new CreatePolicyCommand(old));
        const PolicyArn = made!.Arn!;
        await iam.send(new AttachGroupPolicyCommand({ ...group, PolicyArn }));
        const calls = project.proxy!.calls.length;
        const { exitCode, text } = await up("security");
        notStrictEqual(exitCode, 0);
        const said = text.replace(/\s+/gu, " ");
        match(
            said,
            /groups\.devops.*managed policy devops-ASSUME-roles-1, .*does not: statement Allow sts:AssumeRole/u,
        );
        match(said, /create-policy --policy-name devops-ASSUME-roles-1-by-hand --policy-document/u);
        match(said, new RegExp(`attach-group-policy --group-name DevOps --policy-arn ${PolicyArn}-by-hand `, "u"));
        match(
            said,
            new RegExp(`--group-name DevOps --policy-arn ${PolicyArn} && aws iam delete-policy --policy-arn`, "u"),
        );
        deepStrictEqual(writes(calls), []);
        // The commands of the cure, by the SDK.
        await iam.send(new CreatePolicyCommand({ ...old, PolicyName: `${spelled}-by-hand` }));
        await iam.send(new AttachGroupPolicyCommand({ ...group, PolicyArn: `${PolicyArn}-by-hand` }));
        await iam.send(new DetachGroupPolicyCommand({ ...group, PolicyArn }));
        await iam.send(new DeletePolicyCommand({ PolicyArn }));
    }

    async function alias(iam: IAMClient, AccountAlias: string): Promise<void> {
        await iam.send(new CreateAccountAliasCommand({ AccountAlias }));
    }

    async function aliasesOf(iam: IAMClient): Promise<readonly string[]> {
        return (await iam.send(new ListAccountAliasesCommand({}))).AccountAliases!;
    }

    /** Write operations since then, in order. */
    function writes(since: number): string[] {
        return project
            .proxy!.calls.slice(since)
            .map(({ operation }) => operation)
            .filter((name) => !/^(?:Get|List|Describe|Assume|Head)|^(?:GET|HEAD) /u.test(name));
    }
});
