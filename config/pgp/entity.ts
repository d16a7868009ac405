/** The first key of a file with its user ids and subkeys, read as by go-crypto (openpgp/keys.go, ReadEntity). */
import { Malformed } from "./cursor";
import { readPackets, type Packet } from "./packets";
import type { PublicKey } from "./public-key";
import { signatureTypes as types, type Signature } from "./signature";
import { isKeySigned, isSubkeySigned, isUserIdSigned } from "./verify";

export interface Identity {
    own: Signature | undefined;
    readonly revocations: Signature[];
}

export interface Subkey {
    readonly key: PublicKey;
    readonly binding: Signature;
    readonly revocations: readonly Signature[];
}

export interface Entity {
    readonly primary: PublicKey;
    /** User ids that the key has signed. */
    readonly identities: readonly Identity[];
    readonly subkeys: readonly Subkey[];
    readonly revocations: readonly Signature[];
    /** Properties of a key of version 6. */
    readonly direct?: Signature;
}

/** Algorithms of primary keys, which must be able to sign: RSA for encryption only, ElGamal and key exchanges cannot. */
const signers = new Set([1, 3, 17, 19, 22, 27, 28]);

/** Packets, with a look at the next one. */
class Packets {
    private readonly source: Iterator<Packet>;
    private ahead: Packet | undefined;

    public constructor(bytes: Uint8Array) {
        this.source = readPackets(bytes);
    }

    public peek(): Packet | undefined {
        if (this.ahead === undefined) {
            const next = this.source.next();
            this.ahead = next.done === true ? undefined : next.value;
        }
        return this.ahead;
    }

    public next(): Packet | undefined {
        const found = this.peek();
        this.ahead = undefined;
        return found;
    }

    /** The signatures that follow. */
    public *signatures(): Generator<Signature> {
        for (let next = this.peek(); next?.packet === "signature"; next = this.peek()) {
            this.next();
            yield next;
        }
    }
}

/** Reads the first key. Throws Malformed if go-crypto would refuse it. */
export function readEntity(bytes: Uint8Array): Entity {
    const packets = new Packets(bytes);
    const primary = packets.next();
    if (primary?.packet !== "key") throw new Malformed("holds no public key that the provider can read");
    if (!signers.has(primary.algorithm)) throw new Malformed("begins with a key that cannot sign");
    const identities = new Map<string, Identity>();
    const subkeys: Subkey[] = [];
    const revocations: Signature[] = [];
    const direct: Signature[] = [];
    for (let next = packets.peek(); next !== undefined; next = packets.peek()) {
        // Only the first key counts; here the second begins.
        if (next.packet === "key" && !next.isSubkey) break;
        packets.next();
        if (next.packet === "user id") readIdentity(primary, next.id, packets, identities);
        else if (next.packet === "key") subkeys.push(readSubkey(primary, next, packets));
        else if (next.packet === "signature" && next.type === types.keyRevocation) revocations.push(next);
        else if (next.packet === "signature" && next.type === types.direct) direct.push(next);
    }
    if (identities.size === 0 && primary.version === 4) throw new Malformed("has no user id that it signed itself");
    const properties = primary.version === 6 ? directOf(primary, direct) : undefined;
    if (!revocations.every((each) => isKeySigned(primary, each)))
        throw new Malformed("has a revocation that another key signed");
    return {
        primary,
        identities: [...identities.values()],
        subkeys,
        revocations,
        ...(properties === undefined ? {} : { direct: properties }),
    };
}

function readIdentity(primary: PublicKey, id: Uint8Array, packets: Packets, identities: Map<string, Identity>): void {
    const identity: Identity = { own: undefined, revocations: [] };
    for (const signature of packets.signatures()) {
        const isRevocation = signature.type === types.certificationRevocation;
        if (!isRevocation && !types.certifications.has(signature.type))
            throw new Malformed("has a user id with a signature that is not one of user ids");
        if (!isOwn(primary, signature)) continue;
        if (!isUserIdSigned(primary, id, signature)) throw new Malformed("has a user id with a false signature");
        if (isRevocation) identity.revocations.push(signature);
        else if (identity.own === undefined || isNewer(signature, identity.own)) identity.own = signature;
        identities.set(Buffer.from(id).toString("hex"), identity);
    }
}

function readSubkey(primary: PublicKey, key: PublicKey, packets: Packets): Subkey {
    let binding: Signature | undefined;
    const revocations: Signature[] = [];
    for (const signature of packets.signatures()) {
        if (signature.type !== types.subkeyBinding && signature.type !== types.subkeyRevocation)
            throw new Malformed("has a subkey with a signature that is not one of subkeys");
        if (!isSubkeySigned(primary, key, signature)) throw new Malformed("has a subkey with a false signature");
        if (signature.type === types.subkeyRevocation) revocations.push(signature);
        else if (binding === undefined || isNewer(signature, binding)) binding = signature;
    }
    if (binding === undefined) throw new Malformed("has a subkey without a signature");
    return { key, binding, revocations };
}

/** The newest signature by the key itself, which must be valid. */
function directOf(primary: PublicKey, signatures: readonly Signature[]): Signature {
    const newest = signatures
        .filter((each) => isOwn(primary, each))
        .reduce<Signature | undefined>(
            (best, each) => (best === undefined || isNewer(each, best) ? each : best),
            undefined,
        );
    if (newest === undefined || !isKeySigned(primary, newest))
        throw new Malformed("has no signature of its own over its properties");
    return newest;
}

/** Whether the signature names the key as its issuer. */
function isOwn(primary: PublicKey, { facts: { fingerprint, issuer } }: Signature): boolean {
    const [named, own] = fingerprint === undefined ? [issuer, primary.id] : [fingerprint, primary.fingerprint];
    return named !== undefined && Buffer.from(named).equals(own);
}

function isNewer(one: Signature, other: Signature): boolean {
    return one.facts.created! > other.facts.created!;
}
