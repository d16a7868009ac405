/**
 * A large organization made by hand over years: names that clash, closed accounts, tags on everything, services with their own delegations.
 */
import { AccessAnalyzerClient, CreateAnalyzerCommand } from "@aws-sdk/client-accessanalyzer";
import { AccountClient, PutAlternateContactCommand, PutContactInformationCommand } from "@aws-sdk/client-account";
import { EnableOrganizationAdminAccountCommand, GuardDutyClient } from "@aws-sdk/client-guardduty";
import {
    CreateServiceLinkedRoleCommand,
    EnableOrganizationsRootCredentialsManagementCommand,
    EnableOrganizationsRootSessionsCommand,
    IAMClient,
} from "@aws-sdk/client-iam";
import { CreateGroupCommand, IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { EnableOrganizationAdminAccountCommand as EnableMacieAdminCommand, Macie2Client } from "@aws-sdk/client-macie2";
import {
    AttachPolicyCommand,
    CreateAccountCommand,
    CreateOrganizationalUnitCommand,
    CreateOrganizationCommand,
    CreatePolicyCommand,
    EnableAWSServiceAccessCommand,
    EnablePolicyTypeCommand,
    ListRootsCommand,
    MoveAccountCommand,
    OrganizationsClient,
    PutResourcePolicyCommand,
    RegisterDelegatedAdministratorCommand,
    TagResourceCommand,
    type PolicyType,
    type Tag,
} from "@aws-sdk/client-organizations";
import {
    AttachManagedPolicyToPermissionSetCommand,
    CreateAccountAssignmentCommand,
    CreatePermissionSetCommand,
    ListInstancesCommand,
    SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import type { Sandbox } from "../../sandbox/sandbox";
import { closeAccount } from "./close-account";
import { handMade } from "./lived-in";
import { byHand } from "./services-by-hand";
import { accessRole, assume } from "./sessions";

/** How much there is of each. */
export interface Size {
    /** Including the management account. */
    readonly accounts: number;
    readonly units: number;
    readonly policies: number;
    /** Number of attachments of each policy. */
    readonly targets: number;
}

/** Ids that the tests need. */
export interface Living {
    readonly organization: string;
    readonly root: string;
    /** Id by path. */
    readonly units: ReadonlyMap<string, string>;
    /** Id by name; of two with the same name, the second. */
    readonly accounts: ReadonlyMap<string, string>;
    readonly policies: ReadonlyMap<string, string>;
}

const management = "111111111111";

/** Units that always exist: two with one name, one that no path can name, and its children. */
const oddUnits = ["security", "workloads", "workloads/prd", "legacy", "legacy/prd", "legacy/Old Shops", "infra"];

/** Accounts that always exist, with their units. */
const oddAccounts: readonly (readonly [name: string, email: string, unit: string])[] = [
    ["acme-security", "aws+security@acme.example", "security"],
    ["Playground", "play@acme.example", "workloads"],
    ["Playground", "play-2@acme.example", "legacy"],
    ["acme-prd", "aws+prd@acme.example", "workloads/prd"],
    ["Acme [prod]", "prod@acme.example", "workloads/prd"],
    ["O'Brien sandbox", "OBrien@acme.example", "legacy/Old Shops"],
    ["R&D", "rnd@acme.example", "root"],
    ["workloads", "workloads@acme.example", "R&D/Ops"],
    ["Bobs Startup", "bobs.startup@gmail.com", "legacy"],
    ["management", "second-management@acme.example", "infra"],
    ["2024", "y2024@acme.example", "legacy/prd"],
    ["Closed Shop", "closed@acme.example", "legacy"],
    ["acme-security", "closed-security@acme.example", "legacy"],
];

const closed = ["closed@acme.example", "closed-security@acme.example"];

/** Creates it. Each trusted service is needed by something that is delegated or enabled. */
export async function livingOrganization(
    sandbox: Pick<Sandbox, "emulator">,
    { accounts, units, policies, targets }: Size,
    { services = true }: { readonly services?: boolean } = {},
): Promise<Living> {
    const { at } = byHand(sandbox, bootstrapKeys);
    const aws = at(OrganizationsClient);
    const made = await aws.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
    const root = (await aws.send(new ListRootsCommand({}))).Roots![0]!.Id!;
    for (const PolicyType of ["SERVICE_CONTROL_POLICY", "TAG_POLICY"] as const)
        await aws.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType }));
    const unitIds = await makeUnits(aws, root, units);
    const ids = await makeAccounts(aws, root, accounts, unitIds);
    const policyIds = await makePolicies(aws, policies, targets, [
        ...unitIds.values(),
        ...[...ids.values()].slice(0, 3),
    ]);
    const things = [root, management, ...unitIds.values(), ...ids.byEmail.values(), ...policyIds.values()];
    for (const [index, ResourceId] of things.entries())
        await aws.send(new TagResourceCommand({ ResourceId, Tags: tagsOf(index) }));
    await aws.send(
        new MoveAccountCommand({
            AccountId: management,
            SourceParentId: root,
            DestinationParentId: unitIds.get("infra")!,
        }),
    );
    if (services) await setUp(sandbox, aws, ids);
    for (const email of closed) await closeAccount(aws, ids.byEmail.get(email)!);
    return { organization: made.Organization!.Id!, root, units: unitIds, accounts: ids, policies: policyIds };
}

