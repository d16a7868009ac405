/** Public keys as in a packet (RFC 9580, 5.5.2), of the algorithms that go-crypto supports (packet/public_key.go). */
import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { Cursor, Malformed, Unsupported } from "./cursor";
import { bitString, integer, nothing, objectId, sequence } from "./der";

/** Key material. `verifier` checks signatures; a key for encryption only has none. */
export type Material =
    | { readonly kind: "rsa"; readonly modulus: Uint8Array; readonly exponent: number; readonly verifier: KeyObject }
    | { readonly kind: "dsa"; readonly order: Uint8Array; readonly verifier: KeyObject }
    | { readonly kind: "elgamal"; readonly prime: Uint8Array }
    | { readonly kind: "ecdsa"; readonly size: number; readonly verifier: KeyObject }
    | { readonly kind: "ecdh"; readonly curve: string; readonly hash: number; readonly cipher: number }
    | { readonly kind: "eddsa"; readonly curve: "ed25519" | "ed448"; readonly verifier: KeyObject }
    | { readonly kind: "x25519" | "x448" };

export interface PublicKey {
    readonly packet: "key";
    readonly isSubkey: boolean;
    readonly version: 4 | 6;
    /** Seconds since 1970. */
    readonly created: number;
    readonly algorithm: number;
    readonly material: Material;
    /** The packet's body, for hashing. */
    readonly body: Uint8Array;
    readonly fingerprint: Uint8Array;
    readonly id: Uint8Array;
}

interface Curve {
    readonly name: string;
    /** Size of a coordinate in bytes. */
    readonly size: number;
    readonly use: "points" | "ecdh" | "eddsa";
}

/** By object id in hex (RFC 9580, 9.2; go-crypto internal/ecc/curve_info.go). */
const curves: Readonly<Record<string, Curve>> = {
    "2a8648ce3d030107": { name: "P-256", size: 32, use: "points" },
    "2b81040022": { name: "P-384", size: 48, use: "points" },
    "2b81040023": { name: "P-521", size: 66, use: "points" },
    "2b8104000a": { name: "secp256k1", size: 32, use: "points" },
    "2b2403030208010107": { name: "brainpoolP256r1", size: 32, use: "points" },
    "2b240303020801010b": { name: "brainpoolP384r1", size: 48, use: "points" },
    "2b240303020801010d": { name: "brainpoolP512r1", size: 64, use: "points" },
    "2b060104019755010501": { name: "curve25519", size: 32, use: "ecdh" },
    "2b656f": { name: "x448", size: 56, use: "ecdh" },
    "2b06010401da470f01": { name: "ed25519", size: 32, use: "eddsa" },
    "2b6571": { name: "ed448", size: 57, use: "eddsa" },
};

// Object ids of algorithms, for Node's key format.
const rsaId = Buffer.from("2a864886f70d010101", "hex");
const dsaId = Buffer.from("2a8648ce380401", "hex");
const ecId = Buffer.from("2a8648ce3d0201", "hex");
const ed25519Id = Buffer.from("2b6570", "hex");
const ed448Id = Buffer.from("2b6571", "hex");

/** Hashes and ciphers that can wrap a session key (go-crypto internal/algorithm). */
const wrappingHashes = new Set([8, 9, 10, 11, 12, 14]);
const wrappingCiphers = new Set([2, 3, 7, 8, 9]);

/** Reads a public key. Throws Unsupported or Malformed. */
export function readPublicKey(cursor: Cursor, isSubkey: boolean): PublicKey {
    const head = cursor.take(6);
    const version = head[0]!;
    if (version !== 4 && version !== 6) throw new Unsupported(`is a key of version ${version}`);
    if (version === 6) cursor.take(4);
    const algorithm = head[5]!;
    const start = cursor.position;
    const material = readMaterial(cursor, algorithm, version);
    const bytes = cursor.since(start);
    const body = Buffer.concat(version === 6 ? [head, uint32(bytes.length), bytes] : [head, bytes]);
    const fingerprint = createHash(version === 6 ? "sha256" : "sha1")
        .update(hashedKey({ version, body }))
        .digest();
    return {
        packet: "key",
        isSubkey,
        version,
        created: Buffer.from(head).readUInt32BE(1),
        algorithm,
        material,
        body,
        fingerprint,
        id: version === 6 ? fingerprint.subarray(0, 8) : fingerprint.subarray(12),
    };
}

/** A key as signatures hash it (RFC 9580, 5.2.4). */
export function hashedKey({ version, body }: Pick<PublicKey, "version" | "body">): Uint8Array {
    const prefix = version === 6 ? [Buffer.of(0x9b), uint32(body.length)] : [Buffer.of(0x99), uint16(body.length)];
    return Buffer.concat([...prefix, body]);
}

export function uint16(value: number): Buffer {
    return Buffer.of((value >> 8) & 0xff, value & 0xff);
}

export function uint32(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
}

