import { unknownKey } from "./complaint";
import type { Fault } from "./fault";

/** Faults of one kind: from the same rule, with similar cures, at similar places, whatever the values. */
export type Kind = readonly [Fault, ...Fault[]];

/** Number of faults of one kind from which they are shown as one. */
const many = 4;

/** Keys of the config whose values are maps with the user's keys. */
export const userMaps: ReadonlySet<string> = new Set([
    "access",
    "accounts",
    "admins",
    "breakGlass",
    "dataEvents",
    "delegatedAdministrators",
    "groups",
    "policies",
    "tags",
    "users",
]);

/**
 * The faults by kind, in the order of each kind's first fault.
 *
 * @returns blocks to show: all faults of a kind with four or more together, and each other fault alone; and the number of kinds
 */
export function kindsOf(faults: readonly Fault[]): { readonly blocks: readonly Kind[]; readonly kinds: number } {
    const own = new Set(faults.flatMap(ownWords));
    const kinds = new Map<string, [Fault, ...Fault[]]>();
    const placed = faults.map((fault) => {
        const name = kindOf(fault, own);
        const kind = kinds.get(name);
        if (kind === undefined) kinds.set(name, [fault]);
        else kind.push(fault);
        return [fault, kinds.get(name)!] as const;
    });
    const blocks = new Set(placed.map(([fault, kind]): Kind => (kind.length < many ? [fault] : kind)));
    return { blocks: [...blocks], kinds: kinds.size };
}

function kindOf({ path, message, cure, severity }: Fault, own: ReadonlySet<string>): string {
    const parts = partsOf(path).map(({ part, isOwn }) => (isOwn ? hole : part));
    // Many different keys may be unknown at a place: faults about them are of one kind if the same key was meant.
    const isUnknown = message.startsWith(unknownKey);
    return JSON.stringify([
        severity,
        isUnknown ? parts.slice(0, -1) : parts,
        masked(message, own),
        isUnknown ? cure : masked(cure.replace(/did you mean .*?\?/u, hole), own),
    ]);
}

/** The parts of a path, and which of them the user chose: keys of maps, and indexes. */
function partsOf(path: string): readonly { readonly part: string; readonly isOwn: boolean }[] {
    const parts = path.match(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]|[^.[]+/gu) ?? [];
    return parts.map((part, index) => ({
        part,
        isOwn: part.startsWith("[") || (index > 0 && userMaps.has(parts[index - 1]!)),
    }));
}

/** Words of a fault that come from the user. */
function ownWords({ path, value = "" }: Fault): readonly string[] {
    const keys = partsOf(path).flatMap(({ part, isOwn }) => (isOwn ? [part] : []));
    return [...keys, value].flatMap((text) => text.toLowerCase().match(word) ?? []);
}

const word = /[\p{L}\p{N}]+/gu;

// A private-use character, which no rule's text contains.
const hole = "\uF8FF";

/**
 * A text without everything that depends on the value and its place: paths, quoted texts, names, numbers. What is left is the rule's own
 * sentence.
 */
function masked(text: string, own: ReadonlySet<string>): string {
    return (
        text
            .replace(/"[^"]*"/gu, hole)
            // A word with other characters or digits is a value: an email, a path, an id, SOME_NAME.
            .replace(/[^\s\p{P}]*(?:[._/:@+=[\]*-][^\s,;()]|\p{N})[^\s,;()]*/gu, hole)
            // Words of two letters do not distinguish rules, and may be keys.
            .replace(word, (each) => (each.length < 3 || own.has(each.toLowerCase()) ? hole : each))
            .replace(/\uF8FF(?:(?:and|[^\p{L}\uF8FF])*\uF8FF)+/gu, hole)
    );
}
