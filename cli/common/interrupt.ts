/**
 * What Ctrl-C, SIGTERM and SIGHUP do: a command finishes its current step, so that nothing is left half done, and says what to run again.
 */
import { shellWord } from "../../config/faults";
import { EndRequests, patience } from "./end-requests";
import { fromAnywhere } from "./org-command";
import { CliError, exitCodes, say } from "./ui";

const signals = { SIGINT: exitCodes.interrupted, SIGTERM: exitCodes.terminated, SIGHUP: exitCodes.hungUp } as const;

type Signal = keyof typeof signals;

/** How many pieces of work must not be cut off now, and how many of them are runs of the engine. */
let works = 0;
let engineRuns = 0;
let received: readonly Signal[] = [];
let command = "./org";
const listeners = new Set<(signal: Signal) => void>();
const endRequests = new EndRequests<Signal>((signal) => {
    for (const each of listeners) each(signal);
    return listeners.size > 0;
}, say);

/**
 * Handles Ctrl-C, SIGTERM (which CI sends) and SIGHUP (the terminal was closed).
 *
 * @param argv the arguments of `./org`, for the command that the message says to run again
 */
export function listenToInterrupts(argv: readonly string[]): void {
    command = ["./org", ...argv.map((word) => shellWord(word))].join(" ");
    if (argv.includes("--credential-process")) command = fromAnywhere(command);
    for (const signal of Object.keys(signals) as Signal[])
        process.on(signal, () => {
            receive(signal);
        });
}

/** The whole command as it was typed, quoted for a shell. */
export function typedCommand(): string {
    return command;
}

function receive(signal: Signal): void {
    received = [...received, signal];
    endRequests.press(signal);
    // The engine itself stops at the second signal, and is still waited for; the third one kills it and ends this process.
    if (works === 0 || received.length > (engineRuns > 0 ? 2 : 1)) {
        const { message, cure } = interrupted();
        say(`error: ${message}\n    → ${cure}`);
        process.exit(signals[signal]);
    }
    if (received.length === 1)
        say(
            engineRuns > 0
                ? `Interrupted: the engine has ${patience / 1000} s to finish its current step. Press Ctrl-C again to stop it at once.`
                : "Interrupted: waiting for this step to finish. Press Ctrl-C again to stop it at once.",
        );
}

/** Runs work that an interrupt must not cut off. */
export async function atWork<T>(work: () => Promise<T>): Promise<T> {
    works += 1;
    try {
        return await work();
    } finally {
        works -= 1;
    }
}

/**
 * Same as `atWork` for a run of the engine. `passOn` is called with each signal that arrives meanwhile, and again where the engine takes too
 * long: the second call asks for an end at once, the third for a kill.
 */
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

/**
 * Ends the command between two steps if it was interrupted.
 *
 * @throws CliError
 */
export function stopIfInterrupted(): void {
    if (received.length > 0) throw interrupted();
}

/**
 * The result of a run of the engine, or undefined if it failed.
 *
 * @throws CliError if the command was interrupted meanwhile
 */
export async function unlessFailed<T>(run: Promise<T>): Promise<T | undefined> {
    const result = await run.catch(() => undefined);
    stopIfInterrupted();
    return result;
}

/** The exit code for the first signal that arrived; undefined where none did. */
export function interruptCode(): number | undefined {
    const [signal] = received;
    return signal === undefined ? undefined : signals[signal];
}

function interrupted(): CliError {
    return new CliError("interrupted", `run it again: ${command}`, interruptCode() ?? exitCodes.interrupted);
}
