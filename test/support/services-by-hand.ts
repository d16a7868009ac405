import { AccessAnalyzerClient, CreateAnalyzerCommand } from "@aws-sdk/client-accessanalyzer";
import { AuditManagerClient, RegisterOrganizationAdminAccountCommand } from "@aws-sdk/client-auditmanager";
import {
    DetectiveClient,
    EnableOrganizationAdminAccountCommand as EnableDetectiveAdminCommand,
} from "@aws-sdk/client-detective";
import { EC2Client, EnableIpamOrganizationAdminAccountCommand } from "@aws-sdk/client-ec2";
import { EnableDelegatedAdminAccountCommand, Inspector2Client } from "@aws-sdk/client-inspector2";
import { EnableOrganizationAdminAccountCommand, GuardDutyClient } from "@aws-sdk/client-guardduty";
import { CreateOpenIDConnectProviderCommand, IAMClient } from "@aws-sdk/client-iam";
import {
    CreateGroupCommand,
    CreateGroupMembershipCommand,
    CreateUserCommand,
    IdentitystoreClient,
} from "@aws-sdk/client-identitystore";
import { EnableOrganizationAdminAccountCommand as EnableMacieAdminCommand, Macie2Client } from "@aws-sdk/client-macie2";
import {
    CreateAccountCommand,
    EnableAWSServiceAccessCommand,
    EnablePolicyTypeCommand,
    OrganizationsClient,
    RegisterDelegatedAdministratorCommand,
} from "@aws-sdk/client-organizations";
import {
    EnableOrganizationAdminAccountCommand as EnableHubAdminCommand,
    SecurityHubClient,
} from "@aws-sdk/client-securityhub";
import {
    AttachManagedPolicyToPermissionSetCommand,
    CreateAccountAssignmentCommand,
    CreatePermissionSetCommand,
    ListInstancesCommand,
    PutInlinePolicyToPermissionSetCommand,
    SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { awsClient } from "../../aws/clients";
import type { Keys } from "../../aws/keys";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import type { Sandbox } from "../../sandbox/sandbox";
import type { LivedIn } from "./lived-in";
import { accessRole, assume } from "./sessions";

/** Clients of an account that call the emulator directly, and not through a fault proxy. */
export function byHand(
    sandbox: Pick<Sandbox, "emulator">,
    credentials: Keys = bootstrapKeys,
): { readonly at: <Client>(type: Parameters<typeof awsClient<Client>>[0], region?: string) => Client } {
    const at = <Client>(type: Parameters<typeof awsClient<Client>>[0], region = "us-east-1"): Client =>
        awsClient(type, { region, endpoint: endpoint(sandbox.emulator), credentials });
    return { at };
}

/** Ids of what was created by hand. */
export interface ByHand {
    readonly organization: string;
    readonly accounts: Readonly<Record<"security" | "apps-prd" | "audit", string>>;
    readonly instance: string;
    readonly store: string;
    /** Group ids by name, and the id of a person who is in no config. */
    readonly groups: Readonly<Record<string, string>>;
    readonly stranger: string;
    readonly sets: Readonly<Record<string, string>>;
}

export const githubUrl = "https://token.actions.githubusercontent.com";
export const audiences = ["https://github.com/acme", "sts.amazonaws.com"];
export const thumbprint = "6938fd4d98bab03faadb97b34396831e3780aea1";
const policy = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
export const inline =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"*"}]}';

const managementId = "111111111111";

/**
 * Services that somebody has set up by hand in an organization, and people in Identity Center, spelled with other case than in the config.
 */
export async function setUpByHand(
    sandbox: Sandbox,
    { organization, root, security, appsPrd }: Pick<LivedIn, "organization" | "root" | "security" | "appsPrd">,
): Promise<ByHand> {
    const { at } = byHand(sandbox);
    const organizations = at(OrganizationsClient);
    await organizations.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: "TAG_POLICY" }));
    const stranger = new CreateAccountCommand({ AccountName: "acme-audit", Email: "audit@acme.example" });
    const audit = (await organizations.send(stranger)).CreateAccountStatus!.AccountId!;
    const accounts = { security, "apps-prd": appsPrd, audit };
    const delegate = async (service: string, AccountId: string): Promise<void> => {
        const ServicePrincipal = `${service}.amazonaws.com`;
        await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
        await organizations.send(new RegisterDelegatedAdministratorCommand({ AccountId, ServicePrincipal }));
    };
    for (const service of ["access-analyzer", "sso"]) await delegate(service, accounts.security);
    await delegate("config", accounts.audit);
    for (const region of governed) await delegateIn(sandbox, region, accounts.security);
    await at(EC2Client).send(
        new EnableIpamOrganizationAdminAccountCommand({ DelegatedAdminAccountId: accounts.security }),
    );
    await associateFirewallAdmin(sandbox, accounts.security);
    // In a region other than the company's home region.
    const hub = at(SecurityHubClient, "eu-west-1");
    await hub.send(new EnableHubAdminCommand({ AdminAccountId: accounts.security }));
    await at(Macie2Client).send(new EnableMacieAdminCommand({ adminAccountId: accounts.audit }));
    await at(IAMClient).send(
        new CreateOpenIDConnectProviderCommand({
            Url: githubUrl,
            ClientIDList: audiences,
            ThumbprintList: [thumbprint],
            Tags: [{ Key: "Owner", Value: "platform" }],
        }),
    );
    const member = byHand(sandbox, await assume(sandbox, bootstrapKeys, accessRole(accounts.security)));
    for (const [region, analyzerName] of [
        ["us-east-1", "ConsoleAnalyzer"],
        ["us-east-2", "ConsoleAnalyzer-2"],
    ] as const) {
        const input = { analyzerName, type: "ORGANIZATION", tags: { Owner: "audit" } } as const;
        await member.at(AccessAnalyzerClient, region).send(new CreateAnalyzerCommand(input));
    }
    return { organization, accounts, ...(await setUpPeople(sandbox, accounts)) };
}

