import { accessWords } from "./access-words";
import { clean, codeSpan, type Cleaning } from "./clean";
import { differenceLines, isUnknown, valueText, type Shown } from "./difference";
import type { Change, Preview } from "./events";
import type { PropertyChange } from "./losses";
import { placesOf } from "./places";
import { describeChanges, type Described } from "./words";

/** A part of a comment. */
export interface Section {
    readonly title: string;
    readonly lines: readonly string[];
    readonly isFolded: boolean;
    /** `diff`: lines begin with the signs of a difference, which GitHub colours; `list`: Markdown, whose lines are wrapped. */
    readonly form: "diff" | "text" | "list";
}

/** Options of the sections. */
export interface SectionOptions extends Cleaning {
    /** Longest comment, in characters; if it is infinite, values are not cut either. Default: 65,000; GitHub accepts 65,536. */
    readonly limit?: number;
}

// Longest value of a property, in characters: a policy document would hide the rest.
const longestValue = 400;
// If there are more lines of changes, they are folded.
const openLines = 40;

export const lossTitles = ["Deleted and replaced", "Taken away from what stays"] as const;

export const refusals = "Refused by the policy pack";

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

/** The sections of a comment, losses first. Changes are described in the organization's terms, and below, folded, in the engine's. */
export function sections(preview: Preview, options: SectionOptions): readonly Section[] {
    const { violations, errors, warnings, outputs } = preview;
    const changes = [...worthALine(preview.changes)].sort(gravestFirst);
    const names = namesAlone(preview.changes);
    const shown: Shown = {
        tidy: (text) => clean(text, options),
        longest: options.limit === Number.POSITIVE_INFINITY ? options.limit : longestValue,
    };
    const tidy = (lines: readonly string[]): readonly string[] =>
        lines.flatMap((line) => clean(line, options).split("\n"));
    const described = describeChanges(changes, placesOf(outputs));
    const access = accessWords(outputs);
    const of = (...wanted: readonly Change["kind"][]): readonly string[] =>
        described.filter(({ change }) => wanted.includes(change.kind)).flatMap((each) => describedLines(each, shown));
    const poorer = changes.filter(({ losses }) => losses.length > 0);
    const lost = [
        ...[...access.lost, ...described.flatMap((each) => each.lost)].map((sentence) => `- ${sentence}`),
        ...poorer.flatMap((change) => lossLines(change, described, shown)),
    ];
    const rest = [
        ...of("release", "import", "update", "protect", "create"),
        ...access.gained.map((sentence) => `+ ${sentence}`),
        ...(names.length === 0
            ? []
            : [
                  `~ ${plural(names.length, "component")} come and go, which are names in Pulumi's state: nothing changes at AWS`,
              ]),
    ];
    const violationLines = (isMandatory: boolean): readonly string[] =>
        violations
            .filter(({ level }) => (level === "mandatory") === isMandatory)
            .flatMap(({ policy, resource, message }) => [
                `- ${codeSpan(clean(policy, options))}: ${codeSpan(clean(resource, options))}`,
                // GitHub wraps code spans, not code blocks.
                ...tidy([message.trim()]).flatMap((line) => (line.trim() === "" ? [] : [`  ${codeSpan(line.trim())}`])),
            ]);
    return [
        { title: lossTitles[0], lines: tidy(of("delete", "replace")), isFolded: false, form: "diff" },
        { title: lossTitles[1], lines: tidy(lost), isFolded: false, form: "diff" },
        { title: refusals, lines: violationLines(true), isFolded: false, form: "list" },
        {
            title: "What policies newly deny and allow",
            lines: tidy([...verdictLines(preview), ...caseLines(preview)]),
            isFolded: false,
            form: "diff",
        },
        { title: "Errors", lines: tidy(errors), isFolded: false, form: "text" },
        { title: "Differs in AWS", lines: tidy(of("drift")), isFolded: false, form: "diff" },
        {
            title: rest.length > openLines ? plural(rest.length, "line of changes", "lines of changes") : "Changes",
            lines: tidy(rest),
            isFolded: rest.length > openLines,
            form: "diff",
        },
        { title: "Advisories", lines: violationLines(false), isFolded: false, form: "list" },
        { title: plural(warnings.length, "warning"), lines: tidy(warnings), isFolded: true, form: "text" },
        {
            title: `The same in the engine's names and values: ${plural(changes.length, "resource")}`,
            lines: tidy(changes.flatMap((change) => changeLines(change, shown))),
            isFolded: true,
            form: "diff",
        },
    ];
}

/** If there are more accounts, the rest are counted. */
const namedAccounts = 8;

