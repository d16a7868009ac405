import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { clean, cleanValue, codeBlock, codeSpan, secretsOf } from "../../../cli/preview/clean";

const plain = { secrets: [] };

describe("cleaning text of a preview", () => {
    const table: readonly (readonly [title: string, given: string, wanted: string])[] = [
        ["colour codes", "\u001b[1;31mred\u001b[0m and \u001b[38;5;1mmore\u001b[m", "red and more"],
        ["a link of a terminal", "\u001b]8;;https://x.example\u0007text\u001b]8;;\u0007", "text"],
        ["the engine's marks of colours", "<{%fg 1%}>error<{%reset%}>", "error"],
        ["control characters and marks of direction", "a\u0000b\u202ec\u200bd\r\ne", "abcd\ne"],
        ["an access key's id", "id AKIAIOSFODNN7EXAMPLE.", "id [secret]."],
        ["a secret key by its name", "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG", "AWS_SECRET_ACCESS_KEY=[secret]"],
        ["a session token in JSON", '{"sessionToken": "FwoGZXIvYXdzEBY"}', '{"sessionToken": "[secret]"}'],
        ["a token of GitHub's", `ghp_${"a".repeat(36)}`, "[secret]"],
        ["a token of OIDC", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0abc.c2ln", "[secret]"],
        ["a private key", "-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----", "[secret]"],
        ["a property that only sounds so", "allowUsersToChangePassword: true", "allowUsersToChangePassword: true"],
        ["emails and ids as they are", "aws+a@acme.example 111111111111", "aws+a@acme.example 111111111111"],
    ];
    for (const [title, given, wanted] of table)
        it(title, () => {
            strictEqual(clean(given, plain), wanted);
        });

    it("hides known secrets, the longer one first", () => {
        strictEqual(
            clean("hunter2hunter2 and hunter2", { secrets: ["hunter2", "hunter2hunter2"] }),
            "[secret] and [secret]",
        );
    });

    for (const secret of ['ab"cd\\ef9', "ab\ncd\tef9", "ab\\ncd9x"])
        it(`hides a secret as JSON writes it, and JSON in JSON: ${JSON.stringify(secret)}`, () => {
            const once = JSON.stringify({ a: secret });
            for (const text of [secret, once, JSON.stringify({ b: once })]) {
                const cleaned = clean(`x ${text} y`, { secrets: [secret] });
                strictEqual(cleaned, `x ${text.replace(/ab.*(?:9x|9)/su, "[secret]")} y`);
            }
        });

    const words = ["sandbox", "passphrase", "management", "Production", "policy-pack", "open sesame"];
    for (const word of words)
        it(`a secret that is the ordinary word ${word} eats none, and is hidden where its name comes before it`, () => {
            const secrets = [word];
            const text = `the ${word} of accounts, "${word}", ${word}s and\n${word}`;
            strictEqual(clean(text, { secrets }), text);
            const [first, ...others] = word.split(" ");
            const rest = others.map((other) => ` ${other}`).join("");
            strictEqual(clean(`PULUMI_CONFIG_PASSPHRASE=${first!}`, { secrets }), "PULUMI_CONFIG_PASSPHRASE=[secret]");
            strictEqual(clean(`GITHUB_TOKEN="${word}" x`, { secrets }), 'GITHUB_TOKEN="[secret]" x');
            strictEqual(clean(`password: "${first!}"${rest}`, { secrets }), `password: "[secret]"${rest}`);
        });

    for (const secret of [
        "correct horse battery staple",
        "qzkvwxjpbmtr",
        "hunter2",
        "Tr0ub4dor",
        "kkkkkkkkk",
        "aVeryLongWordOfLetters",
        "mixedCaseKey",
    ])
        it(`a secret that is no word is hidden in all places: ${secret}`, () => {
            strictEqual(clean(`x ${secret} y`, { secrets: [secret] }), "x [secret] y");
        });

    it("hides emails and account ids for a public repository", () => {
        strictEqual(clean("aws+a@acme.example of 111111111111", { secrets: [], redact: true }), "[email] of [account]");
    });

    it("hides them in names of keys too", () => {
        const value = { "jane@acme.example": { "123456789012": ["hunter-2-hunter"] }, "hunter-2-hunter": null };
        deepStrictEqual(cleanValue(value, { secrets: ["hunter-2-hunter"], redact: true }), {
            "[email]": { "[account]": ["[secret]"] },
            "[secret]": null,
        });
    });

    it("knows the secrets of an environment by their names", () => {
        const secrets = secretsOf({
            AWS_SECRET_ACCESS_KEY: "k".repeat(9),
            GITHUB_TOKEN: "t".repeat(9),
            PULUMI_CONFIG_PASSPHRASE: "passphrase",
            HOME: "/home/ada",
            AWS_WEB_IDENTITY_TOKEN_FILE: "/tmp/token",
            EMPTY_TOKEN: "",
        });
        strictEqual(secrets.join(), `${"k".repeat(9)},${"t".repeat(9)},passphrase`);
    });
});

describe("a code block", () => {
    it("cannot be ended by what is in it", () => {
        fc.assert(
            fc.property(fc.stringMatching(/^[`~ a\n]{0,60}$/u), (text) => {
                const lines = codeBlock(text).split("\n");
                const fence = /^`+/u.exec(lines[0]!)![0];
                ok(lines.slice(1, -1).every((line) => !line.includes(fence)));
                strictEqual(lines.at(-1), fence);
            }),
        );
    });

    it("notifies nobody, hides nothing and holds no marker", () => {
        const block = codeBlock("@everyone (@acme/admins) <!-- x --> </details> aws@acme.example");
        doesNotMatch(block, /@everyone|@acme\/|<!--|-->|<\/details/u);
        match(block, /aws@acme\.example/u);
    });

    it("and a span stay whole", () => {
        strictEqual(codeSpan("a`b\nc"), "`a'b'c`");
    });
});
