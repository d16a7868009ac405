import { isatty } from "node:tty";
import pico from "picocolors";
import { explainedAwsError } from "../../aws/faults";
import { diskFault } from "./disk-faults";

/** Exit codes of `org`. A signal's code is 128 and its number. */
export const exitCodes = {
    ok: 0,
    /** Something is wrong, failed, or was declined. */
    fault: 1,
    /** A wrong option or argument, or nobody to ask. */
    usage: 2,
    /** There are changes or drift, from commands whose exit code says so. */
    changes: 3,
    /** `org policies explain`: the request is denied. */
    denied: 3,
    /** `org policies explain`: the decision depends on what is not known. */
    unknown: 4,
    interrupted: 130,
    terminated: 143,
    hungUp: 129,
} as const;

/** An error that ends a command. It is shown as one line for what is wrong and one for the cure, without a stack trace. */
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

/** A stream of the process: 1 is stdout, 2 is stderr. */
export type Output = 1 | 2;

/** How faults are formatted for `output`: colours and line width where it is a terminal. */
export function faultFormat(output: Output): { readonly colour: boolean; readonly columns: number | undefined } {
    const { columns } = output === 1 ? process.stdout : process.stderr;
    return { colour: hasColour(output), columns: isatty(output) ? columns : undefined };
}

/**
 * Whether `output` gets colours: it is a terminal that shows them. NO_COLOR and FORCE_COLOR are honoured (https://no-color.org). Libraries'
 * own check is not used: wherever `CI` is set, they colour pipes and files too.
 */
export function hasColour(output: Output): boolean {
    const { NO_COLOR: off, FORCE_COLOR: on, TERM: terminal } = process.env;
    if (off) return false;
    return on ? on !== "0" : isatty(output) && terminal !== "dumb";
}

/**
 * Whether progress can be redrawn in place on stderr: it is a terminal with a size. On one without, the library prints each letter on its
 * own line, or nothing.
 */
export function hasLiveProgress(): boolean {
    const { columns, rows } = process.stderr;
    return isatty(2) && columns > 0 && rows > 0;
}

/** Prints data, to stdout. */
export function print(text: string): void {
    process.stdout.write(`${text}\n`);
}

/** Prints data for programs, to stdout: JSON, indented by 2. */
export function printJson(value: unknown): void {
    print(JSON.stringify(value, undefined, 2));
}

/** Prints what is meant for a person, to stderr, so that stdout can be piped. */
export function say(text: string): void {
    process.stderr.write(`${text}\n`);
}

/** Passes on another program's output as it comes, to stderr. */
export function pass(text: string): void {
    process.stderr.write(text);
}

/** Prints the error that ended a command. With `debug`, also the stack trace, except of a CliError. Returns the exit code. */
export function reportError(error: unknown, debug: boolean): number {
    const paint = pico.createColors(hasColour(2));
    const { message, cure } = explained(error);
    say(`${paint.red("error:")} ${message}`);
    if (debug && error instanceof Error && !(error instanceof CliError)) say(error.stack ?? "");
    if (cure !== undefined) say(`    ${paint.green("→")} ${cure}`);
    else if (!debug) say(`    ${paint.green("→")} run it again with --debug to see where it happened`);
    return error instanceof CliError ? error.exitCode : exitCodes.fault;
}

function explained(error: unknown): { readonly message: string; readonly cure?: string } {
    if (error instanceof CliError) return error;
    if (/^(?:ERR_)?MODULE_NOT_FOUND$/u.test(String((error as NodeJS.ErrnoException).code)))
        return { message: "a package of this program is not installed", cure: "run npm ci in its folder" };
    const { path = "a file", syscall = "", code = "" } = error as NodeJS.ErrnoException;
    const isWrite =
        /^(?:mk|write|rename|link|rm|unlink|copy)/u.test(syscall) || /^(?:ENOSPC|EDQUOT|EROFS)$/u.test(code);
    const done = isWrite ? "written" : "read";
    const fault = diskFault(error, done);
    if (fault !== undefined) return { message: `${path} cannot be ${done}: ${fault.why}`, cure: fault.cure };
    return explainedAwsError(error) ?? { message: error instanceof Error ? error.message : String(error) };
}

/** Runs the steps in order and shows their progress on stderr. */
export async function showProgress(
    steps: readonly { readonly title: string; readonly act: (tell: (text: string) => void) => Promise<void> }[],
): Promise<void> {
    // listr2 reads the environment when it is loaded, and would then colour every stream of a CI job.
    if (!hasColour(2)) process.env["NO_COLOR"] = "1";
    const { Listr, ListrLogger, ProcessOutput } = await import("listr2");
    const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
    const tasks = steps.map(({ title, act }) => ({
        title,
        task: async (_: unknown, task: { output: string }) =>
            act((text) => {
                task.output = text;
            }),
    }));
    await new Listr(tasks, {
        concurrent: false,
        exitOnError: true,
        // Its own handlers would end the process at once, and the engine with it.
        registerSignalListeners: false,
        ...(hasLiveProgress()
            ? {
                  renderer: "default" as const,
                  rendererOptions: { logger, collapseErrors: false, showErrorMessage: false },
              }
            : { renderer: "simple" as const, rendererOptions: { logger } }),
    }).run();
}
