import { formatPath, type Path } from "../faults/path";

/** People of the stack files that this repository ships. */
const people: ReadonlySet<unknown> = new Set(["ada.lovelace", "alan.turing", "grace.hopper", "katherine.johnson"]);

/** Ids that no repository of the user's has. */
export const exampleIds: Readonly<Record<string, number>> = {
    "ci.ownerId": 12_345_678,
    "ci.repositoryId": 987_654_321,
};

/**
 * Paths of values that are the shipped example's: its company, its addresses at example.com, its people, its repository, its account id.
 * One of them alone may be somebody's own (a test's account id, an admin named Ada), so they are reported only where the file has the
 * example's company, its repository, an address at example.com or two of its people.
 *
 * @param raw the config of a stack file
 */
export function exampleValues(raw: Readonly<Record<string, unknown>>): readonly string[] {
    const found = search(raw, []);
    const named = found.filter(({ kind }) => kind === "person");
    const isExample = found.some(({ kind }) => kind === "sure") || named.length > 1;
    return isExample ? found.map(({ path }) => formatPath(path)) : [];
}

interface Place {
    readonly path: Path;
    readonly kind: "sure" | "person" | "perhaps";
}

function search(value: unknown, path: Path): readonly Place[] {
    if (typeof value === "string" || typeof value === "number") {
        const kind = kindOf(value, path);
        return kind === undefined ? [] : [{ path, kind }];
    }
    if (Array.isArray(value)) return value.flatMap((item: unknown, index) => search(item, [...path, index]));
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, item]) => {
        const at = [...path, key];
        const isPerson = people.has(key) && path.length === 1 && ["admins", "users"].includes(String(path[0]));
        return [...(isPerson ? [{ path: at, kind: "person" } as const] : []), ...search(item, at)];
    });
}

function kindOf(value: string | number, path: Path): Place["kind"] | undefined {
    const at = path.join(".");
    if (typeof value === "number") return exampleIds[at] === value ? "sure" : undefined;
    if (/@example\.com$/u.test(value) || (at === "company.name" && value === "binbash")) return "sure";
    if (at === "ci.repository" && value.startsWith("binbash/")) return "sure";
    if (path[0] === "admins" && people.has(value)) return "person";
    if (at === "company.short" && value === "bb") return "perhaps";
    return at === "management.id" && value === "111111111111" ? "perhaps" : undefined;
}
