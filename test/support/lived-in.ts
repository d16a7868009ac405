import { AccountClient, PutAlternateContactCommand, PutContactInformationCommand } from "@aws-sdk/client-account";
import {
    AddUserToGroupCommand,
    AttachGroupPolicyCommand,
    AttachRolePolicyCommand,
    AttachUserPolicyCommand,
    CreateAccountAliasCommand,
    CreateGroupCommand,
    CreateRoleCommand,
    CreateUserCommand,
    PutGroupPolicyCommand,
    PutRolePolicyCommand,
    UpdateAccountPasswordPolicyCommand,
    type IAMClient,
} from "@aws-sdk/client-iam";
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
    PutResourcePolicyCommand,
    TagResourceCommand,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { awsClient } from "../../aws/clients";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import type { Sandbox } from "../../sandbox/sandbox";
import { clientsOf } from "./aws";
import { iamIn } from "./sessions";

/** What somebody created by hand in an organization, over the years. */
export const handMade = {
    /** On accounts, units and policies: more than a page of tags, with all characters that AWS allows in a key. */
    tags: {
        Owner: "platform",
        CostCenter: "research",
        "cost center": "12",
        "a.b/c:d=e+f-g@h_i": "all of AWS's signs",
        größe: "1",
        empty: "",
        "map-migrated": "d-server-01",
    },
    /** One of the admins. */
    user: { UserName: "ada.lovelace", Path: "/people/" },
    /** Stricter than this program's, except for the number of remembered passwords. */
    passwordPolicy: {
        MinimumPasswordLength: 20,
        PasswordReusePrevention: 5,
        MaxPasswordAge: 60,
        RequireSymbols: true,
        RequireNumbers: true,
        AllowUsersToChangePassword: true,
    },
    /** The sign-in alias of a member. */
    alias: "the-apps",
    /** The primary contact of every account. */
    contact: {
        FullName: "Acme Holdings",
        CompanyName: "Acme Holdings GmbH",
        AddressLine1: "Main Street 1",
        AddressLine2: "Floor 2",
        AddressLine3: "Door 3",
        City: "Berlin",
        DistrictOrCounty: "Mitte",
        StateOrRegion: "Berlin",
        PostalCode: "01234",
        CountryCode: "DE",
        PhoneNumber: "+49 30 1234567",
        WebsiteUrl: "https://acme.example",
    },
    /** Of every account, for bills. */
    billing: { Name: "Bills", Title: "Finance", EmailAddress: "bills@acme.example", PhoneNumber: "+49 30 1" },
    /** Of the management account and of one member: another person than in the config. */
    security: { Name: "Jane Roe", Title: "Guard", EmailAddress: "Guards@acme.example", PhoneNumber: "+49 30 3" },
    policyDescription: "By hand",
    policy: {
        Version: "2012-10-17",
        Statement: { Sid: "Leave", Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" },
    },
    wider: {
        Version: "2012-10-17",
        Statement: [
            { Sid: "Keys", Effect: "Deny", Action: ["kms:DisableKey", "kms:ScheduleKeyDeletion"], Resource: "*" },
            { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" },
        ],
    },
    /** A role of `access`, in the management account, that may do less than its policies say. */
    role: {
        RoleName: "Auditor",
        AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
        PermissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess",
    },
} as const;

/** Of IAM's groups, users and roles in the security account: the config has a group, a user and a role of these names. */
export const inSecurity = {
    path: "/people/",
    tags: [{ Key: "Owner", Value: "people" }],
    attached: "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
    inline: JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
    }),
} as const;

/** Ids of what is there. */
export interface LivedIn {
    readonly organization: string;
    readonly root: string;
    readonly management: string;
    readonly appsPrd: string;
    readonly security: string;
    readonly workloads: string;
    readonly prd: string;
    readonly policy: string;
    /** Id of a policy with more statements than the config's. */
    readonly wider: string;
}

