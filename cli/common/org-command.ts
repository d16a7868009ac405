import { join } from "node:path";
import { cloneFolder } from "./clone-folder";
import { CliError } from "./ui";

/** How this clone's `org` is run from anywhere, for a `credential_process`. `words`: options of `org` itself. */
export function orgCommand(words: readonly string[] = []): string {
    return commandOf([process.execPath, join(cloneFolder, "bin", "org.js"), ...words]);
}

/**
 * A text that names `./org` and pages of the clone, for another program to show in whatever folder it runs: the command as it is run from
 * any folder, with the project's folder where it is needed. Where the clone's path has no such form, it stays as it is.
 */
export function fromAnywhere(text: string, ofClone: (words: readonly string[]) => string = orgCommand): string {
    try {
        const [plain, inProject] = [ofClone([]), ofClone(["-C", cloneFolder])];
        return (
            text
                // A profile that is named is found in AWS's files alone.
                .replaceAll(/\.\/org (?=mfa (?:--profile|-p)\b)/gu, () => `${plain} `)
                .replaceAll("./org ", () => `${inProject} `)
                .replaceAll(/(?<![\w/.-])docs\/[\w-]+\.md/gu, (page) => join(cloneFolder, page))
        );
    } catch (error) {
        if (error instanceof CliError) return text;
        throw error;
    }
}

/**
 * Words as a command that shells, the AWS CLI (which splits them itself) and AWS's SDKs read alike. What they cannot agree on is
 * refused: to them ` #` and ` ;` begin a comment even in quotes.
 */
export function commandOf(words: readonly string[]): string {
    return words.map(quoted).join(" ");
}

function quoted(word: string): string {
    if (/[\r\n'"\\]|(?:^|\s)[#;]/u.test(word))
        throw new CliError(
            `the path ${JSON.stringify(word)} cannot be written in an AWS config file`,
            "move the clone to a folder without quotes, backslashes, or # and ; behind a blank in its name",
        );
    if (/^[\w@%+=:,./-]+$/u.test(word)) return word;
    // AWS's page asks for double quotes around a blank; a dollar sign would be read inside of them.
    return /[$`!]/u.test(word) ? `'${word}'` : `"${word}"`;
}
