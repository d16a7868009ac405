import { join } from "node:path";
import { cloneFolder } from "./clone-folder";
import { CliError } from "./ui";

/** The command that runs this clone's `org` from any folder, for a `credential_process`. `words`: global options of `org`. */
export function orgCommand(words: readonly string[] = []): string {
    return commandOf([process.execPath, join(cloneFolder, "bin", "org.js"), ...words]);
}

/**
 * Rewrites `./org` and paths of docs in a text so that they work in any folder: for messages that another program shows. The text stays as
 * it is where the clone's path has characters that no such command can have.
 */
export function fromAnywhere(text: string, ofClone: (words: readonly string[]) => string = orgCommand): string {
    try {
        const [plain, inProject] = [ofClone([]), ofClone(["-C", cloneFolder])];
        return (
            text
                // With --profile, mfa reads AWS's files alone, and no project.
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
 * Joins words to a command that shells, the AWS CLI (which splits it itself) and AWS's SDKs read alike.
 *
 * @throws CliError for a word that they read differently: ` #` and ` ;` begin a comment for some of them, even in quotes
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
    // AWS's page on credential_process asks for double quotes around a blank. Shells replace $, ` and ! in those, so single ones there.
    return /[$`!]/u.test(word) ? `'${word}'` : `"${word}"`;
}
