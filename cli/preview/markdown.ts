import { accessWords } from "./access-words";
import { codeBlock, codeSpan } from "./clean";
import type { Change, Preview } from "./events";
import { placesOf } from "./places";
import { labels, lossTitles, order, plural, sections, type SectionOptions, worthALine } from "./sections";
import { tell } from "./words";

/** Options of a comment. */
export interface MarkdownOptions extends SectionOptions {
    readonly stack: string;
    /** Whether the engine's run succeeded. */
    readonly succeeded: boolean;
    /** Where the whole text is. */
    readonly link?: string;
}

const standardLimit = 65_000;
// Of the room that is left.
const lossShare = 0.7;

/**
 * The first line of a comment, by which it is found again. Text from a preview never comes first, and cannot hold it: it is disarmed
 * (clean.ts).
 */
export function marker(stack: string): string {
    return `<!-- aws-organization preview of ${stack.replace(/[^\w.-]/gu, "_")} -->`;
}

/** The comment of one stack's preview. */
export function renderMarkdown(preview: Preview, options: MarkdownOptions): string {
    const limit = options.limit ?? standardLimit;
    const whole = compose(preview, options, Number.POSITIVE_INFINITY);
    if (whole.length <= limit) return whole;
    // The head, the losses and the violations come first, so that what is cut is what matters least.
    return compose(preview, options, limit);
}

function compose(preview: Preview, options: MarkdownOptions, limit: number): string {
    const head = [
        marker(options.stack),
        `### Preview of ${codeSpan(options.stack)}: ${verdict(preview, options)}`,
        "",
        counts(preview),
    ];
    const link =
        options.link === undefined
            ? ""
            : `\n\n[The whole text](${options.link.replace(/[\s()<>]/gu, encodeURIComponent)})`;
    let text = head.join("\n");
    for (const { title, lines, isFolded, form } of sections(preview, options)) {
        if (lines.length === 0) continue;
        const block = (body: string): string => (form === "list" ? body : codeBlock(body, form));
        const wrap = (body: string): string =>
            isFolded
                ? `\n\n<details><summary>${title}</summary>\n\n${block(body)}\n\n</details>`
                : `\n\n**${title}**\n\n${block(body)}`;
        // However much is lost, there is room to say why a run was refused or failed.
        const isLoss = title === lossTitles[0] || title === lossTitles[1];
        const room = (limit - text.length - link.length) * (isLoss ? lossShare : 1);
        const section = fit(lines, wrap, room);
        if (section === undefined) {
            const note = `\n\n${title}: left out, for the comment would be too long.`;
            if (note.length <= room) text += note;
        } else text += section;
    }
    return `${text}${link}\n`;
}

/** The section with as many of its lines as there is room for; undefined when none has. */
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

function verdict(
    { changes: all, violations, errors, ended, outputs }: Preview,
    { succeeded }: MarkdownOptions,
): string {
    const changes = worthALine(all);
    const refusals = violations.filter(({ level }) => level === "mandatory").length;
    if (refusals > 0) return `refused by the policy pack (${plural(refusals, "violation")})`;
    if (errors.length > 0 || !ended) return "failed";
    const count = (kind: Change["kind"]): number => changes.filter((change) => change.kind === kind).length;
    const grave = (["delete", "replace"] as const).filter((kind) => count(kind) > 0);
    const { gained, lost } = accessWords(outputs);
    const ways = [...lost, ...tell(changes, placesOf(outputs)).flatMap((each) => each.lost)];
    const poorer = changes.filter(({ losses }) => losses.length > 0).length + ways.length;
    const losses = [
        ...grave.map((kind) => `${count(kind)} ${labels[kind]}`),
        ...(poorer > 0 ? [`${poorer} with something taken away`] : []),
    ];
    if (losses.length > 0) return `${losses.join(", ")}: look twice`;
    if (changes.length > 0) return count("drift") > 0 ? "AWS differs from the state" : "changes";
    if (gained.length > 0) return "others may enter";
    return succeeded ? "no changes" : "failed";
}

function counts({ changes: all, unchanged, violations }: Preview): string {
    const changes = worthALine(all);
    const parts = order.flatMap((kind) => {
        const count = changes.filter((change) => change.kind === kind).length;
        return count === 0 ? [] : [`${count} ${labels[kind]}`];
    });
    const advisories = violations.filter(({ level }) => level !== "mandatory").length;
    const reported = [
        ...parts,
        `${unchanged} unchanged`,
        ...(advisories === 0 ? [] : [plural(advisories, "advisory", "advisories")]),
    ];
    return reported.join(" · ");
}
