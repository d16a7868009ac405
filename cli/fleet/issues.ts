import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeTextFile } from "../common/byte-file";
import type { Cleaning } from "../preview/clean";
import { renderMarkdown } from "../preview/markdown";
import type { FleetResult } from "./fleet";
import { isFailure, type Outcome } from "./outcome";

/** Options of an issue's text. */
export interface IssueOptions extends Cleaning {
    /** Address of the whole text. */
    readonly link?: string;
}

/** The result of a check for drift. `failed`: drift is unknown; `none`: there is no stack yet, or its account cannot be entered yet. */
type Verdict = "same" | "drift" | "failed" | "none";

/**
 * Writes `<stack>.result` with the verdict for each stack, and `<stack>.md` for a stack with drift: a workflow makes one issue for each
 * stack from them.
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
