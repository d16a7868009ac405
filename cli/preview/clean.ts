/** What is removed from a text before others read it. */
export interface Cleaning {
    /** Values that are hidden wherever they occur. */
    readonly secrets: readonly string[];
    /** Hide emails and account ids too, for a public repository. */
    readonly redact?: boolean;
}

// Terminal escapes (CSI, OSC, single), and the engine's own colour marks (pulumi, sdk/go/common/diag/colors).
const escapes =
    /\u001b\[[0-9;:?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-_]?|<\{%[^%]*%\}>/gu;
// Invisible characters: control characters except line feed and tab, bidirectional marks, zero-width characters.
const invisible =
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/** Patterns of secrets. */
const shapes: readonly RegExp[] = [
    /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/gu,
    /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|pul-[a-f0-9]{40})/gu,
    /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]+)?/gu,
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gu,
    // NAME=value and "name": "value", where the name is one of a secret.
    /(?<=\b[A-Za-z0-9_-]*(?:secret_?access_?key|session_?token|passphrase|password|id_token)["']?\s*[=:]\s*["']?)(?!true\b|false\b|null\b|\[secret\])[^\s"',;]{4,}/giu,
];

/** The text without colour codes, invisible characters and secrets. */
export function clean(text: string, { secrets, redact = false }: Cleaning): string {
    let cleaned = text.replace(escapes, "").replaceAll("\r\n", "\n").replace(invisible, "");
    // Longest first: a secret may contain another.
    for (const secret of [...new Set(secrets.flatMap(writtenForms))].sort((a, b) => b.length - a.length))
        cleaned = isWord(secret) ? cleaned.replace(named(secret), "[secret]") : cleaned.replaceAll(secret, "[secret]");
    for (const shape of shapes) cleaned = cleaned.replace(shape, "[secret]");
    if (!redact) return cleaned;
    return cleaned
        .replace(/[^\s"'<>(),;:@]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/gu, "[email]")
        .replace(/(?<!\d)\d{12}(?!\d)/gu, "[account]");
}

/** A value with all its texts cleaned, names of keys too. */
export function cleanValue(value: unknown, cleaning: Cleaning): unknown {
    return JSON.parse(JSON.stringify(value), (_, each: unknown) => {
        if (typeof each === "string") return clean(each, cleaning);
        if (typeof each !== "object" || each === null || Array.isArray(each)) return each;
        return Object.fromEntries(Object.entries(each).map(([key, part]) => [clean(key, cleaning), part]));
    }) as unknown;
}

/** A secret as plain text, escaped in JSON, and escaped in JSON within JSON. */
function writtenForms(secret: string): readonly string[] {
    const escaped = JSON.stringify(secret).slice(1, -1);
    return [secret, escaped, JSON.stringify(escaped).slice(1, -1)];
}

// A longer text of letters is no ordinary word.
const longestWord = 15;

/**
 * Whether a secret could be one or two ordinary words: small letters with enough vowels. Hiding such a word everywhere would remove it from
 * ordinary text, and so reveal it.
 */
function isWord(secret: string): boolean {
    const letters = secret.toLowerCase().replace(/[^a-z]/gu, "");
    const vowels = letters.replace(/[^aeiouy]/gu, "").length;
    return (
        secret.length <= longestWord &&
        /^[A-Za-z][a-z]*(?:[-_ ][a-z]+)?$/u.test(secret) &&
        vowels >= letters.length / 4 &&
        !/[^aeiouy]{6}/u.test(letters)
    );
}

/** Matches a secret after a name that says that it is secret. */
function named(secret: string): RegExp {
    const name = "(?:token|secret|password|passphrase|credentials?|private_?key|access_?key|api_?key)";
    return new RegExp(`(?<=\\b[\\w-]*${name}["']?\\s*[=:]\\s*["']?)${secret}(?![\\w-])`, "giu");
}

// Names of environment variables whose values are secrets.
const secretName = /TOKEN|SECRET|PASSWORD|PASSPHRASE|CREDENTIAL|PRIVATE|ACCESS_KEY|API_?KEY/iu;

/** Secret values of the environment, of 6 characters or more: shorter ones could be parts of ordinary words. */
export function secretsOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
    return Object.entries(env).flatMap(([name, value]) =>
        value !== undefined && value.length >= 6 && secretName.test(name) && !/_(?:FILE|URL|URI|ENDPOINT)$/iu.test(name)
            ? [value]
            : [],
    );
}

/**
 * Text in a code block. The fence is longer than any run of backticks in the text, so that the text cannot end it. GitHub colours lines of
 * a `diff`.
 */
export function codeBlock(text: string, language: "diff" | "text" = "text"): string {
    const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
    const fence = "`".repeat(longest + 1);
    return `${fence}${language}\n${disarm(text)}\n${fence}`;
}

/** A word in a code span. */
export function codeSpan(text: string): string {
    return `\`${disarm(text.replace(/[`\n]/gu, "'"))}\``;
}

/**
 * Makes text harmless outside of code blocks too, since emails and quotes drop those: no mention notifies a person, no HTML comment hides
 * text.
 */
function disarm(text: string): string {
    return (
        text
            // An email stays as it is; other text after an @ may be a user's name.
            .replace(/@(?=[A-Za-z0-9])(?!(?<=[\w.+-]@)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)/gu, "@\u200b")
            .replaceAll("<!--", "<\u200b!--")
            .replaceAll("-->", "--\u200b>")
            .replace(/<(\/?)(details|summary)/giu, "<\u200b$1$2")
    );
}
