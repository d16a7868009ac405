import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { accountsIn, faultsOf, holds, pathsOf, valueOf, warningsOf } from "./base";

describe("units", () => {
    it("implied parents are made once, a slash at the end means nothing, and wrong references get the nearest unit", () => {
        const units = ["workloads/prd", "workloads/devstg/"];
        deepStrictEqual(valueOf({ units, accounts: { b: { unit: "workloads/devstg/" } } }).units, [
            { path: "workloads", name: "workloads", tags: {}, formerly: [] },
            { path: "workloads/prd", name: "prd", parent: "workloads", tags: {}, formerly: [] },
            { path: "workloads/devstg", name: "devstg", parent: "workloads", tags: {}, formerly: [] },
        ]);
        const faults = faultsOf({
            units,
            accounts: { a: { unit: "Workloads/prd" }, b: { unit: "workloads/devstg" }, c: { unit: "workloads/prod" } },
        });
        strictEqual(faults.length, 2);
        holds(faults, "accounts.a.unit", "workloads/prd");
        holds(faults, "accounts.c.unit", "workloads/prd");
    });

    it("contains the management account if its key says so, else it stays", () => {
        const management = (unit: string) => ({ management: { id: "111111111111", unit } });
        strictEqual(valueOf({}).management.unit, undefined);
        strictEqual(valueOf(management("workloads/prd/")).management.unit, "workloads/prd");
        strictEqual(valueOf(management("root")).management.unit, "root");
        holds(faultsOf(management("workloads/prod")), "management.unit", "is not a unit", "workloads/prd");
    });

    it("depth, length, empty parts and empty paths are reported at their index", () => {
        const faults = faultsOf({ units: ["a/b/c/d/e", "a/b/c/d/e/f", "x".repeat(129), "a//b", ""], accounts: {} });
        deepStrictEqual(
            faults.map(({ path }) => path),
            ["units[1]", "units[2]", "units[3]", "units[4]"],
        );
        holds(faults, "units[1]", "6 levels", "5");
        holds(faults, "units[2]", "129", "128");
        holds(faults, "units[3]", "empty part");
        holds(faults, "units[4]", "empty path");
    });

    for (const [name, units, index] of [
        ["a twin in another letter case", ["workloads/prd", "Workloads/dev"], 1],
        ["a twin of an implied parent", ["data/a", "DATA"], 1],
        ["a slash at the start", ["/a"], 0],
        ["a slash alone", ["/"], 0],
        ["blanks only", ["a", "a/ /b"], 1],
        ["a blank at an end of a part", ["a/b /c"], 0],
        ["the word root", ["root/a"], 0],
        ["a blank at the end", ["a "], 0],
    ] as const) {
        it(`${name} is one fault at its index`, () => {
            deepStrictEqual(pathsOf({ units, accounts: {} }), [`units[${index}]`]);
        });
    }

    it("tags belong to the unit whose path they are beside, before or after what implies it", () => {
        const Owner = { Owner: "platform" };
        for (const units of [
            ["data/a", { path: "data", tags: Owner }],
            [{ path: "data/", tags: Owner }, "data/a"],
            [{ path: "data", tags: Owner }, { path: "data/a" }],
        ]) {
            const { units: nodes } = valueOf({ units, accounts: { a: { unit: "data/a" } } });
            deepStrictEqual(Object.fromEntries(nodes.map(({ path, tags }) => [path, tags])), {
                data: Owner,
                "data/a": {},
            });
        }
    });

    it("faults of a unit that is a map are placed where they are", () => {
        const faults = faultsOf({
            units: [{ path: "a//b" }, { path: "c", tags: { "aws:x": "1", "a;b": "1" } }, { path: 1 }, { tags: {} }, 5],
            accounts: {},
        });
        deepStrictEqual(faults.map(({ path }) => path).sort(), [
            "units[0].path",
            "units[1].tags.aws:x",
            'units[1].tags["a;b"]',
            "units[2].path",
            "units[3].path",
            "units[4]",
        ]);
        holds(faults, "units[4]", "write");
        holds(faultsOf({ units: [{ path: "a", tagz: {} }], accounts: {} }), "units[0].tagz", "tags");
        holds(faultsOf({ units: [{ path: "a", tags: { Owner: 1 } }], accounts: {} }), "units[0].tags.Owner", '"1"');
    });

    it("a path that is written twice is one unit, and a warning", () => {
        strictEqual(valueOf({ units: ["a/b", "a/b/"], accounts: {} }).units.length, 2);
        strictEqual(warningsOf({ units: ["a/b", "a/b/"], accounts: {} }).length, 1);
    });

    it("128 characters and 5 levels are taken, in whatever characters", () => {
        deepStrictEqual(faultsOf({ units: ["ü".repeat(128), "😀".repeat(128), "a/b/c/d/e"], accounts: {} }), []);
    });

    it("every node is there once, and parents come before their children", () => {
        const part = fc.constantFrom("a", "b", "c");
        fc.assert(
            fc.property(
                fc.array(fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join("/"))),
                (units) => {
                    const nodes = valueOf({ units, accounts: {} }).units;
                    strictEqual(new Set(nodes.map(({ path }) => path)).size, nodes.length);
                    for (const [index, { parent }] of nodes.entries())
                        ok(parent === undefined || nodes.slice(0, index).some(({ path }) => path === parent));
                    for (const unit of units) ok(nodes.some(({ path }) => path === unit));
                },
            ),
        );
    });

    it("a limit can be other than usual", () => {
        deepStrictEqual(pathsOf({ units: ["a/b/c"], accounts: {}, limits: { unitDepth: 2 } }), ["units[0]"]);
    });
});

