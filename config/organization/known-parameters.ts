import { defaultAccessRole, ownRoles } from "../names/own-roles";

/** What the config knows of itself that shipped policies ask for. */
export interface KnownNames {
    /** The role by which the management account enters. */
    readonly roleName: string;
    /** Roles by which it enters accounts that say another one. */
    readonly otherRoleNames: readonly string[];
    /** Roles of `access` that are made in IAM. */
    readonly accessRoles: readonly string[];
    readonly ci: boolean;
    /** `company.short` */
    readonly short: string;
    /** `o-…`, where it is written. */
    readonly organizationId: string | undefined;
}

/**
 * Values of a shipped policy's parameters: what `with` gives, else what the config knows. A policy that spared the wrong role would lock the
 * administrators out; a role of the default name needs no word.
 */
export function parametersOf(
    policy: string,
    { roleName, otherRoleNames, accessRoles, ci, short, organizationId }: KnownNames,
    given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
    const known = {
        short,
        ...(roleName !== defaultAccessRole && { accessRole: `arn:*:iam::*:role/${roleName}` }),
        ...(organizationId !== undefined && { organizationId }),
    };
    if (policy !== "protect-access-roles") return { ...known, ...given };
    const { ciPreview, trailLogs } = ownRoles(short);
    const roles = [...accessRoles, ...(ci ? [ciPreview] : []), trailLogs, ...otherRoleNames].filter(isRoleName);
    // Who enters by another role makes the roles there by it. Its name is protected too, so nobody else takes it.
    const entering = [...new Set(otherRoleNames)].filter(isRoleName).map((name) => `arn:*:iam::*:role/${name}`);
    const exempt = given["exempt"] ?? [];
    return {
        ...known,
        roles: [...new Set(roles)].sort(),
        ...given,
        exempt: Array.isArray(exempt) ? [...new Set([...(exempt as readonly unknown[]), ...entering])] : exempt,
    };
}

/** One that is not has a fault of its own. */
function isRoleName(name: string): boolean {
    return /^[\w+=,.@-]{1,64}$/u.test(name);
}
