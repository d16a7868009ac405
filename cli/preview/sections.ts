import { accessWords } from "./access-words";
import { clean, codeSpan, type Cleaning } from "./clean";
import { differenceLines, isUnknown, valueText, type Shown } from "./difference";
import type { Change, Preview } from "./events";
import type { PropertyChange } from "./losses";
import { placesOf } from "./places";
import { tell, type Described } from "./words";

/** A part of a comment. */
export interface Section {
    readonly title: string;
    readonly lines: readonly string[];
    readonly isFolded: boolean;
    /** `diff`: its lines begin with the signs of a difference, which GitHub colours. `list`: Markdown, whose lines are wrapped. */
    readonly form: "diff" | "text" | "list";
}

/** Options of what is said of a preview. */
export interface SectionOptions extends Cleaning {
    /** Longest comment in characters; where it is infinite, no value is cut either. Default: 65,000, for GitHub takes 65,536. */
    readonly limit?: number;
}

// Longest value of a property; a policy document would hide the rest.
const longestValue = 400;
// Lines of changes that a reader takes in at once; more are folded.
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

/** What a comment says, what is lost before all else: in the organization's words, and folded below them in the engine's. */
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
    const described = tell(changes, placesOf(outputs));
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
                // Spans are wrapped, blocks are not.
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

/** Most accounts that one names one by one. */
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
        // In no account that it binds, so far.
        ...(was === is || groups.length > 0
            ? []
            : [`${sign(is)} ${policy}: newly ${is}: ${name} (${action}), in no account yet`]),
        ...(is === expected ? [] : [`! ${policy}: a case fails: ${name} (${action}): ${is}, and not ${expected}`]),
    ]);
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

/**
 * A component is only a name for what is in it, and that has lines of its own; a provider is nothing at AWS. But for what they alone say
 * is lost.
 */
export function worthALine(changes: readonly Change[]): readonly Change[] {
    const resources = changes.filter(
        ({ isComponent, type, losses }) => (!isComponent && !type.startsWith("pulumi:")) || losses.length > 0,
    );
    return resources.length > 0 ? resources : changes.filter((change) => !isName(change));
}

/** Components that come and go where nothing else changes: names in Pulumi's state. */
export function namesAlone(changes: readonly Change[]): readonly Change[] {
    return worthALine(changes).length > 0 ? [] : changes.filter(isName);
}

function isName({ isComponent, kind, losses }: Change): boolean {
    return isComponent && (kind === "create" || kind === "delete") && losses.length === 0;
}

/** How many of each kind, the gravest first: `2 deleted`, `1 created`. */
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

/** Whether anything changes, if only who may enter which account: no resource of the management stack does with that. */
export function hasChanges({ changes, outputs }: Preview): boolean {
    const { gained, lost } = accessWords(outputs);
    return changes.length + gained.length + lost.length > 0;
}

/** Whether a section tells of losses. */
export function isLoss({ title }: Section): boolean {
    return title === lossTitles[0] || title === lossTitles[1];
}

/** A sentence, and what it does not tell of a thing that stays. */
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
            // Against what is not known yet nothing can be compared; the old value is below.
            .flatMap((property) =>
                isUnknown(property.after)
                    ? [`    ${property.path}: ${valueText(property.after, shown)}`]
                    : propertyLines(kind, property, shown),
            ),
    ];
}

/** In the engine's words; the name first: on a narrow screen the type is what may be out of sight. */
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
