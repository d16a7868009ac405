import { exitCodes } from "../common/ui";
import { accessWords } from "../preview/access-words";
import { clean, cleanValue, type Cleaning } from "../preview/clean";
import { isLoss } from "../preview/sections";
import { across } from "./across";
import type { FleetResult } from "./fleet";
import { graveChanges, isFailure, type Outcome, type Result } from "./outcome";
import { changeWords } from "./words";

/**
 * The exit code. 0: success without changes, or with the changes of an `up`. 1: a stack failed, was locked or was not run. 2: a selected
 * stack is none of the organization. 3: a preview has changes, or a refresh has drift. 130 and the like: a signal ended the run.
 */
export function exitCodeOf({ operation, outcomes, fault, interrupted }: FleetResult): number {
    if (interrupted !== undefined) return interrupted;
    if (fault !== undefined) return fault.exitCode;
    if (outcomes.some(isFailure)) return exitCodes.fault;
    if (operation === "up") return exitCodes.ok;
    const changes: readonly Result[] = operation === "refresh" ? ["changed"] : ["changed", "new"];
    return outcomes.some(({ result }) => changes.includes(result)) ? exitCodes.changes : exitCodes.ok;
}

/** The summary for people: losses first, then failures. */
export function summaryText(fleet: FleetResult, cleaning: Cleaning): string {
    const { outcomes, leftOut } = fleet;
    const failures = (all: readonly Outcome[]): readonly string[] => failureLines(all, cleaning);
    const block = (title: string, lines: readonly string[]): readonly string[] =>
        lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ""];
    const of = (...results: readonly Result[]): readonly Outcome[] =>
        outcomes.filter(({ result }) => results.includes(result));
    return [
        ...block("Deleted, replaced, taken away", across(outcomes, cleaning, isLoss)),
        ...block("Failed", failures(of("failed", "credentials", "locked"))),
        // After an interrupt there is no reason to print.
        ...block("Not run", failures(of("not run").filter(({ why }) => why !== ""))),
        ...block("Waits", failures(of("waits"))),
        ...block(
            "Changes",
            of("changed").map((each) => `${each.stack.stack}: ${changeWords(each.preview)}`),
        ),
        ...block(
            "No stack yet",
            of("new").map(({ stack }) => `${stack.stack}: ./org fleet up makes it`),
        ),
        ...block(
            "Left out",
            leftOut.map(({ stack, why }) => `${stack}: ${leftOutWords[why]}`),
        ),
        countsLine(fleet),
    ].join("\n");
}

const leftOutWords = {
    closed: "the account is closed",
    "not made yet":
        "the organization does not have the account yet: ./org fleet up --only management makes it, or says what it waits for",
} as const;

/** "6 stacks: 1 failed, 2 changed, 3 without changes". */
export function countsLine({ operation, outcomes }: FleetResult): string {
    const words: readonly (readonly [string, readonly Result[]])[] = [
        ["failed", ["failed"]],
        ["could not be asked: the credentials do not work", ["credentials"]],
        ["locked", ["locked"]],
        ["not run", ["not run"]],
        ["wait", ["waits"]],
        [operation === "refresh" ? "drifted" : operation === "up" ? "changed" : "with changes", ["changed"]],
        ["to be made", ["new"]],
        ["without changes", ["same"]],
    ];
    const counts = words.flatMap(([word, results]) => {
        const count = outcomes.filter(({ result }) => results.includes(result)).length;
        return count === 0 ? [] : [`${count} ${word}`];
    });
    return `${outcomes.length} ${outcomes.length === 1 ? "stack" : "stacks"}: ${counts.join(", ") || "nothing to do"}`;
}

/** Why stacks failed. A reason that several have in common, such as a session that has ended, is printed once. */
function failureLines(outcomes: readonly Outcome[], cleaning: Cleaning): readonly string[] {
    const stacks = new Map<string, string[]>();
    for (const { stack, why } of outcomes) {
        const words = clean(why, cleaning);
        stacks.set(words, [...(stacks.get(words) ?? []), stack.stack]);
    }
    return [...stacks].flatMap(([words, names]) => {
        const [first = "", ...rest] = words.split("\n").filter((line) => line.trim() !== "");
        return [`${names.join(", ")}: ${first.trim()}`, ...rest.map((line) => `    ${line.trim()}`)];
    });
}

/** The summary for programs, as a value for JSON. */
export function summaryJson(fleet: FleetResult, cleaning: Cleaning): unknown {
    return cleanValue(summaryOf(fleet), cleaning);
}

function summaryOf(fleet: FleetResult): unknown {
    const { fault } = fleet;
    return {
        operation: fleet.operation,
        exitCode: exitCodeOf(fleet),
        ...(fault === undefined ? {} : { fault: { message: fault.message, cure: fault.cure } }),
        losses: fleet.outcomes.flatMap(({ stack, preview }) => [
            ...graveChanges(preview).map(({ kind, name, type, losses }) => ({
                stack: stack.stack,
                kind,
                name,
                type,
                losses: losses.map(({ path, before }) => ({ path, before })),
            })),
            ...accessWords(preview.outputs).lost.map((words) => ({ stack: stack.stack, kind: "access", words })),
        ]),
        stacks: fleet.outcomes.map(({ stack, result, preview, why, seconds }) => ({
            stack: stack.stack,
            layer: stack.layer,
            unit: stack.unit,
            account: stack.id ?? null,
            result,
            ...(why === "" ? {} : { why }),
            changes: preview.changes.map(({ kind, name, type }) => ({ kind, name, type })),
            unchanged: preview.unchanged,
            violations: preview.violations,
            seconds: Math.round(seconds * 10) / 10,
        })),
        leftOut: fleet.leftOut.map(({ stack, why }) => ({ stack, why })),
    };
}
