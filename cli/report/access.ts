/** Works out from the two configs who may enter which account. */
import type { AccessConfig, ManagementConfig, SecurityConfig } from "../../config";
import { ownRoles } from "../../config/names";
import type { Access, PersonEntry, RoleEntry } from "./model";

/** Groups and users of the security layer's config. */
export type People = Pick<SecurityConfig, "groups" | "users">;

/** Roles with their accounts and people. Without the security layer's config, roles of `access` have no people. */
export function accessOf(config: ManagementConfig, security: People | undefined): Access {
    const { groups, users } = security ?? { groups: [], users: [] };
    const roles = [
        administrators(config),
        ...emergency(config),
        ...config.access.map((role) => ofMap(role, { groups, users })),
        ...ciRoles(config),
    ];
    const rolesOf = (name: string): readonly string[] =>
        roles.filter(({ people }) => people.includes(name)).map((role) => role.name);
    const names = [...config.admins, ...users, ...config.breakGlass].map(({ name }) => name);
    return {
        roles,
        people: [...new Set(names)].map((name) => person(name, rolesOf(name), config, users)),
        isSynced: config.identityCenter.synced,
        identity: config.identity,
    };
}

function ofMap(role: AccessConfig, { groups, users }: People): RoleEntry {
    const giving = role.principals === undefined ? groups.filter(({ roles }) => roles.includes(role.role)) : [];
    const names = giving.map(({ name }) => name);
    return {
        name: role.role,
        description: role.description,
        kind: "map",
        accounts: role.accounts,
        people: users
            .filter((user) => user.groups.some((group) => names.includes(group)))
            .map(({ name }) => name)
            .sort(),
        groups: names,
        principals: role.principals ?? [],
        policies: [
            ...role.managedPolicies.map((arn) => policyName(arn)),
            ...(role.inline === undefined ? [] : ["inline"]),
        ],
        ...(role.boundary === undefined ? {} : { boundary: policyName(role.boundary) }),
        asksForMfa: role.mfa,
        ...(role.mfa ? { mfaAge: role.mfaAge } : {}),
        session: role.session,
    };
}

/** The administrators' role: the management account's access role, and from there each member's. */
function administrators({ accounts, admins, management }: ManagementConfig): RoleEntry {
    const active = accounts.filter(({ state }) => state === "active");
    const others = [...new Set(active.map(({ roleName }) => roleName))].filter((name) => name !== management.roleName);
    return {
        name: management.roleName,
        description: `Administers the whole organization: the management account, and from there each member${others.length === 0 ? "" : ` (there also: ${others.join(", ")})`}.`,
        kind: "administrators",
        accounts: ["management", ...active.map(({ key }) => key)],
        people: admins.map(({ name }) => name).sort(),
        groups: [],
        principals: [],
        policies: ["AdministratorAccess"],
        asksForMfa: true,
    };
}

/** Emergency users, who may do everything in the management account without a role (docs/break-glass.md). */
function emergency({ breakGlass }: ManagementConfig): readonly RoleEntry[] {
    if (breakGlass.length === 0) return [];
    return [
        {
            name: "emergency users",
            description: "May do everything in the management account, by no role.",
            kind: "emergency",
            accounts: ["management"],
            people: breakGlass.map(({ name }) => name).sort(),
            groups: [],
            principals: [],
            policies: [],
            asksForMfa: true,
        },
    ];
}

function ciRoles({ accounts, ci, company }: ManagementConfig): readonly RoleEntry[] {
    if (ci === undefined) return [];
    const all = ["management", ...accounts.filter(({ state }) => state === "active").map(({ key }) => key)];
    const { ciDeploy, ciPreview } = ownRoles(company.short);
    const role = (name: string, environment: string, description: string): RoleEntry => ({
        name,
        description,
        kind: "ci",
        accounts: all,
        people: [],
        groups: [],
        principals: [`GitHub Actions of ${ci.repository}, environment ${environment}`],
        policies: [],
        asksForMfa: false,
    });
    return [
        role(ciPreview, ci.previewEnvironment, "Reads what previews read, in each account."),
        role(
            ciDeploy,
            ci.environment,
            "Deploys: administers the management account, and enters members as the administrators do.",
        ),
    ];
}

function person(
    name: string,
    roles: readonly string[],
    { admins, breakGlass }: ManagementConfig,
    users: People["users"],
): PersonEntry {
    const isIn = (list: readonly { readonly name: string }[]): boolean => list.some((each) => each.name === name);
    return {
        name,
        kinds: [
            ...(isIn(admins) ? (["administrator"] as const) : []),
            ...(isIn(breakGlass) ? (["emergency"] as const) : []),
            ...(isIn(users) ? (["person"] as const) : []),
        ],
        groups: users.find((user) => user.name === name)?.groups ?? [],
        roles,
    };
}

/** `arn:aws:iam::aws:policy/job-function/Billing` → `Billing`. */
function policyName(arn: string): string {
    return arn.slice(arn.lastIndexOf("/") + 1);
}
