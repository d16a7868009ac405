import { characterCount, nonAsciiCharacter, plainName } from "../faults/characters";
import type { Complaint } from "../faults/complaint";
import type { Limits } from "../aws-facts/limits";

// `management` is the layer's own stack and account; `root` is a target of policies and part of the profile <short>-root-oaar.
const reserved = new Set(["management", "root"]);

/**
 * Faults in an account's key. It becomes the name of the account's stack, and the end of its email's local part, its alias and sign-in
 * address, and its profiles, so it must be valid in all of them.
 */
export function accountKeyComplaint(key: string, limits: Limits): Complaint | undefined {
    if (key === "") return { message: "is an empty key", cure: "give the account a key, as in apps-prd" };
    if (reserved.has(key.toLowerCase())) {
        return {
            message: `takes a name that is taken: ${key.toLowerCase()} is ${key.toLowerCase() === "root" ? "the organization's root" : "the management layer's"}`,
            cure: "use another key",
        };
    }
    const length = characterCount(key);
    if (length > limits.accountName) {
        return {
            message: `has a key of ${length} characters; AWS takes ${limits.accountName} for an account's name`,
            cure: "use a shorter key",
        };
    }
    const strange = nonAsciiCharacter(key);
    if (strange !== undefined) {
        return {
            message: `has a key that holds ${strange}; AWS takes ASCII in an account's name and email`,
            cure: writeKey(key),
        };
    }
    const forbidden = /[^A-Za-z0-9-]/u.exec(key)?.[0];
    const carriers = "cannot be an email alias, a sign-in alias, a profile or a stack name as it is";
    if (forbidden !== undefined) {
        return {
            message: `has a key with ${forbidden === " " ? "a blank" : `the forbidden sign ${forbidden}`}: it ${carriers}`,
            cure: writeKey(key),
        };
    }
    if (/[A-Z]/u.test(key)) return { message: `has a key with capital letters: it ${carriers}`, cure: writeKey(key) };
    if (/^-|-$|--/u.test(key))
        return { message: `has a key with a hyphen at an end or two together: it ${carriers}`, cure: writeKey(key) };
    if (/^\d+$/u.test(key))
        return {
            message: "has a key of digits only, which YAML reads as a number",
            cure: "use a key with a letter in it",
        };
    return undefined;
}

function writeKey(key: string): string {
    const plain = plainName(key);
    const rule = "use lower-case letters, digits and single hyphens";
    const name = /^\d+$/u.test(plain) || reserved.has(plain) ? `account-${plain}` : plain;
    // YAML may read a text that begins with a digit as a number.
    const shown = /^(?:\d.*|true|false|null|y|n|yes|no|on|off)$/u.test(name) ? `"${name}"` : name;
    return plain === "" ? rule : `${rule}, as in ${shown}; the account's name may differ: name`;
}
