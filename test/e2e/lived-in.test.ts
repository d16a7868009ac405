/**
 * An organization that has all that years leave in one, adopted by `up` alone and by `org adopt` with `pulumi import`: what AWS has and
 * the config does not say stays. Real engine, real provider code; AWS is the emulator, behind a proxy that counts the calls.
 */
import { GetAlternateContactCommand, GetContactInformationCommand } from "@aws-sdk/client-account";
import {
    GetAccountPasswordPolicyCommand,
    GetRoleCommand,
    GetUserCommand,
    ListAccountAliasesCommand,
} from "@aws-sdk/client-iam";
import {
    DescribePolicyCommand,
    DescribeResourcePolicyCommand,
    ListTagsForResourceCommand,
    paginateListTagsForResource,
} from "@aws-sdk/client-organizations";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { collect } from "../../aws/snapshot";
import { clientsOf } from "../support/aws";
import { acme } from "../support/company";
import { accountClient, handMade, liveIn, resourcePolicyOf, type LivedIn } from "../support/lived-in";
import { TestProject } from "../support/project";
import { iamIn } from "../support/sessions";
import { writesOf } from "../support/writes";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };

// The official plugin waits a minute for the state bucket's lifecycle by design, and these tests are not about it.
const quick = ["--stack", "management", "--exclude", "**state-lifecycle"];

/** Calls that take something away. */
const losing = /^(?:Delete|Detach|Untag|Remove|Disable|Deregister|Close|Move|Leave)|^(?:DELETE )|^POST \/delete/u;

const newPhone = "+49 30 7654321";

/** The config of who adopts it: it names some of what is there, and nothing that AWS does not have. */
function configOf(ids: LivedIn): Record<string, unknown> {
    return {
        "aws:region": "us-east-1",
        ...acme,
        units: ["security", { path: "workloads/prd", tags: { Owner: "platform" } }],
        accounts: {
            security: { unit: "security" },
            "apps-prd": { unit: "workloads/prd", tags: { CostCenter: "research" } },
            prd: { unit: "workloads/prd" },
            "prd-account": { unit: "workloads/prd" },
        },
        organization: {
            id: ids.organization,
            policyTypes: ["SERVICE_CONTROL_POLICY"],
            services: ["account.amazonaws.com"],
            resourcePolicy: resourcePolicyOf(ids),
        },
        contacts: {
            security: {
                name: "Security",
                title: "Team",
                email: "security@acme.example",
                phone: "+49 30 2",
                overwrite: true,
            },
            primary: {
                overwrite: true,
                fullName: "Acme Holdings",
                addressLine1: "Main Street 1",
                city: "Berlin",
                stateOrRegion: "Berlin",
                postalCode: "01234",
                countryCode: "DE",
                phone: newPhone,
            },
        },
        access: { Auditor: { accounts: ["management"], policies: ["ReadOnlyAccess"] } },
        policies: {
            fence: { document: handMade.wider, targets: ["workloads/prd"] },
            "no-leaving": {
                type: "SERVICE_CONTROL_POLICY",
                description: handMade.policyDescription,
                document: handMade.policy,
                targets: ["root"],
                tags: { Owner: "platform" },
            },
        },
    };
}

