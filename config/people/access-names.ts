import type { AccessContext } from "./access-context";
import type { Complaint } from "../faults/complaint";
import type { CheckContext } from "../check/context";
import type { Draft } from "../model/draft";
import type { AccessConfig } from "../model/management-config";
import { isOwnRole } from "../names/own-roles";
import { profileNames } from "../names/profile-names";
import type { ManagementInput } from "../schema/management";
import { iamNameRule } from "../schema/rules";

const ownRoleComplaint: Complaint = {
    message: "is the name of a role that this program makes for itself",
    cure: "use another name",
};

/** The roles with which the management account enters must not be roles that the program creates for something else. */
export function checkEntryRoles(
    { management, accounts }: Draft<Pick<ManagementInput, "management" | "accounts">>,
    short: string,
    { faults }: CheckContext,
): void {
    const written = [
        { path: ["management", "roleName"], name: management?.roleName },
        ...Object.entries(accounts ?? {}).map(([key, account]) => ({
            path: ["accounts", key, "roleName"],
            name: account?.roleName,
        })),
    ];
    for (const { path, name } of written)
        if (name !== undefined && isOwnRole(name, short)) faults.fault(path, ownRoleComplaint);
}

/** Checks names of roles: IAM's rule, each once ignoring case, and none that AWS or the program itself uses. Returns the faulty ones. */
export function checkNames(
    access: readonly Pick<AccessConfig, "role" | "principals">[],
    context: AccessContext,
    { faults }: CheckContext,
): ReadonlySet<string> {
    const wrong = new Set<string>();
    const seen = new Map<string, string>();
    const valid = iamNameRule("role", context.limits.roleName);
    for (const { role, principals } of access) {
        const lower = role.toLowerCase();
        const twin = seen.get(lower);
        const complaint =
            valid(role) ??
            takenComplaint(lower, context) ??
            (principals === undefined ? profileComplaint(lower) : undefined) ??
            (twin === undefined
                ? undefined
                : {
                      message: `differs from access.${twin} in letter case only; IAM takes them for one`,
                      cure: "use another name",
                  });
        seen.set(lower, role);
        if (complaint === undefined) continue;
        faults.fault(["access", role], complaint, JSON.stringify(role));
        wrong.add(role);
    }
    return wrong;
}

/** What has the name already, ignoring case. */
function takenComplaint(lower: string, { roleName, roleNames, short }: AccessContext): Complaint | undefined {
    const cure = "use another name";
    if (/^aws(?:servicerolefor|reservedsso_|-?reserved)/u.test(lower))
        return { message: "is a name that AWS keeps for its own roles", cure };
    if (lower === roleName.toLowerCase() || lower === "organizationaccountaccessrole")
        return {
            message: "is the role of the administrators, which AWS and the management layer make in every account",
            cure: "take it out; say who administers in admins",
        };
    const other = roleNames.find(({ name }) => name.toLowerCase() === lower);
    if (other !== undefined)
        return { message: `is the role by which the management account enters ${other.where}`, cure };
    return isOwnRole(lower, short) ? ownRoleComplaint : undefined;
}

/** Refuses names whose profiles would end like others: `<short>-<account>-oaar`, and `<profile>-session` of `org mfa`. */
function profileComplaint(lower: string): Complaint | undefined {
    const plain = profileNames.role("", "", lower);
    if (plain.endsWith("-session"))
        return {
            message: "ends as the profiles of sessions do, <profile>-session (org profiles render --sessions)",
            cure: "use another name",
        };
    if (plain.endsWith("-oaar"))
        return { message: "ends as the administrators' profiles do, <account>-oaar", cure: "use another name" };
    return undefined;
}

/** Two roles must not give profiles of the same name (`org profiles`). */
export function checkProfiles(
    access: readonly AccessConfig[],
    { short }: AccessContext,
    { faults }: CheckContext,
): void {
    // No role's profile ends like the administrators' profile: see profileComplaint.
    const owners = new Map<string, string>();
    for (const { role, accounts } of access.filter(({ principals }) => principals === undefined)) {
        for (const account of accounts) {
            const profile = profileNames.role(short, account, role);
            const owner = owners.get(profile);
            if (owner !== undefined)
                faults.fault(
                    ["access", role],
                    {
                        message: `has in ${account} the profile ${profile}, which is also that of ${owner}`,
                        cure: "rename the role",
                    },
                    JSON.stringify(role),
                );
            owners.set(profile, `${role} in ${account}`);
        }
    }
}
