import { isatty } from "node:tty";
import { CliError, exitCodes } from "./ui";

/** Whether a person can be asked: stdin and stderr are a terminal. */
export function canAsk(): boolean {
    return isatty(0) && isatty(2);
}

/**
 * Refuses to go on where no person can be asked.
 *
 * @param cure names the flag that gives the value
 * @throws CliError
 */
export function mustAsk(question: string, cure: string): void {
    if (!canAsk()) throw new CliError(`${question}: there is no terminal to ask at`, cure, exitCodes.usage);
}

/** Prompts are shown on stderr: stdout is for data alone. */
const output = process.stderr;

/** Asks for a line of text until `check` finds no fault. Returns it trimmed. */
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

/** Asks for a secret, which the screen does not show, until `check` finds no fault. Returns it trimmed. */
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

/** Asks for one of several choices. */
export async function askOne<T extends string>(
    question: string,
    choices: readonly { readonly value: T; readonly name: string }[],
    cure: string,
): Promise<T> {
    mustAsk(question, cure);
    const { select } = await import("@inquirer/prompts");
    return interruptible(select<T>({ message: question, choices: [...choices] }, { output }));
}

/** Asks for yes or no; Enter alone means no. */
export async function askYes(question: string, cure: string): Promise<boolean> {
    mustAsk(question, cure);
    const { confirm } = await import("@inquirer/prompts");
    return interruptible(confirm({ message: question, default: false }, { output }));
}

/** Turns the library's error for Ctrl-C at a prompt into a CliError. */
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
