import { isMap } from "../../config/faults";
import type { Json, JsonObject } from "../template";

/** A management policy that is attached at one level. */
export interface AttachedDocument {
    readonly policy: string;
    readonly document: JsonObject;
}

/** The management policies attached to the root, to a unit or to an account. */
export interface DocumentLevel {
    readonly name: string;
    readonly documents: readonly AttachedDocument[];
}

/** One setting of the effective policy, with its sources. */
export interface EffectiveSetting {
    /** Keys from the top, in lower case, as AWS writes them in effective policies. */
    readonly path: readonly string[];
    readonly value: Json;
    /** The policies that it comes from, topmost first. */
    readonly from: readonly { readonly policy: string; readonly level: string }[];
    /**
     * Policies of one level that assign different values. AWS uses the one attached first, which the config does not
     * know; `value` is that of the first one here.
     */
    readonly conflict?: readonly string[];
}

type Operator = "@@assign" | "@@append" | "@@remove";
const operators: readonly Operator[] = ["@@assign", "@@append", "@@remove"];
const control = "@@operators_allowed_for_child_policies";

/** A node of the combined tree. */
interface Node {
    readonly children: Map<string, Node>;
    /** Operators that levels below may use. */
    allowed: readonly Operator[];
    value: Json | undefined;
    from: { readonly policy: string; readonly level: string }[];
    conflict?: readonly string[];
}

/** One policy's part of a node. */
interface Fragment {
    readonly policy: string;
    readonly node: JsonObject;
}

const newNode = (): Node => ({ children: new Map(), allowed: operators, value: undefined, from: [] });

/**
 * The effective policy of an account: all management policies of one type, combined from the root down (Organizations
 * User Guide, "Inheritance operators" and "Inheritance examples"). How policies of one level combine was observed with
 * DescribeEffectivePolicy on 2026-09-13: first the first assignment, then all appended values, then all removed ones.
 */
export function effectivePolicy(type: string, levels: readonly DocumentLevel[]): readonly EffectiveSetting[] {
    const root = newNode();
    for (const { name, documents } of levels)
        merge(
            root,
            documents.map(({ policy, document }) => ({ policy, node: document })),
            name,
        );
    if (type === "TAG_POLICY") addTagDefaults(root);
    return settingsOf(root, []);
}

/** Combines what the policies of one level say about a node and everything below it. */
function merge(node: Node, fragments: readonly Fragment[], level: string): void {
    const allowed = node.allowed;
    apply(node, fragments, level);
    for (const { node: fragment } of fragments) node.allowed = both(node.allowed, allowedBy(fragment));
    const parts = new Map<string, Fragment[]>();
    for (const { policy, node: fragment } of fragments)
        for (const [key, child] of Object.entries(fragment))
            if (!key.startsWith("@@") && isMap(child)) {
                const name = key.toLowerCase();
                parts.set(name, [...(parts.get(name) ?? []), { policy, node: child }]);
            }
    for (const [name, children] of parts) {
        // A level above that allows no operator here also forbids new entries: "nor can a child policy add additional
        // plans".
        if (!node.children.has(name) && allowed.length === 0) continue;
        const child = node.children.get(name) ?? newNode();
        node.children.set(name, child);
        merge(child, children, level);
    }
}

function apply(node: Node, fragments: readonly Fragment[], level: string): void {
    const may = (operator: Operator): readonly (readonly [string, Json])[] =>
        node.allowed.includes(operator)
            ? fragments.flatMap(({ policy, node: fragment }) => {
                  const value = fragment[operator];
                  return value === undefined ? [] : [[policy, value] as const];
              })
            : [];
    const [first, ...others] = may("@@assign");
    if (first !== undefined) {
        node.value = first[1];
        node.from = [{ policy: first[0], level }];
        const different = others.filter(([, value]) => JSON.stringify(value) !== JSON.stringify(first[1]));
        if (different.length > 0) node.conflict = [first[0], ...different.map(([policy]) => policy)];
        else delete node.conflict;
    }
    for (const [policy, value] of may("@@append")) {
        const before = listOf(node.value);
        node.value = [...before, ...listOf(value).filter((each) => !has(before, each))];
        addSource(node, policy, level);
    }
    for (const [policy, value] of may("@@remove")) {
        if (node.value === undefined) continue;
        const gone = listOf(value);
        node.value = listOf(node.value).filter((each) => !has(gone, each));
        addSource(node, policy, level);
    }
}

/** Names a policy once, even if it has several operators. */
function addSource({ from }: Node, policy: string, level: string): void {
    if (!from.some((each) => each.policy === policy && each.level === level)) from.push({ policy, level });
}

/** AWS reads numbers, true, false and null as text. */
const textOf = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

const has = (values: readonly Json[], value: Json): boolean => values.some((each) => textOf(each) === textOf(value));

function listOf(value: Json | undefined): readonly Json[] {
    return value === undefined ? [] : Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function allowedBy(fragment: JsonObject): readonly Operator[] {
    const given = fragment[control];
    if (given === undefined) return operators;
    const words = listOf(given).map((word) => textOf(word).toLowerCase());
    return words.includes("@@all") ? operators : operators.filter((operator) => words.includes(operator));
}

function both(some: readonly Operator[], others: readonly Operator[]): readonly Operator[] {
    return some.filter((each) => others.includes(each));
}

/** By default a tag key is spelled in lower case and any value is allowed. */
function addTagDefaults({ children }: Node): void {
    for (const [key, tag] of children.get("tags")?.children ?? []) {
        for (const [name, value] of [
            ["tag_key", key],
            ["tag_value", ["*"]],
        ] as const) {
            const child = tag.children.get(name) ?? newNode();
            tag.children.set(name, child);
            child.value ??= value;
            if (Array.isArray(child.value)) child.value = (child.value as readonly Json[]).map(textOf);
        }
    }
}

function settingsOf(node: Node, path: readonly string[]): readonly EffectiveSetting[] {
    const { value, from, conflict } = node;
    const own = value === undefined ? [] : [{ path, value, from, ...(conflict === undefined ? {} : { conflict }) }];
    return [...own, ...[...node.children].flatMap(([key, child]) => settingsOf(child, [...path, key]))];
}

/** The settings as one document, in the form of DescribeEffectivePolicy. Empty parts are left out. */
export function effectiveDocument(settings: readonly EffectiveSetting[]): JsonObject {
    const document: Record<string, unknown> = {};
    for (const { path, value } of settings) {
        let node = document;
        for (const key of path.slice(0, -1)) node = (node[key] ??= {}) as Record<string, unknown>;
        node[path.at(-1)!] = value;
    }
    return document as JsonObject;
}
