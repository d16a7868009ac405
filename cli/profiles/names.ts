import { CliError } from "../ui";

/** Names of an organization's profiles. */
export const profileNames = {
    bootstrap: (short: string) => `${short}-bootstrap`,
    /** The admin's own user in the management account. */
    management: (short: string) => `${short}-management`,
    /** The person's own user in the security account. */
    security: (short: string) => `${short}-security`,
    rootOaar: (short: string) => `${short}-root-oaar`,
    oaar: (short: string, account: string) => `${short}-${account}-oaar`,
    /** IAM takes `=` and `,` in a role's name, AWS's SDKs do not take them in a profile's. */
    role: (short: string, account: string, role: string) =>
        `${short}-${account}-${role.toLowerCase().replace(/[=,]/gu, "-")}`,
    session: (profile: string) => `${profile}-session`,
} as const;

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
