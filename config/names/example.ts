import { isMap } from "../faults/is-map";
import { formatPath, type Path } from "../faults/path";

/** People of the stack files that this repository ships. */
export const examplePeople: ReadonlySet<unknown> = new Set([
    "ada.lovelace",
    "alan.turing",
    "grace.hopper",
    "katherine.johnson",
]);

/** Ids in the stack files that this repository ships; no repository of a user has them. */
export const exampleIds: Readonly<Record<string, number>> = {
    "ci.ownerId": 12_345_678,
    "ci.repositoryId": 987_654_321,
};

/** The example's accounts with their units, and its groups with their roles. Many companies have the same: they are `layout`. */
const layout: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    accounts: {
        security: "security",
        shared: "shared",
        network: "network",
        "apps-devstg": "workloads/devstg",
        "apps-prd": "workloads/prd",
        "data-science": "data",
    },
    groups: {
        devops: "DevOps",
        auditors: "Auditor",
        deployers: "DeployMaster",
        finops: "FinOps",
        support: "Support",
    },
};

/**
 * How much a value tells about whether a config is the shipped example:
 * - `sure`: only the example has it: its company, repository and ids, the address space of example.com.
 * - `alone`: somebody else may have the same. It is reported nevertheless, since it is more often a leftover, and a leftover is a stranger
 * with a user in the account that pays, or a telephone that nobody picks up.
 * - `layout`: accounts and groups that are good and that many companies keep. They are reported only together with something that is sure.
 */
type Sign = "sure" | "alone" | "layout";

interface Place {
    readonly path: Path;
    readonly sign: Sign;
    readonly isPerson?: true;
}

/** Paths of values that come from the shipped example. They are for a warning, so one that is really the company's does no harm. */
export function exampleValues(raw: Readonly<Record<string, unknown>>): readonly string[] {
    const found = search(raw, [], raw);
    const named = isOfTheExample(raw) ? found : found.filter(({ sign }) => sign !== "layout");
    return named.map(({ path }) => formatPath(path));
}

/** Whether a config is still the shipped example in part: it has a value that only the example has, or two of its people. */
export function isOfTheExample(raw: Readonly<Record<string, unknown>>): boolean {
    const found = search(raw, [], raw);
    return found.some(({ sign }) => sign === "sure") || found.filter(({ isPerson }) => isPerson).length > 1;
}

/** Whether a part of a config has a value that only the example has. */
export function hasExampleValue(value: unknown, path: Path): boolean {
    return search(value, path, {}).some(({ sign }) => sign === "sure");
}

type Config = Readonly<Record<string, unknown>>;

function search(value: unknown, path: Path, config: Config): readonly Place[] {
    if (typeof value === "string" || typeof value === "number") {
        const place = placeOf(value, path, config);
        return place === undefined ? [] : [place];
    }
    if (Array.isArray(value)) return value.flatMap((item: unknown, index) => search(item, [...path, index], config));
    if (!isMap(value)) return [];
    return Object.entries(value).flatMap(([key, item]) => {
        const at = [...path, key];
        const isPerson = examplePeople.has(key) && path.length === 1 && ["admins", "users"].includes(String(path[0]));
        return [
            ...(isPerson ? [{ path: at, sign: "alone", isPerson } as const] : []),
            ...(isLayout(item, at) ? [{ path: at, sign: "layout" } as const] : []),
            ...search(item, at, config),
        ];
    });
}

function placeOf(value: string | number, path: Path, config: Config): Place | undefined {
    const at = path.join(".");
    if (typeof value === "number") return exampleIds[at] === value ? { path, sign: "sure" } : undefined;
    if (/@example\.com$/iu.test(value) || (at === "company.name" && value === "binbash")) return { path, sign: "sure" };
    if (at === "ci.repository" && value.startsWith("binbash/")) return { path, sign: "sure" };
    if (at === "management.id" && value === "111111111111") return { path, sign: "sure" };
    if (path[0] === "admins" && examplePeople.has(value)) return { path, sign: "alone", isPerson: true };
    if (path[0] === "contacts" && /^\+1 555 010[0-2]$/u.test(value)) return { path, sign: "alone" };
    // A company with two b in its name calls itself so.
    const { name } = isMap(config["company"]) ? config["company"] : {};
    const isTheirs = typeof name === "string" && name !== "binbash" && /b.*b/iu.test(name);
    return at === "company.short" && value === "bb" && !isTheirs ? { path, sign: "alone" } : undefined;
}

/** Whether an account or a group is exactly as in the example. */
function isLayout(item: unknown, [topKey, key, ...rest]: Path): boolean {
    const known = layout[String(topKey)];
    if (known === undefined || rest.length > 0 || !Object.hasOwn(known, key!)) return false;
    return (
        JSON.stringify(item) ===
        JSON.stringify(topKey === "accounts" ? { unit: known[key!] } : { roles: [known[key!]] })
    );
}
