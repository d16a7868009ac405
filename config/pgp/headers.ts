/** Packet headers (RFC 9580, 4.2). */
import { Cursor, Malformed } from "./cursor";

/** Kinds of packets. */
export const tags = {
    signature: 2,
    onePass: 4,
    secretKey: 5,
    key: 6,
    secretSubkey: 7,
    marker: 10,
    trust: 12,
    userId: 13,
    subkey: 14,
    attribute: 17,
    padding: 21,
} as const;

export interface Header {
    readonly tag: number;
    readonly start: number;
    /** Position after the body, if it is complete. */
    readonly end: number;
    readonly body: Uint8Array;
    readonly isWhole: boolean;
    readonly isInParts: boolean;
}

/** Reads the header at a position of the file. */
export function readHeader(bytes: Uint8Array, position: number): Header {
    const cursor = new Cursor(bytes.subarray(position));
    const first = cursor.number(1);
    if (first < 0x80) throw new Malformed("is no OpenPGP key");
    const isNew = (first & 0x40) !== 0;
    const tag = isNew ? first & 0x3f : (first & 0x3c) >> 2;
    const { length, isPart } = isNew ? newLength(cursor) : { length: oldLength(cursor, first & 3), isPart: false };
    if (isPart) return inParts(cursor, { tag, position, first: length });
    const start = position + cursor.position;
    const isWhole = length <= cursor.left;
    const end = Math.min(start + length, bytes.length);
    return { tag, start, end, body: bytes.subarray(start, end), isWhole, isInParts: false };
}

/** Length in an old header, which may mean all remaining bytes. */
function oldLength(cursor: Cursor, type: number): number {
    return type === 3 ? cursor.left : cursor.number(type === 0 ? 1 : type === 1 ? 2 : 4);
}

function newLength(cursor: Cursor): { readonly length: number; readonly isPart: boolean } {
    const first = cursor.number(1);
    if (first < 192) return { length: first, isPart: false };
    if (first < 224) return { length: (first - 192) * 256 + cursor.number(1) + 192, isPart: false };
    if (first < 255) return { length: 2 ** (first & 0x1f), isPart: true };
    return { length: cursor.number(4), isPart: false };
}

function inParts(
    cursor: Cursor,
    { tag, position, first }: { readonly tag: number; readonly position: number; readonly first: number },
): Header {
    const parts = [cursor.take(Math.min(first, cursor.left))];
    let isWhole = parts[0]!.length === first;
    for (let next = { length: 0, isPart: true }; isWhole && next.isPart;) {
        next = newLength(cursor);
        const part = cursor.take(Math.min(next.length, cursor.left));
        isWhole = part.length === next.length;
        parts.push(part);
    }
    const end = position + cursor.position;
    return { tag, start: end, end, body: Buffer.concat(parts), isWhole, isInParts: true };
}

/** Whether there is a secret key among the packets, as far as they can be read. */
export function holdsSecretKey(bytes: Uint8Array): boolean {
    let position = 0;
    try {
        while (position < bytes.length) {
            const { tag, end, body } = readHeader(bytes, position);
            // These versions have existed; bytes that are no key rarely have one of them here.
            if ((tag === tags.secretKey || tag === tags.secretSubkey) && body[0]! >= 2 && body[0]! <= 6) return true;
            position = end;
        }
    } catch {
        return false;
    }
    return false;
}
