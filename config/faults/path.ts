/** Keys and indexes from the config's root to a value. */
export type Path = readonly (string | number)[];

/**
 * A path as text, such as `accounts.apps-prd.id`, `units[3]`, `policies["two words"].type`. `pulumi config set --path` accepts this form
 * too.
 */
export function formatPath(path: Path): string {
    return path
        .map((part, index) => {
            if (typeof part === "number") return `[${part}]`;
            if (!/^[\w:@+-]+$/u.test(part)) return `[${JSON.stringify(part)}]`;
            return index === 0 ? part : `.${part}`;
        })
        .join("");
}

/** The value at a path; undefined if there is none. */
export function valueAt(root: unknown, path: Path): unknown {
    let value = root;
    for (const part of path) {
        if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
        value = (value as Readonly<Record<string | number, unknown>>)[part];
    }
    return value;
}
