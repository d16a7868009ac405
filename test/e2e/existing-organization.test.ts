/**
 * An organization that existed before this program: it is adopted and changed, and loses nothing. Real engine, real provider code; AWS is
 * the emulator, behind a proxy that counts the calls.
 */
import { PutAlternateContactCommand } from "@aws-sdk/client-account";
import {
    AttachPolicyCommand,
    CreateAccountCommand,
    CreateOrganizationalUnitCommand,
    CreateOrganizationCommand,
    CreatePolicyCommand,
    DetachPolicyCommand,
    DisableAWSServiceAccessCommand,
    EnableAWSServiceAccessCommand,
    EnablePolicyTypeCommand,
    ListAccountsCommand,
    ListAWSServiceAccessForOrganizationCommand,
    ListPoliciesForTargetCommand,
    ListRootsCommand,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { CreateLoginProfileCommand, CreateUserCommand, GetRoleCommand } from "@aws-sdk/client-iam";
import { CreateKeyCommand, EnableKeyRotationCommand, KMSClient, ListAliasesCommand } from "@aws-sdk/client-kms";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as path from "node:path";
import { awsClient } from "../../aws/clients";
import { keyPolicy } from "../../components/state/state-backend";
import { stateKeyDescription } from "../../config/names/key-descriptions";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import { closeAccount } from "../support/close-account";
import { clientsOf } from "../support/aws";
import { accountClient, handMade } from "../support/lived-in";
import { acme } from "../support/company";
import { testPgpKey } from "../support/pgp-key";
import { TestProject } from "../support/project";
import { isWrite } from "../support/writes";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };

