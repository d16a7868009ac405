import { main } from "../../cli/main";

/** How a command ended, and what it printed where. */
export interface OrgHere {
    readonly code: number;
    readonly out: string;
    readonly err: string;
}

/**
 * Runs `org` within this process, in a folder and with an environment of its own, where nobody can be asked: for commands that read and write
 * files and print. What a process adds (exit code, streams, interrupts, terminals) is proved in test/unit/cli/org.test.ts and where it matters.
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
    const heard = hearers();
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
        hearers().forEach(([emitter, event, listeners], index) => {
            for (const each of listeners) if (!heard[index]![2].includes(each)) emitter.off(event, each as () => void);
        });
    }
}

/** Who listens to what a command listens to until its process ends. */
function hearers(): readonly (readonly [NodeJS.EventEmitter, string, readonly unknown[]])[] {
    const emitters: readonly (readonly [NodeJS.EventEmitter, string])[] = [
        [process.stdout, "error"],
        [process.stderr, "error"],
        [process, "SIGINT"],
        [process, "SIGTERM"],
        [process, "SIGHUP"],
    ];
    return emitters.map(([emitter, event]) => [emitter, event, emitter.listeners(event)]);
}
