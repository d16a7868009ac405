import { GetRoleCommand, GetUserCommand, IAMClient, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import * as pulumi from "@pulumi/pulumi";
import { awsClient } from "../../aws/clients";
import { trustLosses } from "../../aws/preflight/trust-losses";
import { trustPolicy } from "../../components/access/trust";
import type * as aws from "../../components/aws";
import { bootstrapUser } from "../../config/names";
import { type Fault, formatPath } from "../../config/faults";
import type { ManagementOutputs } from "../../config";
import { accessRoleOf } from "../shared/access-role";
import type { Entry } from "../shared/account-entry";
import { isCiPreview, principalName } from "../shared/caller";
import type { OwnStack } from "../shared/own-stack";
import { isBoundByPlan } from "../shared/planned-run";
import { awsFault, changeFault } from "../../aws/faults";
import { refuse } from "../shared/stack-config";

/** Marks a trust that this program has written. */
const ourSid = "OrganizationAdministrators";

/**
 * The trust that the access role of this account is to have: named principals of the management account.
 *
 * The engine takes in only what is already as the program says, so a role with the trust that AWS gave it gets ours first,
 * by the API; from then on the engine keeps it. A preview only says so, and takes the role as it is; so does a run that such a preview's plan
 * binds, and in the next one the engine closes the trust.
 */
export async function accessRoleTrust(
    management: ManagementOutputs,
    entry: Entry,
    own: OwnStack,
): Promise<aws.iam.PolicyDocument> {
    const { account, caller, credentials } = entry;
    const { region } = management;
    const principals = administrators(management, await bootstrapUserExists(region));
    // A preview locks nobody out.
    const fault = isCiPreview(caller, management) ? undefined : lockoutFault(caller.arn, principals, account.key);
    if (fault !== undefined) return refuse([fault]);
    const trust = memberTrust(management, principals);
    const iam = awsClient(IAMClient, { region, credentials });
    const found = await iam
        .send(new GetRoleCommand({ RoleName: account.roleName }))
        .catch((error: unknown) => refuse([awsFault(error)]));
    const present = JSON.parse(decodeURIComponent(found.Role!.AssumeRolePolicyDocument!)) as aws.iam.PolicyDocument;
    const strangers = strangersFault(present, trust, own, management, account);
    if (strangers !== undefined) return refuse([strangers]);
    if (isOurs(present) || isKnownOpen(own)) return trust;
    const change = `the trust of ${account.roleName} in account ${account.key}, open until now, for ${principals.join(", ")} alone`;
    if (pulumi.runtime.isDryRun()) {
        void pulumi.log.info(`\`pulumi up\` will first close ${change}`);
        return present;
    }
    if (await isBoundByPlan()) {
        void pulumi.log.warn(`the next run closes ${change}: the plan of this one was made before`);
        return present;
    }
    await iam
        .send(new UpdateAssumeRolePolicyCommand({ RoleName: account.roleName, PolicyDocument: JSON.stringify(trust) }))
        .catch((error: unknown) => refuse([changeFault(`could not close ${change}`, error)]));
    void pulumi.log.info(`closed ${change}`);
    return trust;
}

/** Every principal that runs this program: the admins' role, CI's deploy role, the bootstrap user, and Identity Center's admins. */
export function administrators(
    { management, ci, identity, partition }: Pick<ManagementOutputs, "management" | "ci" | "identity" | "partition">,
    hasBootstrapUser: boolean,
): readonly string[] {
    const account = `arn:${partition}:iam::${management.id}`;
    return [
        management.roleArn,
        ...(ci === null ? [] : [ci.deployRoleArn]),
        ...(hasBootstrapUser ? [`${account}:user/${bootstrapUser}`] : []),
        // Identity Center chooses its roles' names: AWSReservedSSO_<permission set>_<16 digits>, under a path of its own.
        ...(identity.includes("identity-center")
            ? [`${account}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${management.roleName}_*`]
            : []),
    ].sort();
}

export function memberTrust(
    { management, organization, partition }: Pick<ManagementOutputs, "management" | "organization" | "partition">,
    principalArns: readonly string[],
): aws.iam.PolicyDocument {
    // No MFA condition here: the caller is a role session, and those never prove MFA (IAM user guide, "Secure API access with MFA"). The
    // caller proved it when it assumed that role.
    return trustPolicy(ourSid, [
        { partition, accountId: management.id, organizationId: organization.id, principalArns },
    ]);
}

/**
 * Principals that the role trusts beside the management account's. Replacing AWS's own trust, which a preview announces, is not counted.
 * Where the state has our trust already, the engine shows who is removed.
 */
export function strangersFault(
    present: aws.iam.PolicyDocument,
    trust: aws.iam.PolicyDocument,
    own: Pick<OwnStack, "resources">,
    { management }: Pick<ManagementOutputs, "management">,
    { key, roleName }: Pick<Entry["account"], "key" | "roleName">,
): Fault | undefined {
    const known = knownTrust(own);
    if (known !== undefined && isOurs(known)) return undefined;
    const isOwn = (loss: string): boolean => loss.startsWith(management.id) || loss.split(":")[4] === management.id;
    const losses = trustLosses({ ...present }, { ...trust }).filter((loss) => !isOwn(loss));
    if (losses.length === 0) return undefined;
    return {
        severity: "fault",
        path: formatPath(["accounts", key]),
        value: roleName,
        message: `the access role ${roleName} of this account lets in others than administrators of the management account, who would lose their way in: ${losses.join(", ")}`,
        cure: "let them in by another role, as one of `access` with principals, and take them out of the trust of this one",
    };
}

/** The caller must keep its access, or no later run could enter the account. */
export function lockoutFault(callerArn: string, principals: readonly string[], key: string): Fault | undefined {
    const name = principalName(callerArn);
    const isIn = principals.some((principal) =>
        principal.includes("*") ? name.startsWith(ssoPrefix(principal)) : principalName(principal) === name,
    );
    if (isIn) return undefined;
    return {
        severity: "fault",
        path: "credentials",
        value: callerArn,
        message: `this caller is none of those who administer account ${key}, and the trust of its access role would lock it out`,
        cure: `work as one of ${principals.join(", ")}`,
    };
}

function ssoPrefix(pattern: string): string {
    return `role/${pattern.slice(pattern.indexOf("AWSReservedSSO_"), -1)}`;
}

/** Whether the trust in the state is not ours: then the engine's own preview shows that it is replaced. */
function isKnownOpen(own: OwnStack): boolean {
    const known = knownTrust(own);
    return known !== undefined && !isOurs(known);
}

/** The role's trust according to the state. */
function knownTrust(own: Pick<OwnStack, "resources">): aws.iam.PolicyDocument | undefined {
    const policy = accessRoleOf(own)?.outputs["assumeRolePolicy"];
    return typeof policy === "string" ? (JSON.parse(policy) as aws.iam.PolicyDocument) : undefined;
}

/** IAM also accepts a single statement without a list, as a person may have written it. */
function isOurs({ Statement: statements }: aws.iam.PolicyDocument): boolean {
    return [statements as aws.iam.PolicyStatement | aws.iam.PolicyStatement[]]
        .flat()
        .some(({ Sid: sid }) => sid === ourSid);
}

async function bootstrapUserExists(region: string): Promise<boolean> {
    try {
        await awsClient(IAMClient, { region }).send(new GetUserCommand({ UserName: bootstrapUser }));
        return true;
    } catch (error) {
        if ((error as { name?: string }).name === "NoSuchEntityException") return false;
        return refuse([awsFault(error)]);
    }
}
