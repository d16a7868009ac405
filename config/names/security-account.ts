/**
 * Key in `accounts` of the account that the security layer belongs to. It is also the name of the layer's stack, and whatever trusts people
 * in that account looks it up by this key.
 */
export const securityKey = "security";

/** Why that account cannot have another key. */
export const securityKeyStays = `is the key that the security layer is bound to: the stack ${securityKey} is of the account with it, and so are people, groups and audit`;

/**
 * The cure if another key was written for it.
 *
 * @param settings the account's settings, as YAML in one line: `{ unit: security }`
 * @param name the account's name at AWS
 */
export function keepSecurityKey(settings: string, name: string): string {
    return `keep the key, write: ${securityKey}: ${settings}; AWS's name of the account may be another: name: ${name}`;
}
