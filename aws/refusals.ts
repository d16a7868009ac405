/** AWS's refusals of calls to Organizations, in words. */
import { reasonIn } from "./reasons";

/** What AWS refused and why, and what to do; undefined if the error has no known reason code. */
export function refusalIn(
    error: unknown,
): { readonly code: string; readonly message: string; readonly cure: string } | undefined {
    if (!(error instanceof Error)) return undefined;
    const { Reason: code = "" } = error as { readonly Reason?: string };
    const found = reasonIn(`${code} ${error.name} ${error.message}`);
    if (found === undefined) return undefined;
    const { meaning, cure } = found.reason;
    return { code: found.code, message: `AWS refuses, ${found.code}: ${meaning}`, cure };
}
