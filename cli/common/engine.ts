import { execa } from "execa";
import { mustBeFiles } from "../../aws/shared-config/must-be-files";
import { type ManagementOutputs, readOutputs } from "../../config";
import { diskCure, diskWords } from "./disk-faults";
import { stopIfInterrupted, whileEngineRuns } from "./interrupt";
import type { Project } from "./project";
import { CliError } from "./ui";

/** How a run of the engine ended. */
export interface EngineRun {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** How the engine is run. */
export interface EngineOptions {
    /** Variables beside those of this process; undefined takes one away. */
    readonly environment?: Readonly<Record<string, string | undefined>>;
    /** What the engine reads from its standard input: for what must not be in a file. */
    readonly input?: string;
    /** Hears each line that the engine prints. */
    readonly onLine?: (line: string) => void;
    /** Hears the engine's process id when it has started; what it returns is called when the engine has ended by itself. */
    readonly onStart?: (pid: number | undefined) => () => void;
    /** Ends the engine when it is raised. */
    readonly cancelSignal?: AbortSignal;
}

/**
 * Runs `pulumi` in the project's folder, without a terminal. A run that fails is returned, not thrown. An interrupted one is waited for:
 * the engine ends what it is at, writes its state and gives back its lock; then the command ends.
 */
export async function pulumi(
    { dir }: Pick<Project, "dir">,
    args: readonly string[],
    { environment = {}, input, onLine, onStart, cancelSignal }: EngineOptions = {},
): Promise<EngineRun> {
    // The engine and the provider would read them without end.
    mustBeFiles({ ...process.env, ...environment });
    const child = execa("pulumi", [...args, "--non-interactive", "--color", "never"], {
        cwd: dir,
        env: { PULUMI_SKIP_UPDATE_CHECK: "true", ...environment },
        reject: false,
        ...(input === undefined ? { stdin: "ignore" as const } : { input }),
        // What only reads may be cut, and ends with the command.
        ...(cancelSignal === undefined ? { cleanup: false, detached: apart } : { cancelSignal }),
    });
    if (onLine !== undefined)
        void (async () => {
            for await (const line of child) onLine(line);
        })();
    const hasEnded = onStart?.(child.pid);
    const result = await (cancelSignal === undefined ? uncut(args[0], child, child) : child);
    if (result.signal === undefined) hasEnded?.();
    if (result.code === "ENOENT")
        throw new CliError(
            "there is no pulumi on PATH",
            "install it (https://www.pulumi.com/docs/install/), or work in the sandbox: make sandbox, then . .sandbox/env",
        );
    const killed = result.signal === undefined ? "" : `the engine was ended by ${result.signal}`;
    return {
        exitCode: result.exitCode ?? 1,
        stdout: result.stdout,
        stderr: [result.stderr, killed].filter((each) => each !== "").join("\n"),
    };
}

/** Whether the engine gets no Ctrl-C of the terminal itself: what it dies of before it listens, with its lock left, is not sent to it. */
export const apart = process.platform !== "win32";

/** Waits for a run that is not to be cut, and tells the engine of an interrupt when it can end in good order. */
export async function uncut<Result>(
    command: string | undefined,
    child: EngineProcess,
    ended: PromiseLike<Result>,
): Promise<Result> {
    // Only these listen; any other takes a second or two, and is waited for.
    const listens = ["preview", "refresh", "up"].includes(command ?? "");
    // A preview has no lock; any other listens from its first event on, which it prints below its title.
    let lines = command === "preview" ? titleAndEvent : 0;
    const waiting: NodeJS.Signals[] = [];
    const pass = (): void => {
        if (listens && lines >= titleAndEvent) waiting.splice(0).forEach((signal) => child.kill(signal));
    };
    child.stdout?.on("data", (text: Buffer | string) => {
        lines += String(text).match(/\S.*\n/gu)?.length ?? 0;
        pass();
    });
    const result = await whileEngineRuns(
        (signal) => {
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

/** Runs `pulumi` and returns what it printed; throws a CliError with its last words when it fails. */
export async function mustPulumi(
    project: Pick<Project, "dir">,
    args: readonly string[],
    options: EngineOptions & { readonly cure: string },
): Promise<string> {
    const run = await pulumi(project, args, options);
    if (run.exitCode === 0) return run.stdout;
    const words = `${run.stderr}\n${run.stdout}`.trim();
    throw new CliError(
        `pulumi ${args.slice(0, 2).join(" ")} failed: ${diskWords(words)}`,
        diskCure(words) ?? options.cure,
    );
}

/** A stack's outputs; undefined where there is no such stack. */
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

/** The management stack's outputs, from which the commands know the organization. */
export async function managementOutputs(project: Pick<Project, "dir">): Promise<ManagementOutputs> {
    const read = readOutputs((await stackOutputs(project, "management")) ?? {}, "management");
    if (!read.ok) throw new CliError(read.fault.message, read.fault.cure);
    return read.value;
}
