import { unknownKey } from "./complaint";
import type { Fault } from "./fault";

/** Faults of one kind: one rule and one sort of cure, at places of one pattern, whatever the value. */
export type Kind = readonly [Fault, ...Fault[]];

/** From this number on, faults of one kind are shown as one. */
const many = 4;

/** Keys of the config whose values are maps with keys of the user's own. */
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
 * The faults by kind, in the order of each kind's first one.
 *
 * @returns what is shown as one: all of a kind with four and more, each of the others; and the number of kinds
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
    // Any number of keys may be none: what tells such faults apart is the key that was meant.
    const isUnknown = message.startsWith(unknownKey);
    return JSON.stringify([
        severity,
        isUnknown ? parts.slice(0, -1) : parts,
        masked(message, own),
        isUnknown ? cure : masked(cure.replace(/did you mean .*?\?/u, hole), own),
    ]);
}

/** The parts of a path, and which of them are the user's own: keys of maps, and indexes. */
function partsOf(path: string): readonly { readonly part: string; readonly isOwn: boolean }[] {
    const parts = path.match(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]|[^.[]+/gu) ?? [];
    return parts.map((part, index) => ({
        part,
        isOwn: part.startsWith("[") || (index > 0 && userMaps.has(parts[index - 1]!)),
    }));
}

/** The words of a fault that are the user's own. */
function ownWords({ path, value = "" }: Fault): readonly string[] {
    const keys = partsOf(path).flatMap(({ part, isOwn }) => (isOwn ? [part] : []));
    return [...keys, value].flatMap((text) => text.toLowerCase().match(word) ?? []);
}

const word = /[\p{L}\p{N}]+/gu;

// A sign for private use: no rule has it in its text.
const hole = "\uF8FF";

/**
 * What a text says without what it says of this value at this place: paths, quoted texts, names, numbers. The rules write whole
 * sentences, and what is left is the rule's own.
 */
function masked(text: string, own: ReadonlySet<string>): string {
    return (
        text
            .replace(/"[^"]*"/gu, hole)
            // What has signs or digits in it is no word: an email, a path, an id, SOME_NAME.
            .replace(/[^\s\p{P}]*(?:[._/:@+=[\]*-][^\s,;()]|\p{N})[^\s,;()]*/gu, hole)
            // Two letters tell no rule from another, and may be a key.
            .replace(word, (each) => (each.length < 3 || own.has(each.toLowerCase()) ? hole : each))
            .replace(/\uF8FF(?:(?:and|[^\p{L}\uF8FF])*\uF8FF)+/gu, hole)
    );
}