/** Creates an organization by hand, with everything that the program must leave as it is. */
export async function liveIn(sandbox: Sandbox): Promise<LivedIn> {
    const aws = clientsOf(sandbox).organizations;
    const { Organization: organization } = await aws.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
    const root = (await aws.send(new ListRootsCommand({}))).Roots![0]!.Id!;
    await aws.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: "SERVICE_CONTROL_POLICY" }));
    for (const ServicePrincipal of ["ram.amazonaws.com", "account.amazonaws.com"])
        await aws.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
    const workloads = await unit(aws, "workloads", root);
    const prd = await unit(aws, "prd", workloads);
    const ids = {
        organization: organization!.Id!,
        root,
        management: organization!.MasterAccountId!,
        appsPrd: await member(aws, "apps-prd", root, prd),
        security: await member(aws, "security", root, await unit(aws, "security", root)),
        workloads,
        prd,
        policy: await policy(aws, root, "no-leaving", handMade.policy),
        wider: await policy(aws, prd, "fence", handMade.wider),
    };
    // Their keys and resource names could clash.
    for (const key of ["prd", "prd-account"]) await member(aws, key, root, prd);
    const Tags = Object.entries(handMade.tags).map(([Key, Value]) => ({ Key, Value }));
    for (const ResourceId of [ids.management, ids.appsPrd, workloads, prd, ids.policy])
        await aws.send(new TagResourceCommand({ ResourceId, Tags }));
    const account = accountClient(sandbox);
    for (const of of [{}, { AccountId: ids.appsPrd }, { AccountId: ids.security }]) {
        await account.send(new PutContactInformationCommand({ ...of, ContactInformation: handMade.contact }));
        await account.send(
            new PutAlternateContactCommand({ ...of, AlternateContactType: "BILLING", ...handMade.billing }),
        );
    }
    for (const of of [{}, { AccountId: ids.appsPrd }])
        await account.send(
            new PutAlternateContactCommand({ ...of, AlternateContactType: "SECURITY", ...handMade.security }),
        );
    await aws.send(
        new PutResourcePolicyCommand({ Content: JSON.stringify(resourcePolicyOf(ids), undefined, 4), Tags }),
    );
    for (const iam of [clientsOf(sandbox).iam, await iamIn(sandbox, ids.appsPrd)])
        await iam.send(new UpdateAccountPasswordPolicyCommand(handMade.passwordPolicy));
    await (await iamIn(sandbox, ids.appsPrd)).send(new CreateAccountAliasCommand({ AccountAlias: handMade.alias }));
    await person(clientsOf(sandbox).iam);
    await clientsOf(sandbox).iam.send(new CreateRoleCommand(handMade.role));
    await peopleIn(await iamIn(sandbox, ids.security));
    return ids;
}

/** Lets one member work on the organization's policies, and another one read them. */
export function resourcePolicyOf({ security, appsPrd }: Pick<LivedIn, "security" | "appsPrd">): {
    readonly Version: string;
    readonly Statement: readonly object[];
} {
    const allow = { Effect: "Allow", Resource: "*" };
    return {
        Version: "2012-10-17",
        Statement: [
            {
                ...allow,
                Sid: "Policies",
                Principal: { AWS: `arn:aws:iam::${security}:root` },
                Action: ["organizations:CreatePolicy", "organizations:UpdatePolicy"],
            },
            {
                ...allow,
                Sid: "Readers",
                Principal: { AWS: `arn:aws:iam::${appsPrd}:root` },
                Action: "organizations:DescribePolicy",
            },
        ],
    };
}

/** A client that calls the emulator directly. */
export function accountClient(sandbox: Sandbox): AccountClient {
    return awsClient(AccountClient, {
        region: "us-east-1",
        endpoint: endpoint(sandbox.emulator),
        credentials: bootstrapKeys,
    });
}

/** An admin's user, as an earlier tool made it. */
async function person(iam: IAMClient): Promise<void> {
    await iam.send(
        new CreateUserCommand({
            ...handMade.user,
            Tags: [{ Key: "Owner", Value: "people" }],
        }),
    );
}

/** A group in another letter case than the config's, with a member who is in no config, and a role, as years leave them. */
async function peopleIn(iam: IAMClient): Promise<void> {
    const { path: Path, tags, attached: PolicyArn, inline: PolicyDocument } = inSecurity;
    const Tags = [...tags];
    for (const GroupName of ["DevOps", "Legacy"]) await iam.send(new CreateGroupCommand({ GroupName, Path }));
    for (const UserName of ["grace.hopper", "joan.clarke"]) {
        await iam.send(new CreateUserCommand({ UserName, Path, Tags }));
        for (const GroupName of ["DevOps", "Legacy"])
            await iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
    }
    const [group, role] = [{ GroupName: "DevOps" }, { RoleName: "Auditor" }];
    const { AssumeRolePolicyDocument } = handMade.role;
    await iam.send(new CreateRoleCommand({ ...role, AssumeRolePolicyDocument, Tags }));
    await iam.send(new AttachGroupPolicyCommand({ ...group, PolicyArn }));
    await iam.send(new AttachUserPolicyCommand({ UserName: "grace.hopper", PolicyArn }));
    await iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn }));
    await iam.send(new PutGroupPolicyCommand({ ...group, PolicyName: "by-hand", PolicyDocument }));
    await iam.send(new PutRolePolicyCommand({ ...role, PolicyName: "by-hand", PolicyDocument }));
}

async function unit(aws: OrganizationsClient, Name: string, ParentId: string): Promise<string> {
    const made = await aws.send(new CreateOrganizationalUnitCommand({ Name, ParentId }));
    return made.OrganizationalUnit!.Id!;
}

async function member(aws: OrganizationsClient, key: string, root: string, unitId: string): Promise<string> {
    const made = await aws.send(
        new CreateAccountCommand({ AccountName: `acme-${key}`, Email: `aws+${key}@acme.example` }),
    );
    const AccountId = made.CreateAccountStatus!.AccountId!;
    await aws.send(new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: unitId }));
    return AccountId;
}

async function policy(aws: OrganizationsClient, target: string, name: string, document: object): Promise<string> {
    const made = await aws.send(
        new CreatePolicyCommand({
            Name: name,
            Type: "SERVICE_CONTROL_POLICY",
            Description: handMade.policyDescription,
            Content: JSON.stringify(document, undefined, 4),
        }),
    );
    const id = made.Policy!.PolicySummary!.Id!;
    await aws.send(new AttachPolicyCommand({ PolicyId: id, TargetId: target }));
    return id;
}
