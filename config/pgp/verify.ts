/** Whether a key made a signature: the checks of go-crypto before it accepts a key (packet/public_key.go), with Node's crypto. */
import { createHash, verify } from "node:crypto";
import { hashedKey, uint32, type PublicKey } from "./public-key";
import { keyFlags, type Signature } from "./signature";

/** Checks the signature of a user id: over key and id. */
export function isUserIdSigned(key: PublicKey, id: Uint8Array, signature: Signature): boolean {
    return isSigned(key, [hashedKey(key), Buffer.of(0xb4), uint32(id.length), id], signature);
}

/** Checks a signature over the key itself: its properties, or its revocation. */
export function isKeySigned(key: PublicKey, signature: Signature): boolean {
    return isSigned(key, [hashedKey(key)], signature);
}

/** Checks the primary key's signature of a subkey. A subkey that signs must also have signed the primary key. */
export function isSubkeySigned(primary: PublicKey, subkey: PublicKey, signature: Signature): boolean {
    const data = [hashedKey(primary), hashedKey(subkey)];
    if (!isSigned(primary, data, signature)) return false;
    if (((signature.facts.flags ?? 0) & keyFlags.sign) === 0) return true;
    const { embedded } = signature.facts;
    return embedded !== undefined && isSigned(subkey, data, embedded);
}

function isSigned(key: PublicKey, data: readonly Uint8Array[], signature: Signature): boolean {
    const { hash, salt, suffix, numbers, tag } = signature;
    const { material } = key;
    if (key.algorithm !== signature.algorithm) return false;
    const all = Buffer.concat([salt, ...data, suffix]);
    const digest = createHash(hash).update(all).digest();
    if (signature.version === 6 && !digest.subarray(0, 2).equals(tag)) return false;
    switch (material.kind) {
        case "rsa":
            return isRsaUsable(material) && verify(hash, all, material.verifier, padded(numbers[0]!, material.modulus));
        case "dsa":
            return verify(
                hash,
                all,
                { key: material.verifier, dsaEncoding: "ieee-p1363" },
                pair(numbers, material.order.length),
            );
        case "ecdsa":
            return verify(
                hash,
                all,
                { key: material.verifier, dsaEncoding: "ieee-p1363" },
                pair(numbers, material.size),
            );
        case "eddsa":
            return verify(null, digest, material.verifier, edwardsSignature(material.curve, numbers));
        default:
            return false;
    }
}

/** Go refuses RSA keys below 1024 bits, and invalid exponents (crypto/rsa). */
export function isRsaUsable({
    modulus,
    exponent,
}: {
    readonly modulus: Uint8Array;
    readonly exponent: number;
}): boolean {
    const first = modulus.findIndex((byte) => byte !== 0);
    const bits = first === -1 ? 0 : (modulus.length - first) * 8 - (Math.clz32(modulus[first]!) - 24);
    return bits >= 1024 && exponent > 1 && exponent % 2 === 1;
}

/** Old signatures are two numbers, of which Ed448 uses only the first; new ones are bytes. */
function edwardsSignature(curve: "ed25519" | "ed448", numbers: readonly Uint8Array[]): Uint8Array {
    if (numbers.length === 1) return numbers[0]!;
    return curve === "ed448" ? numbers[0]!.subarray(1) : pair(numbers, 32);
}

function pair(numbers: readonly Uint8Array[], size: number): Uint8Array {
    return Buffer.concat(numbers.map((number) => leftPadded(number, size)));
}

function padded(number: Uint8Array, { length }: Uint8Array): Uint8Array {
    return leftPadded(number, length);
}

/** A number that is too long is unchanged, and matches nothing. */
function leftPadded(number: Uint8Array, size: number): Uint8Array {
    return Buffer.concat([Buffer.alloc(Math.max(0, size - number.length)), number]);
}