/** The regions of the company's config. */
const governed = ["us-east-1", "us-east-2"];

/** Services with an administrator for each region. */
async function delegateIn(sandbox: Sandbox, region: string, account: string): Promise<void> {
    const { at } = byHand(sandbox);
    await at(GuardDutyClient, region).send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: account }));
    const inspector = new EnableDelegatedAdminAccountCommand({ delegatedAdminAccountId: account });
    await at(Inspector2Client, region).send(inspector);
    await at(DetectiveClient, region).send(new EnableDetectiveAdminCommand({ AccountId: account }));
    const auditManager = new RegisterOrganizationAdminAccountCommand({ adminAccountId: account });
    await at(AuditManagerClient, region).send(auditManager);
}

/** Calls Firewall Manager; an SDK client would be used for nothing else in this project. */
async function associateFirewallAdmin({ emulator }: Sandbox, AdminAccount: string): Promise<void> {
    const scope = `${bootstrapKeys.accessKeyId}/20260101/us-east-1/fms/aws4_request`;
    const answer = await fetch(endpoint(emulator), {
        method: "POST",
        headers: {
            "content-type": "application/x-amz-json-1.1",
            "x-amz-target": "AWSFMS_20180101.AssociateAdminAccount",
            authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
        },
        body: JSON.stringify({ AdminAccount }),
    });
    if (!answer.ok) throw new Error(await answer.text());
}

async function setUpPeople(
    sandbox: Sandbox,
    accounts: ByHand["accounts"],
): Promise<Pick<ByHand, "instance" | "store" | "groups" | "stranger" | "sets">> {
    const { at } = byHand(sandbox);
    const [sso, directory] = [at(SSOAdminClient), at(IdentitystoreClient)];
    const { Instances: instances } = await sso.send(new ListInstancesCommand({}));
    const [InstanceArn, IdentityStoreId] = [instances![0]!.InstanceArn!, instances![0]!.IdentityStoreId!];
    const group = async (DisplayName: string): Promise<string> =>
        (await directory.send(new CreateGroupCommand({ IdentityStoreId, DisplayName, Description: "By hand" })))
            .GroupId!;
    const groups = { devops: await group("DevOps"), "organization-admins": await group("Organization-Admins") };
    const person = async (UserName: string, GivenName: string, FamilyName: string): Promise<string> => {
        const DisplayName = `${GivenName} ${FamilyName}`;
        const Emails = [{ Value: `${UserName}@acme.example`, Type: "work", Primary: true }];
        const Name = { GivenName, FamilyName };
        const input = new CreateUserCommand({ IdentityStoreId, UserName, DisplayName, Name, Emails, Title: "Dr" });
        return (await directory.send(input)).UserId!;
    };
    const people = {
        "ada.lovelace": await person("ada.lovelace", "Augusta Ada", "King"),
        "grace.hopper": await person("Grace.Hopper", "Grace Brewster", "Hopper"),
        "joan.clarke": await person("joan.clarke", "Joan", "Clarke"),
    };
    for (const [name, UserId] of Object.entries(people)) {
        const GroupId = name === "ada.lovelace" ? groups["organization-admins"] : groups.devops;
        const input = { IdentityStoreId, GroupId, MemberId: { UserId } };
        await directory.send(new CreateGroupMembershipCommand(input));
    }
    const set = async (Name: string, policies: readonly string[]): Promise<string> => {
        const made = await sso.send(
            new CreatePermissionSetCommand({
                ...{ InstanceArn, Name, Description: "By hand", SessionDuration: "PT1H" },
                ...{ RelayState: "https://console.aws.amazon.com/", Tags: [{ Key: "Owner", Value: "platform" }] },
            }),
        );
        const PermissionSetArn = made.PermissionSet!.PermissionSetArn!;
        for (const ManagedPolicyArn of policies.map(policy))
            await sso.send(
                new AttachManagedPolicyToPermissionSetCommand({ InstanceArn, PermissionSetArn, ManagedPolicyArn }),
            );
        return PermissionSetArn;
    };
    const sets = {
        DevOps: await set("devOps", ["PowerUserAccess", "job-function/ViewOnlyAccess"]),
        OrganizationAccountAccessRole: await set("OrganizationAccountAccessRole", ["AdministratorAccess"]),
        Legacy: await set("Legacy", ["ReadOnlyAccess"]),
    };
    await sso.send(
        new PutInlinePolicyToPermissionSetCommand({ InstanceArn, PermissionSetArn: sets.DevOps, InlinePolicy: inline }),
    );
    const assign = async (PermissionSetArn: string, PrincipalId: string, TargetId: string): Promise<void> => {
        const of = { InstanceArn, PermissionSetArn, PrincipalId, TargetId } as const;
        const input = { ...of, PrincipalType: "GROUP", TargetType: "AWS_ACCOUNT" } as const;
        await sso.send(new CreateAccountAssignmentCommand(input));
    };
    await assign(sets.DevOps, groups.devops, accounts["apps-prd"]);
    await assign(sets.DevOps, groups.devops, accounts.audit);
    await assign(sets.OrganizationAccountAccessRole, groups["organization-admins"], managementId);
    return { instance: InstanceArn, store: IdentityStoreId, groups, stranger: people["joan.clarke"], sets };
}