/** As AWS's console writes it: indented, with a single statement and a single action instead of lists. */
const byHand = JSON.stringify(
    {
        Version: "2012-10-17",
        Statement: { Sid: "Leave", Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" },
    },
    undefined,
    4,
);

/** AWS's own policy, which each root, unit and account has from the start. */
const fullAccess = "p-FullAWSAccess";

// By design the official plugin waits a minute for the state bucket's lifecycle, which these tests are not about.
const quick = ["--stack", "management", "--exclude", "**state-lifecycle"];

/** Ids of what somebody made by hand: `unit` is workloads, with `prd` in it; `policy` is no-leaving, on the root; `stray` is on `prd` and the account. */
interface Lived {
    readonly organization: string;
    readonly root: string;
    readonly unit: string;
    readonly prd: string;
    readonly account: string;
    readonly policy: string;
    readonly stray: string;
}

describe("an organization that has lived", () => {
    let project: TestProject;
    let aws: OrganizationsClient;
    let base: Record<string, unknown>;
    let ids: Lived;

    before(async () => {
        project = await TestProject.open({ management: { "aws:region": "us-east-1", ...acme } }, account, "us-east-1", {
            faults: [],
        });
        aws = clientsOf(project.sandbox).organizations;
        ids = await liveBefore(aws);
        base = {
            "aws:region": "us-east-1",
            ...acme,
            organization: { id: ids.organization, policyTypes: ["SERVICE_CONTROL_POLICY"] },
            policies: {
                "no-leaving": {
                    type: "SERVICE_CONTROL_POLICY",
                    description: "By hand",
                    document: JSON.parse(byHand) as object,
                    targets: ["root"],
                },
            },
        };
        await project.must("stack", "init", "management");
    });
    after(() => project.close());

    it("is not created a second time: the refusal has its id and the line to write", async () => {
        const result = await project.pulumi("preview", ...quick);
        notStrictEqual(result.exitCode, 0);
        match(result.text, new RegExp(`organization: \\{ id: ${ids.organization} \\}`));
        strictEqual(project.proxy!.count("CreateOrganization"), 0);
    });

    it("is adopted by its id with all that the config names, and ends in an empty preview", async () => {
        project.writeStack("management", base);
        await project.must("up", "--yes", "--skip-preview", ...quick);
        await project.must("preview", "--expect-no-changes", ...quick);
        await project.must("refresh", "--yes", "--skip-preview", "--expect-no-changes", ...quick);
        strictEqual(project.proxy!.count("CreatePolicy"), 0);
        deepStrictEqual(
            (await emails()).filter((email) => email.includes("apps-prd")),
            ["aws+apps-prd@acme.example"],
        );
    });

    it("keeps its services, policies, units and accounts that the config does not name, and says so", async () => {
        const { EnabledServicePrincipals: services } = await aws.send(
            new ListAWSServiceAccessForOrganizationCommand({}),
        );
        ok(services!.some((service) => service.ServicePrincipal === "ram.amazonaws.com"));
        deepStrictEqual(await policiesOf(ids.prd), ["FullAWSAccess", "stray"]);
        deepStrictEqual(await policiesOf(ids.root), ["FullAWSAccess", "no-leaving"]);
        const { text } = await project.pulumi("preview", ...quick);
        match(text, /not managed here, and left alone:\s+account acme-stranger .*\s+unit sandbox .*\s+policy stray/);
    });

    it("moves an account to another unit in place", async () => {
        project.writeStack("management", { ...base, accounts: { ...acme.accounts, "apps-prd": { unit: "security" } } });
        const { text } = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        match(text, /1 updated/);
        doesNotMatch(text, /replaced|created|deleted/);
        project.writeStack("management", base);
        await project.must("up", "--yes", "--skip-preview", ...quick);
    });

    it("keeps id and email of an account whose key changed", async () => {
        const accounts = {
            security: { unit: "security" },
            "apps-production": { unit: "workloads/prd", formerly: "apps-prd" },
        };
        project.writeStack("management", { ...base, accounts });
        await project.must("preview", "--expect-no-changes", ...quick);
        project.writeStack("management", base);
    });

    it("refuses a dropped account and another group address before any write", async () => {
        const calls = project.proxy!.calls.length;
        project.writeStack("management", { ...base, accounts: { security: { unit: "security" } } });
        match(
            (await project.pulumi("up", "--yes", "--skip-preview", ...quick)).text,
            /accounts\.apps-prd[\s\S]*no longer in the config/,
        );
        project.writeStack("management", {
            ...base,
            email: "cloud@acme.example",
            management: { id: account.id, email: account.email },
        });
        const { text } = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        match(text, /cloud\+apps-prd@acme\.example[\s\S]*aws\+apps-prd@acme\.example/);
        project.writeStack("management", base);
        deepStrictEqual(writes(calls), []);
    });

    it("shows the one changed word of a policy, and detaches a dropped one from its targets first: no other, and never a last one", async () => {
        const changed = JSON.parse(byHand.replace('"Leave"', '"LeaveNever"')) as object;
        const policy = (base["policies"] as Record<string, object>)["no-leaving"]!;
        project.writeStack("management", { ...base, policies: { "no-leaving": { ...policy, document: changed } } });
        const { text } = await project.pulumi("preview", "--diff", ...quick);
        match(text, /LeaveNever/);
        match(text, /1 to update/);
        const targets = ["root", "workloads/prd", "apps-prd"];
        project.writeStack("management", { ...base, policies: { "no-leaving": { ...policy, targets } } });
        await project.must("up", "--yes", "--skip-preview", ...quick);
        const onAll = { root: ids.root, unit: ids.prd, account: ids.account };
        for (const [what, id] of Object.entries(onAll))
            deepStrictEqual(
                await policiesOf(id),
                ["FullAWSAccess", "no-leaving", ...(what === "root" ? [] : ["stray"])],
                what,
            );
        const calls = project.proxy!.calls.length;
        project.writeStack("management", { ...base, policies: {} });
        // Where ours is the only one on a target, AWS refuses to detach it.
        const others = [fullAccess, ids.stray].map((PolicyId) => ({ PolicyId, TargetId: ids.account }));
        for (const other of others) await aws.send(new DetachPolicyCommand(other));
        const refused = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        notStrictEqual(refused.exitCode, 0);
        match(
            refused.text.replace(/\s+/gu, " "),
            new RegExp(
                `policies\\.no-leaving\\.targets.*account acme-apps-prd \\(${ids.account}\\).*attach-policy --policy-id ${fullAccess} --target-id ${ids.account}`,
                "u",
            ),
        );
        deepStrictEqual(writes(calls), []);
        for (const other of others) await aws.send(new AttachPolicyCommand(other));
        await project.must("up", "--yes", "--skip-preview", ...quick);
        deepStrictEqual(writes(calls).sort(), ["DeletePolicy", "DetachPolicy", "DetachPolicy", "DetachPolicy"]);
        strictEqual(writes(calls).at(-1), "DeletePolicy");
        for (const [what, id] of Object.entries(onAll))
            deepStrictEqual(await policiesOf(id), ["FullAWSAccess", ...(what === "root" ? [] : ["stray"])], what);
        base = { ...base, policies: {} };
    });

    it("imports an admin whose user and password were made by hand, and lets her run up at once", async () => {
        const iam = clientsOf(project.sandbox).iam;
        const UserName = "grace.hopper";
        await iam.send(new CreateUserCommand({ UserName }));
        await iam.send(new CreateLoginProfileCommand({ UserName, Password: "Her-own-1-password!" }));
        base = { ...base, admins: { "ada.lovelace": {}, [UserName]: { pgpKey: testPgpKey } } };
        project.writeStack("management", base);
        await project.must("up", "--yes", "--skip-preview", ...quick);
        const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: "OrganizationAccountAccessRole" }));
        const trust = decodeURIComponent(role!.AssumeRolePolicyDocument!);
        for (const admin of ["ada.lovelace", UserName]) match(trust, new RegExp(`:user/${admin}"`, "u"));
        // Properties of a user that AWS does not return are set in the next run.
        await project.must("up", "--yes", "--skip-preview", ...quick);
        await project.must("preview", "--expect-no-changes", ...quick);
        await project.must("refresh", "--yes", "--skip-preview", "--expect-no-changes", ...quick);
        strictEqual(project.proxy!.count(/^(Create|Update|Delete)LoginProfile$/u), 0);
        strictEqual(project.proxy!.count("CreateUser"), 1, "ada's alone");
    });

    it("stops declaring an account that was closed", async () => {
        const { Accounts: accounts } = await aws.send(new ListAccountsCommand({}));
        const { Id: id } = accounts!.find(({ Email }) => Email === "aws+apps-prd@acme.example")!;
        await closeAccount(aws, id!);
        match((await project.pulumi("preview", ...quick)).text, /CLOSED[\s\S]*state: closed/);
        project.writeStack("management", {
            ...base,
            accounts: { security: { unit: "security" }, "apps-prd": { unit: "workloads/prd", state: "closed" } },
        });
        await project.must("up", "--yes", "--skip-preview", "--refresh", ...quick);
        await project.must("preview", "--expect-no-changes", ...quick);
    });

    it("gives contacts to the management account without its id, to members with theirs, and none to a closed one", async () => {
        const contact = { name: "Security", title: "Team", email: "security@acme.example", phone: "+49 30 1234567" };
        const closed = { unit: "workloads/prd", state: "closed" };
        const contacts = {
            ...base,
            accounts: { security: { unit: "security" }, "apps-prd": closed },
            contacts: { security: contact },
        };
        const organization = { ...(base["organization"] as object), services: ["account.amazonaws.com"] };
        const { Accounts: accounts } = await aws.send(new ListAccountsCommand({}));
        const member = accounts!.find(({ Email }) => Email === "aws+security@acme.example")!.Id!;
        // Nobody may read a member's contact before the service is trusted, and all are judged before the first write.
        const trusted = { ServicePrincipal: "account.amazonaws.com" };
        await aws.send(new EnableAWSServiceAccessCommand(trusted));
        await accountClient(project.sandbox).send(
            new PutAlternateContactCommand({
                ...handMade.security,
                AccountId: member,
                AlternateContactType: "SECURITY",
            }),
        );
        await aws.send(new DisableAWSServiceAccessCommand(trusted));
        project.writeStack("management", { ...contacts, organization });
        const late = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        notStrictEqual(late.exitCode, 0);
        match(late.text.replace(/\s+/gu, " "), /contacts\.security .*: security \(name: Jane Roe, .*overwrite: true/u);
        strictEqual(project.proxy!.count("POST /putAlternateContact"), 0);
        const replacing = { security: { ...contact, overwrite: true } };
        project.writeStack("management", { ...contacts, organization, contacts: replacing });
        await project.must("up", "--yes", "--skip-preview", ...quick);
        const written = project.proxy!.calls.filter(({ operation }) => operation === "POST /putAlternateContact");
        deepStrictEqual(
            written.map(({ body }) => (JSON.parse(body) as { AccountId?: string }).AccountId ?? "its own").sort(),
            [member, "its own"].sort(),
        );
        await project.must("preview", "--expect-no-changes", ...quick);
    });

    async function policiesOf(target: string): Promise<string[]> {
        const { Policies: policies } = await aws.send(
            new ListPoliciesForTargetCommand({ TargetId: target, Filter: "SERVICE_CONTROL_POLICY" }),
        );
        return policies!.map((policy) => policy.Name!).sort();
    }

    async function emails(): Promise<string[]> {
        const { Accounts: accounts } = await aws.send(new ListAccountsCommand({}));
        return accounts!.map((each) => each.Email!);
    }

    /** Write operations of Organizations since then, in order. */
    function writes(since: number): string[] {
        const names = project.proxy!.calls.slice(since).map((call) => call.operation);
        return names.filter((name) =>
            /^(Create|Delete|Update|Put|Attach|Detach|Move|Enable|Disable|Register|Deregister|Remove|Close)/.test(name),
        );
    }
});