function readMaterial(cursor: Cursor, algorithm: number, version: number): Material {
    switch (algorithm) {
        case 1:
        case 2:
        case 3:
            return readRsa(cursor);
        case 16: {
            const [prime] = [cursor.mpi(), cursor.mpi(), cursor.mpi()];
            return { kind: "elgamal", prime: prime };
        }
        case 17:
            return readDsa(cursor);
        case 18:
            return readEcdh(cursor, version);
        case 19: {
            const { id, curve } = readCurve(cursor);
            const point = cursor.mpi();
            if (curve.use !== "points") throw new Unsupported(`signs on ${curve.name}`);
            return { kind: "ecdsa", size: curve.size, verifier: pointKey(id, point) };
        }
        case 22:
            return readEdDsa(cursor, version);
        case 25:
            cursor.take(32);
            return { kind: "x25519" };
        case 26:
            cursor.take(56);
            return { kind: "x448" };
        case 27:
            return { kind: "eddsa", curve: "ed25519", verifier: edwardsKey(ed25519Id, cursor.take(32)) };
        case 28:
            return { kind: "eddsa", curve: "ed448", verifier: edwardsKey(ed448Id, cursor.take(57)) };
        default:
            throw new Unsupported(`is a key of algorithm ${algorithm}`);
    }
}

function readRsa(cursor: Cursor): Material {
    const modulus = cursor.mpi();
    const exponent = cursor.mpi();
    if (exponent.length > 3) throw new Unsupported("has a large exponent");
    const algorithm = sequence(objectId(rsaId), nothing());
    return {
        kind: "rsa",
        modulus,
        exponent: exponent.reduce((sum, byte) => sum * 256 + byte, 0),
        verifier: nodeKey(sequence(algorithm, bitString(sequence(integer(modulus), integer(exponent))))),
    };
}

function readDsa(cursor: Cursor): Material {
    const [prime, order, base, value] = [cursor.mpi(), cursor.mpi(), cursor.mpi(), cursor.mpi()] as const;
    const algorithm = sequence(objectId(dsaId), sequence(integer(prime), integer(order), integer(base)));
    return { kind: "dsa", order, verifier: nodeKey(sequence(algorithm, bitString(integer(value)))) };
}

function readEcdh(cursor: Cursor, version: number): Material {
    const { id, curve } = readCurve(cursor);
    if (version === 6 && curve.name === "curve25519") throw new Malformed("is a new key on an old curve");
    const point = cursor.mpi();
    const wrapping = readField(cursor);
    if (curve.use === "eddsa") throw new Unsupported(`encrypts on ${curve.name}`);
    const [reserved, hash, cipher] = wrapping;
    if (wrapping.length < 3 || reserved !== 1 || !wrappingHashes.has(hash!) || !wrappingCiphers.has(cipher!))
        throw new Unsupported("wraps its session keys in an unknown way");
    if (curve.use === "points") pointKey(id, point);
    else if (point.length !== curve.size + 1) throw new Malformed("has no point of its curve");
    return { kind: "ecdh", curve: curve.name, hash: hash!, cipher: cipher! };
}

/** Old keys on Edwards curves. Their points need a prefix, without which go-crypto refuses them. */
function readEdDsa(cursor: Cursor, version: number): Material {
    if (version === 6) throw new Malformed("is a new key of an old algorithm");
    const { curve } = readCurve(cursor);
    if (curve.use !== "eddsa") throw new Unsupported(`signs on ${curve.name}`);
    const point = cursor.mpi();
    if (point.length === 0) throw new Malformed("has no point");
    if (point[0] !== 0x40) throw new Unsupported("has a point in an unknown form");
    if (point.length !== curve.size + 1) throw new Malformed("has no point of its curve");
    const kind = curve.name === "ed448" ? "ed448" : "ed25519";
    return {
        kind: "eddsa",
        curve: kind,
        verifier: edwardsKey(kind === "ed448" ? ed448Id : ed25519Id, point.subarray(1)),
    };
}

function readCurve(cursor: Cursor): { readonly id: Uint8Array; readonly curve: Curve } {
    const id = readField(cursor);
    const curve = curves[Buffer.from(id).toString("hex")];
    if (curve === undefined) throw new Unsupported("is on an unknown curve");
    return { id, curve };
}

/** One byte with the length, then as many bytes; two lengths are reserved. */
function readField(cursor: Cursor): Uint8Array {
    const length = cursor.number(1);
    if (length === 0 || length === 0xff) throw new Unsupported("has a field of a reserved length");
    return cursor.take(length);
}

function pointKey(curve: Uint8Array, point: Uint8Array): KeyObject {
    if (point[0] !== 4) throw new Malformed("has no point of its curve");
    return nodeKey(sequence(sequence(objectId(ecId), objectId(curve)), bitString(point)));
}

function edwardsKey(id: Uint8Array, point: Uint8Array): KeyObject {
    return nodeKey(sequence(sequence(objectId(id)), bitString(point)));
}

function nodeKey(spki: Buffer): KeyObject {
    try {
        return createPublicKey({ key: spki, format: "der", type: "spki" });
    } catch {
        throw new Malformed("has numbers that are no key");
    }
}
