import { runEndedIn } from "../../aws/failures";
import { diskCure, diskWords } from "./disk-faults";

/**
 * Why a run of the engine failed, and what to do. If a full disk or an ended session has ended the run as a whole, one line is returned
 * instead of the errors of all resources.
 *
 * @param words what the engine printed
 * @param cure what to do about any other failure
 */
export function engineFailure(words: string, cure: string): { readonly why: string; readonly cure: string } {
    const ofDisk = diskCure(words);
    if (ofDisk !== undefined) return { why: diskWords(words), cure: ofDisk };
    // The program's own message explains what it could not read, unless a resource failed for the same reason.
    const ended = runEndedIn(words.replace(/^(?:\s*warning: .*|.*could not be read: .*)$/gmu, ""));
    return ended === undefined ? { why: words, cure } : { why: ended.message, cure: ended.cure };
}

/** What is said, behind the engine's own words, of one that a signal has ended. */
export function endedBy(signal: NodeJS.Signals | null): string {
    return `the engine was ended by ${signal ?? "a signal"}`;
}
