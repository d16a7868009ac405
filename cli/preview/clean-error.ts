import { CliError } from "../common/ui";
import { clean, type Cleaning } from "./clean";

/** An error with secrets and ids hidden: messages of AWS and of backends have ids. */
export function cleanError(error: unknown, cleaning: Cleaning): unknown {
    if (!(error instanceof Error)) return error;
    const tidy = (text: string): string => clean(text, cleaning);
    if (error instanceof CliError) return new CliError(tidy(error.message), tidy(error.cure), error.exitCode);
    return Object.assign(error, { message: tidy(error.message), stack: tidy(error.stack ?? "") });
}
