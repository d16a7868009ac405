/** Ctrl-C: a command that is at work ends what it is at, so that nothing is left half done, and says what to run. */
import { shellWord } from "../../config/faults";
import { fromAnywhere } from "./org-command";
import { CliError, exitCodes, say } from "./ui";

const signals = { SIGINT: exitCodes.interrupted, SIGTERM: exitCodes.terminated, SIGHUP: exitCodes.hungUp } as const;

type Signal = keyof typeof signals;

/** Works that must not be cut, and those of them that are runs of the engine. */
let works = 0;
let engineRuns = 0;
let received: readonly Signal[] = [];
let command = "./org";
const listeners = new Set<(signal: Signal) => void>();

/** Listens to Ctrl-C, to SIGTERM as CI sends it, and to the terminal that is closed. `argv`: the command, to be named as what to run again. */
export function listenToInterrupts(argv: readonly string[]): void {
    command = ["./org", ...argv.map((word) => shellWord(word))].join(" ");
    if (argv.includes("--credential-process")) command = fromAnywhere(command);
    for (const signal of Object.keys(signals) as Signal[])
        process.on(signal, () => {
            receive(signal);
        });
}

/** The command as it was typed, to be typed again. */
export function typedCommand(): string {
    return command;
}

function receive(signal: Signal): void {
    received = [...received, signal];
    for (const each of listeners) each(signal);
    // Asked a second time, the engine itself ends at once, and is still waited for.
    if (works === 0 || received.length > (engineRuns > 0 ? 2 : 1)) {
        const { message, cure } = interrupted();
        say(`error: ${message}\n    → ${cure}`);
        process.exit(signals[signal]);
    }
    if (received.length === 1)
        say(
            `Interrupted: ${engineRuns > 0 ? "the engine" : "this step"} ends what it is at. Once more ends it at once.`,
        );
}

/** Carries out what an interrupt must not cut: it is waited for. */
export async function atWork<T>(work: () => Promise<T>): Promise<T> {
    works += 1;
    try {
        return await work();
    } finally {
        works -= 1;
    }
}

/** The same for a run of the engine; `passOn` hears of each signal. What the engine did not come to ends the command. */
export async function whileEngineRuns<T>(passOn: (signal: Signal) => void, run: () => Promise<T>): Promise<T> {
    engineRuns += 1;
    listeners.add(passOn);
    try {
        return await atWork(run);
    } finally {
        listeners.delete(passOn);
        engineRuns -= 1;
    }
}

/** Ends the command between two steps where it was interrupted. */
export function stopIfInterrupted(): void {
    if (received.length > 0) throw interrupted();
}

/** The exit code of a command that was interrupted; undefined where it was not. */
export function interruptCode(): number | undefined {
    const [signal] = received;
    return signal === undefined ? undefined : signals[signal];
}

function interrupted(): CliError {
    return new CliError("interrupted", `run it again: ${command}`, interruptCode() ?? exitCodes.interrupted);
}
