import { parseOneAddress } from "email-addresses";
import { nonAsciiCharacter } from "../faults/characters";
import type { Complaint } from "../faults/complaint";
import { limitsWith, type Limits } from "../aws-facts/limits";

/** Local part and domain of an address; without an `@` the domain is empty. */
export function splitEmail(email: string): { readonly local: string; readonly domain: string } {
    const at = email.lastIndexOf("@");
    return at < 0 ? { local: email, domain: "" } : { local: email.slice(0, at), domain: email.slice(at + 1) };
}

const forbidden = /[\s"'()<>[\]:;,\\|%&]/u;

/**
 * AWS's rule for the email of an account (Organizations API, CreateAccount, Email). It differs from general validators: AWS accepts some
 * addresses that no mail server does, and refuses some that RFC 5322 allows.
 */
export function awsEmailFaults(email: string, limits: Limits = limitsWith()): readonly Complaint[] {
    const { local, domain } = splitEmail(email);
    const faults: Complaint[] = [];
    const say = (message: string, cure: string): void => void faults.push({ message, cure });
    const strange = nonAsciiCharacter(email);
    const ats = email.split("@").length - 1;
    if (strange !== undefined) say(`holds ${strange}; AWS takes 7-bit ASCII`, "write it in plain letters");
    if (ats !== 1) say(ats === 0 ? "holds no @" : `holds ${ats} times @`, "write one address, as in aws@example.com");
    if (email.length < limits.emailMin || email.length > limits.emailMax) {
        say(
            `is ${email.length} characters long; AWS takes ${limits.emailMin} to ${limits.emailMax}`,
            "use another address",
        );
    }
    if (ats !== 1) return faults;
    const sign = forbidden.exec(local)?.[0];
    if (local === "") say("has nothing before the @", "write the name of a mailbox");
    if (sign !== undefined)
        say(`holds ${/\s/u.test(sign) ? "a blank" : sign} before the @, which AWS refuses`, "use another address");
    if (local.startsWith(".")) say("begins with a dot, which AWS refuses", "use another address");
    if (strange === undefined) faults.push(...domainFaults(domain));
    return faults;
}

function domainFaults(domain: string): readonly Complaint[] {
    const cure = "write the domain in letters, digits, hyphens and dots, as in example.com";
    const sign = /[^A-Za-z0-9.-]/u.exec(domain)?.[0];
    if (sign !== undefined)
        return [{ message: `holds ${/\s/u.test(sign) ? "a blank" : sign} in the domain, which AWS refuses`, cure }];
    if (/^[.-]|[.-]$/u.test(domain))
        return [{ message: "has a dot or a hyphen at an end of the domain, which AWS refuses", cure }];
    if (!domain.includes("."))
        return [{ message: `has a domain without a dot: ${domain === "" ? "nothing" : domain}`, cure }];
    if (/\.\.|\.-|-\./u.test(domain)) return [{ message: "has a domain with an empty or broken part", cure }];
    return [];
}

/** Whether the address is valid by the standard (RFC 5322), which AWS does not require. */
export function isDeliverable(email: string): boolean {
    return parseOneAddress({ input: email, strict: true, rejectTLD: true }) !== null;
}
