/** Results of stacks in words. */
import type { Preview } from "../preview/events";
import { changeCounts, hasChanges } from "../preview/sections";
import type { Outcome } from "./outcome";

/** A stack's result in a few words: "2 created, 1 updated (3.1 s)". */
export function resultWords({ result, preview, why, seconds }: Outcome): string {
    const took = ` (${seconds.toFixed(1)} s)`;
    switch (result) {
        case "same":
            return `no changes${took}`;
        case "changed":
            return `${changeWords(preview)}${took}`;
        case "new":
            return "no stack yet: ./org fleet up makes it";
        case "not run":
            return oneLine(notRunWords(why));
        case "waits":
            return `waits: ${oneLine(why)}`;
        case "locked":
            return oneLine(why);
        default:
            return `failed${took}: ${oneLine(why)}`;
    }
}

/** Why a stack was not run. `why` is empty after an interrupt. */
export function notRunWords(why: string): string {
    return why === "" ? "not run: interrupted before" : why.trim();
}

/** "2 created, 1 updated". */
export function changeWords(preview: Preview): string {
    const counts = changeCounts(preview).join(", ");
    return counts || (hasChanges(preview) ? "who may enter which account" : "no changes");
}

/** The first line of a reason. For a list of faults: the first fault with its path. */
function oneLine(why: string): string {
    const [first = "", ...rest] = why
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "");
    return /^\d+ faults?:$/u.test(first) ? rest.slice(0, 2).join(": ") : first;
}