describe("an organization of consolidated billing only", () => {
    it("is refused with the steps to all features, before any write", async () => {
        const config = { "aws:region": "us-east-1", ...acme };
        const project = await TestProject.open({ management: config }, account, "us-east-1", { faults: [] });
        try {
            const aws = clientsOf(project.sandbox).organizations;
            await aws.send(new CreateOrganizationCommand({ FeatureSet: "CONSOLIDATED_BILLING" }));
            await project.must("stack", "init", "management");
            const { exitCode, text } = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
            notStrictEqual(exitCode, 0);
            match(text, /consolidated billing only[\s\S]*enable all features/);
            ok(project.proxy!.calls.every(({ operation }) => /^(Get|List|Describe)/.test(operation)));
        } finally {
            await project.close();
        }
    });
});

describe("an organization without services and policy types", () => {
    it("is adopted with empty lists and the key of a run that died before its alias, then by an import file, and ends in an empty preview", async () => {
        const bare = { policyTypes: [], services: [], rootAccess: false };
        const config = { "aws:region": "us-east-1", ...acme, accounts: { security: { unit: "security" } } };
        const project = await TestProject.open({ management: config }, account, "us-east-1", { faults: [] });
        try {
            const aws = clientsOf(project.sandbox).organizations;
            const { Organization: made } = await aws.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
            project.writeStack("management", { ...config, organization: { id: made!.Id!, ...bare } });
            const kms = awsClient(KMSClient, {
                region: "us-east-1",
                endpoint: endpoint(project.sandbox.emulator),
                credentials: bootstrapKeys,
            });
            const policy = keyPolicy({ accountId: account.id, partition: "aws" });
            const { KeyMetadata: key } = await kms.send(
                new CreateKeyCommand({
                    Description: stateKeyDescription,
                    KeyUsage: "ENCRYPT_DECRYPT",
                    Policy: JSON.stringify(policy),
                }),
            );
            await kms.send(new EnableKeyRotationCommand({ KeyId: key!.KeyId! }));
            await project.must("stack", "init", "management");
            await project.must("up", "--yes", "--skip-preview", ...quick);
            await project.must("preview", "--expect-no-changes", ...quick);
            await project.must("refresh", "--yes", "--skip-preview", "--expect-no-changes", ...quick);
            const { Aliases: aliases } = await kms.send(new ListAliasesCommand({ KeyId: key!.KeyId! }));
            deepStrictEqual(
                aliases!.map(({ AliasName }) => AliasName),
                ["alias/ac-pulumi-state"],
            );
            // By an import file too, and with the lists left out: then what is on by default comes on.
            for (const lists of [bare, {}]) {
                await project.must("stack", "rm", "management", "--force", "--yes");
                project.writeStack("management", { ...config, organization: { id: made!.Id!, ...lists } });
                await project.must("stack", "init", "management");
                const file = path.join(project.folder, "import.json");
                const adopted = await project.org("adopt", "--stack", "management", "--out", file);
                strictEqual(adopted.exitCode, 0, adopted.stderr);
                await project.must(
                    "import",
                    "--file",
                    file,
                    "--generate-code=false",
                    "--yes",
                    "--skip-preview",
                    "--stack",
                    "management",
                );
                const calls = project.proxy!.calls.length;
                await project.must("up", "--yes", "--skip-preview", ...quick);
                const organizations = project
                    .proxy!.calls.slice(calls)
                    .filter(isWrite)
                    .filter(({ service }) => service === "organizations");
                deepStrictEqual(
                    organizations.map(({ operation }) => operation).sort(),
                    lists === bare ? [] : ["EnableAWSServiceAccess", "EnablePolicyType"],
                );
                await project.must("preview", "--expect-no-changes", ...quick);
                await project.must("refresh", "--yes", "--skip-preview", "--expect-no-changes", ...quick);
            }
        } finally {
            await project.close();
        }
    });
});

