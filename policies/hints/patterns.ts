import { conditionParts } from "../evaluate/conditions";

/**
 * Whether each text that matches the narrow pattern also matches the wide one. Never true by mistake; may be false
 * although it holds.
 *
 * @param wide a text with `*` and `?`
 * @param narrow a text with `*` and `?`
 */
export function covers(wide: string, narrow: string): boolean {
    const [general, special] = [wide, narrow].map((text) => text.toLowerCase().replace(/\*+/gu, "*"));
    return coversRest(general!, special!);
}

/**
 * Character by character: a star of the wide pattern matches nothing, or one more character of the narrow pattern,
 * wildcards included.
 */
function coversRest(wide: string, narrow: string): boolean {
    let here = new Set([0]);
    const skipStars = (from: Iterable<number>): Set<number> => {
        const found = new Set(from);
        for (const index of found) if (wide[index] === "*") found.add(index + 1);
        return found;
    };
    here = skipStars(here);
    for (const character of narrow) {
        const next: number[] = [];
        for (const index of here) {
            const own = wide[index];
            if (own === "*") next.push(index);
            else if (own === character || (own === "?" && character !== "*")) next.push(index + 1);
        }
        here = skipStars(next);
    }
    return here.has(wide.length);
}

export const textsOf = (value: unknown): readonly string[] => [value].flat().map(String);

/** A statement of a document that has no fault. */
export type Statement = Readonly<Record<string, unknown>>;

export function statementsOf(document: Readonly<Record<string, unknown>>): readonly Statement[] {
    return [document["Statement"]].flat() as readonly Statement[];
}

/** Path of a statement in its document. */
export function placeOf(document: Readonly<Record<string, unknown>>, index: number): readonly (string | number)[] {
    return Array.isArray(document["Statement"]) ? ["Statement", index] : ["Statement"];
}

/** `operator key` → its values, sorted. */
export function conditionsOf({ Condition: block }: Statement): ReadonlyMap<string, readonly string[]> {
    return new Map(
        conditionParts(block).map(({ operator, key, values }) => [
            `${operator} ${key.toLowerCase()}`,
            [...values].sort(),
        ]),
    );
}
