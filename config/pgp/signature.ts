/** Signatures as in a packet (RFC 9580, 5.2.3), read as by go-crypto (packet/signature.go). */
import { Cursor, Malformed, subpackets, Unsupported } from "./cursor";
import { uint16, uint32 } from "./public-key";

export interface Signature {
    readonly packet: "signature";
    readonly version: 4 | 6;
    readonly type: number;
    readonly algorithm: number;
    /** Node's name of the hash. */
    readonly hash: string;
    /** Hashed after the signed data. */
    readonly suffix: Uint8Array;
    /** The first two bytes of the hash. */
    readonly tag: Uint8Array;
    /** Version 6 only: hashed before the data. */
    readonly salt: Uint8Array;
    /** The numbers, in their order. */
    readonly numbers: readonly Uint8Array[];
    readonly facts: SignatureFacts;
}

/** Properties in the signature. Times are seconds since 1970, durations are seconds, 0 means forever. */
export interface SignatureFacts {
    created?: number;
    life?: number;
    keyLife?: number;
    issuer?: Uint8Array;
    fingerprint?: Uint8Array;
    isPrimary?: boolean;
    /** The first byte of the key flags. */
    flags?: number;
    reason?: number;
    /** The subkey's signature over the primary key. */
    embedded?: Signature;
}

/** Types of signatures (RFC 9580, 5.2.1). */
export const signatureTypes = {
    certifications: new Set([0x10, 0x11, 0x12, 0x13]),
    subkeyBinding: 0x18,
    primaryBinding: 0x19,
    direct: 0x1f,
    keyRevocation: 0x20,
    subkeyRevocation: 0x28,
    certificationRevocation: 0x30,
} as const;

/** Key flags (RFC 9580, 5.2.3.29). */
export const keyFlags = { sign: 0x02, encrypt: 0x04 } as const;

/** By OpenPGP's number, with the salt's size in version 6. */
const hashes: Readonly<Record<number, { readonly name: string; readonly salt?: number }>> = {
    2: { name: "sha1" },
    8: { name: "sha256", salt: 16 },
    9: { name: "sha384", salt: 24 },
    10: { name: "sha512", salt: 32 },
    11: { name: "sha224", salt: 16 },
    12: { name: "sha3-256", salt: 16 },
    14: { name: "sha3-512", salt: 32 },
};

/** How many numbers a signature of an algorithm has or, for newer ones, how many bytes. */
const shapes: Readonly<Record<number, { readonly numbers: number } | { readonly bytes: number }>> = {
    1: { numbers: 1 },
    3: { numbers: 1 },
    17: { numbers: 2 },
    19: { numbers: 2 },
    22: { numbers: 2 },
    27: { bytes: 64 },
    28: { bytes: 114 },
};

/** Reads a signature. Throws Unsupported or Malformed. */
export function readSignature(cursor: Cursor): Signature {
    const version = cursor.number(1);
    if (version !== 4 && version !== 6) throw new Unsupported(`is a signature of version ${version}`);
    const size = version === 6 ? 4 : 2;
    const [type, algorithm, hashId] = cursor.take(3) as unknown as [number, number, number];
    const length = cursor.number(size);
    const shape = shapes[algorithm];
    const hash = hashes[hashId];
    if (shape === undefined) throw new Unsupported(`is a signature of algorithm ${algorithm}`);
    if (hash === undefined || (version === 6 && hash.salt === undefined))
        throw new Unsupported(`is a signature over hash ${hashId}`);
    const hashed = cursor.take(length);
    const facts: SignatureFacts = {};
    readSubpackets(facts, hashed, { version, isHashed: true });
    readSubpackets(facts, cursor.take(cursor.number(size)), { version, isHashed: false });
    const tag = cursor.take(2);
    const salt = version === 6 ? readSalt(cursor, hash.salt!) : new Uint8Array();
    const numbers =
        "bytes" in shape ? [cursor.take(shape.bytes)] : Array.from({ length: shape.numbers }, () => cursor.mpi());
    const counted = version === 6 ? uint32(length) : uint16(length);
    const fields = Buffer.concat([Buffer.of(version, type, algorithm, hashId), counted, hashed]);
    const suffix = Buffer.concat([fields, Buffer.of(version, 0xff), uint32(fields.length)]);
    return { packet: "signature", version, type, algorithm, hash: hash.name, suffix, tag, salt, numbers, facts };
}

