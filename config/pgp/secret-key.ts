import { holdsSecretKey } from "./headers";

/** Whether the text contains a secret key, even if it is badly encoded. */
export function holdsSecret(text: string, depth = 0): boolean {
    if (text.includes("PRIVATE KEY")) return true;
    const body = text.replace(/-----[^\n]*-----|^[\w-]+: .*$|^=.{4}$/gmu, "").replace(/^\s*\w+:/u, "");
    const bytes = Buffer.from(body.replace(/[^A-Za-z0-9+/_-]/gu, ""), "base64");
    return holdsSecretKey(bytes) || (depth < 2 && isText(bytes) && holdsSecret(bytes.toString("latin1"), depth + 1));
}

/** Whether the bytes are printable. */
export function isText(bytes: Uint8Array): boolean {
    return bytes.length > 0 && bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d));
}
