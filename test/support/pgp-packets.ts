/** The packets of a key in unusual forms, and with other packets. */

/** The bytes of a key file, and what is unusual about it. */
export type NamedPackets = readonly [name: string, bytes: Uint8Array];

const named = (name: string, bytes: Uint8Array): NamedPackets => [name, bytes];

/** A packet in a file, with its length in five bytes. */
export function packet(tag: number, body: Uint8Array): Uint8Array {
    const head = Buffer.of(0xc0 | tag, 0xff, 0, 0, 0, 0);
    head.writeUInt32BE(body.length, 2);
    return Buffer.concat([head, body]);
}

/** The packets with others between them, or with other kinds of headers. */
export function oddlyPacked(
    name: string,
    { bytes, parts }: { bytes: Uint8Array; parts: readonly Uint8Array[] },
): readonly NamedPackets[] {
    const [primary = new Uint8Array(), ...others] = parts;
    const marker = (text: string): Uint8Array => packet(10, Buffer.from(text));
    const among = (...added: readonly Uint8Array[]): Uint8Array => Buffer.concat([primary, ...added, ...others]);
    const body = primary.subarray(2);
    const old = Buffer.concat([Buffer.of(0x99, 0, body.length), body]);
    const inParts = Buffer.concat([
        Buffer.of(0xc6, 0xe5),
        body.subarray(0, 32),
        Buffer.of(body.length - 32),
        body.subarray(32),
    ]);
    return [
        named(`${name}, after a marker`, Buffer.concat([marker("PGP"), bytes])),
        named(`${name}, after a false marker`, Buffer.concat([marker("PGX"), bytes])),
        named(`${name}, with notes of trust`, among(packet(12, Buffer.of(6)))),
        named(`${name}, with a picture`, among(packet(17, Buffer.of(2, 1, 0xff)))),
        named(`${name}, with a picture that is cut off`, among(packet(17, Buffer.of(10, 1, 0xff)))),
        named(`${name}, with a picture of nothing`, among(packet(17, Buffer.of(0)))),
        named(`${name}, with padding`, Buffer.concat([bytes, packet(21, Buffer.alloc(40, 7))])),
        named(`${name}, with an unknown packet that counts`, among(packet(39, Buffer.from("what")))),
        named(`${name}, with an unknown packet that does not count`, among(packet(60, Buffer.from("what")))),
        named(`${name}, with an old header`, Buffer.concat([old, ...others])),
        named(`${name}, with an old header without an end`, Buffer.concat([Buffer.of(0x9b), body, ...others])),
        named(`${name}, in parts`, Buffer.concat([inParts, ...others])),
        named(`${name}, its user id twice`, Buffer.concat([primary, ...others.slice(0, 2), ...others])),
        named(`${name}, its subkey first`, Buffer.concat([primary, ...others.slice(2), ...others.slice(0, 2)])),
    ];
}

/** Mixed packets of two keys, duplicate packets, and packets of a message. */
export function mixed(own: readonly Uint8Array[], others: readonly Uint8Array[]): readonly NamedPackets[] {
    const [primary = new Uint8Array(), id, signature, subkey, binding] = own;
    const of = (...parts: readonly (Uint8Array | undefined)[]): Uint8Array =>
        Buffer.concat([primary, ...parts.map((each) => each ?? Buffer.of())]);
    const unknown = packet(14, Buffer.of(4, 0, 0, 0, 1, 99, 1, 2, 3));
    const onePass = (version: number): Uint8Array => packet(4, Buffer.of(version, 0, 8, 22, 1, 2, 3, 4, 5, 6, 7, 8, 1));
    return [
        named("its subkey twice", of(id, signature, subkey, binding, subkey, binding)),
        named("its subkey bound twice", of(id, signature, subkey, binding, binding)),
        named("another key's subkey", of(id, signature, others[3], others[4])),
        named("another key's subkey, then its own", of(id, signature, others[3], others[4], subkey, binding)),
        named("another key's user id, then its own", of(others[1], others[2], id, signature, subkey, binding)),
        named(
            "a user id that nobody signed, then its own",
            of(packet(13, Buffer.from("x")), id, signature, subkey, binding),
        ),
        named("an empty signature", of(id, signature, packet(2, Buffer.of()), subkey, binding)),
        named("a signature of a version to come", of(id, signature, packet(2, Buffer.of(99, 1, 2)), subkey, binding)),
        named("a subkey of an unknown kind, then a good one", of(id, signature, unknown, binding, subkey, binding)),
        named("a good subkey, then one of an unknown kind", of(id, signature, subkey, binding, unknown, binding)),
        named("a compressed key", packet(8, Buffer.concat([Buffer.of(0), of(id, signature, subkey, binding)]))),
        named("the start of a message after it", of(id, signature, subkey, binding, onePass(3))),
        named("the start of a message in it", of(id, signature, onePass(3), subkey, binding)),
        named("the start of a message to come after it", of(id, signature, subkey, binding, onePass(9))),
        named("a text after it", of(id, signature, subkey, binding, packet(11, Buffer.from("b\0\0\0\0\0hi")))),
    ];
}
