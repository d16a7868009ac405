import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { sharedFilePath, sharedFileVariables } from "../../aws/shared-config/files";
import { CliError } from "../common/ui";

/**
 * The AWS config file: the given one, the one of AWS_CONFIG_FILE, or `~/.aws/config`.
 *
 * @param named path as the user typed it. A leading `~/` is the home folder: not every shell replaces it in `--aws-config=~/file`
 */
export function configFileOf(named?: string, environment: NodeJS.ProcessEnv = process.env): string {
    if (named === undefined || named === "") return sharedFilePath("config", environment);
    return named === "~" || named.startsWith("~/") ? join(homedir(), named.slice(1)) : resolve(named);
}

/** The AWS credentials file: the one of AWS_SHARED_CREDENTIALS_FILE, or `~/.aws/credentials`. */
export function credentialsFileOf(environment: NodeJS.ProcessEnv = process.env): string {
    return sharedFilePath("credentials", environment);
}

/**
 * Refuses an AWS file variable whose path begins with `~`: Go programs take it for a folder of that name, the AWS CLI for the home folder,
 * so they would read different files.
 *
 * @throws CliError
 */
export function mustBeExpanded(environment: NodeJS.ProcessEnv = process.env): void {
    const name = Object.values(sharedFileVariables).find((each) => environment[each]?.startsWith("~"));
    if (name !== undefined)
        throw new CliError(
            `${name} begins with ~, which Pulumi's provider takes for a folder of that name, and the AWS CLI for the home folder; nothing was written`,
            `write the whole path: export ${name}="$HOME/…"`,
        );
}
