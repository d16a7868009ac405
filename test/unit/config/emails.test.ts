import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import {
    deriveEmail,
    emailFaults,
    isAliasOf,
    isDeliverable,
    isOwned,
    isPersonalEmail,
    knownDomain,
    personalComplaint,
} from "../../../config/email";
import { accountsIn, faultsOf, holds, pathsOf, valueOf, warningsOf } from "./base";

const emails = (email: string): Readonly<Record<string, string>> =>
    Object.fromEntries(valueOf({ email }).accounts.map((account) => [account.key, account.email]));

describe("emails: derived aliases", () => {
    it("a domain of three labels and a local part with hyphens are right", () => {
        deepStrictEqual(emails("cloud-team@emea.acme.co.uk"), {
            security: "cloud-team+security@emea.acme.co.uk",
            "apps-prd": "cloud-team+apps-prd@emea.acme.co.uk",
        });
    });

    it("a group that has a plus is extended by a hyphen", () => {
        strictEqual(emails("platform+aws@acme.example")["apps-prd"], "platform+aws-apps-prd@acme.example");
        ok(!isAliasOf("platform+aws@acme.example", "platform+awsx-old@acme.example"));
        ok(isAliasOf("platform+aws@acme.example", "Platform+AWS-old@Acme.example"));
        deepStrictEqual(
            faultsOf({
                email: "platform+aws@acme.example",
                accounts: { old: { unit: "security", id: "222233334444", email: "platform+awsx-old@acme.example" } },
            }),
            [],
        );
    });

    it("an alias that is too long is reported at its account with its length and the room that is left", () => {
        const accounts = accountsIn(["data-lake-ingestion-prd", "data-lake-in", "data-lake-i"]);
        const faults = faultsOf({ email: "aws-cloud-platform@engineering.acme-holdings.example", accounts });
        strictEqual(faults.length, 2);
        holds(
            faults,
            "accounts.data-lake-ingestion-prd",
            "aws-cloud-platform+data-lake-ingestion-prd@engineering.acme-holdings.example",
            "76",
            "64",
            "11 characters",
        );
        holds(faults, "accounts.data-lake-in", "65", "64", "11 characters");
    });

    const key = fc.stringMatching(/^[a-z0-9]{1,8}(?:-[a-z0-9]{1,8}){0,3}$/);
    const group = fc
        .tuple(
            fc.stringMatching(/^[a-z][a-z0-9.]{0,8}[a-z](?:\+[a-z]{1,6})?$/),
            fc.stringMatching(/^[a-z]{1,12}\.example$/),
        )
        .map(([local, domain]) => `${local}@${domain}`);

    it("derivation is injective", () => {
        fc.assert(
            fc.property(group, key, key, (address, one, other) => {
                strictEqual(deriveEmail(address, one) === deriveEmail(address, other), one === other);
            }),
        );
    });

    it("derivation gives an alias of the group on the group's domain, the same each time", () => {
        fc.assert(
            fc.property(group, key, (address, one) => {
                const derived = deriveEmail(address, one);
                ok(isAliasOf(address, derived));
                strictEqual(derived, deriveEmail(address, one));
                strictEqual(derived.split("@")[1], address.split("@")[1]);
                strictEqual(derived.split("+").length, 2);
            }),
        );
    });

    it("no config that passes has an email over 64 characters, whatever group and key", () => {
        fc.assert(
            fc.property(fc.stringMatching(/^[a-z]{1,40}$/), fc.stringMatching(/^[a-z]{1,50}$/), (local, account) => {
                const changes = { email: `${local}@acme.example`, admins: [], accounts: accountsIn([account]) };
                const passes = faultsOf(changes).length === 0;
                ok(!passes || valueOf(changes).accounts.every(({ email }) => email.length <= 64));
            }),
            { numRuns: 60 },
        );
    });

    it("an alias of a group is never personal", () => {
        fc.assert(
            fc.property(group, key, (address, one) => {
                const people = [{ name: "ada.lovelace", where: "admins" }];
                if (isPersonalEmail(address, { people })) return;
                ok(!isPersonalEmail(deriveEmail(address, one), { people }));
            }),
        );
    });
});

