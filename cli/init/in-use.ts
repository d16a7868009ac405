import { isDeepStrictEqual } from "node:util";
import { type RawConfig, rootWord, unitPath } from "../../config";
import { type Fault, formatPath, isMap, valueAt } from "../../config/faults";
import { examplePeople } from "../../config/names";
import type { CurrentFile } from "./current";
import { exampleConfig } from "./example";
import { namesIn } from "./raw-values";

/** Groups of a security file that stay because a person changed or added them, or has put people into them. */
export function groupsInUse({ kind, begun, raw }: CurrentFile): readonly string[] {
    if (kind !== "own") return [];
    const { groups, users } = begun?.whole ?? raw;
    const theirs = namesIn(users).filter((name) => !examplePeople.has(name));
    const joined = new Set(theirs.flatMap((name) => namesIn(valueAt(users, [name, "groups"]))));
    const known = begun === undefined ? {} : exampleConfig("security")["groups"];
    return namesIn(groups).filter(
        (name) => joined.has(name) || !isDeepStrictEqual(valueAt(groups, [name]), valueAt(known, [name])),
    );
}

/**
 * Faults for roles of the example that groups in use have and the management file would lose, because none of their accounts stays. A
 * person must decide what these groups should have instead.
 *
 * @param before `access` of the management file as it is
 * @param after `access` of the management file as it would be
 */
export function lostRoles(security: CurrentFile, before: unknown, after: unknown): readonly Fault[] {
    const { groups, users } = security.begun?.whole ?? security.raw;
    return groupsInUse(security).flatMap((group) => {
        const people = namesIn(users)
            .filter((name) => !examplePeople.has(name))
            .filter((name) => namesIn(valueAt(users, [name, "groups"])).includes(group));
        const way = people.length === 0 ? "the role out of it" : `${people.join(", ")} out of it`;
        return namesIn(valueAt(groups, [group, "roles"]))
            .filter((role) => valueAt(before, [role]) !== undefined && valueAt(after, [role]) === undefined)
            .map((role) => ({
                path: formatPath(["groups", group]),
                message: `has the role ${role}, whose accounts would all go: ${namesIn(valueAt(before, [role, "accounts"])).join(", ")}`,
                cure: `keep one of them with --account, or take ${way}`,
                severity: "fault",
            }));
    });
}

/** Units that a file still needs with the config `raw`: an account is in them, or a policy is attached to them. */
export function unitsInUse(units: unknown, raw: RawConfig): readonly string[] {
    const isBelow = (unit: string, above: string): boolean => unit === above || unit.startsWith(`${above}/`);
    const { accounts, policies } = raw;
    const targets = namesIn(policies).flatMap((name) => namesIn(valueAt(policies, [name, "targets"])));
    const places = [raw["management"], ...Object.values(isMap(accounts) ? accounts : {})].map((each) =>
        valueAt(each, ["unit"]),
    );
    const present = namesIn(raw["units"]).map(unitPath);
    const lacking = namesIn([...places, ...targets])
        .map(unitPath)
        .filter((path) => path !== rootWord && !present.some((unit) => isBelow(unit, path)));
    return namesIn(units).filter((unit) => lacking.some((path) => isBelow(unitPath(unit), path)));
}
