import { clean, codeBlock, codeSpan, type Cleaning } from "../preview/clean";
import { marker, renderMarkdown } from "../preview/markdown";
import type { FleetResult } from "./fleet";
import { graveChanges, type Outcome } from "./outcome";
import { countsLine } from "./summary";
import { changeCounts, changeLine } from "./words";

/** Options of the comment. */
export interface FleetMarkdownOptions extends Cleaning {
    /** Which part of the fleet it is, `2-of-3`; absent: all of it. */
    readonly shard?: string;
    readonly link?: string;
    /** Longest comment in characters. Default: 65,000, for GitHub takes 65,536. */
    readonly limit?: number;
}

const standardLimit = 65_000;
// Of the room that is left: what is further up may not take it all.
const share = 0.5;
// Names of stacks in the title of a group; all are in the table of counts otherwise.
const namedInTitle = 8;

const titles = { preview: "Preview", up: "Up", refresh: "Drift" } as const;

/** The summary as a comment: losses first, then what failed, then each kind of change once, with the stacks that have it. */
export function fleetMarkdown(fleet: FleetResult, options: FleetMarkdownOptions): string {
    const { shard, link } = options;
    const tidy = (text: string): string => clean(text, options);
    const foot = link === undefined ? "" : `\n\n[The whole run](${link.replace(/[\s()<>]/gu, encodeURIComponent)})`;
    const limit = (options.limit ?? standardLimit) - foot.length - 1;
    const part = shard === undefined ? "" : `, part ${codeSpan(shard)}`;
    let text = [
        marker(`fleet${shard === undefined ? "" : ` ${shard}`}`),
        `### ${titles[fleet.operation]} of ${fleet.outcomes.length} ${fleet.outcomes.length === 1 ? "stack" : "stacks"}${part}`,
        "",
        tidy(countsLine(fleet)),
    ].join("\n");
    const room = (): number => limit - text.length;
    const list = (title: string, lines: readonly string[], language: "diff" | "text"): void => {
        if (lines.length === 0) return;
        const fits = fitted(
            lines.flatMap((line) => tidy(line).split("\n")),
            (body) => `\n\n**${title}**\n\n${codeBlock(body, language)}`,
            room() * share,
        );
        text += fits;
    };
    list("Deleted, replaced, taken away", graveLines(fleet), "diff");
    list("Failed", failures(fleet), "text");
    list("Wait", of(fleet, "waits").map(whyLine), "text");
    list(
        "No stack yet: `org fleet up` makes it",
        of(fleet, "new").map(({ stack }) => stack.stack),
        "text",
    );
    let left: readonly Outcome[] = [];
    for (const group of groups(of(fleet, "changed"), options, Math.max(2_000, room() * share))) {
        const section = `\n\n<details><summary>${groupTitle(group.outcomes)}</summary>\n${group.body}\n\n</details>`;
        // Room for the names of those that have none.
        if (section.length < room() * 0.9) text += section;
        else left = [...left, ...group.outcomes];
    }
    list(
        "Changes without room here",
        left.map((each) => `${each.stack.stack}: ${changeCounts(each.preview)}`),
        "text",
    );
    return `${text}${foot}\n`;
}

function of({ outcomes }: FleetResult, ...results: readonly Outcome["result"][]): readonly Outcome[] {
    return outcomes.filter(({ result }) => results.includes(result));
}

function graveLines({ outcomes }: FleetResult): readonly string[] {
    return outcomes.flatMap(({ stack, preview }) =>
        graveChanges(preview).map((change) => {
            const [sign = "", ...rest] = changeLine(change).split(" ");
            return `${sign === "~" ? "-" : sign} ${stack.stack}: ${rest.join(" ")}`;
        }),
    );
}

function failures(fleet: FleetResult): readonly string[] {
    return of(fleet, "failed", "credentials", "locked", "not run").map(whyLine);
}

function whyLine({ stack, result, why }: Outcome): string {
    const words = why === "" ? (result === "not run" ? "not run: interrupted before" : "no word of why") : why.trim();
    return `${stack.stack}: ${words.replaceAll("\n", "\n    ")}`;
}

interface Group {
    readonly outcomes: readonly Outcome[];
    readonly body: string;
}

/** Stacks that change in the same way, but for names and ids of their own, are shown once. Those with losses come first, then the largest. */
function groups(outcomes: readonly Outcome[], options: FleetMarkdownOptions, limit: number): readonly Group[] {
    const found = new Map<string, Outcome[]>();
    const bodies = new Map<string, string>();
    for (const outcome of outcomes) {
        const { stack, preview } = outcome;
        const whole = renderMarkdown(preview, { ...withoutLink(options), stack: stack.stack, succeeded: true, limit });
        // Without marker and heading: the title is the group's.
        const body = whole.split("\n").slice(2).join("\n").trim();
        const key = body.replaceAll(stack.stack, "·").replaceAll(stack.id ?? stack.stack, "·");
        found.set(key, [...(found.get(key) ?? []), outcome]);
        if (!bodies.has(key)) bodies.set(key, `\n${body}`);
    }
    const weight = (group: Group): number =>
        group.outcomes.filter(({ preview }) => graveChanges(preview).length > 0).length;
    return [...found]
        .map(([key, members]): Group => ({ outcomes: members, body: bodies.get(key)! }))
        .sort((a, b) => weight(b) - weight(a) || b.outcomes.length - a.outcomes.length);
}

function withoutLink({ secrets, redact }: FleetMarkdownOptions): Cleaning {
    return redact === undefined ? { secrets } : { secrets, redact };
}

function groupTitle(outcomes: readonly Outcome[]): string {
    const names = outcomes.slice(0, namedInTitle).map(({ stack }) => stack.stack);
    const more = outcomes.length - names.length;
    return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}: ${changeCounts(outcomes[0]!.preview)}`;
}

/** The block with as many of its lines as there is room for; nothing when there is none. */
function fitted(lines: readonly string[], wrap: (body: string) => string, room: number): string {
    const whole = wrap(lines.join("\n"));
    if (whole.length <= room) return whole;
    const cut = (count: number): string =>
        wrap([...lines.slice(0, count), `… ${lines.length - count} more lines`].join("\n"));
    let [low, high] = [0, lines.length - 1];
    while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (cut(middle).length <= room) low = middle;
        else high = middle - 1;
    }
    return cut(low).length <= room ? cut(low) : "";
}
