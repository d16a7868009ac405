import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { type Fault, formatFaults } from "../../../config/faults";
import { parseManagement, parseSecurity, placeFaults } from "../../../config";
import { judgePgpKey } from "../../../config/pgp/judge-key";
import { readStackFile } from "../../../config/stack-file/read";
import { acme } from "../../support/company";
import { openPgpKeys, type TestKey } from "../../support/pgp-keys";

// test/e2e/first-passwords.test.ts asks the provider whether a key is valid; these tests are about the key in a stack's file.
describe("keys for first passwords", () => {
    let keys: ReadonlyMap<string, TestKey>;
    const text = (name: string): string => keys.get(name)!.text;
    const faultsOf = (pgpKey: unknown, now = new Date()): readonly Fault[] => {
        const parsed = parseManagement({ ...acme, admins: { ada: { pgpKey } } }, { now });
        return parsed.ok ? [] : parsed.faults;
    };

    it("are judged alike for admins and for users for emergencies", () => {
        for (const { text: pgpKey } of keys.values()) {
            const parsed = parseManagement({ ...acme, breakGlass: { ada: { pgpKey } } });
            const [admins, sealed] = [faultsOf(pgpKey), parsed.ok ? [] : parsed.faults];
            deepStrictEqual(
                sealed.map(({ path, ...rest }) => ({ path: path.replace("breakGlass", "admins"), ...rest })),
                admins,
            );
        }
    });

    before(async () => {
        keys = new Map((await openPgpKeys()).map((key) => [key.name, key]));
    });

    it("each bad key is one fault with a cure, and no part of the text is in it", () => {
        for (const { name, text: pgpKey } of keys.values()) {
            const faults = faultsOf(pgpKey);
            ok(faults.length <= 1, name);
            for (const { path, value, cure } of faults) {
                deepStrictEqual([path, value], ["admins.ada.pgpKey", `[not shown: ${pgpKey.length} characters]`], name);
                match(cure, /gpg --export/u);
            }
            const reported = JSON.stringify(faults);
            for (let at = 0; at + 12 <= pgpKey.length; at += 1)
                ok(!reported.includes(pgpKey.slice(at, at + 12)), `${name}: ${reported}`);
        }
    });

    it("a secret key is called so, however badly it is encoded", () => {
        for (const { name, text: pgpKey, isSecret } of keys.values())
            strictEqual(/secret key/u.test(faultsOf(pgpKey)[0]?.message ?? ""), isSecret === true, name);
    });

    it("a secret key in the wrong place is not shown either", () => {
        for (const name of ["secret", "secret, armored"]) {
            const parsed = parseManagement({ ...acme, admins: { ada: { pgpkey: text(name) } } });
            ok(!parsed.ok);
            ok(!JSON.stringify(parsed.faults).includes(text(name).slice(20, 40)), JSON.stringify(parsed.faults));
        }
    });

    it("lines of a file show no key, whether YAML can read them or not", () => {
        for (const name of ["secret", "40 letters"]) {
            const key = text(name);
            const inLines = key.match(/.{1,64}/gu)!.join("\n");
            for (const written of [
                `pgpKey: ${key}`,
                `pgpKey:\n${inLines}`,
                `pgpKey: "${key}`,
                `pgpKey: |\n${inLines}`,
            ]) {
                const file = readStackFile(`config:\n  admins:\n    ada:\n      ${written}\n`, "aws-organization");
                const parsed = parseManagement(file.raw);
                const faults = [...file.faults, ...placeFaults(parsed.ok ? [] : parsed.faults, file)];
                ok(!formatFaults(faults).includes(key.slice(0, 40)), formatFaults(faults));
            }
        }
    });

    it("a key over several lines is given to the provider on one", () => {
        const one = { ada: { pgpKey: text("good") } };
        const several = { ada: { pgpKey: text("good, in lines of Windows") } };
        for (const users of [one, several]) {
            const management = parseManagement({ ...acme, admins: users });
            deepStrictEqual(management.ok && management.value.admins, [
                { name: "ada", formerly: [], pgpKey: text("good") },
            ]);
            const security = parseSecurity({ users });
            deepStrictEqual(security.ok && security.value.users, [
                { name: "ada", groups: [], formerly: [], pgpKey: text("good") },
            ]);
        }
    });

    it("a key is judged on its day", () => {
        const on = (name: string, days: number): readonly string[] =>
            faultsOf(text(name), new Date(Date.now() + days * 86_400_000)).map(({ message }) => message);
        deepStrictEqual(on("expires soon", 38), []);
        match(on("expires soon", 40)[0]!, /^has expired on \d{4}-\d\d-\d\d$/u);
        deepStrictEqual(on("made tomorrow", 2), []);
        match(on("made tomorrow", 0)[0]!, /^is not valid before \d{4}-\d\d-\d\d$/u);
        deepStrictEqual(on("expired", -7), []);
        deepStrictEqual(on("its only encryption subkey expired", -7), []);
        match(on("good", -30)[0]!, /not valid before/u);
    });

    it("users of the security layer have the same rule", () => {
        const parsed = parseSecurity({ users: { ada: { pgpKey: text("signs only") } } });
        deepStrictEqual(parsed.ok || parsed.faults.map(({ path, message }) => [path, message]), [
            ["users.ada.pgpKey", "only signs: it has no key for encryption"],
        ]);
    });

    it("a Keybase name is judged by its form", () => {
        for (const name of ["keybase:ada", "keybase:Ada_1", "keybase:ada\n"]) deepStrictEqual(faultsOf(name), [], name);
        for (const name of [
            "keybase:",
            "keybase:a",
            "keybase:a.b",
            "keybase:_ada",
            "keybase:a__b",
            "keybase:ada,bob",
            "Keybase:ada",
        ])
            strictEqual(faultsOf(name).length, 1, name);
    });

    it("what its owner's GnuPG cannot read is a warning", () => {
        for (const { name, text: pgpKey } of keys.values()) {
            const { fault, warning } = judgePgpKey(pgpKey, new Date());
            strictEqual(warning !== undefined, fault === undefined && /RFC 9580|version 6|SHA3/u.test(name), name);
        }
    });

    it("what is no text, or none at all, has one fault", () => {
        for (const value of [null, 12, true, {}, [], "", "  "])
            strictEqual(faultsOf(value).length, 1, JSON.stringify(value));
    });
});
