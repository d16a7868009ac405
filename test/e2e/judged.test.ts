/**
 * Faults that can be found before the first write are found before it: `validate` and previews refuse, and AWS sees no write. Real engine,
 * real provider code; AWS is the emulator, behind a proxy that counts the calls.
 */
import {
    CreateLoginProfileCommand,
    CreateRoleCommand,
    DeleteRoleCommand,
    DeleteRolePolicyCommand,
    PutRolePolicyCommand,
    UpdateAccessKeyCommand,
} from "@aws-sdk/client-iam";
import {
    AcceptHandshakeCommand,
    CancelHandshakeCommand,
    CreateAccountCommand,
    DeclineHandshakeCommand,
    InviteAccountToOrganizationCommand,
    ListAccountsCommand,
    ListDelegatedAdministratorsCommand,
    ListPoliciesForTargetCommand,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { clientsOf } from "../support/aws";
import { acme } from "../support/company";
import { administrator, outsider } from "../support/outsider";
import { testPgpKey } from "../support/pgp-key";
import { TestProject } from "../support/project";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const names = ["account", "access-analyzer", "cloudtrail", "sso"];
const services = names.map((name) => `${name}.amazonaws.com`);
const base = {
    "aws:region": "us-east-1",
    ...acme,
    organization: { services },
    delegatedAdministrators: { security: ["sso.amazonaws.com"] },
    policies: { "deny-root-user": { targets: ["workloads"] } },
    access: { Auditor: { accounts: ["*"], policies: ["ReadOnlyAccess"] } },
    contacts: { security: { name: "Security", title: "Team", email: "security@acme.example", phone: "+1 555 0100" } },
};
// By design the official plugin waits a minute for the state bucket's lifecycle, which these tests are not about.
const exclude = ["--exclude", "**state-lifecycle"];
const management = ["--stack", "management", ...exclude];

describe("what can be judged before the first write", () => {
    let project: TestProject;
    let aws: OrganizationsClient;

    before(async () => {
        const stacks = { management: base, security: {} };
        project = await TestProject.open(stacks, account, "us-east-1", { faults: [] });
        aws = clientsOf(project.sandbox).organizations;
        await project.must("stack", "init", "management");
        await project.must("stack", "init", "security");
    });
    after(() => (project as TestProject | undefined)?.close());

    const write = (changes: object = {}): void => {
        project.writeStack("management", { ...base, ...changes });
    };
    /** Write operations since a call, in order. */
    const writes = (since: number): readonly string[] =>
        project
            .proxy!.calls.slice(since)
            .map(({ operation }) => operation)
            .filter((operation) => !/^(List|Get|Describe|Assume|GET |HEAD |POST \/get)/u.test(operation));
    /** Output of a run, which must be refused without a write. */
    const refused = async (run: TestProject, stack: string): Promise<string> => {
        const since = project.proxy!.calls.length;
        const result = await run.pulumi("up", "--yes", "--skip-preview", "--stack", stack, ...exclude);
        notStrictEqual(result.exitCode, 0, result.text);
        deepStrictEqual(writes(since), []);
        return result.text;
    };

    it("the account that people are in, invited and never joined: it is named with its next step, and all others go on", async () => {
        const roles = { Auditor: { accounts: ["management", "*"] } };
        const security = { unit: "security", id: "777788889999", email: "s@old.example", joined: "invited" };
        write({ accounts: { ...acme.accounts, security }, access: roles });
        const { exitCode, text } = await project.pulumi("preview", ...management);
        strictEqual(exitCode, 0, text);
        match(text, /accounts\.security\n +is left out of this run: .*\n.*org invite \d{12}/u);
        match(text, /access: Auditor\n +is left out of this run: the users of these roles/u);
        match(text, /account-apps-prd/u);
        doesNotMatch(text, /role-Auditor/u);
        write({ accounts: { "apps-prd": acme.accounts["apps-prd"] }, delegatedAdministrators: {}, access: roles });
        match(await refused(project, "management"), /1 fault:\s+accounts\.security \(line \d+\)\s+is missing/u);
        write();
    });

    it("a plan of a brand-new organization ends well, and the management account follows in the next", async () => {
        for (const [what, said] of [
            ["the organization", /imported in the next run/u],
            ["the management account", /1 imported/u],
        ] as const) {
            await project.must("preview", ...management, "--save-plan", "plan.json");
            const run = await project.pulumi("up", "--yes", "--skip-preview", ...management, "--plan", "plan.json");
            strictEqual(run.exitCode, 0, `${what}: ${run.text}`);
            match(run.text, said);
        }
        await project.must("preview", "--expect-no-changes", ...management);
    });

    const moved = { delegatedAdministrators: { "apps-prd": ["sso.amazonaws.com"] } };
    const four = ["a", "b", "c", "d"];
    const accounts = Object.fromEntries(four.map((key) => [key, { unit: "security" }]));
    for (const [what, changes, ...said] of [
        [
            "two administrators of a service that takes one",
            { delegatedAdministrators: { security: [services[0]], "apps-prd": [services[0]] } },
            /account\.amazonaws\.com/u,
            /also delegated to security; the service takes one administrator/u,
        ],
        [
            "four of one that takes three",
            { accounts, delegatedAdministrators: Object.fromEntries(four.map((key) => [key, [services[2]]])) },
            /also delegated to a, b, c; the service takes 3 administrators/u,
        ],
        [
            "a slip in a service to switch off",
            { organization: { services, disable: ["rma.amazonaws.com"] } },
            /organization\.disable\[0\]/u,
            /did you mean ram\.amazonaws\.com\?/u,
        ],
        [
            "a slip in a policy type to switch off",
            { organization: { services, disable: ["TAG_POLICIES"] } },
            /did you mean TAG_POLICY\?/u,
        ],
        [
            "a new account's name that is against our rule",
            { accounts: { ...acme.accounts, "r-d": { unit: "security", name: "R&D" } } },
            /forbidden sign & \(this program's own rule/u,
        ],
    ] as const) {
        it(`validate refuses ${what}, and asks AWS nothing`, async () => {
            write(changes);
            const since = project.proxy!.calls.length;
            const { exitCode, stdout, stderr } = await project.org("validate", "--stack", "management");
            write();
            notStrictEqual(exitCode, 0);
            for (const each of said) match(stdout + stderr, each);
            strictEqual(project.proxy!.calls.length, since);
        });
    }

    it("another home region than the one that the stack is in is refused, with the line that keeps it", async () => {
        write({ "aws:region": "eu-west-1" });
        const text = await refused(project, "management");
        match(text, /1 fault:\s+aws:region[^\n]*: eu-west-1[^\n]*\s+this stack is in us-east-1/u);
        match(text, /write: aws:region: us-east-1; [^\n]*\s*regions: \[us-east-1,\s+eu-west-1\]/u);
        write();
    });

    it("inline policy and trust policy of a role that somebody made by hand are not replaced without consent", async () => {
        const { iam } = clientsOf(project.sandbox);
        const statement = (Sid: string, Action: string): object => ({ Sid, Effect: "Allow", Action, Resource: "*" });
        const document = (...Statement: object[]): object => ({ Version: "2012-10-17", Statement });
        const [RoleName, byHand] = ["Auditor", statement("ByHand", "s3:GetObject")];
        const trust = { Effect: "Allow", Principal: { AWS: account.id }, Action: "sts:AssumeRole" };
        const AssumeRolePolicyDocument = JSON.stringify(document(trust));
        for (const name of [RoleName, "ac-ci-deploy"])
            await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }));
        // This is how the first version of this program gave pull requests access. A run after the state was lost adopts it.
        const issuer = "token.actions.githubusercontent.com";
        const pulls = {
            Sid: "GitHubActions",
            Effect: "Allow",
            Principal: { Federated: `arn:aws:iam::${account.id}:oidc-provider/${issuer}` },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: {
                StringEquals: {
                    [`${issuer}:aud`]: "sts.amazonaws.com",
                    [`${issuer}:sub`]: "repo:acme/organization:pull_request",
                },
            },
        };
        const earlier = { RoleName: "ac-ci-preview", AssumeRolePolicyDocument: JSON.stringify(document(pulls)) };
        await iam.send(new CreateRoleCommand(earlier));
        const policy = { RoleName, PolicyName: RoleName };
        await iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument: JSON.stringify(document(byHand)) }));
        const become = (settings: object, more: object = {}): void => {
            write({ access: { Auditor: { accounts: ["management"], ...settings } }, ...more });
        };
        const ours = statement("Ours", "sts:GetCallerIdentity");
        become({ inline: document(ours) }, { ci: { repository: "acme/organization" } });
        const text = await refused(project, "management");
        match(text, /access\.Auditor\.inline[\s\S]*role Auditor in account management[\s\S]*statement ByHand/u);
        for (const [path, name] of [
            ["access\\.Auditor", "Auditor"],
            ["ci", "ac-ci-deploy"],
        ])
            match(
                text.replace(/\s+/gu, " "),
                new RegExp(
                    `${path}( \\(line \\d+\\))?: ${name} role ${name} in account management .*: ${account.id} `,
                    "u",
                ),
            );
        doesNotMatch(text, /ac-ci-preview/u);
        const principals = { principals: [account.id], mfa: false };
        for (const settings of [
            { inline: document(ours), overwrite: true },
            { inline: document(ours, byHand), ...principals },
            principals,
        ]) {
            become(settings);
            const { exitCode, text: said } = await project.pulumi("preview", ...management);
            strictEqual(exitCode, 0, said);
        }
        write();
        await iam.send(new DeleteRolePolicyCommand(policy));
        for (const name of [RoleName, "ac-ci-deploy", "ac-ci-preview"])
            await iam.send(new DeleteRoleCommand({ RoleName: name }));
    });

    it("an administrator that moves is refused with both named, and moves in the two runs that the refusal describes", async () => {
        const holders = async (): Promise<readonly (string | undefined)[]> => {
            const input = { ServicePrincipal: "sso.amazonaws.com" };
            const { DelegatedAdministrators: found } = await aws.send(new ListDelegatedAdministratorsCommand(input));
            return (found ?? []).map(({ Name }) => Name);
        };
        write(moved);
        const text = await refused(project, "management");
        match(text, /delegatedAdministrators\.apps-prd: sso\.amazonaws\.com[\s\S]*AWS has security \(\d{12}\)/u);
        deepStrictEqual(await holders(), ["acme-security"]);
        for (const [step, found] of [
            [{ delegatedAdministrators: {} }, []],
            [moved, ["acme-apps-prd"]],
        ] as const) {
            write(step);
            await project.must("up", "--yes", "--skip-preview", ...management);
            deepStrictEqual(await holders(), found);
        }
    });

    it("the security stack is refused resources of services that its account does not administer, with the line to write", async () => {
        const text = await refused(project, "security");
        const line = "delegatedAdministrators: { security: [access-analyzer.amazonaws.com, cloudtrail.amazonaws.com] }";
        for (const path of ["audit.analyzer", "audit.trail"]) match(text, new RegExp(`${path}: true`, "u"));
        ok(text.includes(line), text);
        const reported = await project.org("validate", "--stack", "security");
        notStrictEqual(reported.exitCode, 0, "a fault of validate too");
        ok(
            (reported.stdout + reported.stderr).includes("cloudtrail.amazonaws.com] }"),
            reported.stdout + reported.stderr,
        );
        // Identity Center's directory would need an administrator too. A security stack with neither trail nor analyzer needs none.
        project.writeStack("security", { audit: { trail: false, analyzer: false } });
        doesNotMatch((await project.pulumi("preview", "--stack", "security")).text, /is no administrator/u);
        project.writeStack("security", {});
    });

    it("a plan of the security stack's first run ends well, and the next one closes its access role", async () => {
        project.writeStack("security", { audit: { trail: false, analyzer: false } });
        const security = ["--stack", "security"];
        for (const said of [/the next run closes the trust/u, /~ 1 updated/u]) {
            await project.must("preview", ...security, "--save-plan", "security-plan.json");
            const run = await project.pulumi(
                "up",
                "--yes",
                "--skip-preview",
                ...security,
                "--plan",
                "security-plan.json",
            );
            strictEqual(run.exitCode, 0, run.text);
            match(run.text, said);
        }
        await project.must("preview", "--expect-no-changes", ...security);
        project.writeStack("security", {});
    });

    it("the last way in is never taken away", async () => {
        const { iam } = clientsOf(project.sandbox);
        const keys = await administrator(iam, "by-hand");
        const hand = project.with({ AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey });
        write({ ...moved, admins: [] });
        const preview = await hand.pulumi("preview", ...management);
        strictEqual(preview.exitCode, 0, "the bootstrap user can come in");
        const UserName = "mgmt-org-admin";
        const key = { UserName, AccessKeyId: bootstrapKeys.accessKeyId };
        const other = clientsOf(project.sandbox, keys).iam;
        await other.send(new UpdateAccessKeyCommand({ ...key, Status: "Inactive" }));
        try {
            match(await refused(hand, "management"), /admins: \[\][\s\S]*nobody but the root user could come in/u);
            // Nor can the admin who has access be replaced by one who has none.
            await other.send(new CreateLoginProfileCommand({ UserName: "ada.lovelace", Password: "Sandbox-only-1" }));
            write({ ...moved, admins: ["bob"] });
            const text = await refused(hand, "management");
            match(text, /takes away ada\.lovelace, and bob has neither a password/u);
            match(text, /bob: \{ formerly: ada\.lovelace \}/u);
            // This key looks like a new name of the only admin. What the refusal advises is not refused in turn.
            write({ ...moved, admins: ["ada.byron"] });
            match(await refused(hand, "management"), /leave it beside ada\.byron/u);
            write({ ...moved, admins: ["ada.lovelace", "ada.byron"] });
            const both = await hand.pulumi("preview", ...management);
            strictEqual(both.exitCode, 0, both.text);
            write({ ...moved, admins: { bob: { pgpKey: testPgpKey } } });
            const sealed = await hand.pulumi("preview", ...management);
            strictEqual(sealed.exitCode, 0, sealed.text);
        } finally {
            await other.send(new UpdateAccessKeyCommand({ ...key, Status: "Active" }));
        }
    });

    it("an existing account keeps its name, and cannot get another one that breaks our rule", async () => {
        const [name, email] = ["R&D", "rd@acme.example"];
        const made = await aws.send(new CreateAccountCommand({ AccountName: name, Email: email }));
        const research = { unit: "workloads/prd", id: made.CreateAccountStatus!.AccountId!, name, email };
        const config = { delegatedAdministrators: {}, accounts: { ...acme.accounts, research } };
        write({ ...config, accounts: { ...acme.accounts, research: { ...research, name: "R&D2" } } });
        match(await refused(project, "management"), /accounts\.research\.name: R&D2[\s\S]*name: "R&D"/u);
        write(config);
        await project.must("up", "--yes", "--skip-preview", ...management);
        await project.must("preview", "--expect-no-changes", ...management);
        strictEqual(project.proxy!.count("POST /putAccountName"), 0);
        const { Accounts: found } = await aws.send(new ListAccountsCommand({}));
        ok(found!.some((each) => each.Name === name));
    });

    it("an account that has not joined is left out with its next step, and all others go on", async () => {
        const outside = await Promise.all(
            ["open", "declined", "cancelled", "late", "never", "joins"].map(async (key) => {
                const email = `${key}@old.example`;
                return [key, { email, ...(await outsider(project.sandbox, { name: key, email })) }] as const;
            }),
        );
        const of = Object.fromEntries(outside);
        const invite = async (Id: string): Promise<string> => {
            const input = { Target: { Type: "ACCOUNT" as const, Id } };
            return (await aws.send(new InviteAccountToOrganizationCommand(input))).Handshake!.Id!;
        };
        const handshakes = Object.fromEntries(
            await Promise.all(
                ["open", "declined", "cancelled", "late", "joins"].map(
                    async (key) => [key, await invite(of[key]!.id)] as const,
                ),
            ),
        );
        await of["declined"]!.organizations.send(new DeclineHandshakeCommand({ HandshakeId: handshakes["declined"]! }));
        await aws.send(new CancelHandshakeCommand({ HandshakeId: handshakes["cancelled"]! }));
        // Now the invitations expire, as they do after fifteen days.
        project.proxy!.add({
            operation: "ListHandshakesForOrganization",
            transform: (answer) => ({
                ...answer,
                Handshakes: (answer["Handshakes"] as readonly { readonly Id: string }[]).map((each) =>
                    each.Id === handshakes["late"] ? { ...each, State: "EXPIRED" } : each,
                ),
            }),
        });
        const invited = Object.fromEntries(
            outside.map(([key, { id, email }]) => [key, { unit: "security", id, name: key, email, joined: "invited" }]),
        );
        const swapped = of["open"]!.id.replace(/(.)(.)$/u, (_, a: string, b: string) =>
            a === b ? `${a}${9 - +b}` : b + a,
        );
        const mistyped = { ...invited["open"], id: swapped, email: "typo@old.example", name: "typo" };
        const others = Object.fromEntries(Object.entries(invited).filter(([key]) => key !== "open"));
        const { research } = await researchOf();
        const config = {
            delegatedAdministrators: { joins: ["sso.amazonaws.com"] },
            policies: { "deny-root-user": { targets: ["workloads", ...Object.keys(others), "mistyped"] } },
            accounts: { ...acme.accounts, research, shared: { unit: "security" }, mistyped, ...others },
        };
        write(config);
        const run = await project.pulumi("up", "--yes", "--skip-preview", ...management);
        strictEqual(run.exitCode, 0, run.text);
        for (const [key, why, cure] of [
            ["mistyped", "that was invited", `write: id: "${of["open"]!.id}"`],
            ["declined", "has declined the invitation", "ask its owner"],
            ["cancelled", "was cancelled", `invite it again: ./org invite ${of["cancelled"]!.id}`],
            ["late", "did not accept in time: the invitation expired on", `org invite ${of["late"]!.id}`],
            ["never", "remembers no invitation", "check the id"],
            ["joins", "has not accepted; the invitation expires on", `org invite ${of["joins"]!.id} --owner`],
        ] as const) {
            const reported = new RegExp(
                `accounts\\.${key}\\n +is left out of this run: [^\\n]*${why}[^\\n]*\\n[^\\n]*${cure}`,
                "u",
            );
            match(run.text, reported);
        }
        const emails = async (): Promise<readonly (string | undefined)[]> =>
            (await aws.send(new ListAccountsCommand({}))).Accounts!.map(({ Email }) => Email);
        ok((await emails()).includes("aws+shared@acme.example"), "the others went on");
        await project.must("preview", "--expect-no-changes", ...management);
        const outputs = JSON.parse(await project.must("stack", "output", "--stack", "management", "--json")) as {
            accounts: Record<string, { id: string | null }>;
        };
        strictEqual(outputs.accounts["joins"]!.id, null);

        // The next run adopts the account that has accepted, with what depends on it.
        await of["joins"]!.organizations.send(new AcceptHandshakeCommand({ HandshakeId: handshakes["joins"]! }));
        const next = await project.pulumi("up", "--yes", "--skip-preview", ...management);
        strictEqual(next.exitCode, 0, next.text);
        doesNotMatch(next.text, /accounts\.joins\n/u);
        const target = { TargetId: of["joins"]!.id, Filter: "SERVICE_CONTROL_POLICY" as const };
        const { Policies: attached } = await aws.send(new ListPoliciesForTargetCommand(target));
        ok(attached!.some(({ Name }) => Name === "deny-root-user"));
        await project.must("preview", "--expect-no-changes", ...management);
    });

    /** The account of the previous test, as in the config. */
    async function researchOf(): Promise<{ readonly research: object }> {
        const { Accounts: found } = await aws.send(new ListAccountsCommand({}));
        const { Id: id, Email: email } = found!.find(({ Name }) => Name === "R&D")!;
        return { research: { unit: "workloads/prd", id, name: "R&D", email } };
    }
});
