import { CliError } from "../common/ui";

/** Names that the AWS CLI and every SDK accept. The JavaScript SDK accepts the fewest (smithy-typescript, parseIni). */
const acceptable = /^[A-Za-z0-9][\w@+.%:/-]*$/u;

/**
 * Checks the names of profiles.
 *
 * @param profiles `meaning` is what the profile is, for messages
 * @throws CliError where two are equal, or one is not acceptable
 */
export function checkNames(profiles: readonly { readonly name: string; readonly meaning: string }[]): void {
    const owners = new Map<string, string>();
    for (const { name, meaning } of profiles) {
        if (!acceptable.test(name))
            throw new CliError(
                `${JSON.stringify(name)}, of ${meaning}, is no name of a profile: AWS's tools do not take it`,
                "rename the account's key (formerly: <old key>) or the role",
            );
        const owner = owners.get(name);
        if (owner !== undefined)
            throw new CliError(
                `${name} would be the profile of ${owner} and of ${meaning}`,
                "rename one of them: an account's key by formerly: <old key>, a role by its name in access",
            );
        owners.set(name, meaning);
    }
}
