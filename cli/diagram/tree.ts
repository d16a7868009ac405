import type { ManagementConfig } from "../../config";
import { wordOfAccount } from "../../config/names";

/** A node of the picture: the root, a unit or an account. */
export interface TreeNode {
    readonly kind: "root" | "unit" | "account";
    /** `root`, a unit's path or an account's key. */
    readonly key: string;
    /** The organization's name, a unit's own name, or an account's key. */
    readonly label: string;
    /** `closed` or `invited`, for such an account. */
    readonly note?: string;
    /** Names of the policies that are attached here. */
    readonly policies: readonly string[];
    readonly children: readonly TreeNode[];
}

/** The organization as a tree: units before accounts, in the order of the stack file. Accounts without a `unit` are below the root. */
export function treeOf(config: ManagementConfig, withPolicies: boolean): TreeNode {
    const { company, units, accounts, management, policies } = config;
    const attached = (word: string): readonly string[] =>
        withPolicies ? policies.filter(({ targets }) => targets.includes(word)).map(({ name }) => name) : [];
    const paths = new Set(units.map(({ path }) => path));
    const all = [
        { key: "management", unit: management.unit, note: undefined },
        ...accounts.map(({ key, unit, state, joined }) => ({ key, unit, note: noteOf(state, joined) })),
    ];
    const within = (unit: string | undefined): readonly TreeNode[] => [
        ...units
            .filter(({ parent }) => parent === unit)
            .map(({ path, name }) => ({
                kind: "unit" as const,
                key: path,
                label: name,
                policies: attached(path),
                children: within(path),
            })),
        ...all
            .filter((account) => (account.unit === "root" ? undefined : account.unit) === unit)
            .map(({ key, note }) => ({
                kind: "account" as const,
                key,
                label: key,
                ...(note === undefined ? {} : { note }),
                policies: attached(wordOfAccount(key, (path) => paths.has(path))),
                children: [],
            })),
    ];
    return { kind: "root", key: "root", label: company.name, policies: attached("root"), children: within(undefined) };
}

/** The same tree, where more than `most` accounts of one node are replaced by a node with their number: nobody can read hundreds. */
export function folded(node: TreeNode, most: number): TreeNode {
    const accounts = node.children.filter(({ kind }) => kind === "account");
    const children = node.children.map((child) => folded(child, most));
    if (accounts.length <= most) return { ...node, children };
    const all: TreeNode = {
        kind: "account",
        key: node.key,
        label: `${accounts.length} accounts`,
        policies: [],
        children: [],
    };
    return { ...node, children: [...children.filter(({ kind }) => kind !== "account"), all] };
}

function noteOf(state: "active" | "closed", joined: "created" | "invited"): string | undefined {
    if (state === "closed") return "closed";
    return joined === "invited" ? "invited" : undefined;
}

/** Every node with its number and its parent's number, each parent before its children. Numbers count from 0. */
export function* nodesOf(
    node: TreeNode,
    above?: number,
    count: { next: number } = { next: 0 },
): Generator<{ readonly id: number; readonly above: number | undefined; readonly node: TreeNode }> {
    const id = count.next++;
    yield { id, above, node };
    for (const child of node.children) yield* nodesOf(child, id, count);
}
