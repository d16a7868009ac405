import { main } from "../../cli/main";

/** The result of a command: exit code, stdout and stderr. */
export interface OrgHere {
    readonly code: number;
    readonly out: string;
    readonly err: string;
}

/**
 * Runs `org` within this process, with a working folder and an environment of its own and without a terminal. Meant for commands that only
 * read and write files and print. What needs a real process (exit code, streams, interrupts, terminals) is tested in
 * test/unit/cli/org.test.ts and where it matters.
 */
export async function orgHere(
    { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
    args: readonly string[],
): Promise<OrgHere> {
    const tty = process.getBuiltinModule("node:tty");
    const { isatty } = tty;
    const { exitCode, env: former } = process;
    const folder = process.cwd();
    const streams = [process.stdout, process.stderr] as const;
    const writes = streams.map((stream) => stream.write.bind(stream));
    const listenersBefore = listenersNow();
    const texts = ["", ""];
    streams.forEach((stream, index) => {
        stream.write = (text: string | Uint8Array): boolean => {
            texts[index] = texts[index]! + String(text);
            return true;
        };
    });
    tty.isatty = () => false;
    process.exitCode = undefined;
    process.env = env;
    process.chdir(cwd);
    try {
        const code = await main(args);
        return { code, out: texts[0]!, err: texts[1]! };
    } finally {
        streams.forEach((stream, index) => {
            stream.write = writes[index]!;
        });
        tty.isatty = isatty;
        process.exitCode = exitCode;
        process.env = former;
        process.chdir(folder);
        listenersNow().forEach(([emitter, event, listeners], index) => {
            for (const each of listeners)
                if (!listenersBefore[index]![2].includes(each)) emitter.off(event, each as () => void);
        });
    }
}

/** The current listeners of the events that a command subscribes to and never unsubscribes from. */
function listenersNow(): readonly (readonly [NodeJS.EventEmitter, string, readonly unknown[]])[] {
    const emitters: readonly (readonly [NodeJS.EventEmitter, string])[] = [
        [process.stdout, "error"],
        [process.stderr, "error"],
        [process, "SIGINT"],
        [process, "SIGTERM"],
        [process, "SIGHUP"],
    ];
    return emitters.map(([emitter, event]) => [emitter, event, emitter.listeners(event)]);
}
