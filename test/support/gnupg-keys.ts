import { execa, execaSync } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { TestKey } from "./pgp-keys";

const ago = (days: number): string => `${Math.floor(Date.now() / 1000) - days * 86_400}!`;
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** Whether GnuPG is on this machine. */
export const hasGnuPg = execaSync("gpg", ["--version"], { reject: false }).exitCode === 0;

/** Whether the owner of a key can decrypt a message with GnuPG. */
export async function opensWithGnuPg(owners: Uint8Array, message: Uint8Array): Promise<boolean> {
    return inHome(async (home) => {
        const gpg = (args: readonly string[], input: Uint8Array): Promise<{ readonly exitCode?: number }> =>
            execa("gpg", ["--homedir", home, "--batch", "--no-tty", "--quiet", ...args], { reject: false, input });
        await gpg(["--import"], owners);
        return (await gpg(["--decrypt"], message)).exitCode === 0;
    });
}

/** Does something in a new home folder of GnuPG, which is removed with its agent. */
async function inHome<T>(act: (home: string) => Promise<T>): Promise<T> {
    // The agent's socket is in it, and the path of a socket must be short.
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "gpg-"));
    fs.chmodSync(home, 0o700);
    try {
        return await act(home);
    } finally {
        await execa("gpgconf", ["--homedir", home, "--kill", "all"], { reject: false });
        fs.rmSync(home, { recursive: true, force: true });
    }
}

/** Keys made by GnuPG in the ways of its users; none without GnuPG. */
export async function gnuPgKeys(): Promise<readonly TestKey[]> {
    return hasGnuPg ? inHome(makeKeys) : [];
}

