/** Keys of every kind, valid and invalid, made by OpenPGP.js, as people may paste them into `pgpKey`. */
import * as openpgp from "openpgp";
import { mixed, oddlyPacked, packet } from "./pgp-packets";

/** A value of `pgpKey`; the provider decides whether it is valid. */
export interface TestKey {
    readonly name: string;
    readonly text: string;
    /** Whether it contains a secret key: the provider may accept it, and the program must not. */
    readonly isSecret?: boolean;
    /** Private key of its owner, if the test has it. */
    readonly owners?: Uint8Array;
}

const day = 86_400;
const now = Date.now();
const ago = (days: number): Date => new Date(now - days * day * 1000);
const someone = { name: "Ada Lovelace", email: "ada@acme.example" };
const countess = { name: "Countess", email: "countess@acme.example" };
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** The last letter before the padding has bits that belong to no byte: strict decoders refuse them, Go's does not. */
function withSpareBits(bytes: Uint8Array): string {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const text = base64(bytes.length % 3 === 0 ? Buffer.concat([bytes, packet(60, Buffer.of(1))]) : bytes);
    return text.replace(/.(?==)/u, (last) => (last === "=" ? last : letters[letters.indexOf(last) | 1]!));
}

type Options = Partial<openpgp.KeyOptions>;

async function generate(options: Options = {}): Promise<openpgp.PrivateKey> {
    const { privateKey } = await openpgp.generateKey({
        type: "ecc",
        curve: "ed25519Legacy",
        userIDs: [someone],
        date: ago(1),
        ...options,
        format: "object",
        config: { minRSABits: 1023, ...options.config },
    } as openpgp.KeyOptions & { format: "object" });
    return privateKey;
}

const publicOf = (key: openpgp.Key): Uint8Array => key.toPublic().write();

/** A key with a revoked subkey. */
async function withoutSubkey(key: openpgp.PrivateKey): Promise<Uint8Array> {
    const subkey = await key.subkeys[0]!.revoke(key.keyPacket as openpgp.SecretKeyPacket, {
        flag: openpgp.enums.reasonForRevocation.keyRetired,
    });
    key.subkeys[0] = subkey;
    return publicOf(key);
}

function packetsOf(key: openpgp.Key): readonly Uint8Array[] {
    return [...(key.toPublic().toPacketList() as unknown as openpgp.AnyPacket[])].map((each) => {
        const list = new openpgp.PacketList<openpgp.AnyPacket>();
        list.push(each);
        return list.write();
    });
}

/** Drops the packets that a filter refuses. */
function only(
    key: openpgp.Key,
    keep: (packet: { constructor: { tag: number } }, index: number) => boolean,
): Uint8Array {
    const list = new openpgp.PacketList<openpgp.AnyPacket>();
    list.push(...[...(key.toPublic().toPacketList() as unknown as openpgp.AnyPacket[])].filter(keep as never));
    return list.write();
}

const key = (name: string, value: openpgp.PrivateKey | Uint8Array | string): TestKey => {
    if (value instanceof openpgp.PrivateKey) return { name, text: base64(publicOf(value)), owners: value.write() };
    return { name, text: typeof value === "string" ? value : base64(value) };
};
const secret = (name: string, value: Uint8Array | string): TestKey => ({ ...key(name, value), isSecret: true });

/** A key with one of its user ids revoked. */
async function withoutFirstId(key: openpgp.PrivateKey): Promise<Uint8Array> {
    const user = key.users[0]! as openpgp.User & { revoke: (key: unknown, why: object) => Promise<openpgp.User> };
    key.users[0] = await user.revoke(key.keyPacket, { flag: openpgp.enums.reasonForRevocation.userIDInvalid });
    return publicOf(key);
}

/** RSA keys made by OpenPGP.js, which takes seconds. */
export async function rsaKeys(): Promise<readonly TestKey[]> {
    const rsa = (rsaBits: number, options: Options = {}): Promise<openpgp.PrivateKey> =>
        generate({ type: "rsa", rsaBits, ...options });
    return [
        key("RSA 1024", await rsa(1024)),
        key("RSA 2048", await rsa(2048)),
        key("version 6, RSA", await rsa(2048, { config: { v6Keys: true } })),
        secret("secret, RSA", (await rsa(2048)).write()),
    ];
}

