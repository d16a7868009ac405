import { execa } from "execa";
import { mustBeFiles } from "../../aws/shared-config/must-be-files";
import { type ManagementOutputs, readOutputs } from "../../config";
import { diskCure } from "./disk-faults";
import { endedBy, engineFailure } from "./engine-failure";
import { stopIfInterrupted, whileEngineRuns } from "./interrupt";
import type { Project } from "./project";
import { CliError } from "./ui";

/** How a run of the engine ended. */
export interface EngineRun {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** Options of a run of the engine. */
export interface EngineOptions {
    /** Environment variables beside those of this process; undefined removes one. */
    readonly environment?: Readonly<Record<string, string | undefined>>;
    /** Text for the engine's standard input, for what must not be in a file. Default: no input. */
    readonly input?: string;
    /** Called with each line that the engine prints. */
    readonly onLine?: (line: string) => void;
    /** Called with the process id at the start. The function that it returns is called when the engine ends without a signal. */
    readonly onStart?: (pid: number | undefined) => () => void;
    /**
     * Ends the engine when it is raised. Only for runs that write nothing: other runs get time to finish what they are doing (`pulumi`
     * below) before an interrupt ends the command.
     */
    readonly cancelSignal?: AbortSignal;
}

/**
 * Runs `pulumi` in the project's folder, without a terminal. A failed run is returned, not thrown. On an interrupt, the engine has ten
 * seconds to finish its current operation, is then asked to stop at once, and is killed if it hangs (end-requests.ts). Unless it is killed,
 * it writes its state and releases its lock; then the command ends.
 *
 * @throws CliError where there is no `pulumi`, or when the command was interrupted
 */
export async function pulumi(
    { dir }: Pick<Project, "dir">,
    args: readonly string[],
    { environment = {}, input, onLine, onStart, cancelSignal }: EngineOptions = {},
): Promise<EngineRun> {
    // From a pipe or a device, the engine and the provider would read forever.
    mustBeFiles({ ...process.env, ...environment });
    const child = execa("pulumi", [...args, "--non-interactive", "--color", "never"], {
        cwd: dir,
        env: { PULUMI_SKIP_UPDATE_CHECK: "true", ...environment },
        reject: false,
        ...(input === undefined ? { stdin: "ignore" as const } : { input }),
        // A run with a cancelSignal only reads: it may be cut off, and ends with this process.
        ...(cancelSignal === undefined ? { cleanup: false, detached: inOwnProcessGroup } : { cancelSignal }),
    });
    if (onLine !== undefined)
        void (async () => {
            for await (const line of child) onLine(line);
        })();
    const hasEnded = onStart?.(child.pid);
    const ended = child.then((run) => {
        if (run.signal === undefined) hasEnded?.();
        return run;
    });
    const result = await (cancelSignal === undefined ? untilEngineEnds(args[0], child, ended) : ended);
    if (result.code === "ENOENT")
        throw new CliError(
            "there is no pulumi on PATH",
            "install it (https://www.pulumi.com/docs/install/), or work in the sandbox: make sandbox, then . .sandbox/env",
        );
    const killed = result.signal === undefined ? "" : endedBy(result.signal);
    return {
        exitCode: result.exitCode ?? 1,
        stdout: result.stdout,
        stderr: [result.stderr, killed].filter((each) => each !== "").join("\n"),
    };
}

/**
 * Whether the engine gets a process group of its own, so that the terminal's Ctrl-C does not reach it: before the engine handles signals,
 * one would kill it and leave its lock behind.
 */
export const inOwnProcessGroup = process.platform !== "win32";

/**
 * Waits for a run that must finish, and passes an interrupt on as soon as the engine handles it.
 *
 * @param command the engine's subcommand: `up`
 * @throws CliError when the command was interrupted
 */
export async function untilEngineEnds<Result>(
    command: string | undefined,
    child: EngineProcess,
    ended: PromiseLike<Result>,
): Promise<Result> {
    // Only these handle an interrupt; any other takes a second or two.
    const listens = ["import", "preview", "refresh", "up"].includes(command ?? "");
    // A preview has no lock, so it may be interrupted at once. The others handle signals from their first event on, printed below their
    // title.
    let lines = command === "preview" ? titleAndEvent : 0;
    const waiting: NodeJS.Signals[] = [];
    const pass = (): void => {
        if (listens && lines >= titleAndEvent) waiting.splice(0).forEach((signal) => child.kill(signal));
    };
    child.stdout?.on("data", (text: Buffer | string) => {
        lines += String(text).match(/\S.*\n/gu)?.length ?? 0;
        pass();
    });
    let asked = 0;
    const result = await whileEngineRuns(
        (signal) => {
            asked += 1;
            if (asked > 2) child.kill("SIGKILL");
            waiting.push(signal === "SIGHUP" ? "SIGINT" : signal);
            pass();
        },
        async () => ended,
    );
    stopIfInterrupted();
    return result;
}

const titleAndEvent = 2;

interface EngineProcess {
    readonly stdout: NodeJS.ReadableStream | null | undefined;
    kill(signal: NodeJS.Signals): boolean;
}

/**
 * Runs `pulumi` and returns its standard output.
 *
 * @throws CliError with the engine's message when it fails; `cure` unless the disk is at fault
 */
export async function mustPulumi(
    project: Pick<Project, "dir">,
    args: readonly string[],
    options: EngineOptions & { readonly cure: string },
): Promise<string> {
    const run = await pulumi(project, args, options);
    if (run.exitCode === 0) return run.stdout;
    const words = `${run.stderr}\n${run.stdout}`.trim();
    const { why, cure } = engineFailure(words, options.cure);
    throw new CliError(`pulumi ${args.slice(0, 2).join(" ")} failed: ${why}`, cure);
}

/**
 * A stack's outputs; undefined where there is no such stack.
 *
 * @throws CliError where they cannot be read
 */
export async function stackOutputs(
    project: Pick<Project, "dir">,
    stack: string,
    options: EngineOptions = {},
): Promise<Readonly<Record<string, unknown>> | undefined> {
    const run = await pulumi(project, ["stack", "output", "--json", "--stack", stack], options);
    if (run.exitCode === 0) return JSON.parse(run.stdout) as Readonly<Record<string, unknown>>;
    if (/no stack named|not found/iu.test(run.stderr)) return undefined;
    throw new CliError(
        `the outputs of stack ${stack} could not be read: ${run.stderr.trim()}`,
        diskCure(run.stderr) ??
            "log in to the backend that holds it: pulumi login <url>; pulumi whoami --verbose shows where you are",
    );
}

/**
 * The management stack's outputs, which describe the organization to the commands.
 *
 * @throws CliError where they cannot be read, or are not of the form that this version expects
 */
export async function managementOutputs(project: Pick<Project, "dir">): Promise<ManagementOutputs> {
    const read = readOutputs((await stackOutputs(project, "management")) ?? {}, "management");
    if (!read.ok) throw new CliError(read.fault.message, read.fault.cure);
    return read.value;
}
