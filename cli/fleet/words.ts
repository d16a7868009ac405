/** How results read. */
import type { Preview } from "../preview/events";
import { changeCounts, hasChanges } from "../preview/sections";
import type { Outcome } from "./outcome";

/** What a stack's run came to, in a few words: "2 created, 1 updated (3.1 s)". */
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

/** `why`: empty after an interrupt, which has no other reason. */
export function notRunWords(why: string): string {
    return why === "" ? "not run: interrupted before" : why.trim();
}

/** "2 created, 1 updated". */
export function changeWords(preview: Preview): string {
    const counts = changeCounts(preview).join(", ");
    return counts || (hasChanges(preview) ? "who may enter which account" : "no changes");
}

/** The first line that says something of this stack; a list of faults begins with their number. */
function oneLine(why: string): string {
    const lines = why.split("\n").map((line) => line.trim());
    return lines
        .filter((line) => line !== "" && !/^\d+ faults?:$/u.test(line))
        .slice(0, 1)
        .join("");
}