async function makeKeys(home: string): Promise<readonly TestKey[]> {
    const gpg = async (args: readonly string[], input?: string): Promise<Buffer> => {
        const quiet = [
            "--homedir",
            home,
            "--batch",
            "--no-tty",
            "--quiet",
            "--yes",
            "--passphrase",
            "",
            "--pinentry-mode",
            "loopback",
        ];
        const { stdout } = await execa("gpg", [...quiet, ...args], {
            encoding: "buffer",
            stripFinalNewline: false,
            ...(input === undefined ? {} : { input }),
        });
        return Buffer.from(stdout);
    };
    const past = ["--faked-system-time", ago(10)];
    const made = async (name: string, lines: readonly string[], options: readonly string[] = []): Promise<TestKey> => {
        const address = `${name.replace(/\W+/gu, "-").toLowerCase()}@acme.example`;
        await gpg(
            [...options, "--gen-key", "-"],
            ["%no-protection", ...lines, "Name-Real: Test", `Name-Email: ${address}`, "%commit", ""].join("\n"),
        );
        return { name: `GnuPG: ${name}`, text: base64(await gpg(["--export", address])) };
    };
    const fingerprint = async (address: string): Promise<string> =>
        /^fpr:+([0-9A-F]+):/mu.exec((await gpg(["--with-colons", "--list-keys", address])).toString())![1]!;
    const rsa = (bits: number): string[] => [
        "Key-Type: RSA",
        `Key-Length: ${bits}`,
        "Subkey-Type: RSA",
        `Subkey-Length: ${bits}`,
        "Subkey-Usage: encrypt",
    ];
    const cv25519 = ["Key-Type: EDDSA", "Key-Curve: ed25519", "Subkey-Type: ECDH", "Subkey-Curve: cv25519"];
    const on = (curve: string): string[] => [
        "Key-Type: ECDSA",
        `Key-Curve: ${curve}`,
        "Subkey-Type: ECDH",
        `Subkey-Curve: ${curve}`,
    ];
    const keys: TestKey[] = [
        await made("RSA 2048", rsa(2048)),
        await made("RSA 1024", rsa(1024)),
        await made("RSA for all", ["Key-Type: RSA", "Key-Length: 2048", "Key-Usage: sign,encrypt"]),
        await made("RSA that signs", ["Key-Type: RSA", "Key-Length: 2048", "Key-Usage: sign"]),
        await made("RSA with a subkey that authenticates", [
            "Key-Type: RSA",
            "Key-Length: 2048",
            "Key-Usage: sign",
            "Subkey-Type: RSA",
            "Subkey-Length: 2048",
            "Subkey-Usage: auth",
        ]),
        await made("DSA with ElGamal", [
            "Key-Type: DSA",
            "Key-Length: 1024",
            "Subkey-Type: ELG-E",
            "Subkey-Length: 1024",
        ]),
        await made("DSA 2048", ["Key-Type: DSA", "Key-Length: 2048", "Subkey-Type: ELG-E", "Subkey-Length: 1024"]),
        await made("Curve 25519", cv25519),
        await made("NIST P-256", on("nistp256")),
        await made("NIST P-521", on("nistp521")),
        await made("brainpoolP384r1", on("brainpoolP384r1")),
        await made("secp256k1", on("secp256k1")),
        await made("bound by SHA-1", rsa(2048), ["--cert-digest-algo", "SHA1"]),
        await made("bound by SHA-512", cv25519, ["--cert-digest-algo", "SHA512"]),
        await made("bound by RIPEMD-160", rsa(1024), ["--cert-digest-algo", "RIPEMD160"]),
        await made("expired", [...cv25519, "Expire-Date: 5d"], past),
        await made("revoked", cv25519),
        await made("signed by another", cv25519),
        await made("two encryption subkeys, the newer expired", cv25519, past),
        await made("two names, one revoked", cv25519),
        await made("extended", [...cv25519, "Expire-Date: 5d"], past),
    ];
    const again = async (name: string): Promise<void> => {
        const index = keys.findIndex((each) => each.name === `GnuPG: ${name}`);
        keys[index] = {
            name: keys[index]!.name,
            text: base64(await gpg(["--export", `${name.replace(/\W+/gu, "-").toLowerCase()}@acme.example`])),
        };
    };
    const revoke = path.join(home, "openpgp-revocs.d", `${await fingerprint("revoked@acme.example")}.rev`);
    await gpg(["--import"], fs.readFileSync(revoke, "utf8").replace(":-----BEGIN", "-----BEGIN"));
    await again("revoked");
    await gpg([
        "--default-key",
        "rsa-2048@acme.example",
        "--quick-sign-key",
        await fingerprint("signed-by-another@acme.example"),
    ]);
    await again("signed by another");
    await gpg([
        ...past.slice(0, 1),
        ago(9),
        "--quick-add-key",
        await fingerprint("two-encryption-subkeys-the-newer-expired@acme.example"),
        "cv25519",
        "encr",
        "3d",
    ]);
    await again("two encryption subkeys, the newer expired");
    const names = await fingerprint("two-names-one-revoked@acme.example");
    await gpg(["--quick-add-uid", names, "Other <other@acme.example>"]);
    await gpg(["--quick-revoke-uid", names, "Other <other@acme.example>"]);
    await again("two names, one revoked");
    const extended = await fingerprint("extended@acme.example");
    await gpg(["--quick-set-expire", extended, "10y"]);
    await gpg(["--quick-set-expire", extended, "10y", "*"]);
    await again("extended");
    const owned = async (made: TestKey): Promise<TestKey> => {
        const address = `${made.name.replace("GnuPG: ", "").replace(/\W+/gu, "-").toLowerCase()}@acme.example`;
        return { ...made, owners: await gpg(["--export-secret-keys", address]) };
    };
    const secret = (name: string, bytes: Buffer): TestKey => ({
        name: `GnuPG: ${name}`,
        text: base64(bytes),
        isSecret: true,
    });
    return [
        ...(await Promise.all(keys.map(owned))),
        {
            name: "GnuPG: minimal",
            text: base64(
                await gpg(["--export-options", "export-minimal", "--export", "signed-by-another@acme.example"]),
            ),
        },
        { name: "GnuPG: a whole keyring", text: base64(await gpg(["--export"])) },
        secret("secret", await gpg(["--export-secret-keys", "rsa-2048@acme.example"])),
        secret("secret subkeys", await gpg(["--export-secret-subkeys", "curve-25519@acme.example"])),
    ];
}
