/** Thrown for a version or an algorithm of OpenPGP that the reader does not support: it skips that part and continues. */
export class Unsupported extends Error {}

/** Thrown if the bytes are not an OpenPGP key: reading ends. */
export class Malformed extends Error {}

/** Reads bytes in order. Throws Malformed at the end of the bytes. */
export class Cursor {
    public position = 0;

    public constructor(private readonly bytes: Uint8Array) {}

    public get left(): number {
        return this.bytes.length - this.position;
    }

    public take(length: number): Uint8Array {
        if (length > this.left) throw new Malformed("is cut off");
        this.position += length;
        return this.bytes.subarray(this.position - length, this.position);
    }

    /** All remaining bytes. */
    public rest(): Uint8Array {
        return this.take(this.left);
    }

    /** The bytes read since a position. */
    public since(start: number): Uint8Array {
        return this.bytes.subarray(start, this.position);
    }

    /** An unsigned number of `length` bytes. */
    public number(length: 1 | 2 | 4): number {
        return this.take(length).reduce((sum, byte) => sum * 256 + byte, 0);
    }

    /** The length of a subpacket of a signature or of a picture (RFC 9580, 5.2.3.7). */
    public subpacketLength(): number {
        const first = this.number(1);
        if (first < 192) return first;
        return first < 255 ? (first - 192) * 256 + this.number(1) + 192 : this.number(4);
    }

    /** A multiprecision integer: its length in bits, then its bytes (RFC 9580, 3.2). */
    public mpi(): Uint8Array {
        return this.take(Math.ceil(this.number(2) / 8));
    }
}

/** The subpackets of a signature or of a picture. An empty one is malformed. */
export function* subpackets(bytes: Uint8Array): Generator<Uint8Array> {
    const cursor = new Cursor(bytes);
    while (cursor.left > 0) {
        const body = cursor.take(cursor.subpacketLength());
        if (body.length === 0) throw new Malformed("has an empty part");
        yield body;
    }
}
