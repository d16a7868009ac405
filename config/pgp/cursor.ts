/** What a reader of OpenPGP leaves out and goes on: a version or an algorithm that it does not know. */
export class Unsupported extends Error {}

/** What ends the reading: the bytes are no OpenPGP key. */
export class Malformed extends Error {}

/** Reads bytes in order; what is not there is malformed. */
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

    /** All that is left. */
    public rest(): Uint8Array {
        return this.take(this.left);
    }

    /** What was read since then. */
    public since(start: number): Uint8Array {
        return this.bytes.subarray(start, this.position);
    }

    /** An unsigned number of so many bytes, at most 4. */
    public number(length: 1 | 2 | 4): number {
        return this.take(length).reduce((sum, byte) => sum * 256 + byte, 0);
    }

    /** The length of a part of a signature or of a picture (RFC 9580, 5.2.3.7). */
    public subpacketLength(): number {
        const first = this.number(1);
        if (first < 192) return first;
        return first < 255 ? (first - 192) * 256 + this.number(1) + 192 : this.number(4);
    }

    /** A number of OpenPGP's: its length in bits, then its bytes (RFC 9580, 3.2). */
    public mpi(): Uint8Array {
        return this.take(Math.ceil(this.number(2) / 8));
    }
}

/** The parts of a signature or of a picture, none of which is empty. */
export function* subpackets(bytes: Uint8Array): Generator<Uint8Array> {
    const cursor = new Cursor(bytes);
    while (cursor.left > 0) {
        const body = cursor.take(cursor.subpacketLength());
        if (body.length === 0) throw new Malformed("has an empty part");
        yield body;
    }
}
