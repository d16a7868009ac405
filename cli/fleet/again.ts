import { thereAlreadyIn } from "../../aws/failures";
import type { Change, Preview } from "../preview/events";
import type { StackRun } from "./messages";

/**
 * Runs an `up` of a stack, and runs it again while all its errors are lost responses or temporary, unless the same errors come three times
 * in a row. Engine and provider cannot import what was created before a response was lost; the next run of the program can. After a
 * repeated run, one more run proves that nothing is left.
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
    for (let next = 2; next <= mostRuns && !isEnded() && now() - firstFailed < maxRetryTime; next += 1) {
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
    // The state has a new account in its unit even if AWS could not move it there; only reading it again shows that.
    const proof = await once(true);
    return withoutPassed({ ...proof, preview: together(run.preview, proof.preview) });
}

/** Removes temporary errors from a successful run: a later try of the same run succeeded. */
function withoutPassed(run: StackRun): StackRun {
    const errors = run.exitCode === 0 ? run.preview.errors.filter((error) => !isPassing(error)) : run.preview.errors;
    return { ...run, preview: { ...run.preview, errors } };
}

interface Surroundings {
    /** Whether the command was interrupted. */
    readonly isEnded: () => boolean;
    readonly say: (text: string) => void;
    /** Milliseconds of a clock that never goes backwards. */
    readonly now?: () => number;
}

/** Milliseconds after the first failure in which another run may begin. */
const maxRetryTime = 15 * 60_000;

/** Runs in a row with the same errors after which they count as lasting. */
const mostAlike = 3;

/** The most runs of a stack in one `up`. */
const mostRuns = 10;

/** Messages of AWS, its SDKs and the engine for temporary trouble of AWS or the network. */
const passing =
    /\b(?:Throttling(?:Exception)?|TooManyRequestsException|SlowDown|RequestLimitExceeded|ServiceUnavailable(?:Exception)?|InternalFailure|InternalError|ServiceException|ConcurrentModification(?:Exception)?|FinalizingOrganizationException|OperationAborted|RequestTimeout)\b|connection reset by peer|ECONNRESET|\bEOF\b|request send failed|error reading from server|transport is closing/u;

/** The program's own message for a resource that AWS has already. */
const thereAlready = /AWS has this already/u;

/** The next run finds such an account by its email, if it is in this organization. */
const accountThere = /\bEMAIL_ALREADY_EXISTS\b/u;

/**
 * Errors that only follow from a resource's error: it again in a list, errors of resources that depend on it, and the program that waits
 * for both. A repeated run has many of them, because it goes on after an error.
 */
const consequences =
    /^(?:\S+: )?(?:\d+ errors? occurred:|resource creation failed|update failed|Unhandled exception: TypeError: error serializing property|cannot complete a resource .* whose registration isn't pending)|Missing Resource Identity After Create|has a problem: Missing required (?:argument|property)/u;

/** The errors of a failed run if all of them are lost responses or temporary, so that the same command may succeed; otherwise undefined. */
function passingErrors({ exitCode, preview, lastWords }: StackRun): readonly string[] | undefined {
    if (exitCode === 0) return undefined;
    const errors = ownErrors(preview);
    const said = errors.length > 0 ? errors : [lastWords];
    return said.every(isPassing) ? said : undefined;
}

/** Whether an error only follows from another one. */
export function isConsequence(error: string): boolean {
    return consequences.test(error);
}

function ownErrors({ errors }: Preview): readonly string[] {
    const own = errors.filter((error) => !isConsequence(error));
    return own.length > 0 ? own : errors;
}

/** The provider has tried it for as long as it does, so it is not temporary. */
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

/** Combines two runs of one `up`; for a resource in both, the later run counts. */
function together(earlier: Preview, later: Preview): Preview {
    const again = new Set(later.changes.map(({ urn }) => urn));
    const before = earlier.changes.filter(({ urn }: Change) => !again.has(urn));
    return { ...later, errors: ownErrors(later), changes: [...before, ...later.changes] };
}

/** The message before the next run. */
function againWords(stack: string, errors: readonly string[], run: number): string {
    const said = errors.find((error) => thereAlready.test(error)) ?? errors[0];
    const [first = ""] = said?.split("\n") ?? [];
    const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
    return `${stack}: ${first.slice(0, 200)}${others}\n    → run ${run} of ${mostRuns} at most goes on where this one ended`;
}
