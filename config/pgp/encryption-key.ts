/** The key that go-crypto encrypts with on a given day (openpgp/keys.go, EncryptionKey), or why there is none. */
import type { Entity, Identity } from "./entity";
import type { PublicKey } from "./public-key";
import { keyFlags, type Signature } from "./signature";
import { isRsaUsable } from "./verify";

/** A key, with the signatures that make it valid. */
export interface Choice {
    readonly key: PublicKey;
    readonly signatures: readonly Signature[];
}

/** Why a key cannot encrypt. `wasGood`: it can on another day, because it has expired since, was revoked, or is not valid yet. */
export interface Refusal {
    readonly message: string;
    readonly wasGood: boolean;
}

// RSA, RSA for encryption only, ElGamal, ECDH, X25519, X448.
const encrypters = new Set([1, 2, 16, 18, 25, 26]);
const compromised = 2;
// A session key with its algorithm and checksum, and the minimum of padding (openpgp/elgamal).
const leastElGamalBytes = 46;

/**
 * Chooses the key.
 *
 * @param now seconds since 1970
 */
export function encryptionKey(entity: Entity, now: number): Choice | Refusal {
    const { primary, subkeys, revocations } = entity;
    const identity = entity.direct === undefined ? primaryIdentity(entity.identities) : undefined;
    const own = entity.direct ?? identity?.own;
    if (own === undefined) return refusal("has no signature of its own over its user id");
    if (isRevoked(revocations, now)) return refusal("is revoked", true);
    const old = expiry(primary, own, now);
    if (old !== undefined) return refusal(old, true);
    if (identity !== undefined && isRevoked(identity.revocations, now))
        return refusal("has a main user id that is revoked", true);
    const candidates = subkeys.filter(({ key, binding }) => mayEncrypt(binding) && encrypters.has(key.algorithm));
    const usable = candidates.filter(
        ({ key, binding, revocations: ends }) => expiry(key, binding, now) === undefined && !isRevoked(ends, now),
    );
    const best = usable.reduce<(typeof usable)[number] | undefined>(
        (newest, each) =>
            newest === undefined || each.binding.facts.created! > newest.binding.facts.created! ? each : newest,
        undefined,
    );
    if (best !== undefined) return wholesome({ key: best.key, signatures: [own, best.binding] });
    if (mayEncrypt(own) && encrypters.has(primary.algorithm)) return wholesome({ key: primary, signatures: [own] });
    const [last] = [...candidates].sort((a, b) => b.binding.facts.created! - a.binding.facts.created!);
    if (last === undefined) return refusal("only signs: it has no key for encryption");
    if (isRevoked(last.revocations, now))
        return refusal("has an encryption subkey that is revoked, and no other", true);
    return refusal(`has no other encryption subkey than one that ${expiry(last.key, last.binding, now)!}`, true);
}

/** Refuses keys that may encrypt but whose numbers the algorithm refuses. */
function wholesome(choice: Choice): Choice | Refusal {
    const { material } = choice.key;
    if (material.kind === "rsa" && !isRsaUsable(material))
        return refusal("has an RSA key below 1024 bits, or with an exponent that is no good");
    if (material.kind === "elgamal" && material.prime.length < leastElGamalBytes)
        return refusal("has an ElGamal key that is too small");
    return choice;
}

function mayEncrypt({ facts: { flags } }: Signature): boolean {
    return flags !== undefined && (flags & keyFlags.encrypt) !== 0;
}

/** Why the key is not valid at this time: the key, or its signature, is too old or too new. */
function expiry(key: PublicKey, { facts }: Signature, now: number): string | undefined {
    const created = Math.max(key.created, facts.created!);
    if (created > now) return `is not valid before ${day(created)}`;
    const ends = [
        { from: key.created, life: facts.keyLife ?? 0 },
        { from: facts.created!, life: facts.life ?? 0 },
    ].flatMap(({ from, life }) => (life === 0 ? [] : [from + life]));
    const end = Math.min(...ends);
    return now > end ? `has expired on ${day(end)}` : undefined;
}

function isRevoked(revocations: readonly Signature[], now: number): boolean {
    return revocations.some(({ facts: { reason, created, life } }) => {
        if (reason === compromised) return true;
        return created! <= now && (!life || now <= created! + life);
    });
}

/** An identity that is not revoked comes first, then one that is marked as primary, then the newest. */
function primaryIdentity(identities: readonly Identity[]): Identity | undefined {
    return identities.reduce<Identity | undefined>((best, each) => {
        if (best === undefined) return each;
        if (best.revocations.length !== each.revocations.length)
            return best.revocations.length > each.revocations.length ? each : best;
        if (best.own === undefined) return each;
        const [isBest, isEach] = [best, each].map(({ own }) => own?.facts.isPrimary === true);
        if (isBest !== isEach) return isBest ? best : each;
        return (each.own?.facts.created ?? 0) > best.own.facts.created! ? each : best;
    }, undefined);
}

function refusal(message: string, wasGood = false): Refusal {
    return { message, wasGood };
}

function day(seconds: number): string {
    return new Date(seconds * 1000).toISOString().slice(0, 10);
}
