import { distance } from "fastest-levenshtein";

/**
 * The known word that was most likely meant; undefined if none is near. Case is ignored, and two swapped letters count as one mistake; at
 * most a third of the letters may differ. A beginning stands for the whole word, and `prd` for `workloads/prd`, if no other word begins or
 * ends so.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
    const lower = word.toLowerCase();
    if (lower === "") return undefined;
    let best: { readonly name: string; readonly far: number } | undefined;
    for (const name of known) {
        const far = distanceTo(lower, name.toLowerCase());
        if (far <= allowed(lower, name) && (best === undefined || far < best.far)) best = { name, far };
    }
    if (best !== undefined && best.far <= 2) return best.name;
    // `SERVICE_CONTROL` means SERVICE_CONTROL_POLICY, `prd` means workloads/prd.
    const begun = lower.length < 3 ? [] : known.filter((name) => name.toLowerCase().startsWith(lower));
    if (begun.length === 1) return begun[0];
    if (best !== undefined) return best.name;
    const tails = known.filter((name) => name.toLowerCase().split("/").at(-1) === lower);
    return tails.length === 1 ? tails[0] : undefined;
}

/** Levenshtein distance, or that of the sorted letters plus one: two swapped letters are one typing mistake. */
function distanceTo(word: string, name: string): number {
    const plain = distance(word, name);
    return plain <= 1 ? plain : Math.min(plain, distance(sorted(word), sorted(name)) + 1);
}

function allowed(word: string, name: string): number {
    const length = Math.max(word.length, name.length);
    return length < 4 ? 1 : Math.max(2, Math.floor(length / 3));
}

function sorted(word: string): string {
    return Array.from(word).sort().join("");
}
