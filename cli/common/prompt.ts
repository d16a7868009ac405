import { isatty } from "node:tty";
import { CliError, exitCodes } from "./ui";

/** Whether somebody can be asked: input and talk are a terminal. */
export function canAsk(): boolean {
    return isatty(0) && isatty(2);
}

/** Ends the command where nobody can be asked; `cure` names the flag that gives the value. */
export function mustAsk(question: string, cure: string): void {
    if (!canAsk()) throw new CliError(`${question}: there is no terminal to ask at`, cure, exitCodes.usage);
}

/** Prompts talk on stderr, so that stdout is data alone. */
const output = process.stderr;

/** A line of text, asked again until `check` has no fault with it. */
export async function askText(
    question: string,
    options: {
        readonly cure: string;
        readonly initial?: string;
        readonly check?: (value: string) => string | undefined;
    },
): Promise<string> {
    mustAsk(question, options.cure);
    const { input } = await import("@inquirer/prompts");
    return interruptible(
        input(
            {
                message: question,
                ...(options.initial === undefined ? {} : { default: options.initial }),
                validate: (value) => options.check?.(value.trim()) ?? true,
            },
            { output },
        ),
    ).then((value) => value.trim());
}

/** What must not be shown on the screen, asked again until `check` has no fault with it. */
export async function askSecret(
    question: string,
    options: { readonly cure: string; readonly check: (value: string) => string | undefined },
): Promise<string> {
    mustAsk(question, options.cure);
    const { password } = await import("@inquirer/prompts");
    const validate = (value: string): string | true => options.check(value.trim()) ?? true;
    return interruptible(password({ message: question, mask: "•", validate }, { output })).then((value) =>
        value.trim(),
    );
}

/** One of several. */
export async function askOne<T extends string>(
    question: string,
    choices: readonly { readonly value: T; readonly name: string }[],
    cure: string,
): Promise<T> {
    mustAsk(question, cure);
    const { select } = await import("@inquirer/prompts");
    return interruptible(select<T>({ message: question, choices: [...choices] }, { output }));
}

/** Yes or no; no unless said. */
export async function askYes(question: string, cure: string): Promise<boolean> {
    mustAsk(question, cure);
    const { confirm } = await import("@inquirer/prompts");
    return interruptible(confirm({ message: question, default: false }, { output }));
}

/** Ctrl-C at a prompt ends the command without a word more. */
async function interruptible<T>(answer: Promise<T>): Promise<T> {
    try {
        return await answer;
    } catch (error) {
        const { name } = error as Error;
        if (name === "ExitPromptError" || name === "CancelPromptError" || name === "AbortPromptError")
            throw new CliError("interrupted; nothing more was done", "run it again", exitCodes.interrupted);
        throw error;
    }
}
