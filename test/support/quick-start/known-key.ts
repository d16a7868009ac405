import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** The secrets provider of the tests' stacks. */
export const secretsProvider = "hashivault://tests";

/** What the tests' stack files say of their secrets, and the environment by which the engine reads it. */
export interface KnownKey {
    readonly secrets: string;
    readonly environment: Readonly<Record<string, string>>;
}

let known: Promise<KnownKey> | undefined;

/**
 * A key for the engine's secrets that takes no time: to make one of a passphrase, which it does at each run, is an eighth of a run. It comes
 * from a stand-in for the one service of those in the engine that is asked a single thing: HashiCorp Vault, to encrypt and decrypt. As with a KMS
 * key, the state is encrypted by it, and the key itself is in no file. It protects nothing.
 */
export function knownKey(): Promise<KnownKey> {
    known ??= start();
    return known;
}

async function start(): Promise<KnownKey> {
    const server = http.createServer((request, response) => {
        void text(request).then((asked) => {
            const { plaintext, ciphertext } = JSON.parse(asked) as { plaintext?: string; ciphertext?: string };
            const data = plaintext === undefined ? { plaintext: ciphertext } : { ciphertext: plaintext };
            response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data }));
        });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    server.unref();
    const encrypted = Buffer.from(Buffer.alloc(32, "no secret").toString("base64")).toString("base64");
    return {
        secrets: `secretsprovider: ${secretsProvider}\nencryptedkey: ${encrypted}`,
        environment: {
            VAULT_SERVER_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
            VAULT_SERVER_TOKEN: "tests",
        },
    };
}
