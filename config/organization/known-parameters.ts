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
    // Who enters by another role does there by it what the access role does elsewhere.
    const others = [...new Set(otherRoleNames)].filter(isRoleName);
    const { ciPreview, trailLogs } = ownRoles(short);
    // The stack of an account in which nobody does anything is still previewed.
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
    // Their names are protected too, so nobody else takes them.
    return { ...spared, roles: extended(given["roles"] ?? roles, others) };
}

/** The list with more items; what is no list has a fault of its own. */
function extended(list: unknown, more: readonly string[]): unknown {
    return Array.isArray(list) ? [...new Set([...(list as readonly unknown[]), ...more])] : list;
}

/** Whether IAM takes the name; one that it refuses has a fault of its own. */
function isRoleName(name: string): boolean {
    return /^[\w+=,.@-]{1,64}$/u.test(name);
}