function verdictLines({ verdicts = [] }: Preview): readonly string[] {
    return verdicts.map(({ becomes, who, what, by, accounts }) => {
        const names = namesOf(accounts);
        return becomes === "denied"
            ? `- ${names}: ${who === "everybody" ? "nobody can" : `${who} can no longer`} ${what}: ${by}`
            : `+ ${names}: ${who} can ${what} again: it was denied by ${by}`;
    });
}

function namesOf(accounts: readonly string[]): string {
    const more = accounts.length - namedAccounts;
    return [...accounts.slice(0, namedAccounts), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

function caseLines({ cases = [] }: Preview): readonly string[] {
    const sign = (becomes: string): string => (becomes === "denied" ? "-" : "+");
    return cases.flatMap(({ policy, case: name, action, was, is, expected, accounts: groups }) => [
        ...groups.map(({ becomes, by, accounts }) => {
            const why = becomes === "denied" ? by : `it was denied by ${by}`;
            return `${sign(becomes)} ${namesOf(accounts)}: newly ${becomes}: ${name} (${action}), a case of ${policy}: ${why}`;
        }),
        // The decision changes in no account, so far.
        ...(was === is || groups.length > 0
            ? []
            : [`${sign(is)} ${policy}: newly ${is}: ${name} (${action}), in no account yet`]),
        ...(is === expected ? [] : [`! ${policy}: a case fails: ${name} (${action}): ${is}, and not ${expected}`]),
    ]);
}

/**
 * Sorts changes, the gravest first. The engine's order differs from run to run, and an edited comment should differ only where the preview
 * does.
 */
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

/**
 * Changes that are shown: resources. Components and providers do not exist at AWS, so they are shown only with losses that they report, or
 * if nothing else changes.
 */
export function worthALine(changes: readonly Change[]): readonly Change[] {
    const resources = changes.filter(
        ({ isComponent, type, losses }) => (!isComponent && !type.startsWith("pulumi:")) || losses.length > 0,
    );
    return resources.length > 0 ? resources : changes.filter((change) => !isName(change));
}

/** Components that are created or deleted while nothing else changes: only names in Pulumi's state. */
export function namesAlone(changes: readonly Change[]): readonly Change[] {
    return worthALine(changes).length > 0 ? [] : changes.filter(isName);
}

function isName({ isComponent, kind, losses }: Change): boolean {
    return isComponent && (kind === "create" || kind === "delete") && losses.length === 0;
}

/** Counts by kind, the gravest first: `2 deleted`, `1 created`. */
export function changeCounts(preview: Preview, kinds: readonly Change["kind"][] = order): readonly string[] {
    const changes = worthALine(preview.changes);
    const names = namesAlone(preview.changes).length;
    return [
        ...kinds.flatMap((kind) => {
            const count = changes.filter((change) => change.kind === kind).length;
            return count === 0 ? [] : [`${count} ${labels[kind]}`];
        }),
        ...(kinds === order && names > 0 ? [`${names} names in the state`] : []),
    ];
}

/** Whether anything changes, including who may enter which account, for which no resource of the management stack changes. */
export function hasChanges({ changes, outputs }: Preview): boolean {
    const { gained, lost } = accessWords(outputs);
    return changes.length + gained.length + lost.length > 0;
}

/** Whether a section shows losses. */
export function isLoss({ title }: Section): boolean {
    return title === lossTitles[0] || title === lossTitles[1];
}

/** The lines of a change: its sentences, and properties of an existing resource that they do not cover. */
function describedLines({ change, sentences, covered }: Described, shown: Shown): readonly string[] {
    const { kind, properties, reasons } = change;
    const isToldWhole = kind === "create" || kind === "delete" || kind === "import" || kind === "release";
    return [
        ...sentences.map((sentence) => `${signs[kind]} ${sentence}`),
        ...properties
            .filter(
                ({ path }) => !isToldWhole && !covered.includes(path) && (kind !== "replace" || reasons.includes(path)),
            )
            .filter(({ before, after }) => before !== undefined || after !== undefined)
            // A value that is not known yet cannot be compared; the old value is in the engine's section below.
            .flatMap((property) =>
                isUnknown(property.after)
                    ? [`    ${property.path}: ${valueText(property.after, shown)}`]
                    : propertyLines(kind, property, shown),
            ),
    ];
}

/** The engine's name and type. The name comes first: on a narrow screen, the end of the line may be hidden. */
function heading({ kind, type, name }: Change, notes: readonly string[]): string {
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

function lossLines(change: Change, described: readonly Described[], shown: Shown): readonly string[] {
    const sentence = described.find((each) => each.change === change)?.sentences[0] ?? change.name;
    return [`~ ${sentence}`, ...change.losses.map(({ path, before }) => `-   ${path}: ${valueText(before, shown)}`)];
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

export function plural(count: number, one: string, many = `${one}s`): string {
    return `${count} ${count === 1 ? one : many}`;
}