for (const way of ["plain up", "org adopt and pulumi import"] as const) {
    describe(`an organization with all that years leave, adopted by ${way}`, () => {
        let project: TestProject;
        let ids: LivedIn;

        before(async () => {
            project = await TestProject.open({}, account, "us-east-1", { faults: [] });
            ids = await liveIn(project.sandbox);
            project.writeStack("management", configOf(ids));
            for (const stack of ["management", "apps-prd"]) await project.must("stack", "init", stack);
        });
        after(() => project.close());

        it("is refused where a resource policy or contacts would be replaced, until the config says that they may", async () => {
            const config = configOf(ids);
            const { organization, contacts } = config as Record<string, Record<string, object>>;
            const [policies] = resourcePolicyOf(ids).Statement;
            const resourcePolicy = {
                Version: "2012-10-17",
                Statement: [{ ...policies, Action: "organizations:UpdatePolicy" }],
            };
            const become = (overwrite: boolean): void => {
                project.writeStack("management", {
                    ...config,
                    organization: { ...organization, resourcePolicy, overwrite },
                    contacts: {
                        ...contacts,
                        security: { ...contacts!["security"], overwrite },
                        primary: { ...contacts!["primary"], overwrite },
                    },
                });
            };
            become(false);
            const { exitCode, text } = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
            notStrictEqual(exitCode, 0);
            const said = text.replace(/\s+/gu, " ");
            match(said, /Policies: organizations:CreatePolicy, statement Readers/u);
            match(said, /contacts\.security.*management, apps-prd \(.*email: Guards@acme\.example.*overwrite: true/u);
            match(said, /contacts\.primary.*management, [\w, -]+ \(phone: \+49 30 1234567\)/u);
            doesNotMatch(said, /city|addressLine2/u);
            become(true);
            const reported = await project.org("preview", "--stack", "management", "--no-policy-pack");
            const losses = reported.stdout.replace(/\s+/gu, " ");
            match(losses, /content: "Policies: organizations:CreatePolicy".*content: "statement Readers"/u);
            match(losses, /replacesAtAws: "security contact \(name: Jane Roe/u);
            match(losses, /replacesAtAws: "primary contact \(phone: \+49 30 1234567\)"/u);
            deepStrictEqual(writesOf(project.proxy!), {});
            project.writeStack("management", config);
        });

        it("is refused where a policy that is taken in would lose what it says, until the config says that it may", async () => {
            const [keys] = handMade.wider.Statement;
            const fence = {
                document: { ...handMade.wider, Statement: [{ ...keys, Action: "kms:DisableKey" }] },
                targets: ["workloads/prd"],
            };
            const become = (policy: object): void => {
                const config = configOf(ids);
                project.writeStack("management", {
                    ...config,
                    policies: { ...(config["policies"] as object), fence: policy },
                });
            };
            become(fence);
            const { exitCode, text } = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
            notStrictEqual(exitCode, 0);
            match(
                text,
                /policies\.fence[^]*Keys: kms:ScheduleKeyDeletion, statement Deny s3:DeleteBucket[^]*overwrite: true/u,
            );
            become({ ...fence, overwrite: true });
            const reported = await project.org("preview", "--stack", "management", "--no-policy-pack");
            match(reported.stdout, /with something taken away[^]*content: "statement Deny s3:DeleteBucket"/u);
            deepStrictEqual(writesOf(project.proxy!), {});
            project.writeStack("management", configOf(ids));
        });

        it("ends in an empty preview", async () => {
            if (way !== "plain up") {
                const file = join(project.folder, "import.json");
                const adopted = await project.org("adopt", "--stack", "management", "--out", file);
                strictEqual(adopted.exitCode, 0, adopted.stderr);
                await project.must("import", "--stack", "management", "--file", file, "--generate-code=false", "--yes");
                // The import protects all and retains nothing: that is a change, until the next `up`.
                const units = (await guards()).filter((name) => name.startsWith("units-"));
                strictEqual(units.length, 3);
            }
            await project.must("up", "--yes", "--skip-preview", ...quick);
            await project.must("preview", "--expect-no-changes", ...quick);
            await project.must("refresh", "--yes", "--expect-no-changes", ...quick);
            await project.must("preview", "--expect-no-changes", ...quick);
            deepStrictEqual(await guards(), []);
        });

        it("ends in an empty preview of a member's stack, whose account keeps its alias and what is stricter", async () => {
            const member = ["--stack", "apps-prd"];
            if (way !== "plain up") {
                const file = join(project.folder, "import-member.json");
                const adopted = await project.org("adopt", ...member, "--out", file);
                strictEqual(adopted.exitCode, 0, adopted.stderr);
                await project.must("import", ...member, "--file", file, "--generate-code=false", "--yes");
            }
            await project.must("up", "--yes", "--skip-preview", ...member);
            await project.must("preview", "--expect-no-changes", ...member);
            const iam = await iamIn(project.sandbox, ids.appsPrd);
            deepStrictEqual((await iam.send(new ListAccountAliasesCommand({}))).AccountAliases, [handMade.alias]);
            const { PasswordPolicy: policy } = await iam.send(new GetAccountPasswordPolicyCommand({}));
            strictEqual(policy?.MaxPasswordAge, handMade.passwordPolicy.MaxPasswordAge);
            strictEqual(project.proxy!.count("CreateAccount"), 0, "prd and prd-account too are the ones that AWS has");
        });

        it("by no call that takes something away", () => {
            const calls = project.proxy!.calls.map(({ operation }) => operation);
            ok(calls.includes("ListTagsForResource"));
            deepStrictEqual(
                calls.filter((operation) => losing.test(operation)),
                [],
            );
        });

        it("reports a difference in protection alone, and --expect-no-changes counts it", async () => {
            const unit = (await project.state("management")).find(({ type }) => type.endsWith(":OrganizationalUnit"))!;
            await project.must("state", "unprotect", unit.urn, "--stack", "management", "--yes");
            const run = await project.org("preview", ...quick.slice(0, 2), "--no-policy-pack", "--expect-no-changes");
            notStrictEqual(run.exitCode, 0);
            deepStrictEqual(await guards(), [unit.urn.split("::").at(-1)]);
            await project.must("state", "protect", unit.urn, "--stack", "management", "--yes");
            deepStrictEqual(await guards(), []);
        });

        it("keeps every tag of accounts, units and policies", async () => {
            for (const id of [ids.management, ids.appsPrd, ids.prd, ids.workloads, ids.policy])
                deepStrictEqual(await tagsOf(id), handMade.tags, id);
        });

        it("keeps the fields of primary contacts and the alternate contacts that the config does not name", async () => {
            const client = accountClient(project.sandbox);
            for (const of of [{}, { AccountId: ids.appsPrd }, { AccountId: ids.security }]) {
                const { ContactInformation } = await client.send(new GetContactInformationCommand(of));
                deepStrictEqual(ContactInformation, { ...handMade.contact, PhoneNumber: newPhone });
                const billing = { ...of, AlternateContactType: "BILLING" } as const;
                const { AlternateContact } = await client.send(new GetAlternateContactCommand(billing));
                strictEqual(AlternateContact?.EmailAddress, handMade.billing.EmailAddress);
            }
            strictEqual(project.proxy!.count("POST /putContactInformation"), 5);
        });

        it("takes in the resource policy, and puts the contacts that may replace others", async () => {
            const { organizations } = clientsOf(project.sandbox);
            const { ResourcePolicy: found } = await organizations.send(new DescribeResourcePolicyCommand({}));
            deepStrictEqual(JSON.parse(found!.Content!), resourcePolicyOf(ids));
            deepStrictEqual(await tagsOf(found!.ResourcePolicySummary!.Id!), handMade.tags);
            const security = { AccountId: ids.appsPrd, AlternateContactType: "SECURITY" } as const;
            const { AlternateContact } = await accountClient(project.sandbox).send(
                new GetAlternateContactCommand(security),
            );
            strictEqual(AlternateContact?.EmailAddress, "security@acme.example");
        });

        it("keeps what is stricter in the password policy", async () => {
            const { iam } = clientsOf(project.sandbox);
            const { PasswordPolicy: policy } = await iam.send(new GetAccountPasswordPolicyCommand({}));
            const { MinimumPasswordLength, MaxPasswordAge, RequireSymbols, RequireNumbers } = handMade.passwordPolicy;
            deepStrictEqual(
                [policy?.MinimumPasswordLength, policy?.MaxPasswordAge, policy?.PasswordReusePrevention],
                [MinimumPasswordLength, MaxPasswordAge, 24],
            );
            deepStrictEqual([policy?.RequireSymbols, policy?.RequireNumbers], [RequireSymbols, RequireNumbers]);
        });

        it("keeps an admin's user as it is: its path and its tags", async () => {
            const { UserName, Path } = handMade.user;
            const { User } = await clientsOf(project.sandbox).iam.send(new GetUserCommand({ UserName }));
            deepStrictEqual([User?.Path, User?.Tags], [Path, [{ Key: "Owner", Value: "people" }]]);
        });

        it("keeps a description, and the permissions boundary of a role; one that the config names is the config's to take back", async () => {
            const { iam, organizations } = clientsOf(project.sandbox);
            const { Policy: policy } = await organizations.send(new DescribePolicyCommand({ PolicyId: ids.wider }));
            strictEqual(policy?.PolicySummary?.Description, handMade.policyDescription);
            const boundaryOf = async (): Promise<string | undefined> =>
                (await iam.send(new GetRoleCommand({ RoleName: "Auditor" }))).Role?.PermissionsBoundary
                    ?.PermissionsBoundaryArn;
            strictEqual(await boundaryOf(), handMade.role.PermissionsBoundary);
            const other = "arn:aws:iam::aws:policy/PowerUserAccess";
            const config = configOf(ids);
            const { Auditor: auditor } = config["access"] as { Auditor: object };
            for (const [boundary, wanted] of [
                [other, other],
                [undefined, undefined],
            ]) {
                project.writeStack("management", { ...config, access: { Auditor: { ...auditor, boundary } } });
                await project.must("up", "--yes", "--skip-preview", ...quick);
                strictEqual(await boundaryOf(), wanted);
            }
        });

        it("sets tags of the management account beside those that are there", async () => {
            project.writeStack("management", {
                ...configOf(ids),
                management: { id: ids.management, tags: { Own: "1" } },
            });
            await project.must("up", "--yes", "--skip-preview", ...quick);
            deepStrictEqual(await tagsOf(ids.management), { ...handMade.tags, Own: "1" });
            project.writeStack("management", configOf(ids));
            await project.must("up", "--yes", "--skip-preview", ...quick);
            deepStrictEqual(await tagsOf(ids.management), handMade.tags);
        });

        it("sets and takes back tags of the config's own, and touches no other", async () => {
            const config = configOf(ids);
            const calls = project.proxy!.calls.length;
            const units = ["security", { path: "workloads/prd", tags: { Owner: "data", Team: "blue" } }];
            project.writeStack("management", { ...config, units });
            await project.must("up", "--yes", "--skip-preview", ...quick);
            deepStrictEqual(await tagsOf(ids.prd), { ...handMade.tags, Owner: "data", Team: "blue" });
            project.writeStack("management", { ...config, units: ["security", "workloads/prd"] });
            const { text } = await project.pulumi("preview", "--diff", ...quick);
            match(text, /- Team *: "blue"/u);
            await project.must("up", "--yes", "--skip-preview", ...quick);
            const left = Object.entries(handMade.tags).filter(([key]) => key !== "Owner");
            deepStrictEqual(await tagsOf(ids.prd), Object.fromEntries(left));
            await project.must("preview", "--expect-no-changes", ...quick);
            const writes = project
                .proxy!.calls.slice(calls)
                .filter(({ operation }) => /^(?:Tag|Untag)/u.test(operation));
            deepStrictEqual(
                writes.map(({ operation }) => operation),
                ["TagResource", "UntagResource"],
            );
            // Contacts that are as they should be are asked for no more.
            ok(!project.proxy!.calls.slice(calls).some(({ operation }) => /ContactInformation/u.test(operation)));
        });

        /** Names of what the state protects otherwise than the program, as `org preview` tells it. */
        async function guards(): Promise<readonly string[]> {
            const run = await project.org("preview", "--stack", "management", "--json", "--no-policy-pack");
            const { changes } = JSON.parse(run.stdout) as { changes: readonly { kind: string; name: string }[] };
            return changes.filter(({ kind }) => kind === "protect").map(({ name }) => name);
        }

        async function tagsOf(id: string): Promise<Record<string, string>> {
            const client = clientsOf(project.sandbox).organizations;
            const pages = paginateListTagsForResource({ client }, { ResourceId: id });
            const tags = await collect(pages, (page) => page.Tags);
            ok((await client.send(new ListTagsForResourceCommand({ ResourceId: id }))).NextToken, "several pages");
            return Object.fromEntries(tags.map(({ Key, Value }) => [Key!, Value!]));
        }
    });
}