/** An organization made by hand, over years. */
async function liveBefore(aws: OrganizationsClient): Promise<Lived> {
    const { Organization: organization } = await aws.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
    const { Roots: roots } = await aws.send(new ListRootsCommand({}));
    const root = roots![0]!.Id!;
    await aws.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: "SERVICE_CONTROL_POLICY" }));
    await aws.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "ram.amazonaws.com" }));
    const unitOf = async (name: string, parent: string): Promise<string> => {
        const { OrganizationalUnit: unit } = await aws.send(
            new CreateOrganizationalUnitCommand({ Name: name, ParentId: parent }),
        );
        return unit!.Id!;
    };
    const unit = await unitOf("workloads", root);
    const prd = await unitOf("prd", unit);
    await unitOf("sandbox", root);
    for (const [name, email] of [
        ["acme-apps-prd", "aws+apps-prd@acme.example"],
        ["acme-stranger", "old@acme.example"],
    ] as const) {
        // AWS does not return these two properties of an account, so an import must not compare them.
        const untold = { RoleName: "AcmeAdmin", IamUserAccessToBilling: "DENY" } as const;
        await aws.send(new CreateAccountCommand({ AccountName: name, Email: email, ...untold }));
    }
    const policyOf = async (name: string, target: string): Promise<string> => {
        const made = await aws.send(
            new CreatePolicyCommand({
                Name: name,
                Type: "SERVICE_CONTROL_POLICY",
                Description: "By hand",
                Content: byHand,
            }),
        );
        const id = made.Policy!.PolicySummary!.Id!;
        await aws.send(new AttachPolicyCommand({ PolicyId: id, TargetId: target }));
        return id;
    };
    const [policy, stray] = [await policyOf("no-leaving", root), await policyOf("stray", prd)];
    const { Accounts: accounts } = await aws.send(new ListAccountsCommand({}));
    const account = accounts!.find(({ Name }) => Name === "acme-apps-prd")!.Id!;
    await aws.send(new AttachPolicyCommand({ PolicyId: stray, TargetId: account }));
    return { organization: organization!.Id!, root, unit, prd, account, policy, stray };
}