/** More than a page of tags for every third resource. */
function tagsOf(index: number): Tag[] {
    const all = Object.entries(handMade.tags).map(([Key, Value]) => ({ Key, Value }));
    return index % 3 === 0 ? all : [{ Key: "Owner", Value: `team-${index}` }];
}

async function makeUnits(aws: OrganizationsClient, root: string, count: number): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    const make = async (path: string, Name: string, ParentId: string): Promise<void> => {
        const { OrganizationalUnit: unit } = await aws.send(new CreateOrganizationalUnitCommand({ Name, ParentId }));
        ids.set(path, unit!.Id!);
    };
    for (const path of oddUnits) {
        const slash = path.lastIndexOf("/");
        await make(path, path.slice(slash + 1), slash < 0 ? root : ids.get(path.slice(0, slash))!);
    }
    await make("R&D/Ops", "R&D/Ops", root);
    for (let index = ids.size; index < count; index++) {
        const above = index % 2 === 0 ? "workloads/prd" : "legacy";
        await make(`${above}/team-${index}`, `team-${index}`, ids.get(above)!);
    }
    return ids;
}

class AccountIds extends Map<string, string> {
    public readonly byEmail = new Map<string, string>();
}

async function makeAccounts(
    aws: OrganizationsClient,
    root: string,
    count: number,
    units: ReadonlyMap<string, string>,
): Promise<AccountIds> {
    const ids = new AccountIds();
    const paths = [...units.keys()];
    const more = Array.from(
        { length: count - 1 - oddAccounts.length },
        (_, index) => [`acme-app-${index}`, `app-${index}@acme.example`, paths[index % paths.length]!] as const,
    );
    for (const [AccountName, Email, unit] of [...oddAccounts, ...more]) {
        // AWS does not return these two of an account.
        const untold =
            AccountName === "R&D" ? ({ RoleName: "AcmeAdmin", IamUserAccessToBilling: "DENY" } as const) : {};
        const made = await aws.send(new CreateAccountCommand({ AccountName, Email, ...untold }));
        const AccountId = made.CreateAccountStatus!.AccountId!;
        ids.set(AccountName, AccountId);
        ids.byEmail.set(Email, AccountId);
        if (unit !== "root")
            await aws.send(
                new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: units.get(unit)! }),
            );
    }
    return ids;
}

async function makePolicies(
    aws: OrganizationsClient,
    count: number,
    perPolicy: number,
    targets: readonly string[],
): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (let index = 0; index < count; index++) {
        const isTagPolicy = index % 5 === 4;
        const Name = index === 0 ? "No leaving / ever" : `${isTagPolicy ? "tags" : "Fence"} ${index}`;
        const Type: PolicyType = isTagPolicy ? "TAG_POLICY" : "SERVICE_CONTROL_POLICY";
        const document = isTagPolicy
            ? { tags: { [`CostCenter${index}`]: { tag_key: { "@@assign": `CostCenter${index}` } } } }
            : {
                  Version: "2012-10-17",
                  // As the console writes it: a single value instead of a list.
                  Statement: {
                      Sid: `Fence${index}`,
                      Effect: "Deny",
                      Action: `s3:DeleteBucket`,
                      Resource: `arn:aws:s3:::b${index}`,
                  },
              };
        const made = await aws.send(
            new CreatePolicyCommand({
                Name,
                Type,
                Description: index % 2 === 0 ? handMade.policyDescription : "",
                Content: JSON.stringify(document, undefined, index % 3 === 0 ? 4 : undefined),
            }),
        );
        const PolicyId = made.Policy!.PolicySummary!.Id!;
        ids.set(Name, PolicyId);
        for (let target = 0; target < perPolicy; target++)
            await aws.send(
                new AttachPolicyCommand({ PolicyId, TargetId: targets[(index + target * 3) % targets.length]! }),
            );
    }
    return ids;
}

