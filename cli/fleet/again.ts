import { thereAlreadyIn } from "../../aws/failures";
import type { Change, Preview } from "../preview/events";
import type { StackRun } from "./messages";

/**
 * Runs an `up` of a stack, and again as long as it failed of nothing but lost responses and trouble that passes, and not three
 * times of the same. The engine and the provider cannot take in what a lost response made; the next run of the program can. One run more
 * proves the end.
 */
export async function runUntilDone(
    stack: string,
    once: (isAgain: boolean) => Promise<StackRun>,
    { isEnded, say, now = () => performance.now() }: Surroundings,
): Promise<StackRun> {
    let run = await once(false);
    let before = "";
    let times = 0;
    const firstFailed = now();
    for (let next = 2; next <= mostRuns && !isEnded() && now() - firstFailed < patience; next += 1) {
        const errors = passingErrors(run);
        if (errors === undefined) break;
        const said = errors.join("\n").replaceAll(/RequestID: [\w-]+/gu, "");
        times = said === before ? times + 1 : 1;
        if (times === mostAlike) break;
        before = said;
        say(againWords(stack, errors, next));
        const later = await once(true);
        run = { ...later, preview: together(run.preview, later.preview) };
    }
    if (run.exitCode !== 0) return run;
    if (before === "" || isEnded()) return withoutPassed(run);
    // An account that was made, and could not be moved, is in the state as if it had been: the provider sees it only by reading it.
    const proof = await once(true);
    return withoutPassed({ ...proof, preview: together(run.preview, proof.preview) });
}

/** The provider reports what a later try of the same run has mended. */
function withoutPassed(run: StackRun): StackRun {
    const errors = run.exitCode === 0 ? run.preview.errors.filter((error) => !isPassing(error)) : run.preview.errors;
    return { ...run, preview: { ...run.preview, errors } };
}

interface Surroundings {
    /** Whether the command was interrupted. */
    readonly isEnded: () => boolean;
    readonly say: (text: string) => void;
    /** Milliseconds by a clock that only goes forward. */
    readonly now?: () => number;
}

/** Milliseconds after the first failure in which a run is begun: an hour of runs would be no better than an end with a reason. */
const patience = 15 * 60_000;

/** Runs in a row that fail of the same: what does not pass in three is taken for something that stays. */
const mostAlike = 3;

/** Runs of a stack at most in one `up`. */
const mostRuns = 10;

/** In the words of AWS, its SDKs and the engine: what was AWS's or the network's trouble at that moment, and says nothing against the next run. */
const passing =
    /\b(?:Throttling(?:Exception)?|TooManyRequestsException|SlowDown|RequestLimitExceeded|ServiceUnavailable(?:Exception)?|InternalFailure|InternalError|ServiceException|ConcurrentModification(?:Exception)?|FinalizingOrganizationException|OperationAborted|RequestTimeout)\b|connection reset by peer|ECONNRESET|\bEOF\b|request send failed|error reading from server|transport is closing/u;

/** The program's words beside the provider's. */
const thereAlready = /AWS has this already/u;

/** The next run finds such an account by its email, where it is in this organization. */
const accountThere = /\bEMAIL_ALREADY_EXISTS\b/u;

/**
 * What engine, SDK and bridge add to an error of a resource: it again in a list, what hangs on it, and the program that waits for both. Where the
 * run goes on after an error these are many.
 */
const consequences =
    /^(?:\S+: )?(?:\d+ errors? occurred:|resource creation failed|update failed|Unhandled exception: TypeError: error serializing property|cannot complete a resource .* whose registration isn't pending)|Missing Resource Identity After Create|has a problem: Missing required (?:argument|property)/u;

/**
 * Whether the same command would go on where a failed run ended, without a word in the config: each of its errors is that of a response that was
 * lost, or of trouble that passes. Returns the errors; undefined where one of them is another.
 */
function passingErrors({ exitCode, preview, lastWords }: StackRun): readonly string[] | undefined {
    if (exitCode === 0) return undefined;
    const errors = ownErrors(preview);
    const said = errors.length > 0 ? errors : [lastWords];
    return said.every(isPassing) ? said : undefined;
}

function ownErrors({ errors }: Preview): readonly string[] {
    const own = errors.filter((error) => !consequences.test(error));
    return own.length > 0 ? own : errors;
}

/** The provider has tried it for as long as it does: whatever it is, it does not pass soon. */
const exhausted = /exceeded maximum number of attempts/u;

function isPassing(error: string): boolean {
    if (exhausted.test(error)) return false;
    return (
        passing.test(error) ||
        accountThere.test(error) ||
        thereAlreadyIn("", error) !== undefined ||
        thereAlready.test(error)
    );
}

/** What two runs of one `up` came to together: the last word is the later one's. */
function together(earlier: Preview, later: Preview): Preview {
    const again = new Set(later.changes.map(({ urn }) => urn));
    const before = earlier.changes.filter(({ urn }: Change) => !again.has(urn));
    return { ...later, errors: ownErrors(later), changes: [...before, ...later.changes] };
}

/** What is said before the next run. */
function againWords(stack: string, errors: readonly string[], run: number): string {
    const said = errors.find((error) => thereAlready.test(error)) ?? errors[0];
    const [first = ""] = said?.split("\n") ?? [];
    const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
    return `${stack}: ${first.slice(0, 200)}${others}\n    → run ${run} of ${mostRuns} at most goes on where this one ended`;
}
