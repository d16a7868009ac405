import { runEndedIn } from "../../aws/failures";
import { diskCure, diskWords } from "../common/disk-faults";
import type { Change, Preview } from "../preview/events";
import { hasChanges } from "../preview/sections";
import { isConsequence } from "./again";
import type { FleetStack } from "./plan";
import type { Operation, StackRun } from "./messages";

/**
 * The result of a stack. `credentials`: the credentials do not work, so nothing is known of the stack. `locked`: another run holds it, or a
 * killed one left its lock. `waits`: it cannot be run yet, for the reason in `why`. `new`: there is no stack yet; an `up` makes it. `not
 * run`: the command was interrupted before, or a stack whose outputs it reads failed.
 */
export type Result = "same" | "changed" | "new" | "failed" | "credentials" | "locked" | "waits" | "not run";

export interface Outcome {
    readonly stack: FleetStack;
    readonly result: Result;
    readonly preview: Preview;
    /** Why it failed, is locked, waits or was not run, and what to do. Empty for the other results, and where an interrupt came before its run. */
    readonly why: string;
    readonly seconds: number;
}

export const noPreview: Preview = {
    changes: [],
    violations: [],
    errors: [],
    warnings: [],
    unchanged: 0,
    ended: false,
};

/** The outcome of a stack for which no engine was run. */
export function withoutRun(stack: FleetStack, result: Result, why = ""): Outcome {
    return { stack, result, why, preview: noPreview, seconds: 0 };
}

/** The outcome of a stack that was not run. `why` is empty after an interrupt. */
export function notRun(stack: FleetStack, why = ""): Outcome {
    return withoutRun(stack, "not run", why);
}

/** Whether something went wrong. */
export function isFailure({ result }: Pick<Outcome, "result">): boolean {
    return result === "failed" || result === "credentials" || result === "locked" || result === "not run";
}

// Errors for missing or invalid credentials. Source: AWS's page "Common error types", and messages of its SDKs and of the engine's clients.
const deadCredentials =
    /\b(?:InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken(?:Exception)?|TokenRefreshRequired|RequestExpired)\b|security token included in the request is (?:expired|invalid)|(?:could not load|failed to refresh cached|no valid|unable to locate) credentials|the session ended in the middle/iu;

/** Whether the policy pack refused the stack. */
export function isRefused({ result, preview }: Outcome): boolean {
    return result === "failed" && refusalsOf(preview).length > 0;
}

function refusalsOf({ violations }: Preview): Preview["violations"] {
    return violations.filter(({ level }) => level === "mandatory");
}

/** The outcome of a stack's run. */
export function outcomeOf(stack: FleetStack, operation: Operation, run: StackRun, seconds: number): Outcome {
    const { preview } = run;
    const refused = refusalsOf(preview);
    if (run.exitCode === 0 && preview.errors.length === 0 && refused.length === 0 && preview.ended)
        return {
            stack,
            result: hasChanges(preview) ? "changed" : "same",
            preview,
            why: "",
            seconds,
        };
    const said = [
        ...preview.errors.filter((error) => !cancelled.test(error)),
        ...refused.map(({ policy, message }) => `${policy}: ${message.trim()}`),
    ];
    const isCancelled = said.length < preview.errors.length || cancelled.test(run.lastWords);
    const why = said.length > 0 ? whyOf(said) : isCancelled ? cutWords : wordsWithoutErrors(run.lastWords);
    const lock = /stack is currently locked by[^]*/u.exec(run.lastWords)?.[0];
    if (lock !== undefined) return { stack, result: "locked", preview, why: lockWords(stack.stack, lock), seconds };
    return {
        stack,
        result: deadCredentials.test([...said, why].join("\n")) ? "credentials" : "failed",
        preview,
        why,
        seconds,
    };
}

/** The engine's last words after Ctrl-C, in both of its spellings, or ours where it was killed. */
const cancelled = /(?:(?:^|error: )(?:preview|refresh|update) cancell?ed|the engine was ended by SIG[A-Z]+)\s*$/u;
const cutWords = "it was interrupted while it ran\n→ run it again: it goes on where this run ended";

/**
 * Why a run failed. If something ended the run as a whole, such as a session that has ended, one line says so instead of one error for each
 * resource that was still to come, and for each read of the program. Other errors stay.
 */
function whyOf(errors: readonly string[]): string {
    const isRaw = (error: string): boolean => !/^\s*→ /mu.test(error);
    const ended = errors
        .filter(isRaw)
        .map(runEndedIn)
        .find((each) => each !== undefined);
    if (ended === undefined) return errors.join("\n");
    const others = errors.filter((error) => runEndedIn(error) === undefined && !(isRaw(error) && isConsequence(error)));
    const isSaid = others.some((error) => error.includes(ended.message));
    return [...(isSaid ? [] : [`${ended.message}\n→ ${ended.cure}`]), ...others].join("\n");
}

/** Why a run failed without an error of a resource. */
function wordsWithoutErrors(lastWords: string): string {
    const cure = diskCure(lastWords);
    return cure === undefined ? lastWords : `${diskWords(lastWords)}\n→ ${cure}`;
}

/** Who holds the lock, from the engine's message, and the command that removes it. */
function lockWords(stack: string, words: string): string {
    const holder = /created by [^\n]*/u.exec(words)?.[0] ?? "another run holds it";
    return `the stack is locked: ${holder.replace(/^created/u, "the lock was made")}\n→ wait until that run ends; if it was killed: pulumi cancel --stack ${stack} --yes, then run this again`;
}

/** Changes that remove something. */
export function graveChanges({ changes }: Preview): readonly Change[] {
    return changes.filter(({ kind, losses }) => kind === "delete" || kind === "replace" || losses.length > 0);
}
