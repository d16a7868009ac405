import { distance } from "fastest-levenshtein";

/** Words that companies put before a name to say what kind of user it is. */
const kinds: ReadonlySet<string> = new Set(["adm", "admin", "aws", "iam", "root", "svc", "user"]);

/** Shorter names are too near to each other: mary is not mark. */
const shortestSlip = 6;

/**
 * Whether two users' names may be one person's: the same letters with other signs between, a part that nobody else has, or a slip in one
 * part. Numbers tell users apart.
 *
 * @param common parts that tell nobody apart: of other people's names, the company's, the groups'
 */
export function isAkin(name: string, before: string, common: readonly string[]): boolean {
    const [parts, were] = [partsOf(name), partsOf(before)];
    if (parts.join("") === were.join("")) return true;
    if (digitsOf(parts) !== digitsOf(were)) return false;
    return parts.some((part) => isTelling(part, common) && were.includes(part)) || hasSlip(parts, were);
}

/** `ada` and `lovelace` of `ada.lovelace@acme.example`. */
export function partsOf(name: string): readonly string[] {
    const local = name.toLowerCase().replace(/@.*$/u, "");
    return local.split(/[^\p{L}\d]+/u);
}

function isTelling(part: string, common: readonly string[]): boolean {
    return part.length > 2 && !kinds.has(part) && !common.includes(part);
}

/** Whether they differ by one letter, or by two that are swapped, in one long part. */
function hasSlip(parts: readonly string[], were: readonly string[]): boolean {
    const pairs = parts.map((part, index) => [part, were[index] ?? ""] as const);
    const [pair, ...more] = pairs.filter(([part, other]) => part !== other);
    if (pair === undefined || more.length > 0 || parts.length !== were.length) return false;
    const [part, other] = pair;
    return Math.min(part.length, other.length) >= shortestSlip && (distance(part, other) === 1 || isSwap(part, other));
}

function isSwap(part: string, other: string): boolean {
    const at = Array.from(part).findIndex((letter, index) => letter !== other.charAt(index));
    const swapped = part.slice(0, at) + part.charAt(at + 1) + part.charAt(at) + part.slice(at + 2);
    return at >= 0 && swapped === other;
}

function digitsOf(parts: readonly string[]): string {
    return parts.join("").replace(/\D/gu, "");
}
