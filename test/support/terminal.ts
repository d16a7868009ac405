import { spawn } from "node:child_process";

/** What a program showed on its terminal, and how it ended. */
export interface TerminalRun {
    /** What the terminal showed: output, talk and what the terminal itself echoes, without its control sequences. */
    readonly shown: string;
    readonly code: number | null;
}

/** What is typed once a text is shown. */
export interface Typed {
    readonly at: RegExp;
    /** A function is asked when it is typed: an MFA code is good for half a minute. */
    readonly text: string | (() => string);
}

/** Runs a shell command at a terminal of its own, made by util-linux's `script`, and types when the awaited text is shown. */
export async function atTerminal(
    command: string,
    typed: readonly Typed[],
    options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<TerminalRun> {
    const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], options);
    const open = [...typed];
    let shown = "";
    let read = 0; // what is shown before the last text typed is no answer to the next
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (chunk: string) => {
        shown = plain(shown + chunk);
        const next = open[0];
        if (next === undefined || !next.at.test(shown.slice(read))) return;
        open.shift();
        read = shown.length;
        child.stdin.write(`${typeof next.text === "string" ? next.text : next.text()}\r`);
    });
    const code = await new Promise<number | null>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", resolve);
    });
    if (open.length > 0) throw new Error(`never asked: ${String(open[0]!.at)}; shown: ${shown}`);
    return { shown, code };
}

/** Text without colours, cursor movements and carriage returns. */
export function plain(text: string): string {
    return text.replace(/\u001B(?:\[[0-9;?]*[A-Za-z]|[78])|\r/gu, "");
}
