/** What stays of services and people that somebody has set up by hand, whichever way the organization was adopted. */
import { AccessAnalyzerClient, ListAnalyzersCommand } from "@aws-sdk/client-accessanalyzer";
import { EnableOrganizationAdminAccountCommand, GuardDutyClient } from "@aws-sdk/client-guardduty";
import { GetOpenIDConnectProviderCommand, IAMClient } from "@aws-sdk/client-iam";
import {
    CreateGroupCommand,
    CreateGroupMembershipCommand,
    CreateUserCommand,
    IdentitystoreClient,
    ListGroupMembershipsCommand,
    ListUsersCommand,
} from "@aws-sdk/client-identitystore";
import {
    CreatePermissionSetCommand,
    DescribePermissionSetCommand,
    GetInlinePolicyForPermissionSetCommand,
    ListAccountAssignmentsCommand,
    ListManagedPoliciesInPermissionSetCommand,
    ListTagsForResourceCommand,
    SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import {
    ListAWSServiceAccessForOrganizationCommand,
    ListDelegatedAdministratorsCommand,
    ListRootsCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { bootstrapKeys } from "../../../sandbox/emulator/emulator";
import { audiences, byHand, githubUrl, inline, thumbprint } from "../../support/services-by-hand";
import { accessRole, assume } from "../../support/sessions";

import { account, type World } from "./world";

export function servicesStay(world: World): void {
    it("could not have been created a second time, also not in another case", async () => {
        const { at } = byHand(world.project.sandbox);
        const [sso, directory] = [at(SSOAdminClient), at(IdentitystoreClient)];
        const set = { InstanceArn: world.ids.instance, Name: "DevOps" };
        await rejects(sso.send(new CreatePermissionSetCommand(set)), { name: "ConflictException" });
        const group = { IdentityStoreId: world.ids.store, DisplayName: "devops" };
        await rejects(directory.send(new CreateGroupCommand(group)), { name: "ConflictException" });
        const person = {
            ...{ IdentityStoreId: world.ids.store, UserName: "grace.hopper", DisplayName: "Grace Hopper" },
            Name: { GivenName: "Grace", FamilyName: "Hopper" },
        };
        await rejects(directory.send(new CreateUserCommand(person)), { name: "ConflictException" });
        const member = { GroupId: world.ids.groups["devops"]!, MemberId: { UserId: world.ids.stranger } };
        await rejects(
            directory.send(new CreateGroupMembershipCommand({ IdentityStoreId: world.ids.store, ...member })),
            {
                name: "ConflictException",
            },
        );
        const administrator = { AdminAccountId: world.ids.accounts.security };
        await rejects(at(GuardDutyClient).send(new EnableOrganizationAdminAccountCommand(administrator)), {
            name: "BadRequestException",
        });
    });

    it("keeps the analyzers with their names", async () => {
        const keys = await assume(world.project.sandbox, bootstrapKeys, accessRole(world.ids.accounts.security));
        for (const [region, name] of [
            ["us-east-1", "ConsoleAnalyzer"],
            ["us-east-2", "ConsoleAnalyzer-2"],
        ] as const) {
            const client = byHand(world.project.sandbox, keys).at(AccessAnalyzerClient, region);
            const { analyzers } = await client.send(new ListAnalyzersCommand({}));
            deepStrictEqual(
                analyzers!.map((each) => [each.name, each.tags]),
                [[name, { Owner: "audit" }]],
            );
        }
    });

    it("keeps of a permission set what the map does not say: words, tags, policies and assignments", async () => {
        const sso = byHand(world.project.sandbox).at(SSOAdminClient);
        const of = { InstanceArn: world.ids.instance, PermissionSetArn: world.ids.sets["DevOps"]! };
        const { PermissionSet: set } = await sso.send(new DescribePermissionSetCommand(of));
        strictEqual(set!.Description, "By hand");
        strictEqual(set!.RelayState, "https://console.aws.amazon.com/");
        const tags = await sso.send(
            new ListTagsForResourceCommand({ InstanceArn: of.InstanceArn, ResourceArn: of.PermissionSetArn }),
        );
        deepStrictEqual(tags.Tags, [{ Key: "Owner", Value: "platform" }]);
        const { AttachedManagedPolicies: policies } = await sso.send(new ListManagedPoliciesInPermissionSetCommand(of));
        deepStrictEqual(policies!.map(({ Name }) => Name).sort(), ["PowerUserAccess", "ViewOnlyAccess"]);
        const { InlinePolicy } = await sso.send(new GetInlinePolicyForPermissionSetCommand(of));
        strictEqual(InlinePolicy, inline);
        for (const AccountId of [world.ids.accounts.audit, world.ids.accounts["apps-prd"]]) {
            const answer = await sso.send(new ListAccountAssignmentsCommand({ ...of, AccountId }));
            deepStrictEqual(
                answer.AccountAssignments!.map(({ PrincipalId }) => PrincipalId),
                [world.ids.groups["devops"]],
            );
        }
    });

    it("keeps people with what they wrote about themselves, and memberships that others made", async () => {
        const directory = byHand(world.project.sandbox).at(IdentitystoreClient);
        const { Users: users } = await directory.send(new ListUsersCommand({ IdentityStoreId: world.ids.store }));
        deepStrictEqual(users!.map((user) => [user.UserName, user.DisplayName, user.Title]).sort(), [
            ["Grace.Hopper", "Grace Brewster Hopper", "Dr"],
            ["ada.lovelace", "Augusta Ada King", "Dr"],
            ["joan.clarke", "Joan Clarke", "Dr"],
        ]);
        const input = { IdentityStoreId: world.ids.store, GroupId: world.ids.groups["devops"]! };
        const { GroupMemberships: members } = await directory.send(new ListGroupMembershipsCommand(input));
        strictEqual(members!.length, 2);
        ok(members!.some(({ MemberId }) => MemberId?.UserId === world.ids.stranger));
    });

    it("keeps the audiences, thumbprints and tags of GitHub's identity provider", async () => {
        const found = await byHand(world.project.sandbox)
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

    it("keeps services, policy types and delegations that the config does not name", async () => {
        const organizations = byHand(world.project.sandbox).at(OrganizationsClient);
        const services = await organizations.send(new ListAWSServiceAccessForOrganizationCommand({}));
        const on = services.EnabledServicePrincipals!.map(({ ServicePrincipal }) => ServicePrincipal!);
        for (const service of ["config", "macie", "ram"]) ok(on.includes(`${service}.amazonaws.com`), service);
        const { Roots: roots } = await organizations.send(new ListRootsCommand({}));
        ok(roots![0]!.PolicyTypes!.some(({ Type }) => Type === "TAG_POLICY"));
        for (const ServicePrincipal of ["config.amazonaws.com", "macie.amazonaws.com"]) {
            const answer = await organizations.send(new ListDelegatedAdministratorsCommand({ ServicePrincipal }));
            deepStrictEqual(
                answer.DelegatedAdministrators!.map(({ Id }) => Id),
                [world.ids.accounts.audit],
            );
        }
    });
}
