import { clean, codeBlock, codeSpan, type Cleaning } from "./clean";
import type { Change, Preview } from "./events";
import { differenceLines, valueText, type Shown } from "./difference";
import type { PropertyChange } from "./losses";

/** Options of a comment. */
export interface MarkdownOptions extends Cleaning {
    readonly stack: string;
    /** Whether the engine's run succeeded. */
    readonly succeeded: boolean;
    /** Where the whole text is. */
    readonly link?: string;
    /** Longest comment in characters; where it is infinite, no value is cut either. Default: 65,000, for GitHub takes 65,536. */
    readonly limit?: number;
}

const standardLimit = 65_000;
// Longest value of a property; a policy document would hide the rest.
const longestValue = 400;

const lossTitles = ["Deleted and replaced", "Taken away from what stays"] as const;
// Of the room that is left.
const lossShare = 0.7;

const order = ["delete", "replace", "drift", "release", "import", "update", "protect", "create"] as const;
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
const signs: Readonly<Record<Change["kind"], string>> = {
    delete: "-",
    replace: "±",
    drift: "!",
    release: "<",
    import: "=",
    update: "~",
    protect: "*",
    create: "+",
};

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

interface Section {
    readonly title: string;
    readonly lines: readonly string[];
    readonly isFolded: boolean;
    /** Its lines begin with the signs of a difference, which GitHub colours. */
    readonly isDifference?: true;
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
    for (const { title, lines, isFolded, isDifference } of sections(preview, options)) {
        if (lines.length === 0) continue;
        const block = (body: string): string => codeBlock(body, isDifference === true ? "diff" : "text");
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

function verdict({ changes: all, violations, errors, ended }: Preview, { succeeded }: MarkdownOptions): string {
    const changes = worthALine(all);
    const refusals = violations.filter(({ level }) => level === "mandatory").length;
    if (refusals > 0) return `refused by the policy pack (${plural(refusals, "violation")})`;
    if (errors.length > 0 || !ended) return "failed";
    const count = (kind: Change["kind"]): number => changes.filter((change) => change.kind === kind).length;
    const grave = (["delete", "replace"] as const).filter((kind) => count(kind) > 0);
    const poorer = changes.filter(({ losses }) => losses.length > 0).length;
    const losses = [
        ...grave.map((kind) => `${count(kind)} ${labels[kind]}`),
        ...(poorer > 0 ? [`${poorer} with something taken away`] : []),
    ];
    if (losses.length > 0) return `${losses.join(", ")}: look twice`;
    if (changes.length > 0) return count("drift") > 0 ? "AWS differs from the state" : "changes";
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

function sections(preview: Preview, options: MarkdownOptions): readonly Section[] {
    const { violations, errors, warnings } = preview;
    const changes = worthALine(preview.changes);
    const shown: Shown = {
        tidy: (text) => clean(text, options),
        longest: options.limit === Number.POSITIVE_INFINITY ? options.limit : longestValue,
    };
    const tidy = (lines: readonly string[]): readonly string[] =>
        lines.flatMap((line) => clean(line, options).split("\n"));
    const violationLines = (isMandatory: boolean): readonly string[] =>
        violations
            .filter(({ level }) => (level === "mandatory") === isMandatory)
            .map(
                ({ policy, resource, message }) =>
                    `${policy}: ${resource}\n    ${message.trim().replaceAll("\n", "\n    ")}`,
            );
    const of = (...wanted: readonly Change["kind"][]): readonly string[] =>
        changes
            .filter(({ kind }) => wanted.includes(kind))
            .sort(gravestFirst)
            .flatMap((change) => changeLines(change, shown));
    const rest = changes.filter(({ kind }) => kind !== "delete" && kind !== "replace" && kind !== "drift").length;
    const poorer = changes.filter(({ losses }) => losses.length > 0).sort(gravestFirst);
    return [
        // What is lost comes first, under the verdict, whatever that is.
        { title: lossTitles[0], lines: tidy(of("delete", "replace")), isFolded: false, isDifference: true },
        {
            title: lossTitles[1],
            lines: tidy(poorer.flatMap((change) => lossLines(change, shown))),
            isFolded: false,
            isDifference: true,
        },
        { title: "Refused by the policy pack", lines: tidy(violationLines(true)), isFolded: false },
        { title: "Errors", lines: tidy(errors), isFolded: false },
        { title: "Differs in AWS", lines: tidy(of("drift")), isFolded: false, isDifference: true },
        { title: "Advisories", lines: tidy(violationLines(false)), isFolded: false },
        {
            title: plural(rest, "other change"),
            lines: tidy(of("release", "import", "update", "protect", "create")),
            isFolded: true,
            isDifference: true,
        },
        { title: plural(warnings.length, "warning"), lines: tidy(warnings), isFolded: true },
    ];
}

/** The engine's own order differs from run to run, and an edited comment should differ only where the preview does. */
function gravestFirst(a: Change, b: Change): number {
    const keys = ({ kind, isComponent, type, name }: Change): readonly (string | number)[] => [
        order.indexOf(kind),
        Number(isComponent),
        type,
        name,
    ];
    const [left, right] = [keys(a), keys(b)];
    const at = left.findIndex((key, index) => key !== right[index]);
    return at < 0 ? 0 : left[at]! < right[at]! ? -1 : 1;
}

/** A component is only a name for what is in it, and that has lines of its own; but for what it alone says is lost. */
function worthALine(changes: readonly Change[]): readonly Change[] {
    const resources = changes.filter(({ isComponent, losses }) => !isComponent || losses.length > 0);
    return resources.length > 0 ? resources : changes;
}

/** The name first: on a narrow screen the type is what may be out of sight. */
function heading({ kind, type, name }: Change, notes: readonly string[] = []): string {
    return `${signs[kind]} ${name}  ${shortType(type)}${notes.length === 0 ? "" : ` (${notes.join("; ")})`}`;
}

function changeLines(change: Change, shown: Shown): readonly string[] {
    const { kind, properties, reasons, isRetained } = change;
    const notes = [
        ...(kind === "replace" && reasons.length > 0 ? [`because of ${reasons.join(", ")}`] : []),
        ...(kind === "drift" ? reasons : []),
        ...(kind === "delete" && isRetained ? ["AWS keeps it"] : []),
    ];
    return [
        heading(change, notes),
        ...properties
            .filter(({ before, after }) => before !== undefined || after !== undefined)
            .flatMap((property) => propertyLines(kind, property, shown)),
    ];
}

function lossLines(change: Change, shown: Shown): readonly string[] {
    return [
        heading({ ...change, kind: "update" }),
        ...change.losses.map(({ path, before }) => `-   ${path}: ${valueText(before, shown)}`),
    ];
}

function propertyLines(kind: Change["kind"], { path, before, after }: PropertyChange, shown: Shown): readonly string[] {
    if (kind === "create" || kind === "import") return [`    ${path}: ${valueText(after, shown)}`];
    if (kind === "delete" || kind === "release") return [`    ${path}: ${valueText(before, shown)}`];
    return differenceLines(path, before, after, shown);
}

/** `aws:organizations/account:Account` → `aws:organizations:Account`, as the engine shows it. */
function shortType(type: string): string {
    return type.replace(/\/[^:]*:/u, ":");
}

function plural(count: number, one: string, many = `${one}s`): string {
    return `${count} ${count === 1 ? one : many}`;
}
