/** Protection that the engine keeps in the state alone: it reports no change where only this differs. */

/** How the state protects a resource. Absent: not at all. */
export interface Protection {
    readonly protect?: boolean;
    readonly retainOnDelete?: boolean;
}

/** Differences between the state and the program in `protect` and `retainOnDelete`; none for the engine's own resources. */
export function protectionChanges(
    type: string,
    before: Protection,
    after: Protection,
): readonly { readonly path: keyof Protection; readonly before: boolean; readonly after: boolean }[] {
    if (type.startsWith("pulumi:")) return [];
    return (["protect", "retainOnDelete"] as const)
        .map((path) => ({ path, before: before[path] === true, after: after[path] === true }))
        .filter((each) => each.before !== each.after);
}
