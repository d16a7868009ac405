/** What stays of an organization and its accounts, whichever way it was adopted. */
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
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { collect } from "../../../aws/snapshot";
import { clientsOf } from "../../support/aws";
import { accountClient, handMade, resourcePolicyOf } from "../../support/lived-in";
import { iamIn } from "../../support/sessions";
import { newPhone, type World } from "./world";

export function organizationStays(world: World): void {
    it("keeps every tag of accounts, units and policies", async () => {
        for (const id of [
            world.ids.management,
            world.ids.appsPrd,
            world.ids.prd,
            world.ids.workloads,
            world.ids.policy,
        ])
            deepStrictEqual(await tagsOf(world, id), handMade.tags, id);
    });

    it("keeps the fields of primary contacts and the alternate contacts that the config does not name", async () => {
        const client = accountClient(world.project.sandbox);
        for (const of of [{}, { AccountId: world.ids.appsPrd }, { AccountId: world.ids.security }]) {
            const { ContactInformation } = await client.send(new GetContactInformationCommand(of));
            deepStrictEqual(ContactInformation, { ...handMade.contact, PhoneNumber: newPhone });
            const billing = { ...of, AlternateContactType: "BILLING" } as const;
            const { AlternateContact } = await client.send(new GetAlternateContactCommand(billing));
            strictEqual(AlternateContact?.EmailAddress, handMade.billing.EmailAddress);
        }
        strictEqual(world.project.proxy!.count("POST /putContactInformation"), 5);
    });

    it("takes in the resource policy, and puts the contacts that may replace others", async () => {
        const { organizations } = clientsOf(world.project.sandbox);
        const { ResourcePolicy: found } = await organizations.send(new DescribeResourcePolicyCommand({}));
        deepStrictEqual(JSON.parse(found!.Content!), resourcePolicyOf(world.ids));
        deepStrictEqual(await tagsOf(world, found!.ResourcePolicySummary!.Id!), handMade.tags);
        const security = { AccountId: world.ids.appsPrd, AlternateContactType: "SECURITY" } as const;
        const { AlternateContact } = await accountClient(world.project.sandbox).send(
            new GetAlternateContactCommand(security),
        );
        strictEqual(AlternateContact?.EmailAddress, "security@acme.example");
    });

    it("keeps what is stricter in the password policy", async () => {
        const { iam } = clientsOf(world.project.sandbox);
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
        const { User } = await clientsOf(world.project.sandbox).iam.send(new GetUserCommand({ UserName }));
        deepStrictEqual([User?.Path, User?.Tags], [Path, [{ Key: "Owner", Value: "people" }]]);
    });

    it("keeps a member's alias and what is stricter in its password policy", async () => {
        const iam = await iamIn(world.project.sandbox, world.ids.appsPrd);
        deepStrictEqual((await iam.send(new ListAccountAliasesCommand({}))).AccountAliases, [handMade.alias]);
        const { PasswordPolicy: policy } = await iam.send(new GetAccountPasswordPolicyCommand({}));
        strictEqual(policy?.MaxPasswordAge, handMade.passwordPolicy.MaxPasswordAge);
        strictEqual(
            world.project.proxy!.count("CreateAccount"),
            0,
            "prd and prd-account too are the ones that AWS has",
        );
    });

    it("keeps a policy's description, and the permissions boundary of a role", async () => {
        const { iam, organizations } = clientsOf(world.project.sandbox);
        const { Policy: policy } = await organizations.send(new DescribePolicyCommand({ PolicyId: world.ids.wider }));
        strictEqual(policy?.PolicySummary?.Description, handMade.policyDescription);
        const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: "Auditor" }));
        strictEqual(role?.PermissionsBoundary?.PermissionsBoundaryArn, handMade.role.PermissionsBoundary);
    });
}

export async function tagsOf(world: World, id: string): Promise<Record<string, string>> {
    const client = clientsOf(world.project.sandbox).organizations;
    const pages = paginateListTagsForResource({ client }, { ResourceId: id });
    const tags = await collect(pages, (page) => page.Tags);
    ok((await client.send(new ListTagsForResourceCommand({ ResourceId: id }))).NextToken, "several pages");
    return Object.fromEntries(tags.map(({ Key, Value }) => [Key!, Value!]));
}