/** Keys by OpenPGP.js. */
export async function openPgpKeys(): Promise<readonly TestKey[]> {
    const good = await generate();
    const bytes = publicOf(good);
    const text = base64(bytes);
    const lines = text.match(/.{1,64}/gu)!;
    const other = publicOf(await generate());
    const expired = await generate({ date: ago(10), keyExpirationTime: 5 * day });
    const soon = await generate({ date: ago(1), keyExpirationTime: 40 * day });
    const subkeyExpired = await generate({
        date: ago(10),
        subkeys: [{ keyExpirationTime: 5 * day }],
    });
    const twoSubkeys = await generate({ subkeys: [{}, {}] });
    const signsOnly = await generate({ subkeys: [] });
    const signingSubkey = await generate({ subkeys: [{ sign: true }] });
    const both = await generate({ subkeys: [{ sign: true }, {}] });
    const twoNames = await generate({ userIDs: [someone, countess] });
    const revoked = (await openpgp.revokeKey({ key: await generate(), format: "object" })).publicKey;
    const flipped = (at: number): string => {
        const copy = Uint8Array.from(bytes);
        copy[at]! ^= 1;
        return base64(copy);
    };
    const locked = await openpgp.encryptKey({ privateKey: await generate(), passphrase: "a passphrase" });
    const curves = ["nistP256", "nistP384", "nistP521"] as const;
    return [
        key("good", good),
        key("good, in lines", lines.join("\n")),
        key("good, in lines with a last break", `${lines.join("\n")}\n`),
        key("good, in lines of Windows", `${lines.join("\r\n")}\r\n`),
        key("good, with empty lines", `\n${lines.join("\n\n")}\n`),
        key("folded by blanks", lines.join(" ")),
        key("a blank before it", ` ${text}`),
        key("a blank after it", `${text} `),
        key("a tab in it", lines.join("\t")),
        key("a blank of a web page in it", lines.join("\u00A0")),
        key("with bits after its end", withSpareBits(bytes)),
        key(
            "without its padding",
            base64(bytes.length % 3 === 0 ? new Uint8Array([...bytes, 0x13]) : bytes).replace(/=+$/u, ""),
        ),
        key("too much padding", `${text}=`),
        key("base64 for URLs", `${text.replaceAll("+", "-").replaceAll("/", "_")}-_`.slice(0, -2)),
        key("quoted", `"${text}"`),
        key("armored", good.toPublic().armor()),
        key("base64 of the armored text", base64(Buffer.from(good.toPublic().armor()))),
        key("base64 of base64", base64(Buffer.from(text))),
        key("a UTF-8 mark before it", `\u{FEFF}${text}`),
        key("40 letters", "abcdefghijklmnopqrstuvwxyzabcdefghijklmn"),
        key("40 other letters", "mQENBGsGTSMBCADYfmDODngFLJgy0kupz2qKirVX"),
        key("an access key's secret", "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYab"),
        key("an SSH key", "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"),
        key("cut off in the middle", base64(bytes.subarray(0, Math.floor(bytes.length / 2)))),
        key("cut off at its end", base64(bytes.subarray(0, -1))),
        key("followed by zeros", base64(new Uint8Array([...bytes, 0, 0, 0]))),
        key("a bit of its point is wrong", flipped(40)),
        key("a bit of a signature is wrong", flipped(bytes.length - 5)),
        key(
            "a message",
            (await openpgp.encrypt({
                message: await openpgp.createMessage({ text: "hello" }),
                encryptionKeys: good.toPublic(),
                format: "binary",
            })) as Uint8Array,
        ),
        key("two keys, the first good", new Uint8Array([...bytes, ...publicOf(expired)])),
        key("two keys, the first expired", new Uint8Array([...publicOf(expired), ...bytes])),
        key("two good keys", new Uint8Array([...bytes, ...other])),
        key("expired", publicOf(expired)),
        key("expires soon", soon),
        key("its only encryption subkey expired", publicOf(subkeyExpired)),
        key("made tomorrow", await generate({ date: ago(-1) })),
        key("revoked", publicOf(revoked)),
        key("its only encryption subkey revoked", await withoutSubkey(await generate())),
        key("one of two subkeys revoked", await withoutSubkey(twoSubkeys)),
        key("signs only", publicOf(signsOnly)),
        key("a signing subkey alone", publicOf(signingSubkey)),
        key("a signing and an encrypting subkey", both),
        key(
            "its subkey without its signature",
            only(good, (_, index) => index < 4),
        ),
        key(
            "without a user id",
            only(good, ({ constructor: { tag } }, index) => tag !== 13 && index !== 2),
        ),
        key(
            "without any signature",
            only(good, ({ constructor: { tag } }) => tag !== 2),
        ),
        key(
            "without its subkey",
            only(good, (_, index) => index < 3),
        ),
        key(
            "the subkey alone",
            only(good, (_, index) => index >= 3),
        ),
        key("two user ids", twoNames),
        key(
            "the first of two user ids revoked",
            await withoutFirstId(await generate({ userIDs: [someone, countess] })),
        ),
        key("its only user id revoked", await withoutFirstId(await generate())),
        ...mixed(packetsOf(good), packetsOf(await generate())).map(([name, packets]) => key(name, packets)),
        ...oddlyPacked("good", { bytes, parts: packetsOf(good) }).map(([name, packets]) => key(name, packets)),
        key(
            "an expired subkey, then one that is good",
            await generate({ date: ago(10), subkeys: [{ keyExpirationTime: 5 * day }, {}] }),
        ),
        key(
            "a good subkey, then a newer one that is expired",
            await generate({
                date: ago(10),
                subkeys: [{ date: ago(9) }, { date: ago(8), keyExpirationTime: 5 * day }],
            }),
        ),
        key("a subkey of tomorrow", await generate({ subkeys: [{ date: ago(-1) }] })),
        key("the end of an armored key", `${text}\n=AbCd`),
        key("a comment of an armored key", `Comment: mine\n\n${text}`),
        key("a name of Keybase's before it", `keybase:${text}`),
        ...(await Promise.all(
            curves.map(async (curve) => key(curve, await generate({ curve, config: { rejectCurves: new Set() } }))),
        )),
        key("Ed25519 and X25519 of RFC 9580", await generate({ type: "curve25519" })),
        key("Ed448 and X448 of RFC 9580", await generate({ type: "curve448" })),
        key("version 6", await generate({ type: "curve25519", config: { v6Keys: true } })),
        key("version 6 with Curve448", await generate({ type: "curve448", config: { v6Keys: true } })),
        key(
            "version 6 without a user id",
            await generate({ type: "curve25519", userIDs: [], config: { v6Keys: true } }),
        ),
        key(
            "version 6, expired",
            publicOf(
                await generate({ type: "curve25519", date: ago(10), keyExpirationTime: day, config: { v6Keys: true } }),
            ),
        ),
        key(
            "bound by SHA-1",
            publicOf(
                await generate({
                    config: { preferredHashAlgorithm: openpgp.enums.hash.sha1, rejectHashAlgorithms: new Set() },
                }),
            ),
        ),
        key("bound by SHA3-512", await generate({ config: { preferredHashAlgorithm: openpgp.enums.hash.sha3_512 } })),
        secret("secret", good.write()),
        secret("secret, locked by a passphrase", locked.write()),
        secret("secret, of version 6", (await generate({ type: "curve25519", config: { v6Keys: true } })).write()),
        secret("secret, armored", good.armor()),
        secret("secret, base64 of the armored text", base64(Buffer.from(good.armor()))),
        secret(
            "secret, folded by blanks",
            base64(good.write())
                .match(/.{1,64}/gu)!
                .join(" "),
        ),
        secret("secret, without its padding", base64(new Uint8Array([...good.write(), 0x13])).replace(/=+$/u, "")),
        secret("secret, after a name of Keybase's", `keybase:${base64(good.write())}`),
        secret("secret, cut off", base64(good.write().subarray(0, -40))),
        secret("a good key, then a secret one", new Uint8Array([...other, ...good.write()])),
    ];
}
