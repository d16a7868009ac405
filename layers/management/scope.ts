import type { ManagementConfig } from "../../config";
import type { Fault } from "../../config/faults";
import type { OwnStack } from "../shared/own-stack";

/** Components of what a stack of the whole scope makes in the management account. */
const ownComponents = new Set([
    "aws-organization:access:OrganizationAccessRole",
    "aws-organization:account:AccountBaseline",
    "aws-organization:identity:PeopleGroup",
    "aws-organization:state:StateBackend",
]);

/** Whether the stack makes what is in the organization alone. */
export function isOrganizationAlone({ scope }: Pick<ManagementConfig, "scope">): boolean {
    return scope === "organization";
}

/** The config without what the scope leaves out: people, CI's roles, and roles of `access` in the management account. */
export function withinScope(config: ManagementConfig): ManagementConfig {
    if (!isOrganizationAlone(config)) return config;
    const rest = Object.fromEntries(Object.entries(config).filter(([key]) => key !== "ci")) as Omit<
        ManagementConfig,
        "ci"
    >;
    return {
        ...rest,
        admins: [],
        breakGlass: [],
        access: config.access.map((role) => ({
            ...role,
            accounts: role.accounts.filter((key) => key !== "management"),
        })),
    };
}

/** Refuses to leave out what the stack has: it would be deleted. */
export function scopeFaults(
    config: ManagementConfig,
    { resources }: OwnStack,
    isStateFirst: boolean,
): readonly Fault[] {
    if (!isOrganizationAlone(config)) return [];
    const has = resources.some(({ type }) => ownComponents.has(type));
    if (!has && !isStateFirst) return [];
    return [
        {
            severity: "fault",
            path: "scope",
            value: config.scope,
            message: has
                ? "leaves out the state's home, the administrators and their role, which the stack has: they would be deleted"
                : "leaves out the state's home, which is to be made",
            cure: "take the line out, or write: scope: all",
        },
    ];
}
