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
    /** What the answer before brings, where the same question is asked again: only what is shown after it counts. */
    readonly after?: RegExp;
    /** A function is asked when it is typed: an MFA code is good for half a minute. */
    readonly text: string | (() => string);
}

/**
 * Questions of a program, and what is typed at each. A question is drawn again with each letter that is typed, and the letters are
 * echoed, whenever that may be: so what is awaited next must be something else, else it would be typed before it is asked for.
 */
export class Dialogue {
    private readonly open: Typed[];

    constructor(typed: readonly Typed[]) {
        this.open = [...typed];
    }

    /** What is awaited. */
    get next(): RegExp | undefined {
        return this.open[0]?.at;
    }

    /** Where the next question is in what has been shown since something was typed; undefined: nowhere. */
    find(shown: string): number | undefined {
        const [next] = this.open;
        const after = next?.after?.exec(shown);
        if (next === undefined || after === null) return undefined;
        const start = after === undefined ? 0 : after.index + after[0].length;
        const found = next.at.exec(shown.slice(start));
        return found === null ? undefined : start + found.index;
    }

    /** What is to be typed now, if the next question has been shown. */
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

/** Runs a shell command at a terminal of its own, made by util-linux's `script`, and types when the awaited text is shown. */
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
