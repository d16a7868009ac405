import { isatty } from "node:tty";
import pico from "picocolors";

/** Exit codes of `org`. */
export const exitCodes = { ok: 0, fault: 1, usage: 2, changes: 3, interrupted: 130 } as const;

/** A fault that ends a command: one line for what is wrong and one for the cure, no stack trace. */
export class CliError extends Error {
    /**
     * @param message what is wrong
     * @param cure what to do about it
     * @param exitCode default: 1, a fault
     */
    public constructor(
        message: string,
        public readonly cure: string,
        public readonly exitCode: number = exitCodes.fault,
    ) {
        super(message);
        this.name = "CliError";
    }
}

/** Whether stdout is a terminal that shows colours; NO_COLOR and FORCE_COLOR are honoured. */
export function hasColour(): boolean {
    return pico.isColorSupported;
}

/** Data: to stdout. */
export function print(text: string): void {
    process.stdout.write(`${text}\n`);
}

/** Data for programs: to stdout. */
export function printJson(value: unknown): void {
    print(JSON.stringify(value, undefined, 2));
}

/** Talk: to stderr, so that stdout can be piped. */
export function say(text: string): void {
    process.stderr.write(`${text}\n`);
}

/** Tells why a command ended; the stack only with `--debug`. Answers the exit code. */
export function tellError(error: unknown, debug: boolean): number {
    const paint = pico.createColors(isatty(2) && hasColour());
    const message = error instanceof Error ? error.message : String(error);
    say(`${paint.red("error:")} ${message}`);
    if (error instanceof CliError) say(`    ${paint.green("→")} ${error.cure}`);
    if (debug && error instanceof Error && error.stack !== undefined) say(error.stack);
    else if (!(error instanceof CliError))
        say(`    ${paint.green("→")} run it again with --debug to see where it happened`);
    return error instanceof CliError ? error.exitCode : exitCodes.fault;
}
