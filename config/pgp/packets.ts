/** The packets of a key file (RFC 9580, 4), read as by go-crypto (packet/packet.go, packet/reader.go). */
import { Cursor, Malformed, subpackets, Unsupported } from "./cursor";
import { readHeader, tags, type Header } from "./headers";
import { readPublicKey, type PublicKey } from "./public-key";
import { readSignature, type Signature } from "./signature";

export interface UserId {
    readonly packet: "user id";
    readonly id: Uint8Array;
}

/** A packet that is not needed here, and that ends the group of the one before it. */
export interface OtherPacket {
    readonly packet: "other";
}

export type Packet = PublicKey | Signature | UserId | OtherPacket;

/** Packet types below this number are critical: they must be known (RFC 9580, 4.3). */
const firstUncritical = 40;

/** Yields the known packets and skips unsupported ones. Throws Malformed where reading ends. */
export function* readPackets(bytes: Uint8Array): Generator<Packet> {
    let position = 0;
    while (position < bytes.length) {
        const header = readHeader(bytes, position);
        position = header.end;
        const cursor = new Cursor(header.body);
        try {
            const packet = readPacket(header, cursor);
            if (packet === undefined) continue;
            // What a packet does not use is read as the next one.
            if (!header.isInParts) position = header.start + cursor.position;
            yield packet;
        } catch (error) {
            if (!(error instanceof Unsupported)) throw error;
        }
    }
}

function readPacket({ tag, isWhole }: Header, cursor: Cursor): Packet | undefined {
    switch (tag) {
        case tags.signature:
            return readSignature(cursor);
        case tags.key:
        case tags.subkey:
            return readPublicKey(cursor, tag === tags.subkey);
        case tags.userId:
            if (!isWhole) throw new Malformed("is cut off");
            return { packet: "user id", id: cursor.rest() };
        case tags.attribute:
        case tags.padding: {
            if (!isWhole) throw new Malformed("is cut off");
            const body = cursor.rest();
            // The parts of a picture are not needed here, but must be complete.
            if (tag === tags.attribute) Array.from(subpackets(body));
            return { packet: "other" };
        }
        case tags.onePass:
            // A message's packet, which is not needed here. Other versions are not read.
            if (cursor.number(1) !== 3) return undefined;
            cursor.take(12);
            return { packet: "other" };
        case tags.marker:
            if (Buffer.from(cursor.take(3)).toString("latin1") !== "PGP") throw new Malformed("has a false marker");
            return undefined;
        case tags.trust:
            return undefined;
        default:
            if (tag >= firstUncritical) return undefined;
            throw new Malformed(`has a part that is no key's (packet ${tag})`);
    }
}
