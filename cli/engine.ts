import { execa } from "execa";
import { outputsFault, type ManagementOutputs } from "../config/management-outputs";
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
    /** What the engine reads from its standard input: the way for what must not stand in a file. */
    readonly input?: string;
    /** Hears each line that the engine prints. */
    readonly onLine?: (line: string) => void;
    /** Ends the engine when it is raised. */
    readonly cancelSignal?: AbortSignal;
}

/** How long the engine has to show that it heard of an interrupt itself, as one of the terminal's own group does. */
const hearing = 3000; // milliseconds

/** Commands that end in good order when they are interrupted; any other dies at once, and its lock stays. */
const interruptible = ["up", "preview", "refresh"];

/**
 * Runs `pulumi` in the project's folder, without a terminal. A run that fails is answered, not thrown. An interrupted one is waited for:
 * the engine ends what it is at, writes its state and gives back its lock; then the command ends.
 */
export async function pulumi(
    { dir }: Pick<Project, "dir">,
    args: readonly string[],
    { environment = {}, input, onLine, cancelSignal }: EngineOptions = {},
): Promise<EngineRun> {
    const hears = interruptible.includes(args[0] ?? "");
    const child = execa("pulumi", [...args, "--non-interactive", "--color", "never"], {
        cwd: dir,
        env: { PULUMI_SKIP_UPDATE_CHECK: "true", ...environment },
        reject: false,
        ...(input === undefined ? { stdin: "ignore" as const } : { input }),
        // What only reads may be cut, and ends with the command.
        ...(cancelSignal === undefined ? { cleanup: false, detached: !hears } : { cancelSignal }),
    });
    if (onLine !== undefined)
        void (async () => {
            for await (const line of child) onLine(line);
        })();
    const result = await (cancelSignal === undefined ? uncut(child, child, hears) : child);
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

/**
 * Waits for a run that is not to be cut. `hears`: whether an interrupt is for it too; one that shows no sign of it is told, for it was
 * this process's alone.
 */
export async function uncut<Result>(child: EngineProcess, ended: PromiseLike<Result>, hears = true): Promise<Result> {
    let hasHeard = false;
    child.stdout?.on("data", (text: Buffer | string) => {
        hasHeard ||= String(text).includes("received; cancelling");
    });
    const timers: NodeJS.Timeout[] = [];
    const result = await whileEngineRuns(
        (signal) => {
            if (!hears) return;
            timers.push(
                setTimeout(() => {
                    if (!hasHeard) child.kill(signal);
                }, hearing),
            );
        },
        async () => ended,
    );
    timers.forEach(clearTimeout);
    stopIfInterrupted();
    return result;
}

interface EngineProcess {
    readonly stdout: NodeJS.ReadableStream | null | undefined;
    kill(signal: NodeJS.Signals): boolean;
}

/** Runs `pulumi` and answers what it printed; throws a CliError with its last words when it fails. */
export async function mustPulumi(
    project: Pick<Project, "dir">,
    args: readonly string[],
    options: EngineOptions & { readonly cure: string },
): Promise<string> {
    const run = await pulumi(project, args, options);
    if (run.exitCode === 0) return run.stdout;
    const words = `${run.stderr}\n${run.stdout}`.trim();
    throw new CliError(`pulumi ${args.slice(0, 2).join(" ")} failed: ${words}`, options.cure);
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
        "log in to the backend that holds it: pulumi login <url>; pulumi whoami --verbose shows where you are",
    );
}

/** The management stack's outputs, from which the commands know the organization. */
export async function managementOutputs(project: Pick<Project, "dir">): Promise<ManagementOutputs> {
    const outputs = await stackOutputs(project, "management");
    const fault = outputsFault(outputs ?? {}, "management");
    if (fault !== undefined) throw new CliError(fault.message, fault.cure);
    return outputs as unknown as ManagementOutputs;
}