async function setUp(sandbox: Pick<Sandbox, "emulator">, aws: OrganizationsClient, ids: AccountIds): Promise<void> {
    const { at } = byHand(sandbox);
    const security = ids.byEmail.get("aws+security@acme.example")!;
    const prd = ids.byEmail.get("aws+prd@acme.example")!;
    const trusted = ["account", "access-analyzer", "cloudtrail", "config", "iam", "ram", "sso", "tagpolicies.tag"];
    for (const name of trusted)
        await aws.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: `${name}.amazonaws.com` }));
    for (const [name, AccountId] of [
        ["access-analyzer", security],
        ["sso", security],
        ["config", prd],
    ] as const)
        await aws.send(
            new RegisterDelegatedAdministratorCommand({ AccountId, ServicePrincipal: `${name}.amazonaws.com` }),
        );
    const iam = at(IAMClient);
    await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: "access-analyzer.amazonaws.com" }));
    await iam.send(new EnableOrganizationsRootCredentialsManagementCommand({}));
    await iam.send(new EnableOrganizationsRootSessionsCommand({}));
    await at(GuardDutyClient).send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: security }));
    await at(Macie2Client).send(new EnableMacieAdminCommand({ adminAccountId: prd }));
    const account = at(AccountClient);
    for (const AccountId of [undefined, ...ids.byEmail.values()]) {
        const of = AccountId === undefined ? {} : { AccountId };
        await account.send(
            new PutAlternateContactCommand({ ...of, AlternateContactType: "BILLING", ...handMade.billing }),
        );
    }
    await account.send(new PutAlternateContactCommand({ AlternateContactType: "SECURITY", ...handMade.security }));
    await account.send(new PutContactInformationCommand({ ContactInformation: handMade.contact }));
    const readers = {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${security}:root` },
        Action: "organizations:DescribePolicy",
        Resource: "*",
    };
    await aws.send(
        new PutResourcePolicyCommand({
            Content: JSON.stringify(
                { Version: "2012-10-17", Statement: [{ Sid: "Readers", ...readers }] },
                undefined,
                4,
            ),
        }),
    );
    const member = byHand(sandbox, await assume(sandbox, bootstrapKeys, accessRole(security)));
    await member
        .at(AccessAnalyzerClient)
        .send(new CreateAnalyzerCommand({ analyzerName: "ConsoleAnalyzer", type: "ORGANIZATION" }));
    await setUpCenter(sandbox, [prd, ids.get("acme-app-0")!]);
}

async function setUpCenter(sandbox: Pick<Sandbox, "emulator">, accounts: readonly string[]): Promise<void> {
    const { at } = byHand(sandbox);
    const [sso, directory] = [at(SSOAdminClient), at(IdentitystoreClient)];
    const { Instances: instances } = await sso.send(new ListInstancesCommand({}));
    const [InstanceArn, IdentityStoreId] = [instances![0]!.InstanceArn!, instances![0]!.IdentityStoreId!];
    const group = async (DisplayName: string): Promise<string> =>
        (await directory.send(new CreateGroupCommand({ IdentityStoreId, DisplayName }))).GroupId!;
    const [developers, readers] = [await group("AWS Developers"), await group("Everybody")];
    const set = async (Name: string, policy: string): Promise<string> => {
        const made = await sso.send(new CreatePermissionSetCommand({ InstanceArn, Name, SessionDuration: "PT4H" }));
        const PermissionSetArn = made.PermissionSet!.PermissionSetArn!;
        const ManagedPolicyArn = `arn:aws:iam::aws:policy/${policy}`;
        await sso.send(
            new AttachManagedPolicyToPermissionSetCommand({ InstanceArn, PermissionSetArn, ManagedPolicyArn }),
        );
        return PermissionSetArn;
    };
    const assign = async (PermissionSetArn: string, PrincipalId: string, TargetId: string): Promise<void> => {
        const of = { InstanceArn, PermissionSetArn, PrincipalId, TargetId } as const;
        await sso.send(
            new CreateAccountAssignmentCommand({ ...of, PrincipalType: "GROUP", TargetType: "AWS_ACCOUNT" }),
        );
    };
    const developer = await set("Developer", "PowerUserAccess");
    const reader = await set("Reader", "ReadOnlyAccess");
    for (const account of accounts) {
        await assign(developer, developers, account);
        await assign(reader, readers, account);
    }
    // One more group, in one account only: a role of `access` cannot be like that.
    await assign(reader, developers, accounts[0]!);
}
