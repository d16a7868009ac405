/**
 * Services that somebody has set up by hand, and people in Identity Center, adopted by `up` alone and by `org adopt` with `pulumi
 * import`: what AWS has is taken in, and what the config does not say of it stays. Real engine, real provider code; AWS is the
 * emulator, behind a proxy that counts the calls.
 */
import { AccessAnalyzerClient, ListAnalyzersCommand } from "@aws-sdk/client-accessanalyzer";
import { EnableOrganizationAdminAccountCommand, GuardDutyClient } from "@aws-sdk/client-guardduty";
import {
    AddClientIDToOpenIDConnectProviderCommand,
    GetOpenIDConnectProviderCommand,
    IAMClient,
} from "@aws-sdk/client-iam";
import {
    CreateGroupCommand,
    CreateGroupMembershipCommand,
    CreateUserCommand,
    IdentitystoreClient,
    ListGroupMembershipsCommand,
    ListUsersCommand,
} from "@aws-sdk/client-identitystore";
import {
    ListAWSServiceAccessForOrganizationCommand,
    ListDelegatedAdministratorsCommand,
    ListRootsCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import {
    CreatePermissionSetCommand,
    DescribePermissionSetCommand,
    GetInlinePolicyForPermissionSetCommand,
    ListAccountAssignmentsCommand,
    ListManagedPoliciesInPermissionSetCommand,
    ListTagsForResourceCommand,
    SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { deepStrictEqual, doesNotMatch, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { acme } from "../support/company";
import { TestProject } from "../support/project";
import {
    audiences,
    byHand,
    githubUrl,
    inline,
    setUpByHand,
    thumbprint,
    type ByHand,
} from "../support/services-by-hand";
import { accessRole, assume } from "../support/sessions";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const own = [
    ...["access-analyzer", "auditmanager", "detective", "fms", "guardduty", "inspector2", "ipam", "securityhub", "sso"],
].map((name) => `${name}.amazonaws.com`);
// The official plugin waits a minute for the state bucket's lifecycle by design, and these tests are not about it.
const quick = ["--exclude", "**-lifecycle"];

/** Calls that take something away, or put something in another's place. */
const losing =
    /^(?:Delete|Detach|Untag|Remove|Disable|Deregister|Close|Put(?:Inline|Permissions)|Update(?!AssumeRolePolicy))|^DELETE |\/disable|^POST \/delete/u;

function configOf({ organization }: ByHand): Record<string, unknown> {
    return {
        "aws:region": "us-east-1",
        ...acme,
        organization: { id: organization, policyTypes: ["SERVICE_CONTROL_POLICY"], services: own },
        regions: ["us-east-1", "us-east-2"],
        delegatedAdministrators: { security: own },
        access: { DevOps: { accounts: ["apps-*"], policies: ["PowerUserAccess"] } },
        identity: ["identity-center"],
        ci: { repository: "acme/organization", branch: "main", environment: "production" },
    };
}

const security = {
    groups: { devops: { roles: ["DevOps"] } },
    users: { "grace.hopper": { groups: ["devops"] } },
    audit: { trail: false, analyzer: true },
};

for (const way of ["plain up", "org adopt and pulumi import"] as const) {
    describe(`services and people set up by hand, adopted by ${way}`, () => {
        let project: TestProject;
        let ids: ByHand;

        before(async () => {
            project = await TestProject.open({ security }, account, "us-east-1", { faults: [] });
            ids = await setUpByHand(project.sandbox);
            project.writeStack("management", configOf(ids));
            for (const stack of ["management", "security"]) await project.must("stack", "init", stack);
        });
        after(() => (project as TestProject | undefined)?.close());

        for (const stack of ["management", "security"]) {
            it(`end in an empty preview of ${stack}`, async () => {
                if (way !== "plain up") {
                    const file = join(project.folder, "import.json");
                    const adopted = await project.org("adopt", "--stack", stack, "--out", file);
                    strictEqual(adopted.exitCode, 0, adopted.stderr);
                    await project.must("import", "--stack", stack, "--file", file, "--generate-code=false", "--yes");
                    // What the file took in, the analyzer of another region too, is in the state for good.
                    const after = await project.must("preview", "--stack", stack, "--json", ...quick);
                    const { steps } = JSON.parse(after) as { steps: readonly { op: string; urn: string }[] };
                    deepStrictEqual(
                        steps.filter(({ op }) => op === "import" || op.includes("replace") || op === "delete"),
                        [],
                    );
                }
                await project.must("up", "--stack", stack, "--yes", "--skip-preview", ...quick);
                await project.must("preview", "--stack", stack, "--expect-no-changes", ...quick);
                await project.must("refresh", "--stack", stack, "--yes", "--expect-no-changes", ...quick);
                await project.must("preview", "--stack", stack, "--expect-no-changes", ...quick);
            });
        }

        it("by no call that takes something away or makes it twice", () => {
            const calls = project
                .proxy!.calls.filter(
                    ({ service, operation }) => service !== "iam" || operation.includes("OpenIDConnect"),
                )
                .map(({ operation }) => operation);
            deepStrictEqual(
                calls.filter((operation) => losing.test(operation)),
                [],
            );
            const twice =
                /^(?:Create(?:Group|PermissionSet|User|GroupMembership|AccountAssignment|OpenIDConnectProvider)|AttachManagedPolicyToPermissionSet|RegisterDelegatedAdministrator|PUT \/analyzer|POST \/admin.*|POST \/(?:account|delegatedadmin|orgs)\/?(?:register|enable|accounts\/enable).*|AssociateAdminAccount|EnableIpamOrganizationAdminAccount)$/u;
            deepStrictEqual(
                calls.filter((operation) => twice.test(operation)),
                [],
            );
            // Organizations knows Security Hub's administrator; the company's regions do not.
            strictEqual(project.proxy!.count("POST /organization/admin/enable"), 2);
        });

        it("could not have been made a second time, in other letters either", async () => {
            const { at } = byHand(project.sandbox);
            const [sso, directory] = [at(SSOAdminClient), at(IdentitystoreClient)];
            const set = { InstanceArn: ids.instance, Name: "DevOps" };
            await rejects(sso.send(new CreatePermissionSetCommand(set)), { name: "ConflictException" });
            const group = { IdentityStoreId: ids.store, DisplayName: "devops" };
            await rejects(directory.send(new CreateGroupCommand(group)), { name: "ConflictException" });
            const person = {
                ...{ IdentityStoreId: ids.store, UserName: "grace.hopper", DisplayName: "Grace Hopper" },
                Name: { GivenName: "Grace", FamilyName: "Hopper" },
            };
            await rejects(directory.send(new CreateUserCommand(person)), { name: "ConflictException" });
            const member = { GroupId: ids.groups["devops"]!, MemberId: { UserId: ids.stranger } };
            await rejects(directory.send(new CreateGroupMembershipCommand({ IdentityStoreId: ids.store, ...member })), {
                name: "ConflictException",
            });
            const administrator = { AdminAccountId: ids.accounts.security };
            await rejects(at(GuardDutyClient).send(new EnableOrganizationAdminAccountCommand(administrator)), {
                name: "BadRequestException",
            });
        });

        it("keep the analyzers with their names", async () => {
            const keys = await assume(project.sandbox, bootstrapKeys, accessRole(ids.accounts.security));
            for (const [region, name] of [
                ["us-east-1", "ConsoleAnalyzer"],
                ["us-east-2", "ConsoleAnalyzer-2"],
            ] as const) {
                const client = byHand(project.sandbox, keys).at(AccessAnalyzerClient, region);
                const { analyzers } = await client.send(new ListAnalyzersCommand({}));
                deepStrictEqual(
                    analyzers!.map((each) => [each.name, each.tags]),
                    [[name, { Owner: "audit" }]],
                );
            }
        });

        it("keep of a permission set what the map does not say: words, tags, policies and assignments", async () => {
            const sso = byHand(project.sandbox).at(SSOAdminClient);
            const of = { InstanceArn: ids.instance, PermissionSetArn: ids.sets["DevOps"]! };
            const { PermissionSet: set } = await sso.send(new DescribePermissionSetCommand(of));
            strictEqual(set!.Description, "By hand");
            strictEqual(set!.RelayState, "https://console.aws.amazon.com/");
            const tags = await sso.send(
                new ListTagsForResourceCommand({ InstanceArn: of.InstanceArn, ResourceArn: of.PermissionSetArn }),
            );
            deepStrictEqual(tags.Tags, [{ Key: "Owner", Value: "platform" }]);
            const { AttachedManagedPolicies: policies } = await sso.send(
                new ListManagedPoliciesInPermissionSetCommand(of),
            );
            deepStrictEqual(policies!.map(({ Name }) => Name).sort(), ["PowerUserAccess", "ViewOnlyAccess"]);
            const { InlinePolicy } = await sso.send(new GetInlinePolicyForPermissionSetCommand(of));
            strictEqual(InlinePolicy, inline);
            for (const AccountId of [ids.accounts.audit, ids.accounts["apps-prd"]]) {
                const answer = await sso.send(new ListAccountAssignmentsCommand({ ...of, AccountId }));
                deepStrictEqual(
                    answer.AccountAssignments!.map(({ PrincipalId }) => PrincipalId),
                    [ids.groups["devops"]],
                );
            }
        });

        it("keep people with what they wrote about themselves, and memberships that others made", async () => {
            const directory = byHand(project.sandbox).at(IdentitystoreClient);
            const { Users: users } = await directory.send(new ListUsersCommand({ IdentityStoreId: ids.store }));
            deepStrictEqual(users!.map((user) => [user.UserName, user.DisplayName, user.Title]).sort(), [
                ["Grace.Hopper", "Grace Brewster Hopper", "Dr"],
                ["ada.lovelace", "Augusta Ada King", "Dr"],
                ["joan.clarke", "Joan Clarke", "Dr"],
            ]);
            const input = { IdentityStoreId: ids.store, GroupId: ids.groups["devops"]! };
            const { GroupMemberships: members } = await directory.send(new ListGroupMembershipsCommand(input));
            strictEqual(members!.length, 2);
            ok(members!.some(({ MemberId }) => MemberId?.UserId === ids.stranger));
        });

        it("keep the audiences, thumbprints and tags of GitHub's identity provider", async () => {
            const found = await byHand(project.sandbox)
                .at(IAMClient)
                .send(
                    new GetOpenIDConnectProviderCommand({
                        OpenIDConnectProviderArn: `arn:aws:iam::${account.id}:oidc-provider/${githubUrl.slice(8)}`,
                    }),
                );
            deepStrictEqual([...found.ClientIDList!].sort(), audiences);
            deepStrictEqual(found.ThumbprintList, [thumbprint]);
            deepStrictEqual(found.Tags, [{ Key: "Owner", Value: "platform" }]);
        });

        it("keep an audience that another workload adds later", async () => {
            const iam = byHand(project.sandbox).at(IAMClient);
            const of = { OpenIDConnectProviderArn: `arn:aws:iam::${account.id}:oidc-provider/${githubUrl.slice(8)}` };
            await iam.send(new AddClientIDToOpenIDConnectProviderCommand({ ...of, ClientID: "late.acme.example" }));
            await project.must("preview", "--stack", "management", "--expect-no-changes", ...quick);
            await project.must("up", "--stack", "management", "--refresh", "--yes", "--skip-preview", ...quick);
            const found = await iam.send(new GetOpenIDConnectProviderCommand(of));
            deepStrictEqual([...found.ClientIDList!].sort(), [...audiences, "late.acme.example"].sort());
        });

        it("keep services, policy types and delegations that the config does not name, and say so", async () => {
            const organizations = byHand(project.sandbox).at(OrganizationsClient);
            const services = await organizations.send(new ListAWSServiceAccessForOrganizationCommand({}));
            const on = services.EnabledServicePrincipals!.map(({ ServicePrincipal }) => ServicePrincipal!);
            for (const service of ["config", "macie", "ram"]) ok(on.includes(`${service}.amazonaws.com`), service);
            const { Roots: roots } = await organizations.send(new ListRootsCommand({}));
            ok(roots![0]!.PolicyTypes!.some(({ Type }) => Type === "TAG_POLICY"));
            for (const ServicePrincipal of ["config.amazonaws.com", "macie.amazonaws.com"]) {
                const answer = await organizations.send(new ListDelegatedAdministratorsCommand({ ServicePrincipal }));
                deepStrictEqual(
                    answer.DelegatedAdministrators!.map(({ Id }) => Id),
                    [ids.accounts.audit],
                );
            }
            project.writeStack("management", {
                ...configOf(ids),
                organization: { ...(configOf(ids)["organization"] as object), disable: ["macie.amazonaws.com"] },
            });
            const { text } = await project.pulumi("preview", "--stack", "management", "--expect-no-changes", ...quick);
            for (const service of ["config", "macie"])
                match(text, new RegExp(`delegation of ${service}\\.amazonaws\\.com to account ${ids.accounts.audit}`));
            doesNotMatch(text, /delegation of (?!config|macie)/u);
            match(text, /macie\.amazonaws\.com stays on .*[^]*deregister-delegated-administrator/u);
            project.writeStack("management", configOf(ids));
        });
    });
}
