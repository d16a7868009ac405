import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { sharedFilePath, sharedFileVariables } from "../../aws/shared-config/files";
import { CliError } from "../common/ui";

/**
 * The AWS config file: the one that is named, that of AWS_CONFIG_FILE, or `~/.aws/config`.
 *
 * @param named what was typed; not every shell replaces the `~/` of `--aws-config=~/file`, so it is the home folder here
 */
export function configFileOf(named?: string, environment: NodeJS.ProcessEnv = process.env): string {
    if (named === undefined || named === "") return sharedFilePath("config", environment);
    return named === "~" || named.startsWith("~/") ? join(homedir(), named.slice(1)) : resolve(named);
}

/** The AWS credentials file: that of AWS_SHARED_CREDENTIALS_FILE, or `~/.aws/credentials`. */
export function credentialsFileOf(environment: NodeJS.ProcessEnv = process.env): string {
    return sharedFilePath("credentials", environment);
}

/** Ends a command that would write into a folder with the name `~`: Go and the AWS CLI read different files by such a variable. */
export function mustBeExpanded(environment: NodeJS.ProcessEnv = process.env): void {
    const name = Object.values(sharedFileVariables).find((each) => environment[each]?.startsWith("~"));
    if (name !== undefined)
        throw new CliError(
            `${name} begins with ~, which Pulumi's provider takes for a folder of that name, and the AWS CLI for the home folder; nothing was written`,
            `write the whole path: export ${name}="$HOME/…"`,
        );
}
