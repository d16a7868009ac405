/** Shells that command lines can be printed for. */
export const shells = ["sh", "fish", "powershell"] as const;
export type Shell = (typeof shells)[number];

/**
 * Escapes a text for single quotes. Sources: POSIX 2.2.2; fish manual, "Quotes" (a backslash escapes a quote and a backslash); PowerShell's
 * about_Quoting_Rules and language specification (typographic quotes are single quotes too).
 */
const quotes: Readonly<Record<Shell, (text: string) => string>> = {
    sh: (text) => text.replaceAll("'", `'\\''`),
    fish: (text) => text.replace(/[\\']/gu, "\\$&"),
    powershell: (text) => text.replace(/['\u2018\u2019\u201A\u201B]/gu, "$&$&"),
};

export function shellQuoted(text: string, shell: Shell = "sh"): string {
    return `'${quotes[shell](text)}'`;
}

/** A word as somebody types it, quoted only if necessary. At the beginning of a word, `@` and `=` are special in some shells. */
export function shellWord(text: string, shell: Shell = "sh"): string {
    return /^[A-Za-z0-9_./:+-][A-Za-z0-9_./:+@=-]*$/u.test(text) ? text : shellQuoted(text, shell);
}
