import { clean, codeSpan, type Cleaning } from "../preview/clean";
import { linkLine, marker, renderSections } from "../preview/markdown";
import { isLoss, lossTitles, refusals, type Section, sections, type SectionOptions } from "../preview/sections";
import { across, namesOf } from "./across";
import { wordsOf } from "./failure-words";
import type { FleetResult } from "./fleet";
import { isRefused, type Outcome } from "./outcome";
import { countsLine } from "./summary";
import { changeWords, notRunWords } from "./words";

/** Options of the fleet's comment on a pull request. */
export interface FleetMarkdownOptions extends Cleaning {
    /** Which part of the fleet it is about, `2-of-3`; absent: all of it. */
    readonly shard?: string;
    readonly link?: string;
    /** Longest comment, in characters. Default: 65,000; GitHub accepts 65,536. */
    readonly limit?: number;
}

const standardLimit = 65_000;
// Part of the remaining room that one section may take, so that earlier sections leave room for later ones.
const share = 0.5;
// Least room of a group, in characters; less would show nothing useful.
const leastRoom = 2_000;
// How many unchanged stacks are named; the whole text names all.
const mostUnchanged = 50;
// If there are more groups, they are folded.
const openGroups = 5;

const titles = { preview: "Preview", up: "Up", refresh: "Drift" } as const;

/**
 * The summary as a comment, with the same sections as a single stack's: losses first, then failures, then each kind of change once, with
 * the stacks that have it.
 */
export function fleetMarkdown(fleet: FleetResult, options: FleetMarkdownOptions): string {
    const { shard, link } = options;
    const foot = linkLine("The whole run", link);
    const limit = (options.limit ?? standardLimit) - foot.length - 1;
    const part = shard === undefined ? "" : `, part ${codeSpan(shard)}`;
    let text = [
        marker(`fleet${shard === undefined ? "" : ` ${shard}`}`),
        `### ${titles[fleet.operation]} of ${fleet.outcomes.length} ${fleet.outcomes.length === 1 ? "stack" : "stacks"}${part}`,
        "",
        clean(countsLine(fleet), options),
        ...unchangedLines(fleet, options),
    ].join("\n");
    const room = (): number => limit - text.length;
    text += renderSections(summarySections(fleet, options), room() * share);
    const found = groups(fleet.outcomes, options);
    let left: readonly Outcome[] = [];
    for (const { outcomes, parts } of found) {
        const body = renderSections(parts, Math.max(leastRoom, room() * share));
        const title = `${namesOf(outcomes.map(({ stack }) => stack.stack))}: ${changeWords(outcomes[0]!.preview)}`;
        const section =
            found.length > openGroups
                ? `\n\n<details><summary>${title}</summary>${body}\n\n</details>`
                : `\n\n#### ${title}${body}`;
        // Keeps room for the names of stacks whose changes do not fit.
        if (section.length < room() * 0.9) text += section;
        else left = [...left, ...outcomes];
    }
    const lines = left.map(({ stack, preview }) => `${stack.stack}: ${changeWords(preview)}`);
    text += renderSections([plain("Changes without room here", lines)], room());
    return `${text}${foot}\n`;
}

/** Names the stacks in a comment that has nothing to report. */
function unchangedLines({ outcomes }: FleetResult, { limit }: FleetMarkdownOptions): readonly string[] {
    const stacks = outcomes.map(({ stack }) => stack.stack);
    if (stacks.length === 0 || outcomes.some(({ result }) => result !== "same")) return [];
    return ["", `Without changes: ${namesOf(stacks, limit === Number.POSITIVE_INFINITY ? limit : mostUnchanged)}`];
}

/** The sections above the changes. */
function summarySections({ outcomes, fault }: FleetResult, options: FleetMarkdownOptions): readonly Section[] {
    const of = (...results: readonly Outcome["result"][]): readonly Outcome[] =>
        outcomes.filter(({ result }) => results.includes(result));
    const whys = (all: readonly Outcome[]): readonly string[] =>
        all.flatMap((outcome) => clean(whyLine(outcome), options).split("\n"));
    // Refusals of the policy pack have a section of their own; only other errors of the stack are here.
    const failed = of("failed", "credentials", "locked", "not run").filter(
        (outcome) => !isRefused(outcome) || outcome.preview.errors.length > 0,
    );
    return [
        ...lossTitles.map((title): Section => ({
            title,
            lines: across(outcomes, cleaning(options), (section) => section.title === title),
            isFolded: false,
            form: "diff",
        })),
        {
            title: refusals,
            lines: across(outcomes, cleaning(options), ({ title }) => title === refusals),
            isFolded: false,
            form: "list",
        },
        plain("Failed", [...whys(failed), ...(fault === undefined ? [] : clean(wordsOf(fault), options).split("\n"))]),
        plain("Wait", whys(of("waits"))),
        plain(
            "No stack yet: `org fleet up` makes it",
            of("new").map(({ stack }) => stack.stack),
        ),
    ];
}

function plain(title: string, lines: readonly string[]): Section {
    return { title, lines, isFolded: false, form: "text" };
}

function whyLine(outcome: Outcome): string {
    const { stack, result, preview } = outcome;
    const why = isRefused(outcome) ? preview.errors.join("\n") : outcome.why;
    const words = result === "not run" ? notRunWords(why) : why.trim() || "no word of why";
    return `${stack.stack}: ${words.replaceAll("\n", "\n    ")}`;
}

interface Group {
    readonly outcomes: readonly Outcome[];
    readonly parts: readonly Section[];
    readonly hasLosses: boolean;
}

/** Groups stacks with the same changes, apart from names and ids. Groups with losses come first, then the largest. */
function groups(all: readonly Outcome[], options: FleetMarkdownOptions): readonly Group[] {
    const found = new Map<string, Group>();
    for (const outcome of all) {
        const { stack, result, preview } = outcome;
        // A stack without changes may have warnings.
        if (result !== "changed" && result !== "same") continue;
        const described = sections(preview, cleaning(options)).filter(({ lines }) => lines.length > 0);
        if (described.length === 0) continue;
        const key = JSON.stringify(described)
            .replaceAll(stack.stack, "·")
            .replaceAll(stack.id ?? stack.stack, "·");
        const group = found.get(key) ?? {
            outcomes: [],
            parts: described.filter((section) => !isLoss(section)),
            hasLosses: described.some(isLoss),
        };
        found.set(key, { ...group, outcomes: [...group.outcomes, outcome] });
    }
    return [...found.values()].sort(
        (a, b) => Number(b.hasLosses) - Number(a.hasLosses) || b.outcomes.length - a.outcomes.length,
    );
}

function cleaning({ secrets, redact, limit }: FleetMarkdownOptions): SectionOptions {
    return { secrets, ...(redact === undefined ? {} : { redact }), ...(limit === undefined ? {} : { limit }) };
}
