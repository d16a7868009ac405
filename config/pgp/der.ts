/** The few forms of DER (X.690) that Node.js needs for a public key. */

export function sequence(...parts: readonly Uint8Array[]): Buffer {
    return tagged(0x30, Buffer.concat(parts));
}

/** A non-negative integer. */
export function integer(value: Uint8Array): Buffer {
    const first = value.findIndex((byte) => byte !== 0);
    const digits = first === -1 ? Buffer.of(0) : value.subarray(first);
    return tagged(0x02, digits[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), digits]) : digits);
}

export function objectId(id: Uint8Array): Buffer {
    return tagged(0x06, id);
}

export function bitString(bytes: Uint8Array): Buffer {
    return tagged(0x03, Buffer.concat([Buffer.of(0), bytes]));
}

export function nothing(): Buffer {
    return tagged(0x05, Buffer.alloc(0));
}

function tagged(tag: number, content: Uint8Array): Buffer {
    return Buffer.concat([Buffer.of(tag), lengthOf(content), content]);
}

function lengthOf({ length }: Uint8Array): Buffer {
    if (length < 0x80) return Buffer.of(length);
    return length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
}
