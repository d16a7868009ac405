import type { Command } from "commander";

/** Parser of an option that may be given again: collects its values. */
export function collected(value: string, before: readonly string[] = []): readonly string[] {
    return [...before, value];
}

/**
 * Lets this command and those below it refuse two values of an option that takes one: Commander would use the last, without a word about
 * the first.
 */
export function refuseSecondValues(command: Command): void {
    for (const option of command.options) {
        if (option.isBoolean() || option.variadic || option.parseArg === collected) continue;
        let first: string | undefined;
        command.on(`option:${option.name()}`, (value: string) => {
            if (first !== undefined && first !== value)
                command.error(`error: option '${option.flags}' has two values: ${first} and ${value}`);
            first = value;
        });
    }
    for (const each of command.commands) refuseSecondValues(each);
}
