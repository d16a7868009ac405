import * as crypto from "node:crypto";

const period = 30;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * The six digits that an authenticator shows at a time (in milliseconds since 1970), or a number of periods later. Source: RFC 6238, RFC
 * 4226.
 */
export function totp(base32Seed: string, periodsLater = 0, now = Date.now()): string {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(now / 1000 / period) + periodsLater));
    const digest = crypto.createHmac("sha1", decodeBase32(base32Seed)).update(counter).digest();
    const number = digest.readUInt32BE(digest[digest.length - 1]! & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, "0");
}

function decodeBase32(text: string): Buffer {
    const bits = Array.from(text, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
    return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