describe("emails: AWS's own rule", () => {
    const right = [
        "a@b.co",
        "x.y-z_1@sub.acme-1.example",
        "a#b!c$d*e/f=g?h^i`j{k}l~m@acme.example",
        "aws+a+b@acme.example",
        `${"a".repeat(51)}@acme.example`,
    ];
    const wrong: readonly (readonly [string, RegExp])[] = [
        ["a@b.c", /5 characters/],
        [`${"a".repeat(52)}@acme.example`, /65 characters/],
        ["aws.acme.example", /no @/],
        ["a@b@acme.example", /2 times @/],
        ["@acme.example", /nothing before/],
        ["a b@acme.example", /a blank/],
        ['a"b@acme.example', /holds "/],
        ["a%b@acme.example", /holds %/],
        ["a&b@acme.example", /holds &/],
        ["a,b@acme.example", /holds ,/],
        [".aws@acme.example", /begins with a dot/],
        ["aws@acme", /without a dot/],
        ["aws@-acme.example", /hyphen at an end/],
        ["aws@acme.example.", /dot or a hyphen at an end/],
        ["aws@acme_x.example", /holds _ in the domain/],
        ["aws@acme..example", /empty/],
        ["áws@acme.example", /U\+00E1/],
        ["аws@acme.example", /U\+0430.*Cyrillic/],
    ];
    for (const email of right)
        it(`takes ${email.slice(0, 40)}`, () => {
            deepStrictEqual(emailFaults(email), []);
        });
    for (const [email, reason] of wrong) {
        it(`refuses ${email.slice(0, 40)}`, () => {
            ok(
                emailFaults(email).some(({ message }) => reason.test(message)),
                JSON.stringify(emailFaults(email)),
            );
        });
    }

    it("an address that AWS accepts and mail servers need not is a warning", () => {
        ok(!isDeliverable("a..b@acme.example"));
        deepStrictEqual(faultsOf({ email: "aws.@acme.example" }), []);
        strictEqual(warningsOf({ email: "aws.@acme.example" })[0]?.path, "email");
    });

    for (const domain of ["acme.con", "co.uk", "1.2", "127.0.0.1", "acme.internal"])
        it(`mail to ${domain}, which nobody can own, is lost, and that is a warning`, () => {
            const [warning, ...others] = warningsOf({ email: `aws@${domain}` });
            deepStrictEqual([warning?.path, others], ["email", []]);
            ok(warning!.message.startsWith(`${domain} is no domain`), warning!.message);
        });
    for (const domain of ["acme.co.uk", "acme.xn--p1ai", "xn--mnchen-3ya.de", "acme.dev", "acme.example", "acme.test"])
        it(`${domain} can be owned`, () => {
            deepStrictEqual(warningsOf({ email: `aws@${domain}` }), []);
        });

    it("mail to the examples' domain is lost, and that is a warning", () => {
        strictEqual(warningsOf({ email: "aws@example.com" }).length, 1);
        deepStrictEqual(faultsOf({ email: "aws@example.com" }), []);
    });
});

describe("emails: personal addresses", () => {
    const accepted = [
        "aws@empresa.com.ar",
        "aws@gmail.com.acme.example",
        "aws@example.com",
        "aws@notgmail.example",
        "aws@acme.uk.com",
        "aws@gmail.example",
    ];
    const refused = [
        "aws@GMail.com",
        "aws@googlemail.com",
        "aws@yahoo.co.in",
        "aws+team@outlook.fr",
        "aws@yandex.kz",
        "aws@proton.me",
        "aws@hey.com",
        "aws@mail.yopmail.com",
        "aws@mailinator.com",
        "aws@outlook.com.br",
    ];
    for (const email of accepted)
        it(`takes ${email}: whole registrable domains are compared`, () => {
            deepStrictEqual(faultsOf({ email }), []);
        });
    for (const email of refused) {
        it(`refuses ${email} and asks for a group on the company's domain`, () => {
            holds(
                faultsOf({ email }),
                "email",
                /is a personal mailbox|is on a list of throw-away mail/,
                /group on the company's own domain/,
            );
        });
    }

    it("a listed domain is refused with the list's name, and ownedDomains says that it is ours", () => {
        const email = "aws@mailinator.com";
        strictEqual(knownDomain("mailinator.com")?.kind, "throw-away mail");
        holds(faultsOf({ email }), "email", "disposable-email-domains-js", "ownedDomains: [mailinator.com]");
        deepStrictEqual(faultsOf({ email, ownedDomains: ["Mailinator.com"] }), []);
        deepStrictEqual(faultsOf({ email: "aws@eu.mailinator.com", ownedDomains: ["mailinator.com"] }), []);
        ok(!isOwned("notacme.com", ["acme.com"]));
    });

    it("a provider of mailboxes, aliases or groups among the company's own domains is a warning", () => {
        const ownedDomains = ["acme.example", "Gmail.com", "groups.io", "duck.com", "mailinator.com", "berlin.de"];
        deepStrictEqual(
            warningsOf({ ownedDomains }).map(({ path, cure }) => `${path}: ${cure}`),
            [
                "ownedDomains[1]: take it out, unless the company is gmail.com",
                "ownedDomains[2]: take it out, unless the company is groups.io",
                "ownedDomains[3]: take it out, unless the company is duck.com",
            ],
        );
    });

    for (const email of [
        "ada.lovelace@acme.example",
        "ada.lovelace+aws@acme.example",
        "Ada.Lovelace@acme.example",
        "ada_lovelace@acme.example",
        "adalovelace+x+y@acme.example",
    ]) {
        it(`${email} is the mailbox of the admin ada.lovelace`, () => {
            holds(faultsOf({ email }), "email", "ada.lovelace", "admins");
            strictEqual(
                personalComplaint(email, { people: [{ name: "ada.lovelace", where: "admins" }] })?.message.includes(
                    "admins",
                ),
                true,
            );
        });
    }

    it("a user of the security layer is a person too, and ownedDomains does not make a person a group", () => {
        const people = [{ name: "grace.hopper", where: "users" }];
        holds(
            faultsOf({ email: "grace.hopper@acme.example", ownedDomains: ["acme.example"] }, { people }),
            "email",
            "grace.hopper",
            "users",
        );
        deepStrictEqual(faultsOf({ email: "grace.hopper@acme.example" }), []);
    });

    it("an admin who is written as an address is known by the part before the @", () => {
        holds(faultsOf({ email: "ada@acme.example", admins: ["ada@acme.example"] }), "email", "admins");
    });
});

describe("emails: each address once", () => {
    it("one fault for each clash, naming those who share the address and nobody else", () => {
        const existing = {
            shared: "aws+infra@acme.example",
            network: "AWS+Infra@acme.example",
            "old-root": "aws@acme.example",
        };
        const accounts = {
            ...accountsIn(["a1", "a2", "a3", "a4", "a5", "a6"]),
            ...Object.fromEntries(
                Object.entries(existing).map(([key, email], index) => [
                    key,
                    { unit: "security", id: `22222222222${index}`, email },
                ]),
            ),
        };
        const faults = faultsOf({ accounts });
        strictEqual(faults.length, 2);
        holds(faults, "accounts.network.email", "accounts.shared and accounts.network", "aws+infra@acme.example");
        holds(
            faults,
            "accounts.old-root.email",
            "accounts.old-root",
            "the group's own address, which belongs to the management account",
        );
        ok(!/a[1-6]/.test(JSON.stringify(faults)));
    });

    it("an explicit address that another account derives is one fault, at the explicit one", () => {
        const accounts = {
            ...accountsIn(["infra"]),
            old: { unit: "security", id: "222233334444", email: "aws+INFRA@acme.example" },
        };
        deepStrictEqual(pathsOf({ accounts }), ["accounts.old.email"]);
    });

    it("a closed account's address stays taken", () => {
        const accounts = {
            ...accountsIn(["apps"]),
            gone: { unit: "security", id: "222233334444", email: "aws+apps@acme.example", state: "closed" },
        };
        strictEqual(faultsOf({ accounts }).length, 1);
    });

    it("an account that is to be made gets the alias, and no other address", () => {
        holds(
            faultsOf({ accounts: { x: { unit: "security", email: "x@acme.example" } } }),
            "accounts.x.email",
            "aws+x@acme.example",
        );
        deepStrictEqual(faultsOf({ accounts: { x: { unit: "security", email: "aws+x@acme.example" } } }), []);
        deepStrictEqual(
            faultsOf({ accounts: { x: { unit: "security", email: "x@acme.example", id: "222233334444" } } }),
            [],
        );
    });

    it("an existing account on a foreign domain is a warning, and none when the domain is owned", () => {
        const accounts = { x: { unit: "security", email: "ops@old.example", id: "222233334444" } };
        deepStrictEqual(faultsOf({ accounts }), []);
        strictEqual(warningsOf({ accounts })[0]?.path, "accounts.x.email");
        deepStrictEqual(warningsOf({ accounts, ownedDomains: ["old.example"] }), []);
    });
});
