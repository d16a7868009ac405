// Format, separator and control characters, blanks other than the space, and characters that fonts draw as nothing.
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u{115F}\u{1160}\u{2800}\u{3164}\u{FFA0}]|(?! )\p{Zs}/gu;

const names: Readonly<Record<string, string>> = {
    "\t": "a tab",
    "\n": "a line break",
    "\r": "a carriage return",
    "\u00A0": "a no-break space",
    "\u00AD": "a soft hyphen",
    "\u200B": "a zero-width space",
    "\u200C": "a zero-width non-joiner",
    "\u200D": "a zero-width joiner",
    "\u2060": "a word joiner",
    "\u202E": "a right-to-left override",
    "\uFEFF": "a byte order mark",
    "\u3000": "a wide space",
    "\u2018": "a curly quote",
    "\u2019": "a curly quote",
    "\u201C": "a curly quote",
    "\u201D": "a curly quote",
    "\u2010": "a typographic hyphen",
    "\u2011": "a no-break hyphen",
    "\u2013": "an en dash",
    "\u2014": "an em dash",
    "\u2212": "a minus sign",
};

const scripts: readonly (readonly [string, RegExp])[] = [
    ["Cyrillic", /\p{Script=Cyrillic}/u],
    ["Greek", /\p{Script=Greek}/u],
    ["Armenian", /\p{Script=Armenian}/u],
    ["Arabic", /\p{Script=Arabic}/u],
    ["Devanagari", /\p{Script=Devanagari}/u],
];

/** The text with invisible characters written as escapes: `\u{200B}`. */
export function visible(text: string): string {
    return text.replace(invisible, escape);
}

/** The first one in words, as `U+200B a zero-width space at character 6`; undefined if all characters are visible. */
export function invisibleCharacter(text: string): string | undefined {
    return firstOf(text, new RegExp(invisible.source, "u"));
}

/** The first one in words, as `U+0430 (Cyrillic) at character 1`; undefined if all characters are printable ASCII. */
export function nonAsciiCharacter(text: string): string | undefined {
    return firstOf(text, /[^\x20-\x7E]/u);
}

/** The text as it was probably meant: compatibility forms replaced (full-width digits), invisible characters removed. */
export function folded(text: string): string {
    return text.normalize("NFKC").replace(invisible, "").trim();
}

/** A name in lower-case ASCII letters, digits and single hyphens; other characters are dropped. `Log Archive` gives `log-archive`. */
export function plainName(text: string): string {
    return text
        .normalize("NFKD")
        .replace(/\p{M}/gu, "")
        .toLowerCase()
        .replace(/[^a-z0-9]+/gu, "-")
        .replace(/^-+|-+$/gu, "");
}

/** Number of characters as AWS counts them: one outside the basic plane counts as one, not two. */
export function characterCount(text: string): number {
    return Array.from(text).length;
}

function firstOf(text: string, pattern: RegExp): string | undefined {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const character = match[0];
    const position = characterCount(text.slice(0, match.index)) + 1;
    return `U+${code(character)}${meaning(character)} at character ${position}`;
}

function meaning(character: string): string {
    const name = names[character];
    if (name !== undefined) return ` ${name}`;
    const plain = character.normalize("NFKC");
    if (plain !== character && /^[\x20-\x7E]+$/u.test(plain)) return ` (looks like ${plain})`;
    const script = scripts.find(([, pattern]) => pattern.test(character));
    if (script !== undefined) return ` (${character}, ${script[0]})`;
    return visible(character) === character ? ` (${character})` : "";
}

function code(character: string): string {
    return character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
}

function escape(character: string): string {
    const short: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r" };
    return short[character] ?? `\\u{${code(character)}}`;
}
