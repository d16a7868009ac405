import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeTextFile } from "../common/byte-file";
import type { Cleaning } from "../preview/clean";
import { renderMarkdown } from "../preview/markdown";
import type { FleetResult } from "./fleet";
import { isFailure, type Outcome } from "./outcome";

/** How an issue's text is made. */
export interface IssueOptions extends Cleaning {
    /** Where the whole text is. */
    readonly link?: string;
}

/** What a check for drift says of a stack. `failed` says nothing of drift; `none`: there is no stack yet, or its account cannot be entered yet. */
type Verdict = "same" | "drift" | "failed" | "none";

/**
 * Writes for each stack `<stack>.result` with the verdict in it, and `<stack>.md` where there is drift: what an issue a stack is made of.
 */
export function writeIssues({ outcomes }: FleetResult, folder: string, options: IssueOptions): void {
    mkdirSync(folder, { recursive: true });
    for (const outcome of outcomes) {
        const verdict = verdictOf(outcome);
        const { stack } = outcome.stack;
        writeTextFile(join(folder, `${stack}.result`), `${verdict}\n`);
        if (verdict === "drift")
            writeTextFile(
                join(folder, `${stack}.md`),
                renderMarkdown(outcome.preview, { ...options, stack, succeeded: true }),
            );
    }
}

function verdictOf(outcome: Outcome): Verdict {
    if (isFailure(outcome)) return "failed";
    if (outcome.result === "changed") return "drift";
    return outcome.result === "same" ? "same" : "none";
}
