import { distance } from "fastest-levenshtein";
import { isGivenName, isGroupWord } from "../../config/email";

/** Words that say what a user is for, in addition to those of group addresses (config/email). */
const services: ReadonlySet<string> = new Set(
    "adm agent ansible consultant contractor intern jenkins key keys pulumi reader runner scanner svc terraform viewer worker writer".split(
        " ",
    ),
);

/** Particles of family names (van Dyck, della Rosa, bin Said), and titles. Particles of two letters are too short to matter anyway. */
const particles: ReadonlySet<string> = new Set(
    (
        "abu auf aus bin bint dal dalla degli dei del della delle dello dem den der des dos das het ibn las los mac saint san santa ter ten vom von " +
        "van vande vanden vander zum zur junior senior mrs miss prof"
    ).split(" "),
);

/** Below this length, names of different people are too similar: mary and mark. */
const shortestSlip = 6;

/**
 * Whether two users' names may be one person's: the same letters with other signs between, a part that nobody else has, or a slip in one
 * part. Numbers tell users apart; particles of family names, titles and words of services say nothing. Names that have none of that in common
 * may be one person's still: nobody can tell (docs/rename.md).
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
    return part.length > 2 && !isService(part) && !particles.has(part) && !common.includes(part);
}

function isService(part: string): boolean {
    return services.has(part) || (isGroupWord(part) && !isGivenName(part));
}

/** A known given name, or the feminine form of one. The list is not complete. */
function isGiven(part: string): boolean {
    return isGivenName(part) || (/[aeo]$/u.test(part) && isGivenName(part.slice(0, -1)));
}

/** Whether one long part differs by one letter, or by two swapped letters. */
function hasSlip(parts: readonly string[], were: readonly string[]): boolean {
    const pairs = parts.map((part, index) => [part, were[index] ?? ""] as const);
    const [pair, ...more] = pairs.filter(([part, other]) => part !== other);
    if (pair === undefined || more.length > 0 || parts.length !== were.length) return false;
    const [part, other] = pair;
    // Pairs of words that are both spelled right.
    if ([isService, isGiven].some((isKnown) => isKnown(part) && isKnown(other))) return false;
    return Math.min(part.length, other.length) >= shortestSlip && (distance(part, other) === 1 || isSwap(part, other));
}

/** Only two letters side by side. `nearest` in config/faults also takes any other order of the same letters: ronalds, arnolds. */
function isSwap(part: string, other: string): boolean {
    const at = Array.from(part).findIndex((letter, index) => letter !== other.charAt(index));
    const swapped = part.slice(0, at) + part.charAt(at + 1) + part.charAt(at) + part.slice(at + 2);
    return at >= 0 && swapped === other;
}

function digitsOf(parts: readonly string[]): string {
    return parts.join("").replace(/\D/gu, "");
}
