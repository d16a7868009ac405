import type { Outputs } from "./engine-event";

/** Names in the stack files for ids of AWS. */
export interface Places {
    /** Key of the stack's account; undefined for the management stack. */
    readonly own: string | undefined;
    /** Key of an account by its id (12 digits); the id where it is not known. */
    readonly account: (id: string) => string;
    /** Path of a unit by its id; the id where it is not known. */
    readonly unit: (id: string) => string;
    /** The unit of an account, before and after; undefined where the outputs do not have it. */
    readonly unitOf: (account: string) => { readonly before: string | undefined; readonly after: string | undefined };
}

type Tree = Readonly<Record<string, unknown>>;

/** Reads the names from a stack's outputs: the management stack has all of them, the security stack those of accounts. */
export function placesOf({ before, after }: Outputs = { before: {}, after: {} }): Places {
    const accounts = new Map<string, string>();
    const units = new Map<string, string>();
    let own: string | undefined;
    for (const outputs of [before, after]) {
        const { id: ownId, key: ownKey } = mapOf(outputs["account"]);
        if (typeof ownKey === "string") {
            own = ownKey;
            accounts.set(String(ownId), ownKey);
        }
        const { id } = mapOf(outputs["management"]);
        if (typeof id === "string") accounts.set(id, "management");
        for (const key of ["accounts", "profiles"])
            for (const [name, account] of Object.entries(mapOf(outputs[key])))
                accounts.set(String(mapOf(account)["id"]), name);
        for (const [path, unit] of Object.entries(mapOf(outputs["units"]))) units.set(String(unit), path);
        const { rootId } = mapOf(outputs["organization"]);
        if (typeof rootId === "string") units.set(rootId, "root");
    }
    const unitIn = (outputs: Tree, account: string): string | undefined => {
        const { unit } = mapOf(mapOf(outputs["accounts"])[account]);
        return typeof unit === "string" ? unit : undefined;
    };
    return {
        own,
        account: (id) => accounts.get(id) ?? id,
        unit: (id) => units.get(id) ?? id,
        unitOf: (account) => ({ before: unitIn(before, account), after: unitIn(after, account) }),
    };
}

export function mapOf(value: unknown): Tree {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Tree) : {};
}
