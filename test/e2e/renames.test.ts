/**
 * A resource whose name changes is still the same resource: a table of renames, each with the calls that it may make. Each test continues
 * from the one before it.
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

    it("an account's key: no write at all", async () => {
        const { security: first, prd, "prd-account": last } = company.accounts;
        const writes = await become({
            accounts: {
                security: first,
                "apps-production": { unit: "workloads/prd", formerly: "apps-prd" },
                prd,
                "prd-account": last,
            },
            policies: {
                ...company.policies,
                guard: { ...guard("Guard"), targets: ["apps-production", "workloads/prd"] },
            },
            delegatedAdministrators: { "apps-production": ["config.amazonaws.com"] },
        });
        deepStrictEqual(writes, {});
    });

    it("a unit, and those below it: one write", async () => {
        const accounts = Object.fromEntries(
            Object.entries(config.accounts).map(([key, each]) => [
                key,
                { ...each, unit: each.unit.replace("workloads", "products") },
            ]),
        );
        const writes = await become({
            units: ["security", { path: "products", formerly: "workloads" }, "products/prd"],
            accounts,
            policies: {
                ...config.policies,
                guard: { ...guard("Guard"), targets: ["apps-production", "products/prd"] },
            },
        });
        deepStrictEqual(writes, { UpdateOrganizationalUnit: 1 });
    });

    it("a policy: one write, and it stays attached", async () => {
        const { guard: renamed, ...others } = config.policies;
        const writes = await become({ policies: { ...others, fence: { ...renamed, formerly: "guard" } } });
        deepStrictEqual(writes, { UpdatePolicy: 1 });
        const { Policies } = await clientsOf(project.sandbox).organizations.send(
            new ListPoliciesForTargetCommand({
                TargetId: await accountId("apps-production"),
                Filter: "SERVICE_CONTROL_POLICY",
            }),
        );
        deepStrictEqual(Policies!.map(({ Name }) => Name).sort(), ["FullAWSAccess", "fence"]);
    });

    it("an admin, and a user for emergencies: each keeps id, groups and password", async () => {
        const { iam } = clientsOf(project.sandbox);
        const renames = [
            ["ada.byron", "ada.lovelace", "admins"],
            ["seal-1", "vault-1", "break-glass"],
        ] as const;
        const idOf = async (UserName: string): Promise<string> =>
            (await iam.send(new GetUserCommand({ UserName }))).User!.UserId!;
        const ids = await Promise.all(renames.map(([from]) => idOf(from)));
        const writes = await become({
            admins: {
                "ada.lovelace": { pgpKey: testPgpKey, formerly: "ada.byron" },
                "alan.turing": { pgpKey: testPgpKey },
            },
            breakGlass: { "vault-1": { pgpKey: testPgpKey, formerly: "seal-1" }, "seal-2": {} },
        });
        deepStrictEqual(writes, {
            AddUserToGroup: 2,
            RemoveUserFromGroup: 2,
            UpdateAssumeRolePolicy: 1,
            UpdateUser: 2,
        });
        const order = project.proxy!.calls.map(({ operation }) => operation);
        ok(order.lastIndexOf("AddUserToGroup") < order.indexOf("RemoveUserFromGroup"), "in before out");
        deepStrictEqual(await Promise.all(renames.map(([, to]) => idOf(to))), ids);
        for (const [, UserName, group] of renames) {
            await iam.send(new GetLoginProfileCommand({ UserName }));
            const { Groups } = await iam.send(new ListGroupsForUserCommand({ UserName }));
            deepStrictEqual(
                Groups!.map(({ GroupName }) => GroupName),
                [group],
            );
        }
        const sealed = JSON.parse(
            await project.must("stack", "output", "encryptedPasswords", "--json", "--stack", "management"),
        ) as Record<string, string>;
        deepStrictEqual(Object.keys(sealed).sort(), ["ada.lovelace", "alan.turing", "vault-1"]);
        await unchanged("management");
    });

    it("an admin who becomes a user for emergencies, under the same name alone", async () => {
        const { iam } = clientsOf(project.sandbox);
        const { User: user } = await iam.send(new GetUserCommand({ UserName: "alan.turing" }));
        const passwords = async (): Promise<Record<string, string>> =>
            JSON.parse(
                await project.must("stack", "output", "encryptedPasswords", "--stack", "management", "--json"),
            ) as Record<string, string>;
        const sealed = (await passwords())["alan.turing"];
        ok(sealed, "a sealed password");
        const { "alan.turing": alan, ...admins } = config.admins as Record<string, object>;
        const { breakGlass } = config;
        project.writeStack("management", {
            ...config,
            admins,
            breakGlass: { ...breakGlass, "seal-3": { formerly: "alan.turing" } },
        });
        const { exitCode, text } = await project.pulumi("preview", "--stack", "management");
        notStrictEqual(exitCode, 0);
        match(text, /breakGlass\.seal-3\.formerly: alan\.turing[\s\S]*rename it first where it is/u);
        const writes = await become({ admins, breakGlass: { ...breakGlass, "alan.turing": alan } });
        for (const lost of ["CreateUser", "DeleteUser", "CreateLoginProfile", "DeleteLoginProfile"])
            strictEqual(writes[lost], undefined, lost);
        strictEqual((await passwords())["alan.turing"], sealed, "the password is the one that was sealed");
        const moved = await iam.send(new GetUserCommand({ UserName: "alan.turing" }));
        strictEqual(moved.User!.UserId, user!.UserId);
        const { Groups } = await iam.send(new ListGroupsForUserCommand({ UserName: "alan.turing" }));
        deepStrictEqual(
            Groups!.map(({ GroupName }) => GroupName),
            ["break-glass"],
        );
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
        await unchanged("security");
    });

    it("the account's own stack, which follows its key by a command", async () => {
        const refused = await project.pulumi("preview", "--stack", "apps-prd");
        match(refused.text, /org accounts rename apps-prd apps-production/);
        const renamed = await project.org("accounts", "rename", "apps-prd", "apps-production", "--yes");
        strictEqual(renamed.exitCode, 0, renamed.stderr);
        await up("apps-production");
        deepStrictEqual(writesOf(project.proxy!), {});
        await unchanged("apps-production");
    });

    it("an account's key for the second time: no write; and none when the former keys are forgotten, which no stack needs", async () => {
        const { "apps-production": renamed, ...others } = config.accounts as unknown as Record<string, object>;
        const live = { ...renamed, formerly: ["apps-prd", "apps-production"] };
        const { fence, ...policies } = config.policies as Record<string, object>;
        const changes = {
            policies: { ...policies, fence: { ...fence, targets: ["apps-live", "products/prd"] } },
            delegatedAdministrators: { "apps-live": ["config.amazonaws.com"] },
        };
        deepStrictEqual(await become({ ...changes, accounts: { ...others, "apps-live": live } }), {});
        const forgotten = { ...others, "apps-live": { ...renamed, formerly: undefined } };
        deepStrictEqual(await become({ accounts: forgotten }), {});
        const refused = await project.pulumi("preview", "--stack", "apps-production");
        match(refused.text, /org accounts rename apps-production apps-live/);
        const stranger = await project.org("accounts", "rename", "apps-production", "prd", "--yes");
        match(stranger.stderr, /does not say that account prd was apps-production before/);
        const followed = await project.org("accounts", "rename", "apps-production", "apps-live", "--yes");
        strictEqual(followed.exitCode, 0, followed.stderr);
        for (const stack of ["security", "apps-live"]) {
            await up(stack);
            deepStrictEqual(writesOf(project.proxy!), {}, stack);
        }
    });

    it("an account with the key, and so the email, that another one had is refused", async () => {
        project.writeStack("management", {
            ...config,
            accounts: { ...config.accounts, "apps-prd": { unit: "products/prd" } },
        });
        const { exitCode, text } = await project.pulumi("up", "--stack", "management", "--yes", "--skip-preview");
        notStrictEqual(exitCode, 0);
        match(
            text,
            /aws\+apps-prd@acme\.example[\s\S]*is the email of account apps-live \(\d{12}\), which had this key/,
        );
        project.writeStack("management", config);
    });

    it("an account that moves too, and a policy with other targets, in one run: nothing is made again", async () => {
        const { prd: moved, ...accounts } = config.accounts as unknown as Record<string, object>;
        const { "guard-apps": retargeted, ...policies } = config.policies as Record<string, object>;
        const writes = await become({
            accounts: { ...accounts, core: { ...moved, unit: "security", formerly: "prd" } },
            policies: { ...policies, "guard-all": { ...retargeted, targets: ["products"], formerly: "guard-apps" } },
        });
        deepStrictEqual(writes, { AttachPolicy: 1, DetachPolicy: 1, MoveAccount: 1, UpdatePolicy: 1 });
        const order = project.proxy!.calls.map(({ operation }) => operation);
        ok(order.indexOf("AttachPolicy") < order.indexOf("DetachPolicy"), "attached before detached");
        await unchanged("management");
    });

    it("without a word each is refused before the first write, with steps that work", async () => {
        const { fence, ...others } = config.policies as Record<string, object>;
        const { "ada.lovelace": ada, ...admins } = config.admins as Record<string, object>;
        const { "vault-1": vault, ...sealed } = config.breakGlass as Record<string, object>;
        const { DevOps } = config.access;
        const { "apps-live": live, ...accounts } = config.accounts as unknown as Record<string, object>;
        const withoutWord = {
            accounts: { ...accounts, "apps-live": { ...live, roleName: "Admins" } },
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
        ];
        for (const run of [["up", "--yes", "--skip-preview"], ["preview"]]) await refused("management", said, ...run);
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

    it("a unit does not move under another parent, which AWS cannot do: refused with the steps, which work", async () => {
        const refused = async (): Promise<string> => {
            project.proxy!.calls.length = 0;
            const run = await project.pulumi("up", "--stack", "management", "--yes", "--skip-preview");
            notStrictEqual(run.exitCode, 0);
            deepStrictEqual(writesOf(project.proxy!), {});
            return run.text.replace(/\s+/gu, " ");
        };
        const products = { path: "products", formerly: "workloads" };
        const moved = { path: "security/prd", formerly: "products/prd" };
        project.writeStack("management", { ...config, units: ["security", products, moved] });
        match(await refused(), /AWS cannot move a unit: security\/prd is another unit than products\/prd/u);
        const [before, after] = ["products/prd", "security/prd"];
        const accounts = Object.fromEntries(
            Object.entries(config.accounts).map(([key, each]) => [
                key,
                each.unit === before ? { ...each, unit: after } : each,
            ]),
        );
        const policies = JSON.parse(JSON.stringify(config.policies).replaceAll(before, after)) as object;
        project.writeStack("management", { ...config, units: ["security", products, after], accounts, policies });
        match(await refused(), /unit products\/prd \(ou-\S+\) is no longer in the config/u);
        // The first step creates the new unit beside the old one, and moves the accounts.
        const writes = await become({ units: ["security", products, before, after], accounts });
        const leaving = Object.values(accounts).filter(({ unit }) => unit === after).length;
        deepStrictEqual(writes, { CreateOrganizationalUnit: 1, MoveAccount: leaving });
        await unchanged("management");
    });

    it("and what would be lost is refused before the first write, with steps that work", async () => {
        project.writeStack("management", {
            ...config,
            units: ["security", { path: "products", formerly: "workloads" }],
            accounts: Object.fromEntries(
                Object.entries(config.accounts).map(([key, each]) => [key, { ...each, unit: "products" }]),
            ),
            policies: {},
            management: { ...config.management, roleName: "Administrators" },
            company: { ...config.company, short: "am" },
        });
        project.proxy!.calls.length = 0;
        const refused = await project.pulumi("up", "--stack", "management", "--yes", "--skip-preview");
        notStrictEqual(refused.exitCode, 0);
        match(refused.text, /unit products\/prd \(ou-\S+\) is no longer in the config/);
        match(refused.text, /management: \{ roleName: OrganizationAccountAccessRole \}/);
        match(refused.text, /company\.short: am[\s\S]*write: short: ac/);
        doesNotMatch(refused.text, /unprotect/);
        deepStrictEqual(writesOf(project.proxy!), {});
    });
});
