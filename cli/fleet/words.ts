/** How results read. */
import type { Change, Preview } from "../preview/events";
import type { Outcome } from "./outcome";

const labels: Readonly<Record<Change["kind"], string>> = {
    delete: "deleted",
    replace: "replaced",
    drift: "drifted",
    release: "let go",
    import: "imported",
    update: "updated",
    protect: "protected otherwise",
    create: "created",
};

/** What a stack's run came to, in a few words: "2 created, 1 updated (3.1 s)". */
export function resultWords({ result, preview, why, seconds }: Outcome): string {
    const took = ` (${seconds.toFixed(1)} s)`;
    switch (result) {
        case "same":
            return `no changes${took}`;
        case "changed":
            return `${changeCounts(preview)}${took}`;
        case "new":
            return "no stack yet: ./org fleet up makes it";
        case "not run":
            return "not run: interrupted before";
        case "waits":
            return `waits: ${oneLine(why)}`;
        case "locked":
            return oneLine(why);
        default:
            return `failed${took}: ${oneLine(why)}`;
    }
}

/** "2 created, 1 updated". */
export function changeCounts({ changes: all }: Preview): string {
    // A component is only a name for what is in it, and a provider is nothing at AWS.
    const resources = all.filter(({ isComponent, type }) => !isComponent && !type.startsWith("pulumi:"));
    const changes = resources.length > 0 ? resources : all;
    const count = (kind: Change["kind"]): number => changes.filter((change) => change.kind === kind).length;
    return (Object.keys(labels) as Change["kind"][])
        .filter((kind) => count(kind) > 0)
        .map((kind) => `${count(kind)} ${labels[kind]}`)
        .join(", ");
}

/** A change in one line: "- group-devops  aws:iam:Group". */
export function changeLine({ kind, name, type, losses }: Change): string {
    const sign = kind === "delete" ? "-" : kind === "replace" ? "±" : "~";
    const lost = losses.length === 0 ? "" : `: takes away ${losses.map(({ path }) => path).join(", ")}`;
    return `${sign} ${name}  ${type.replace(/\/[^:]*:/u, ":")}${kind === "delete" || kind === "replace" ? "" : lost}`;
}

/** The first line that says something of this stack; a list of faults begins with their number. */
function oneLine(why: string): string {
    const lines = why.split("\n").map((line) => line.trim());
    return lines
        .filter((line) => line !== "" && !/^\d+ faults?:$/u.test(line))
        .slice(0, 1)
        .join("");
}
