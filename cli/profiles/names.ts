import { CliError } from "../common/ui";

/** What AWS's CLI and every SDK take; the JavaScript SDK takes the fewest (smithy-typescript, parseIni). */
const acceptable = /^[A-Za-z0-9][\w@+.%:/-]*$/u;

/** A CliError where two profiles share a name, or one has a name that cannot be one. */
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
