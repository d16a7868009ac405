import { defaultAccessRole, ownRoles } from "../names/own-roles";

/** Values of the config that shipped policies need. */
export interface KnownNames {
    /** Name of the role with which the management account enters members. */
    readonly roleName: string;
    /** Names of such roles in accounts with a different `roleName`. */
    readonly otherRoleNames: readonly string[];
    /** Roles of `access` that exist in IAM. */
    readonly accessRoles: readonly string[];
    readonly ci: boolean;
    /** `company.short`. */
    readonly short: string;
    /** Organization id, `o-…`, if the config has it. */
    readonly organizationId: string | undefined;
}

/**
 * Values of a shipped policy's parameters: those in `with`, otherwise from the config. A policy that spared the wrong role would lock out
 * the administrators. A role with the default name needs no parameter.
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
    // These roles do in their accounts what the access role does elsewhere.
    const others = [...new Set(otherRoleNames)].filter(isRoleName);
    const { ciPreview, trailLogs } = ownRoles(short);
    // The stack of an account in which nobody may do anything is still previewed.
    const exempt = [...others, ...(ci && policy === "deny-everything" ? [ciPreview] : [])].filter(isRoleName);
    const spared = {
        ...known,
        ...given,
        ...(exempt.length > 0 && {
            exempt: extended(
                given["exempt"] ?? [],
                exempt.map((name) => `arn:*:iam::*:role/${name}`),
            ),
        }),
    };
    if (policy !== "protect-access-roles") return spared;
    const roles = [...accessRoles, ...(ci ? [ciPreview] : []), trailLogs].filter(isRoleName).sort();
    // Their names are protected too, so that nobody else can take them.
    return { ...spared, roles: extended(given["roles"] ?? roles, others) };
}

/** The list with more items. Anything but a list has its own fault. */
function extended(list: unknown, more: readonly string[]): unknown {
    return Array.isArray(list) ? [...new Set([...(list as readonly unknown[]), ...more])] : list;
}

/** Whether IAM allows the name. A name that it refuses has its own fault. */
function isRoleName(name: string): boolean {
    return /^[\w+=,.@-]{1,64}$/u.test(name);
}
