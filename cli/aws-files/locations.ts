import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** The AWS config file: the one that is named, that of AWS_CONFIG_FILE, or `~/.aws/config`. */
export function configFileOf(named?: string, environment: NodeJS.ProcessEnv = process.env): string {
    return placeOf(named ?? environment["AWS_CONFIG_FILE"], "config");
}

/** The AWS credentials file: that of AWS_SHARED_CREDENTIALS_FILE, or `~/.aws/credentials`. */
export function credentialsFileOf(environment: NodeJS.ProcessEnv = process.env): string {
    return placeOf(environment["AWS_SHARED_CREDENTIALS_FILE"], "credentials");
}

/** An empty variable counts as none, and `~/` is the home folder, as AWS's own tools have it. */
function placeOf(named: string | undefined, name: string): string {
    if (named === undefined || named === "") return join(homedir(), ".aws", name);
    return named.startsWith("~/") ? join(homedir(), named.slice(2)) : resolve(named);
}
