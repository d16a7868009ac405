import { Malformed } from "./cursor";
import { encryptionKey, type Choice } from "./encryption-key";
import { readEntity } from "./entity";
import { holdsSecret, isText } from "./secret-key";

/** Why a key cannot be used, and what to do, in words for a fault. */
interface Problem {
    readonly message: string;
    readonly cure: string;
}

/** The verdict on a key. No part of it contains the text itself. */
export interface KeyVerdict {
    /** Why the key cannot encrypt a first password. */
    readonly fault?: Problem;
    /** Whether the fault depends on the day: the key has expired, was revoked, or is not valid yet. */
    readonly wasGood?: boolean;
    /** The key works, but its owner may be unable to decrypt. */
    readonly warning?: Problem;
}

const exportIt = "gpg --export <address> | base64";
const writePublic = `write the public key in base64: ${exportIt}`;
/** Keybase's rule for names (its client's libkb): 2 to 16 letters, digits and single underscores, not beginning with an underscore. */
const keybaseName = /^keybase:(?=.{2,16}$)(?:[a-z0-9]_?)+$/iu;

/**
 * Judges a `pgpKey` as the provider will read it, because the provider requests the password from AWS before it encrypts it (Terraform's
 * AWS provider, internal/vault/helper/pgpkeys, with ProtonMail's go-crypto). For a Keybase name, only the form is judged.
 *
 * @param text the value of `pgpKey`
 * @param now the day on which the key is used
 */
export function judgePgpKey(text: string, now: Date): KeyVerdict {
    if (holdsSecret(text)) {
        return bad(
            "is a secret key: whoever reads this file or the state can use it",
            `take it out of the file and of its history, revoke the key, make another, and ${writePublic}`,
        );
    }
    if (text.startsWith("keybase:")) return judgeName(providerKey(text));
    if (text.trim() === "") return bad("is empty: the password would be in the state in plain text", writePublic);
    if (text.includes("BEGIN PGP"))
        return bad("is an armored key; the provider takes base64 alone", `write: ${exportIt}`);
    const bytes = goBase64(text);
    if (bytes === undefined) return bad(...encodingFault(text));
    if (isText(bytes))
        return bad("is base64 of a text, as of an armored key, and no key", `export it without --armor: ${exportIt}`);
    return judgeBytes(bytes, Math.floor(now.getTime() / 1000));
}

/** The key in the provider's form, without line breaks, which have no meaning. */
export function providerKey(text: string): string {
    return text.replace(/[\r\n]/gu, "");
}

function judgeName(name: string): KeyVerdict {
    return keybaseName.test(name)
        ? {}
        : bad(
              "is no name of Keybase's",
              `write keybase:<name>, of 2 to 16 letters, digits and single underscores, or no such word and the public key in base64: ${exportIt}`,
          );
}

function judgeBytes(bytes: Uint8Array, now: number): KeyVerdict {
    try {
        const choice = encryptionKey(readEntity(bytes), now);
        if (!("message" in choice)) return warned(choice);
        const cure = choice.wasGood
            ? `let its owner extend it or make another, then ${writePublic}`
            : `let its owner make one that encrypts, then ${writePublic}`;
        return { ...bad(choice.message, cure), wasGood: choice.wasGood };
    } catch (error) {
        if (error instanceof Malformed) return bad(`${error.message}, and the provider cannot read it`, writePublic);
        throw error;
    }
}

/** GnuPG does not support keys of version 6, RFC 9580's algorithms, or SHA-3; Curve448 only since 2.3. */
function warned({ key: { version, material }, signatures }: Choice): KeyVerdict {
    const cure = "make sure that the owner has a program that reads it, as Sequoia's sq, or use an older kind of key";
    if (version === 6 || material.kind === "x25519" || material.kind === "x448")
        return { warning: { message: "is a key of a kind (RFC 9580) that GnuPG does not know", cure } };
    if (signatures.some(({ hash }) => hash.startsWith("sha3-")))
        return { warning: { message: "is signed over SHA-3, which GnuPG does not know", cure } };
    if (material.kind === "ecdh" && material.curve === "x448")
        return { warning: { message: "is a key on Curve448, which GnuPG knows from 2.3 on", cure } };
    return {};
}

/** Go's base64: padded, with line breaks anywhere and nothing else (encoding/base64, StdEncoding). */
function goBase64(text: string): Uint8Array | undefined {
    const plain = providerKey(text);
    return plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/u.test(plain) ? Buffer.from(plain, "base64") : undefined;
}

function encodingFault(text: string): readonly [string, string] {
    if (/[^\S\r\n]/u.test(text))
        return [
            "is base64 with blanks in it; the provider takes line breaks alone",
            `write it in one line, or below "{key}: |": ${exportIt}`,
        ];
    if (/[^A-Za-z0-9+/=\r\n]/u.test(text)) return ["is not base64", writePublic];
    return ["is base64 that is cut off, or lacks the = at its end", writePublic];
}

function bad(message: string, cure: string): KeyVerdict {
    return { fault: { message, cure } };
}
