import { accessWords } from "./access-words";
import { codeBlock, codeSpan } from "./clean";
import type { Preview } from "./events";
import { placesOf } from "./places";
import {
    changeCounts,
    isLoss,
    namesAlone,
    plural,
    type Section,
    sections,
    type SectionOptions,
    worthALine,
} from "./sections";
import { describeChanges } from "./words";

/** Options of a stack's comment. */
export interface MarkdownOptions extends SectionOptions {
    readonly stack: string;
    /** Whether the engine's run succeeded. */
    readonly succeeded: boolean;
    /** Address of the whole text. */
    readonly link?: string;
}

const standardLimit = 65_000;
// Part of the remaining room that losses may take.
const lossShare = 0.7;

/**
 * The first line of a comment, by which it is found again. Text from a preview never comes first and cannot contain it (see `disarm` in
 * clean.ts).
 */
export function marker(stack: string): string {
    return `<!-- aws-organization preview of ${stack.replace(/[^\w.-]/gu, "_")} -->`;
}

/** The comment about one stack's preview. */
export function renderMarkdown(preview: Preview, options: MarkdownOptions): string {
    const limit = options.limit ?? standardLimit;
    const whole = compose(preview, options, Number.POSITIVE_INFINITY);
    if (whole.length <= limit) return whole;
    // Head, losses and violations come first, so that the least important lines are cut.
    return compose(preview, options, limit);
}

function compose(preview: Preview, options: MarkdownOptions, limit: number): string {
    const head = [
        marker(options.stack),
        `### Preview of ${codeSpan(options.stack)}: ${verdict(preview, options)}`,
        "",
        counts(preview),
    ].join("\n");
    const foot = linkLine("The whole text", options.link);
    return `${head}${renderSections(sections(preview, options), limit - head.length - foot.length)}${foot}\n`;
}

/** A link below a comment. */
export function linkLine(text: string, link: string | undefined): string {
    return link === undefined ? "" : `\n\n[${text}](${link.replace(/[\s()<>]/gu, encodeURIComponent)})`;
}

/** The sections as Markdown, with as many lines as fit into `limit` characters. */
export function renderSections(all: readonly Section[], limit: number): string {
    let text = "";
    for (const each of all) {
        const { title, lines, isFolded, form } = each;
        if (lines.length === 0) continue;
        const block = (body: string): string => (form === "list" ? body : codeBlock(body, form));
        const wrap = (body: string): string =>
            isFolded
                ? `\n\n<details><summary>${title}</summary>\n\n${block(body)}\n\n</details>`
                : `\n\n**${title}**\n\n${block(body)}`;
        // Losses leave room for why a run was refused or failed.
        const room = (limit - text.length) * (isLoss(each) ? lossShare : 1);
        const section = fit(lines, wrap, room);
        if (section === undefined) {
            const note = `\n\n${title}: left out, for the comment would be too long.`;
            if (note.length <= room) text += note;
        } else text += section;
    }
    return text;
}

/** A section with as many lines as fit; undefined if none fits. */
function fit(lines: readonly string[], wrap: (body: string) => string, room: number): string | undefined {
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
    return low > 0 && cut(low).length <= room ? cut(low) : undefined;
}

function verdict(preview: Preview, { succeeded }: MarkdownOptions): string {
    const { violations, errors, ended, outputs } = preview;
    const changes = worthALine(preview.changes);
    const refusals = violations.filter(({ level }) => level === "mandatory").length;
    if (refusals > 0) return `refused by the policy pack (${plural(refusals, "violation")})`;
    if (errors.length > 0 || !ended) return "failed";
    const { gained, lost } = accessWords(outputs);
    const ways = [...lost, ...describeChanges(changes, placesOf(outputs)).flatMap((each) => each.lost)];
    const poorer = changes.filter(({ losses }) => losses.length > 0).length + ways.length;
    const losses = [
        ...changeCounts(preview, ["delete", "replace"]),
        ...(poorer > 0 ? [`${poorer} with something taken away`] : []),
    ];
    if (losses.length > 0) return `${losses.join(", ")}: look twice`;
    if (changes.length > 0)
        return changes.some(({ kind }) => kind === "drift") ? "AWS differs from the state" : "changes";
    if (gained.length > 0) return "others may enter";
    if (namesAlone(preview.changes).length > 0) return "only names in Pulumi's state change";
    return succeeded ? "no changes" : "failed";
}

function counts(preview: Preview): string {
    const { unchanged, violations } = preview;
    const advisories = violations.filter(({ level }) => level !== "mandatory").length;
    const reported = [
        ...changeCounts(preview),
        `${unchanged} unchanged`,
        ...(advisories === 0 ? [] : [plural(advisories, "advisory", "advisories")]),
    ];
    return reported.join(" · ");
}
