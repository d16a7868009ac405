/** How text from a preview is made fit to be read by others. */
export interface Cleaning {
    /** Values that must not be seen, whatever text they are in. */
    readonly secrets: readonly string[];
    /** Emails and account ids too are hidden, for a public repository. */
    readonly redact?: boolean;
}

// Escapes of terminals (CSI, OSC, single), and the engine's own marks of colours (pulumi sdk/go/common/diag/colors).
const escapes =
    /\u001b\[[0-9;:?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-_]?|<\{%[^%]*%\}>/gu;
// What a reader cannot see: control characters but line feed and tab, marks of writing direction, zero-width characters.
const invisible =
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/** Secrets that are known by their looks. */
const shapes: readonly RegExp[] = [
    /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/gu,
    /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|pul-[a-f0-9]{40})/gu,
    /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]+)?/gu,
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gu,
    // NAME=value and "name": "value" where the name says what it is.
    /(?<=\b[A-Za-z0-9_-]*(?:secret_?access_?key|session_?token|passphrase|password|id_token)["']?\s*[=:]\s*["']?)(?!true\b|false\b|null\b|\[secret\])[^\s"',;]{4,}/giu,
];

/** The text without colour codes, invisible characters and secrets. */
export function clean(text: string, { secrets, redact = false }: Cleaning): string {
    let cleaned = text.replace(escapes, "").replaceAll("\r\n", "\n").replace(invisible, "");
    // Longest first: one may be part of another.
    for (const secret of [...new Set(secrets.flatMap(writtenForms))].sort((a, b) => b.length - a.length))
        cleaned = isWord(secret) ? cleaned.replace(named(secret), "[secret]") : cleaned.replaceAll(secret, "[secret]");
    for (const shape of shapes) cleaned = cleaned.replace(shape, "[secret]");
    if (!redact) return cleaned;
    return cleaned
        .replace(/[^\s"'<>(),;:@]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/gu, "[email]")
        .replace(/(?<!\d)\d{12}(?!\d)/gu, "[account]");
}

/** A value for programs, each text in it made fit, names of keys too. */
export function cleanValue(value: unknown, cleaning: Cleaning): unknown {
    return JSON.parse(JSON.stringify(value), (_, each: unknown) => {
        if (typeof each === "string") return clean(each, cleaning);
        if (typeof each !== "object" || each === null || Array.isArray(each)) return each;
        return Object.fromEntries(Object.entries(each).map(([key, part]) => [clean(key, cleaning), part]));
    }) as unknown;
}

/** A secret as text has it, as JSON has it, and as text of JSON inside of JSON has it. */
function writtenForms(secret: string): readonly string[] {
    const escaped = JSON.stringify(secret).slice(1, -1);
    return [secret, escaped, JSON.stringify(escaped).slice(1, -1)];
}

// Letters of a longer text are nobody's ordinary word.
const longestWord = 15;

/**
 * Whether a secret could be a word of ordinary text, or two: small letters that can be spoken. Hidden in all places it would blot out
 * that word, and tell by it what it is.
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

/** A value behind a name that says that it is secret. */
function named(secret: string): RegExp {
    const name = "(?:token|secret|password|passphrase|credentials?|private_?key|access_?key|api_?key)";
    return new RegExp(`(?<=\\b[\\w-]*${name}["']?\\s*[=:]\\s*["']?)${secret}(?![\\w-])`, "giu");
}

// Names of variables of the environment whose values are secrets.
const secretName = /TOKEN|SECRET|PASSWORD|PASSPHRASE|CREDENTIAL|PRIVATE|ACCESS_KEY|API_?KEY/iu;

/** The values of the environment that are secrets; shorter ones would blot out words. */
export function secretsOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
    return Object.entries(env).flatMap(([name, value]) =>
        value !== undefined && value.length >= 6 && secretName.test(name) && !/_(?:FILE|URL|URI|ENDPOINT)$/iu.test(name)
            ? [value]
            : [],
    );
}

/** Text in a code block that it cannot end: the fence is longer than any run of backticks in it. GitHub colours the signs of a `diff`. */
export function codeBlock(text: string, language: "diff" | "text" = "text"): string {
    const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
    const fence = "`".repeat(longest + 1);
    return `${fence}${language}\n${disarm(text)}\n${fence}`;
}

/** A word in a code span. */
export function codeSpan(text: string): string {
    return `\`${disarm(text.replace(/[`\n]/gu, "'"))}\``;
}

/** Notifies nobody and hides nothing, wherever it is pasted: code blocks do that already, but mails and quotes drop them. */
function disarm(text: string): string {
    return (
        text
            // An email stays one; any other text behind an @ may be a person.
            .replace(/@(?=[A-Za-z0-9])(?!(?<=[\w.+-]@)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)/gu, "@\u200b")
            .replaceAll("<!--", "<\u200b!--")
            .replaceAll("-->", "--\u200b>")
            .replace(/<(\/?)(details|summary)/giu, "<\u200b$1$2")
    );
}
