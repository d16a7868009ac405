import { CliError } from "../common/ui";

/** An error's message, with its cure if it has one. */
export function wordsOf(error: unknown): string {
    if (error instanceof CliError) return `${error.message}\n→ ${error.cure}`;
    return (error instanceof Error ? error.message : String(error)) || "it failed without a word";
}
