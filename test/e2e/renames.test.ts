/**
 * A resource whose name changes is still the same resource: renames, and the calls that they may make. Each test continues from the one
 * before it.
 */
import { GetLoginProfileCommand, GetUserCommand, ListGroupsForUserCommand } from "@aws-sdk/client-iam";
import { ListPoliciesForTargetCommand } from "@aws-sdk/client-organizations";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { clientsOf } from "../support/aws";
import { acme } from "../support/company";
import { testPgpKey } from "../support/pgp-key";
import { TestProject, type EngineRun } from "../support/project";
import { iamIn } from "../support/sessions";
import { writesOf } from "../support/writes";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };

const guard = (name: string): object => ({
    document: {
        Version: "2012-10-17",
        Statement: [{ Sid: name, Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" }],
    },
});

const contact = { name: "Security", title: "Team", email: "security@acme.example", phone: "+1 555 0100" };

/** Two policies, and two accounts, whose names would collide if one were appended to the other with a hyphen. */
const company = {
    "aws:region": "us-east-1",
    ...acme,
    organization: {
        policyTypes: ["SERVICE_CONTROL_POLICY"],
        services: ["account.amazonaws.com", "config.amazonaws.com"],
    },
    units: ["security", "workloads/prd"],
    accounts: {
        security: { unit: "security" },
        "apps-prd": { unit: "workloads/prd" },
        prd: { unit: "workloads/prd" },
        "prd-account": { unit: "workloads/prd" },
    },
    policies: {
        guard: { ...guard("Guard"), targets: ["apps-prd", "workloads/prd"] },
        "guard-apps": { ...guard("GuardApps"), targets: ["prd"] },
    },
    delegatedAdministrators: { "apps-prd": ["config.amazonaws.com"] },
    contacts: { security: contact },
    access: { DevOps: { accounts: ["apps-*"], policies: ["ReadOnlyAccess"] } },
    admins: { "ada.byron": { pgpKey: testPgpKey }, "alan.turing": { pgpKey: testPgpKey } },
    breakGlass: { "seal-1": { pgpKey: testPgpKey }, "seal-2": {} },
};

const security = {
    groups: { devops: { roles: ["DevOps"] } },
    users: { "grace.murray": { groups: ["devops"], pgpKey: testPgpKey } },
    audit: { trail: false, analyzer: false },
};

describe("what is renamed stays what it is", () => {
    let project: TestProject;
    let config: typeof company & Record<string, unknown>;

    async function up(stack: string): Promise<EngineRun> {
        // By design the provider waits a minute for the state bucket's lifecycle, which has nothing to do with names.
        const quick = stack === "management" ? ["--exclude", "**state-lifecycle"] : [];
        project.proxy!.calls.length = 0;
        const run = await project.pulumi("up", "--stack", stack, "--yes", "--skip-preview", ...quick);
        strictEqual(run.exitCode, 0, run.text);
        return run;
    }

    /**
     * Changes the management config for this test and all later ones, and deploys it. Returns the number of calls of each write operation.
     */
    async function become(changes: Record<string, unknown>): Promise<Readonly<Record<string, number>>> {
        config = { ...config, ...changes };
        project.writeStack("management", config);
        await up("management");
        return writesOf(project.proxy!);
    }

    async function unchanged(stack: string): Promise<void> {
        const quick = stack === "management" ? ["--exclude", "**state-lifecycle"] : [];
        await project.must("preview", "--stack", stack, "--expect-no-changes", ...quick);
    }

    const accountId = async (key: string): Promise<string> => {
        const outputs = JSON.parse(await project.must("stack", "output", "--stack", "management", "--json")) as {
            accounts: Record<string, { id: string }>;
        };
        return outputs.accounts[key]!.id;
    };

    before(async () => {
        project = await TestProject.open({ management: company, security }, account, "us-east-1", { faults: [] });
        config = company;
        for (const stack of ["management", "security", "apps-prd"]) {
            await project.must("stack", "init", stack);
            await up(stack);
        }
    });
    after(() => project.close());

    it("an account's key: no write at all; a unit with those below it, a policy, and users: one write each", async () => {
        const { iam } = clientsOf(project.sandbox);
        const renames = [
            ["ada.byron", "ada.lovelace", "admins"],
            ["seal-1", "vault-1", "break-glass"],
            // An admin who becomes a user for emergencies, under the same name alone.
            ["alan.turing", "alan.turing", "break-glass"],
        ] as const;
        const idOf = async (UserName: string): Promise<string> =>
            (await iam.send(new GetUserCommand({ UserName }))).User!.UserId!;
        const passwords = async (): Promise<Record<string, string>> =>
            JSON.parse(
                await project.must("stack", "output", "encryptedPasswords", "--stack", "management", "--json"),
            ) as Record<string, string>;
        const ids = await Promise.all(renames.map(([from]) => idOf(from)));
        const sealed = await passwords();
        const { "alan.turing": alan } = company.admins;
        const admins = { "ada.lovelace": { pgpKey: testPgpKey, formerly: "ada.byron" } };
        const breakGlass = { "vault-1": { pgpKey: testPgpKey, formerly: "seal-1" }, "seal-2": {} };
        project.writeStack("management", {
            ...company,
            admins,
            breakGlass: { ...breakGlass, "seal-3": { formerly: "alan.turing" } },
        });
        const { exitCode, text } = await project.pulumi("preview", "--stack", "management");
        notStrictEqual(exitCode, 0);
        match(text, /breakGlass\.seal-3\.formerly: alan\.turing[\s\S]*rename it first where it is/u);
        const unit = "products/prd";
        const writes = await become({
            units: ["security", { path: "products", formerly: "workloads" }, unit],
            accounts: {
                security: company.accounts.security,
                "apps-production": { unit, formerly: "apps-prd" },
                prd: { unit },
                "prd-account": { unit },
            },
            policies: {
                "guard-apps": company.policies["guard-apps"],
                fence: { ...guard("Guard"), targets: ["apps-production", unit], formerly: "guard" },
            },
            delegatedAdministrators: { "apps-production": ["config.amazonaws.com"] },
            admins,
            breakGlass: { ...breakGlass, "alan.turing": alan },
        });
        deepStrictEqual(writes, {
            AddUserToGroup: 3,
            RemoveUserFromGroup: 3,
            UpdateAssumeRolePolicy: 1,
            UpdateOrganizationalUnit: 1,
            UpdatePolicy: 1,
            UpdateUser: 2,
        });
        const order = project.proxy!.calls.map(({ operation }) => operation);
        ok(order.lastIndexOf("AddUserToGroup") < order.indexOf("RemoveUserFromGroup"), "in before out");
        const { Policies } = await clientsOf(project.sandbox).organizations.send(
            new ListPoliciesForTargetCommand({
                TargetId: await accountId("apps-production"),
                Filter: "SERVICE_CONTROL_POLICY",
            }),
        );
        deepStrictEqual(Policies!.map(({ Name }) => Name).sort(), ["FullAWSAccess", "fence"], "it stays attached");
        deepStrictEqual(await Promise.all(renames.map(([, to]) => idOf(to))), ids);
        for (const [, UserName, group] of renames) {
            await iam.send(new GetLoginProfileCommand({ UserName }));
            const { Groups } = await iam.send(new ListGroupsForUserCommand({ UserName }));
            deepStrictEqual(
                Groups!.map(({ GroupName }) => GroupName),
                [group],
            );
        }
        const kept = Object.fromEntries(renames.map(([from, to]) => [to, sealed[from]!]));
        deepStrictEqual(await passwords(), kept, "each password is the one that was sealed");
        await unchanged("management");
    });

    it("a group and a user of the security account", async () => {
        const iam = await iamIn(project.sandbox, await accountId("security"));
        project.writeStack("security", {
            ...security,
            groups: { operations: { roles: ["DevOps"], formerly: "devops" } },
            users: { "grace.hopper": { groups: ["operations"], pgpKey: testPgpKey, formerly: "grace.murray" } },
        });
        await up("security");
        const writes = writesOf(project.proxy!);
        for (const lost of ["CreateUser", "DeleteUser", "CreateLoginProfile", "DeleteLoginProfile", "DeleteGroup"])
            strictEqual(writes[lost], undefined, lost);
        const order = project.proxy!.calls.map(({ operation }) => operation);
        ok(order.lastIndexOf("AddUserToGroup") < order.indexOf("RemoveUserFromGroup"), "in before out");
        ok(order.lastIndexOf("PutGroupPolicy") < order.indexOf("DeleteGroupPolicy"), "granted before revoked");
        const { Groups } = await iam.send(new ListGroupsForUserCommand({ UserName: "grace.hopper" }));
        deepStrictEqual(
            Groups!.map(({ GroupName }) => GroupName),
            ["operations"],
        );
    });

    it("the account's own stack, which follows its key by a command", async () => {
        const refused = await project.pulumi("preview", "--stack", "apps-prd");
        match(refused.text, /org accounts rename apps-prd apps-production/);
        const renamed = await project.orgHere("accounts", "rename", "apps-prd", "apps-production", "--yes");
        strictEqual(renamed.exitCode, 0, renamed.stderr);
        await up("apps-production");
        deepStrictEqual(writesOf(project.proxy!), {});
    });

    it("an account's key for the second time, an account that moves too, and a policy with other targets: nothing is made again", async () => {
        const {
            "apps-production": renamed,
            prd: moved,
            ...others
        } = config.accounts as unknown as Record<string, object>;
        const { fence, "guard-apps": retargeted } = config.policies as Record<string, object>;
        const writes = await become({
            accounts: {
                ...others,
                "apps-live": { ...renamed, formerly: ["apps-prd", "apps-production"] },
                core: { ...moved, unit: "security", formerly: "prd" },
            },
            policies: {
                fence: { ...fence, targets: ["apps-live", "products/prd"] },
                "guard-all": { ...retargeted, targets: ["products"], formerly: "guard-apps" },
            },
            delegatedAdministrators: { "apps-live": ["config.amazonaws.com"] },
        });
        deepStrictEqual(writes, { AttachPolicy: 1, DetachPolicy: 1, MoveAccount: 1, UpdatePolicy: 1 });
        const order = project.proxy!.calls.map(({ operation }) => operation);
        ok(order.indexOf("AttachPolicy") < order.indexOf("DetachPolicy"), "attached before detached");
        await unchanged("management");
    });

    it("former keys that are forgotten, which no stack needs: no write", async () => {
        const { "apps-live": renamed, ...others } = config.accounts as unknown as Record<string, object>;
        deepStrictEqual(
            await become({ accounts: { ...others, "apps-live": { ...renamed, formerly: undefined } } }),
            {},
        );
        const refused = await project.pulumi("preview", "--stack", "apps-production");
        match(refused.text, /org accounts rename apps-production apps-live/);
        const stranger = await project.orgHere("accounts", "rename", "apps-production", "core", "--yes");
        match(stranger.stderr, /does not say that account core was apps-production before/);
        const followed = await project.orgHere("accounts", "rename", "apps-production", "apps-live", "--yes");
        strictEqual(followed.exitCode, 0, followed.stderr);
        for (const stack of ["security", "apps-live"]) {
            await up(stack);
            deepStrictEqual(writesOf(project.proxy!), {}, stack);
        }
    });

    it("without a word each is refused before the first write, with steps that work", async () => {
        const { fence, ...others } = config.policies as Record<string, object>;
        const { "ada.lovelace": ada, ...admins } = config.admins as Record<string, object>;
        const { "vault-1": vault, ...sealed } = config.breakGlass as Record<string, object>;
        const { DevOps } = config.access;
        const { "apps-live": live, ...accounts } = config.accounts as unknown as Record<string, object>;
        const withoutWord = {
            // And an account with the key, and so the email, that another one had.
            accounts: {
                ...accounts,
                "apps-live": { ...live, roleName: "Admins" },
                "apps-prd": { unit: "products/prd" },
            },
            policies: { ...others, hedge: { ...fence, formerly: undefined } },
            access: { Engineers: DevOps },
            admins: { ...admins, "ada.king": { ...ada, formerly: undefined } },
            breakGlass: { ...sealed, "chest-1": { ...vault, formerly: undefined } },
        };
        const refused = async (stack: string, says: readonly RegExp[], ...run: readonly string[]): Promise<void> => {
            project.proxy!.calls.length = 0;
            const { exitCode, text } = await project.pulumi(...run, "--stack", stack);
            notStrictEqual(exitCode, 0);
            const words = text.replace(/\s+/gu, " ");
            for (const each of says) match(words, each);
            deepStrictEqual(writesOf(project.proxy!), {});
        };
        project.writeStack("management", { ...config, ...withoutWord });
        const said = [
            /accounts\.apps-live\.roleName[^]*apps-live: \{ roleName: OrganizationAccountAccessRole \}[^]*--stack apps-live/u,
            /policies\.hedge[^]*policy fence \(p-\w+\)[^]*formerly: fence/u,
            /access\.Engineers[^]*role DevOps[^]*put DevOps back beside[^]*then take DevOps out/u,
            /admins\["ada\.king"\][^]*like ada\.lovelace[^]*formerly: ada\.lovelace/u,
            /breakGlass\.chest-1[^]*like vault-1[^]*formerly: vault-1/u,
            /aws\+apps-prd@acme\.example[^]*is the email of account apps-live \(\d{12}\), which had this key/u,
        ];
        await refused("management", said, "up", "--yes", "--skip-preview");
        project.writeStack("management", config);
        const user = { "grace.jones": { groups: ["operators"], pgpKey: testPgpKey } };
        project.writeStack("security", { ...security, groups: { operators: { roles: ["DevOps"] } }, users: user });
        const grace = /users\["grace\.jones"\][^]*like grace\.hopper[^]*formerly: grace\.hopper/u;
        const operators = /groups\.operators[^]*group operations[^]*formerly: operations/u;
        await refused("security", [grace, operators], "up", "--yes", "--skip-preview");
    });

    it("what another thing takes the place of is there until that one is", async () => {
        const { fence, ...others } = config.policies as Record<string, object>;
        await become({
            policies: { ...others, hedge: { ...fence, ...guard("Hedge"), formerly: undefined } },
            access: { Engineers: { ...config.access.DevOps, policies: ["ReadOnlyAccess", "SecurityAudit"] } },
        });
        const inOrder = (): readonly string[] => project.proxy!.calls.map(({ operation }) => operation);
        ok(inOrder().lastIndexOf("AttachPolicy") < inOrder().indexOf("DetachPolicy"), "attached before detached");
        strictEqual(project.proxy!.count("AttachPolicy"), 2);
        strictEqual(project.proxy!.count("DetachPolicy"), 2);
        await up("apps-live");
        ok(inOrder().indexOf("CreateRole") < inOrder().indexOf("DeleteRole"), "made before deleted");
        ok(inOrder().includes("DeleteRole"));
    });

    it("a unit does not move under another parent, which AWS cannot do, and nothing is lost by a new name: refused with the steps, which work", async () => {
        const refused = async (changes: object): Promise<string> => {
            project.writeStack("management", { ...config, ...changes });
            project.proxy!.calls.length = 0;
            const run = await project.pulumi("up", "--stack", "management", "--yes", "--skip-preview");
            notStrictEqual(run.exitCode, 0);
            deepStrictEqual(writesOf(project.proxy!), {});
            return run.text.replace(/\s+/gu, " ");
        };
        const products = { path: "products", formerly: "workloads" };
        const moved = { path: "security/prd", formerly: "products/prd" };
        match(
            await refused({ units: ["security", products, moved] }),
            /AWS cannot move a unit: security\/prd is another unit than products\/prd/u,
        );
        const [before, after] = ["products/prd", "security/prd"];
        const accounts = Object.fromEntries(
            Object.entries(config.accounts).map(([key, each]) => [
                key,
                each.unit === before ? { ...each, unit: after } : each,
            ]),
        );
        const policies = JSON.parse(JSON.stringify(config.policies).replaceAll(before, after)) as object;
        const text = await refused({
            ...{ units: ["security", products, after], accounts, policies },
            // What would be lost by other names is refused too.
            management: { ...config.management, roleName: "Administrators" },
            company: { ...config.company, short: "am" },
        });
        match(text, /unit products\/prd \(ou-\S+\) is no longer in the config/u);
        match(text, /management: \{ roleName: OrganizationAccountAccessRole \}/u);
        match(text, /company\.short: am.*write: short: ac/u);
        doesNotMatch(text, /unprotect/u);
        // The first step creates the new unit beside the old one, and moves the accounts.
        const writes = await become({ units: ["security", products, before, after], accounts });
        const leaving = Object.values(accounts).filter(({ unit }) => unit === after).length;
        deepStrictEqual(writes, { CreateOrganizationalUnit: 1, MoveAccount: leaving });
        await unchanged("management");
    });
});