describe("accounts", () => {
    it("six wrong keys are six faults, each with its reason", () => {
        const keys = [
            "employment-tribunal-networking-and-management-prd-02",
            "año-nuevo",
            "a<b",
            "management",
            "apps prd",
            "-apps",
        ];
        const faults = faultsOf({ accounts: accountsIn(keys) });
        strictEqual(faults.length, 6);
        holds(faults, `accounts.${keys[0]!}`, "52", "50");
        holds(faults, 'accounts["año-nuevo"]', "ASCII", "ano-nuevo");
        holds(faults, 'accounts["a<b"]', "forbidden sign <");
        holds(faults, "accounts.management", "taken", "management layer");
        holds(faults, 'accounts["apps prd"]', "email alias", "profile", "stack name");
        holds(faults, "accounts.-apps", "email alias", "profile", "stack name");
    });

    it("wrong names are reported at the name", () => {
        const name = (name: string): ReturnType<typeof faultsOf> =>
            faultsOf({ accounts: { x: { unit: "security", name } } });
        holds(name("x".repeat(51)), "accounts.x.name", "51", "50");
        holds(name("año-nuevo"), "accounts.x.name", "ASCII");
        holds(name("a<b"), "accounts.x.name", "forbidden sign <");
        holds(name("acme-management"), "accounts.x.name", "management account's name");
        holds(name("Management"), "accounts.x.name", "management account's name");
        deepStrictEqual(name("Acme [prod]"), []);
        deepStrictEqual(name("x".repeat(50)), []);
    });

    it("an account that AWS has keeps whatever name AWS gave it; for a new one the rule is said to be ours", () => {
        const old = { unit: "security", id: "222222222222", email: "old@acme.example" };
        for (const name of ["R&D", "100% cloud", '"quoted"', "a<b>", "back\\slash", "Café", "x".repeat(60)])
            deepStrictEqual(faultsOf({ accounts: { x: { ...old, name } } }), [], name);
        deepStrictEqual(faultsOf({ management: { id: "111111111111", name: "R&D" } }), []);
        holds(
            faultsOf({ accounts: { x: { unit: "security", name: "R&D" } } }),
            "accounts.x.name",
            "forbidden sign &",
            "this program's own rule",
            "write its id",
        );
    });

    it("a derived name of more than 50 characters is reported at the account, and a name of its own cures it", () => {
        const key = "employment-tribunal-networking-and-manageme-prd";
        holds(
            faultsOf({ accounts: accountsIn([key]), email: "a@acme.example", admins: [] }),
            `accounts.${key}`,
            "52 characters",
            "name",
        );
        deepStrictEqual(
            faultsOf({ accounts: { [key]: { unit: "security", name: "short" } }, email: "a@b.example", admins: [] }),
            [],
        );
    });

    for (const key of [
        "root",
        "Root",
        "Apps",
        "a--b",
        "a_b",
        "a.b",
        "123456789012",
        "apps/prd",
        "a\u0430",
        "__proto__",
        "",
    ]) {
        it(`the key ${JSON.stringify(key)} is one fault`, () => {
            const accounts = JSON.parse(`{${JSON.stringify(key)}: {"unit": "security"}}`) as Record<string, unknown>;
            strictEqual(faultsOf({ accounts }).length, 1);
        });
    }

    it("keys that everything can carry are taken", () => {
        fc.assert(
            fc.property(fc.stringMatching(/^[a-z][a-z0-9]{0,9}(?:-[a-z0-9]{1,9}){0,2}$/), (key) => {
                if (["root", "management"].includes(key)) return;
                deepStrictEqual(faultsOf({ accounts: accountsIn([key]) }), []);
            }),
            { numRuns: 50 },
        );
    });

    it("ids are each account's own, and not the management account's", () => {
        const accounts = {
            a: { unit: "security", id: "222222222222" },
            b: { unit: "security", id: "222222222222" },
            c: { unit: "security", id: "111111111111" },
        };
        const faults = faultsOf({ accounts });
        deepStrictEqual(
            faults.map(({ path }) => path),
            ["accounts.b.id", "accounts.c.id"],
        );
        holds(faults, "accounts.b.id", "accounts.a");
        holds(faults, "accounts.c.id", "management");
    });

    it("an invited account needs id and email", () => {
        deepStrictEqual(pathsOf({ accounts: { old: { unit: "security", joined: "invited" } } }), [
            "accounts.old.email",
            "accounts.old.id",
        ]);
        deepStrictEqual(pathsOf({ accounts: { old: { unit: "security", joined: "invited", id: "222233334444" } } }), [
            "accounts.old.email",
        ]);
        deepStrictEqual(
            faultsOf({
                accounts: {
                    old: { unit: "security", joined: "invited", id: "222233334444", email: "billing@acme.example" },
                },
            }),
            [],
        );
    });

    it("a former key is of no other account", () => {
        deepStrictEqual(
            pathsOf({
                accounts: {
                    a: { unit: "security", formerly: "b" },
                    b: { unit: "security", formerly: "old" },
                    c: { unit: "security", formerly: "old" },
                },
            }),
            ["accounts.a.formerly", "accounts.c.formerly"],
        );
        deepStrictEqual(valueOf({ accounts: { a: { unit: "security", formerly: "old" } } }).accounts[0]?.formerly, [
            "old",
        ]);
    });

    it("an account needs a unit, unless AWS has it: then it stays where it is", () => {
        holds(
            faultsOf({ accounts: { a: {} } }),
            "accounts.a.unit",
            "is required, and missing",
            "write: unit: workloads/prd",
        );
        const [there] = valueOf({ accounts: { a: { id: "222233334444" } } }).accounts;
        strictEqual(there!.unit, undefined);
        deepStrictEqual(pathsOf({ accounts: { a: { unti: "security" } } }), ["accounts.a.unti"]);
    });

    it("an account may be in the root, and the word root is not a unit", () => {
        strictEqual(valueOf({ accounts: { a: { unit: "root" } } }).accounts[0]?.unit, "root");
        holds(faultsOf({ accounts: { a: { unit: "Root" } } }), "accounts.a.unit", "did you mean root?");
    });

    it("tags follow AWS's rule", () => {
        const tags = { "aws:x": "y", ["k".repeat(129)]: "y", "a*": "y", fine: "v".repeat(257) };
        strictEqual(faultsOf({ accounts: { a: { unit: "security", tags } } }).length, 4);
    });

    it("more accounts than the quota are refused, closed ones counted", () => {
        holds(faultsOf({ accountQuota: 2 }), "accountQuota", "3 accounts", "./org accounts quota 3");
        deepStrictEqual(faultsOf({ accountQuota: 3 }), []);
    });

    it("a short name that no bucket can carry is refused", () => {
        for (const short of ["A_C", "ac_", "-ac", "a", "1ac", "a--c"])
            deepStrictEqual(pathsOf({ company: { name: "acme", short } }), ["company.short"]);
    });

    it("a company's name leaves room for the management account's", () => {
        deepStrictEqual(pathsOf({ company: { name: "x".repeat(40), short: "ac" } }), ["company.name"]);
    });
});
