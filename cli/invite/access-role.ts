/** The access role in an invited account: AWS creates it only in accounts that it makes. */
import {
    AttachRolePolicyCommand,
    CreateRoleCommand,
    GetRoleCommand,
    IAMClient,
    paginateListAttachedRolePolicies,
    paginateListRoles,
    UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { isAwsError, noneAt } from "../../aws/error-codes";
import { collect } from "../../aws/snapshot";

/** A statement of a trust policy, which a person may have written. */
interface Statement {
    readonly Effect?: string;
    readonly Action?: string | readonly string[];
    readonly Principal?: string | { readonly AWS?: string | readonly string[] };
}

export interface TrustPolicy {
    readonly Version?: string;
    readonly Statement: Statement | readonly Statement[];
}

/** The role that must exist. */
export interface WantedRole {
    readonly roleName: string;
    /** 12 digits. */
    readonly managementId: string;
    /** Partition, as in an ARN: `aws`. */
    readonly partition: string;
}

/** What exists of the role. */
export interface RoleFound {
    /** Undefined: there is no such role. */
    readonly trust: TrustPolicy | undefined;
    readonly isTrusting: boolean;
    readonly isAdministrator: boolean;
}

/** The trust policy that AWS gives this role in an account that it makes. The account's own stack restricts it to the admins. */
export function wantedTrust({ partition, managementId }: Omit<WantedRole, "roleName">): TrustPolicy {
    return { Version: "2012-10-17", Statement: [statementFor(partition, managementId)] };
}

function statementFor(partition: string, managementId: string): Statement {
    return {
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::${managementId}:root` },
        Action: "sts:AssumeRole",
    };
}

export function administratorArn(partition: string): string {
    return `arn:${partition}:iam::aws:policy/AdministratorAccess`;
}

/**
 * Whether the trust policy lets in any principal of the management account, on whatever conditions: the account's own stack may have
 * restricted it to the admins. Entering the account checks the rest.
 */
export function letsManagementIn(trust: TrustPolicy, { managementId }: Pick<WantedRole, "managementId">): boolean {
    return statementsOf(trust).some(({ Effect, Action, Principal }) => {
        const actions = listOf(Action).map((each) => each.toLowerCase());
        const principals = typeof Principal === "string" ? [Principal] : listOf(Principal?.AWS);
        return (
            Effect === "Allow" &&
            actions.some((action) => ["sts:assumerole", "sts:*", "*"].includes(action)) &&
            principals.some((each) => each === managementId || each.split(":")[4] === managementId)
        );
    });
}

/** The trust policy with the management account added; other statements stay. */
export function withManagement(trust: TrustPolicy, wanted: Omit<WantedRole, "roleName">): TrustPolicy {
    return { ...trust, Statement: [...statementsOf(trust), statementFor(wanted.partition, wanted.managementId)] };
}

function statementsOf({ Statement: statements }: TrustPolicy): readonly Statement[] {
    return Array.isArray(statements) ? (statements as readonly Statement[]) : [statements as Statement];
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
    if (value === undefined) return [];
    return typeof value === "string" ? [value] : value;
}

/** Reads the role from IAM. */
export async function findRole(iam: IAMClient, wanted: WantedRole): Promise<RoleFound> {
    const { roleName: RoleName, partition } = wanted;
    const found = await iam.send(new GetRoleCommand({ RoleName })).catch(noneAt("NoSuchEntity"));
    if (found === undefined) return { trust: undefined, isTrusting: false, isAdministrator: false };
    const trust = JSON.parse(decodeURIComponent(found.Role!.AssumeRolePolicyDocument!)) as TrustPolicy;
    const attached = await collect(
        paginateListAttachedRolePolicies({ client: iam }, { RoleName }),
        (page) => page.AttachedPolicies,
    );
    return {
        trust,
        isTrusting: letsManagementIn(trust, wanted),
        isAdministrator: attached.some(({ PolicyArn }) => PolicyArn === administratorArn(partition)),
    };
}

/** Name of a role that differs in letter case only: IAM then makes no other one, and cannot rename it. Undefined: there is none. */
export async function roleTwin(
    iam: IAMClient,
    { roleName }: Pick<WantedRole, "roleName">,
): Promise<string | undefined> {
    const roles = await collect(paginateListRoles({ client: iam }, {}), (page) => page.Roles);
    const isTwin = (name: string): boolean => name !== roleName && name.toLowerCase() === roleName.toLowerCase();
    return roles.map(({ RoleName }) => RoleName!).find(isTwin);
}

/** Creates what is missing of the role. Doing it a second time changes nothing. */
export async function makeRole(iam: IAMClient, wanted: WantedRole): Promise<void> {
    const { roleName: RoleName, partition } = wanted;
    const AssumeRolePolicyDocument = JSON.stringify(wantedTrust(wanted));
    const before = await findRole(iam, wanted);
    if (before.trust === undefined)
        await iam
            .send(
                new CreateRoleCommand({
                    RoleName,
                    AssumeRolePolicyDocument,
                    Description: "Lets the organization's management account administer this account",
                }),
            )
            .catch((error: unknown) => {
                // Returned also if an earlier try succeeded and its response was lost.
                if (!isAwsError(error, "EntityAlreadyExists")) throw error;
            });
    else if (!before.isTrusting)
        await iam.send(
            new UpdateAssumeRolePolicyCommand({
                RoleName,
                PolicyDocument: JSON.stringify(withManagement(before.trust, wanted)),
            }),
        );
    if (!before.isAdministrator)
        await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: administratorArn(partition) }));
}
