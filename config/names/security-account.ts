/**
 * The key of the account that the security layer is of, in `accounts`. The layer's stack has its name, and whatever trusts the people
 * in it looks it up by this key.
 */
export const securityKey = "security";

/** Why that account cannot have another key. */
export const securityKeyStays = `is the key that the security layer is bound to: the stack ${securityKey} is of the account with it, and so are people, groups and audit`;

/**
 * What works instead, where another key was written for it.
 *
 * @param settings all that the config says of the account, as YAML in one line: `{ unit: security }`
 * @param name what AWS may call the account
 */
export function keepSecurityKey(settings: string, name: string): string {
    return `keep the key, write: ${securityKey}: ${settings}; AWS's name of the account may be another: name: ${name}`;
}
