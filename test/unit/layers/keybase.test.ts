import { deepStrictEqual, match } from "node:assert/strict";
import { keybaseFaults, type AskKeybase } from "../../../layers/shared/keybase";
import { ownStack } from "../../../layers/shared/own-stack";
import { expiredPgpKey, testPgpKey } from "../../support/pgp-key";

const armored = (base64: string): string =>
    `-----BEGIN PGP PUBLIC KEY BLOCK-----\nVersion: Keybase\n\n${base64.match(/.{1,64}/gu)!.join("\n")}\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n`;

describe("names at Keybase", () => {
    const bundles: Readonly<Record<string, string>> = { ada: armored(testPgpKey), old: armored(expiredPgpKey) };
    const ask: AskKeybase = (name) =>
        name === "broken" ? Promise.reject(new Error("no route")) : Promise.resolve(bundles[name]);
    const faultsOf = async (pgpKey: string, made: readonly string[] = []): Promise<readonly string[]> => {
        const own = ownStack(
            {},
            Object.fromEntries(
                made.map((user) => [
                    `urn:${user}`,
                    { type: "aws:iam/userLoginProfile:UserLoginProfile", outputs: { user } },
                ]),
            ),
        );
        const faults = await keybaseFaults(
            "admins",
            [{ name: "ada.lovelace", pgpKey }, { name: "alan.turing" }],
            own,
            ask,
        );
        return faults.map(({ path, value, message, cure }) => `${path} ${value} ${message} → ${cure}`);
    };

    it("are good where their key is", async () => {
        deepStrictEqual(await faultsOf("keybase:ada"), []);
        deepStrictEqual(await faultsOf(testPgpKey), [], "a key itself is not asked for");
    });

    it("are a fault each where there is no key, where it can seal nothing, and where Keybase does not respond", async () => {
        const [nobody] = await faultsOf("keybase:nobody");
        match(
            nobody!,
            /^admins\["ada\.lovelace"\]\.pgpKey "keybase:nobody" has no PGP key at Keybase → .*gpg --export/u,
        );
        match((await faultsOf("keybase:old"))[0]!, /whose key at Keybase has expired on 2020-01-02/u);
        match((await faultsOf("keybase:broken"))[0]!, /does not respond \(no route\) → .*gpg --export/u);
    });

    it("are not asked for once the password is made", async () => {
        deepStrictEqual(await faultsOf("keybase:old", ["ada.lovelace"]), []);
    });
});