function readSalt(cursor: Cursor, length: number): Uint8Array {
    if (cursor.number(1) !== length) throw new Malformed("has a salt of the wrong length");
    return cursor.take(length);
}

interface Area {
    readonly version: number;
    readonly isHashed: boolean;
}

/** The part that is not hashed may only name the issuer. */
function readSubpackets(facts: SignatureFacts, bytes: Uint8Array, area: Area): void {
    for (const body of subpackets(bytes)) {
        const type = body[0]! & 0x7f;
        if (area.isHashed || type === 16 || type === 32 || type === 33)
            readSubpacket(facts, type, body[0]! >= 0x80, body.subarray(1), area);
    }
    if (facts.created === undefined) throw new Malformed("has a signature without a time");
}

function readSubpacket(
    facts: SignatureFacts,
    type: number,
    isCritical: boolean,
    body: Uint8Array,
    { version, isHashed }: Area,
): void {
    switch (type) {
        case 2:
            facts.created = number32(body);
            return;
        case 3:
            facts.life = number32(body);
            return;
        case 4:
            if (body[0] === 0) throw new Unsupported("is a signature for its maker alone");
            return;
        case 9:
            facts.keyLife = number32(body);
            return;
        case 16:
            if (body.length !== 8 || (version > 4 && isHashed)) throw new Malformed("names its maker wrongly");
            if (version === 4) facts.issuer = body;
            return;
        case 25:
            mustBe(body.length === 1);
            facts.isPrimary = body[0]! > 0;
            return;
        case 27:
            facts.flags = (facts.flags ?? 0) | (body[0] ?? 0);
            return;
        case 29:
            mustBe(body.length > 0);
            facts.reason = body[0]!;
            return;
        case 32:
            if (facts.embedded !== undefined) throw new Malformed("has two signatures in one");
            facts.embedded = readSignature(new Cursor(body));
            mustBe(facts.embedded.type === signatureTypes.primaryBinding);
            return;
        case 33: {
            const isNew = body[0]! >= 5;
            mustBe(body.length === (isNew ? 33 : 21));
            facts.fingerprint = body.subarray(1);
            facts.issuer = isNew ? body.subarray(1, 9) : body.subarray(13);
            return;
        }
        default:
            readIrrelevant(type, isCritical, body);
    }
}

/** Subpackets that do not matter for encryption, but must be well formed. */
function readIrrelevant(type: number, isCritical: boolean, body: Uint8Array): void {
    switch (type) {
        case 5:
            mustBe(body.length === 2);
            return;
        case 6:
            mustBe(body.length > 0 && body.at(-1) === 0);
            return;
        case 20:
            mustBe(body.length >= 8 && body.length === 8 + body[4]! * 256 + body[5]! + body[6]! * 256 + body[7]!);
            return;
        case 35:
            mustBe(body.length === (body[0]! >= 5 ? 33 : 21));
            return;
        case 39:
            mustBe(body.length % 2 === 0);
            return;
        case 11:
        case 21:
        case 22:
        case 23:
        case 24:
        case 26:
        case 28:
        case 30:
            return;
        default:
            if (isCritical) throw new Unsupported(`has an unknown critical part, ${type}`);
    }
}

function number32(body: Uint8Array): number {
    mustBe(body.length === 4);
    return new Cursor(body).number(4);
}

function mustBe(isWellFormed: boolean): void {
    if (!isWellFormed) throw new Malformed("has a signature with a malformed part");
}
