import { execa } from "execa";
import * as fs from "node:fs";
import * as path from "node:path";
import { dropHalfFiles } from "../engine/half-files";
import {
    isAlive,
    recordedEmulator,
    runningEmulator,
    startEmulator,
    stopEmulator,
    type Emulator,
    type EmulatorOptions,
    type NewAccount,
} from "./emulator/emulator";
import {
    passphrase,
    processEnvironment,
    sandboxEnvironment,
    writeEnvironmentFile,
    type Environment,
} from "./environment";
import { layOutProject } from "./project";
import { layOutTools, type Tools } from "./tools";

/** A folder with an engine, its state, and an emulator of one brand-new AWS account. */
export interface Sandbox {
    readonly folder: string;
    /** The engine's executable; `bin/pulumi` in the folder runs it in a copy of the project. */
    readonly engine: string;
    readonly emulator: Emulator;
    readonly environment: Environment;
    /** The environment file to source in a shell. */
    readonly environmentFile: string;
    /** Whether the emulator was started now: the contents of an earlier one, and its state, are gone. */
    readonly fresh: boolean;
    /** Why an earlier emulator of this folder is no longer used; undefined if there was none, or it is still used. */
    readonly lost: string | undefined;
}

/** Opens the sandbox of a project in `folder`: the emulator that runs there, or a new one with an empty state. */
export async function openSandbox(
    projectRoot: string,
    folder: string,
    tools: Tools,
    account: NewAccount,
    region: string,
    options: EmulatorOptions = {},
): Promise<Sandbox> {
    const earlier = recordedEmulator(folder);
    const running = await runningEmulator(folder);
    const isOurs = running?.accountId === account.id;
    const reusable = isOurs && hasPassphrase(folder) ? running : undefined;
    if (reusable === undefined) {
        await stopEmulator(folder);
        // A state of an AWS that is gone is worse than none.
        fs.rmSync(path.join(folder, "state"), { recursive: true, force: true });
    }
    const engine = layOutTools(folder, tools);
    layOutProject(projectRoot, folder, engine);
    fs.mkdirSync(path.join(folder, "state"), { recursive: true });
    dropDeadLocks(path.join(folder, "state"));
    dropHalfFiles(path.join(folder, "state"));
    fs.mkdirSync(path.join(folder, "aws"), { recursive: true });
    const emulator = reusable ?? (await startEmulator(tools.python, folder, account, options));
    const environment = sandboxEnvironment(folder, emulator, region);
    const environmentFile = writeEnvironmentFile(folder, environment);
    const lost =
        earlier === undefined || reusable !== undefined
            ? undefined
            : running === undefined
              ? "its emulator does not run any more"
              : isOurs
                ? "an earlier version made it, with another passphrase"
                : `it was made for account ${running.accountId}`;
    return { folder, engine, emulator, environment, environmentFile, fresh: reusable === undefined, lost };
}

/** Whether the state in this folder is encrypted with today's passphrase. */
function hasPassphrase(folder: string): boolean {
    const file = path.join(folder, "env");
    return !fs.existsSync(file) || fs.readFileSync(file, "utf8").includes(passphrase);
}

/**
 * A killed engine leaves its lock on the stack. Here, unlike in a shared backend, one can see whether its process still
 * runs.
 */
function dropDeadLocks(state: string): void {
    for (const file of stateFiles(state))
        if (file.includes(`${path.sep}locks${path.sep}`) && file.endsWith(".json") && !isHeld(file)) fs.rmSync(file);
}

function stateFiles(state: string): readonly string[] {
    const folder = path.join(state, ".pulumi");
    if (!fs.existsSync(folder)) return [];
    return fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => path.join(folder, name));
}

/** Whether the process that holds the lock runs. A half-written lock belongs to nobody. */
function isHeld(lock: string): boolean {
    try {
        return isAlive((JSON.parse(fs.readFileSync(lock, "utf8")) as { pid: number }).pid);
    } catch {
        return false;
    }
}

/** How to run a program in the sandbox. */
interface RunOptions {
    readonly cwd: string;
    readonly show?: boolean;
}

/** Exit code and output. */
interface Ended {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** Runs the sandbox's engine. With `show`, its progress goes to the terminal; otherwise its output is returned. */
export async function pulumi(
    sandbox: Pick<Sandbox, "folder" | "environment">,
    args: readonly string[],
    options: RunOptions,
): Promise<Ended> {
    return run(sandbox, path.join(sandbox.folder, "bin", "pulumi"), [...args, "--non-interactive"], options);
}

/** Runs the project's command in the sandbox. */
export async function org(
    sandbox: Pick<Sandbox, "folder" | "environment">,
    args: readonly string[],
    options: RunOptions,
): Promise<Ended> {
    return run(sandbox, process.execPath, [path.join(__dirname, "..", "bin", "org.js"), ...args], options);
}

async function run(
    { folder, environment }: Pick<Sandbox, "folder" | "environment">,
    file: string,
    args: readonly string[],
    { cwd, show = false }: RunOptions,
): Promise<Ended> {
    // Ctrl-C reaches the program as well: it finishes its operation and writes its state, so wait for it.
    const ignore = (): void => undefined;
    process.on("SIGINT", ignore);
    const result = await execa(file, args, {
        cwd,
        env: processEnvironment(folder, environment),
        extendEnv: false,
        reject: false,
        stdin: "ignore",
        ...(show ? { stdout: "inherit", stderr: "inherit" } : {}),
    }).finally(() => process.off("SIGINT", ignore));
    return { exitCode: result.exitCode ?? 1, stdout: result.stdout ?? "", stderr: result.stderr ?? "" };
}
