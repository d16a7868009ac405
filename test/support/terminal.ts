import { spawn } from "node:child_process";

/** What a program showed on its terminal, and its exit code. */
export interface TerminalRun {
    /** What the terminal showed, including its echo, without control sequences. */
    readonly shown: string;
    readonly code: number | null;
}

/** What to type once a text is shown. */
export interface Typed {
    readonly at: RegExp;
    /** A text that the previous answer causes, for when the same question is asked again: only text after it counts. */
    readonly after?: RegExp;
    /** A function is called when the text is typed, because an MFA code is valid for half a minute. */
    readonly text: string | (() => string);
}

/**
 * Questions of a program, and what to type at each. A question is redrawn with each letter that is typed, and letters are echoed at any
 * time, so the next awaited text must be different: otherwise its answer would be typed too early.
 */
export class Dialogue {
    private readonly open: Typed[];

    constructor(typed: readonly Typed[]) {
        this.open = [...typed];
    }

    /** The text that is awaited. */
    get next(): RegExp | undefined {
        return this.open[0]?.at;
    }

    /** Position of the next question in what was shown since the last typing; undefined if it is not there. */
    find(shown: string): number | undefined {
        const [next] = this.open;
        const after = next?.after?.exec(shown);
        if (next === undefined || after === null) return undefined;
        const start = after === undefined ? 0 : after.index + after[0].length;
        const found = next.at.exec(shown.slice(start));
        return found === null ? undefined : start + found.index;
    }

    /** What to type now, if the next question was shown. */
    answer(shown: string): string | undefined {
        const at = this.find(shown);
        const next = at === undefined ? undefined : this.open.shift();
        if (at === undefined || next === undefined) return undefined;
        const text = typeof next.text === "string" ? next.text : next.text();
        const again = `${shown.slice(shown.lastIndexOf("\n", at) + 1)}${text}`;
        const awaited = this.open[0]?.after ?? this.next;
        if (awaited?.test(again) === true)
            throw new Error(`${String(awaited)} is in the question before, which may be drawn again: ${again}`);
        return text;
    }
}

/** Runs a shell command at its own terminal, created by util-linux's `script`, and types when the awaited text is shown. */
export async function atTerminal(
    command: string,
    typed: readonly Typed[],
    options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<TerminalRun> {
    const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], options);
    const dialogue = new Dialogue(typed);
    let shown = "";
    let read = 0; // what is shown before the last text typed is no answer to the next
    const code = await new Promise<number | null>((resolve, reject) => {
        child.stdout.setEncoding("utf8");
        child.stdout.on("data", (chunk: string) => {
            shown = plain(shown + chunk);
            try {
                const text = dialogue.answer(shown.slice(read));
                if (text === undefined) return;
                read = shown.length;
                child.stdin.write(`${text}\r`);
            } catch (error) {
                child.kill();
                reject(error instanceof Error ? error : new Error(String(error)));
            }
        });
        child.once("error", reject);
        child.once("close", resolve);
    });
    if (dialogue.next !== undefined) throw new Error(`never asked: ${String(dialogue.next)}; shown: ${shown}`);
    return { shown, code };
}

/** Text without colours, cursor movements and carriage returns. */
export function plain(text: string): string {
    return text.replace(/\u001B(?:\[[0-9;?]*[A-Za-z]|[78])|\r/gu, "");
}
