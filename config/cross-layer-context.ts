import type { Identity, ParseContext } from "./check/context";
import { valueAt } from "./faults/path";
import type { Layer } from "./schema/layers";
import type { StackFile } from "./stack-file/read";

/** The stack files of one project, by stack. */
export type StackFiles = Readonly<Record<string, StackFile | undefined>>;

/** The parts of other layers' files that a layer's config is compared with: people, roles, the group. All of them are optional. */
export function crossLayerContext(
    layer: Layer,
    files: StackFiles,
): Pick<
    ParseContext,
    "people" | "accessRoles" | "groupEmail" | "ownedDomains" | "delegated" | "makesDirectoryUsers" | "identity"
> {
    const { management, security } = files;
    if (layer === "management") {
        return {
            people: keysOf(security?.raw["users"]).map((name) => ({ name, where: "users of the security stack" })),
        };
    }
    if (layer !== "security" || management === undefined) return {};
    const { accounts, email, access, ownedDomains, identity, identityCenter, delegatedAdministrators, organization } =
        management.raw;
    return {
        // A role with `principals` is not for groups.
        accessRoles: keysOf(access).filter((role) => valueAt(access, [role, "principals"]) === undefined),
        // Without that account there is no security stack, and nothing to check.
        ...(keysOf(accounts).includes("security") && {
            delegated: {
                services: textsOf(valueAt(delegatedAdministrators, ["security"])),
                mayBeMore: valueAt(organization, ["id"]) !== undefined,
                identityCenter: textsOf(identity).includes("identity-center"),
            },
        }),
        identity: identityOf(identity),
        makesDirectoryUsers:
            textsOf(identity).includes("identity-center") && valueAt(identityCenter, ["synced"]) !== true,
        ...(typeof email === "string" && { groupEmail: email }),
        ...(Array.isArray(ownedDomains) && { ownedDomains: textsOf(ownedDomains) }),
    };
}

/** Where people have their users; `users` if the config says nothing, or nothing valid. */
function identityOf(written: unknown): Identity {
    const known = textsOf(written).filter((each) => each === "users" || each === "identity-center");
    return known.length === 0 ? ["users"] : known;
}

function keysOf(value: unknown): readonly string[] {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function textsOf(value: unknown): readonly string[] {
    return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
