import { deepStrictEqual, match, ok } from "node:assert/strict";
import { accountsIn, base, faultsOf, holds, valueOf } from "./base";

/** IAM API, CreateAccountAlias; and not an account id. */
const valid = (alias: string): boolean =>
    /^[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]$/u.test(alias) && !/^\d{12}$/u.test(alias);

/** The alias of an existing account with this name. */
function aliasOf(name: string): string {
    const accounts = { security: { unit: "security", name, id: "222233334444" } };
    return valueOf({ accounts }).accounts[0]!.alias!.name;
}

describe("the alias of an account", () => {
    const names: Readonly<Record<string, string>> = {
        "acme-prd": "acme-prd",
        AcmeCorp: "acmecorp",
        "Acme Corp": "acme-corp",
        acme_corp: "acme-corp",
        "acme.io": "acme-io",
        "Log Archive": "log-archive",
        "web.shop_prd": "web-shop-prd",
        "acme--old": "acme-old",
        "-acme-": "acme",
        "R&D": "r-d",
        "Zürich Äpfel": "zurich-apfel",
        Straße: "stra-e",
        日本: "ac-security",
        "…": "ac-security",
        x: "ac-x",
        ab: "ac-ab",
        "7": "ac-7",
        "2024": "2024",
        "123456789012": "ac-123456789012",
        "1234-5678-9012": "1234-5678-9012",
        none: "ac-none",
        [`${"a".repeat(62)}_${"b".repeat(9)}`]: "a".repeat(62),
    };
    for (const [name, alias] of Object.entries(names)) {
        it(`is made from the name ${name}: ${alias}`, () => {
            deepStrictEqual(aliasOf(name), alias);
            ok(valid(alias));
        });
    }

    for (const name of ["AcmeCorp", "Acme Corp", "acme_corp", "acme.io", "a", "acme-", "-", "42"]) {
        it(`is made for each account of the company ${name}`, () => {
            const { management, accounts } = valueOf({ company: { name, short: "ac" } });
            const aliases = [management, ...accounts].map(({ alias }) => alias!.name);
            ok(aliases.every(valid), aliases.join(", "));
            ok(new Set(aliases).size === aliases.length);
        });
    }

    it("is another one for each account, whatever their names", () => {
        const accounts = {
            a: { unit: "security", name: "Acme Prd", id: "222233334441" },
            b: { unit: "security", name: "acme_prd", id: "222233334442" },
            c: { unit: "security", name: "acme.prd", id: "222233334443" },
            d: { unit: "security", name: "ac acme prd", id: "222233334444" },
            management2: { unit: "security", name: "acme management", id: "222233334445" },
            given: { unit: "security", alias: "ac-c" },
        };
        deepStrictEqual(
            valueOf({ accounts }).accounts.map(({ alias }) => alias!.name),
            ["acme-prd", "ac-acme-prd", "ac-c-2", "ac-ac-acme-prd", "ac-acme-management", "ac-c"],
        );
    });

    it("is the config's own, or none", () => {
        const { management, accounts } = valueOf({
            management: { id: "111111111111", alias: "acme-root" },
            accounts: {
                security: { unit: "security", alias: "none" },
                "apps-prd": { unit: "security", alias: "apps" },
            },
        });
        deepStrictEqual(management.alias, { name: "acme-root", given: true });
        deepStrictEqual(
            accounts.map(({ alias }) => alias),
            [undefined, { name: "apps", given: true }],
        );
        deepStrictEqual(valueOf({}).accounts[0]!.alias, { name: "acme-security", given: false });
    });

    it("is a fault if AWS would refuse it, with one that it would accept", () => {
        const written: Readonly<Record<string, RegExp>> = {
            "Acme Corp": /as in alias: acme-corp$/mu,
            acme_corp: /as in alias: acme-corp$/mu,
            "acme--old": /as in alias: acme-old$/mu,
            "-acme": /as in alias: acme$/mu,
            "acme-": /as in alias: acme$/mu,
            ab: /3 to 63/u,
            日本: /lower-case letters/u,
            "123456789012": /not 12 digits/u,
            ["a".repeat(64)]: new RegExp(`as in alias: ${"a".repeat(63)}$`, "mu"),
            None: /as in alias: none$/mu,
        };
        for (const [alias, cure] of Object.entries(written)) {
            holds(faultsOf({ accounts: { security: { unit: "security", alias } } }), "accounts.security.alias", cure);
            holds(faultsOf({ management: { ...base.management, alias } }), "management.alias", cure);
        }
        holds(faultsOf({ management: { ...base.management, alias: 123456789012 } }), "management.alias");
    });

    it("is a fault where two accounts have it", () => {
        const accounts = {
            ...accountsIn(["x"]),
            a: { unit: "security", alias: "acme" },
            b: { unit: "security", alias: "acme" },
        };
        holds(faultsOf({ accounts }), "accounts.b.alias", "is also the alias of accounts.a");
        const management = { id: "111111111111", alias: "acme" };
        const found = faultsOf({ management, accounts: { a: { unit: "security", alias: "acme" } } });
        holds(found, "accounts.a.alias", "is also the alias of management");
        match(found[0]!.cure, /own alias/u);
    });
});
