import { runEndedIn } from "../../aws/failures";
import { diskCure, diskWords } from "./disk-faults";

/**
 * Why a run of the engine failed, and what to do. Of what ends a run as a whole, a full disk or a session that has ended, one line is
 * returned, and not the errors of all resources.
 *
 * @param words what the engine printed
 * @param cure what to do about any other failure
 */
export function engineFailure(words: string, cure: string): { readonly why: string; readonly cure: string } {
    const ofDisk = diskCure(words);
    if (ofDisk !== undefined) return { why: diskWords(words), cure: ofDisk };
    // What the program itself could not read, it explains.
    const ended = /could not be read: /u.test(words) ? undefined : runEndedIn(words);
    return ended === undefined ? { why: words, cure } : { why: ended.message, cure: ended.cure };
}
