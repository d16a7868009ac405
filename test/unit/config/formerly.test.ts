import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { parseSecurity } from "../../../config";
import { faultsOf, holds, pathsOf, valueOf } from "./base";

const noAccounts = { accounts: {} };

/** The earlier paths that AWS may still have of each unit. */
function formerPaths(units: readonly unknown[]): Readonly<Record<string, readonly string[]>> {
    const nodes = valueOf({ ...noAccounts, units }).units;
    return Object.fromEntries(nodes.map(({ path, formerly }) => [path, formerly]));
}

describe("units by their former paths", () => {
    it("are found under them, and so is what is below them", () => {
        deepStrictEqual(formerPaths([{ path: "products", formerly: "workloads" }, "products/prd"]), {
            products: ["workloads"],
            "products/prd": ["workloads/prd"],
        });
    });

    it("where a unit and its parent have new names, in every state that a run may leave", () => {
        const units = [
            { path: "products", formerly: "workloads" },
            { path: "products/live", formerly: "workloads/prd" },
        ];
        deepStrictEqual(formerPaths(units)["products/live"], ["workloads/live", "products/prd", "workloads/prd"]);
        // The parent was renamed in an earlier run.
        const later = [units[0], { path: "products/live", formerly: "products/prd" }];
        deepStrictEqual(formerPaths(later)["products/live"], ["workloads/live", "products/prd", "workloads/prd"]);
    });

    it("are refused where they were moved, which AWS cannot do, with steps", () => {
        const faults = faultsOf({ ...noAccounts, units: ["a", "b", { path: "b/x", formerly: "a/x" }] });
        holds(faults, "units[2].formerly", "AWS cannot move a unit", "keep a/x in units beside b/x");
        strictEqual(faults.length, 1);
        holds(
            faultsOf({ ...noAccounts, units: [{ path: "x", formerly: "a/x" }] }),
            "units[0].formerly",
            "AWS cannot move a unit",
        );
    });

    it("are refused where they name no former path", () => {
        const units = [
            "a",
            { path: "b", formerly: "a" },
            { path: "c", formerly: "c" },
            { path: "d", formerly: "old" },
            { path: "e", formerly: "old" },
            { path: "f", formerly: "x//y" },
            { path: "g", former: "h" },
        ];
        deepStrictEqual(pathsOf({ ...noAccounts, units }), [
            "units[1].formerly",
            "units[2].formerly",
            "units[4].formerly",
            "units[5].formerly",
            "units[6].former",
        ]);
    });

    it("take a map without one, and a slash at the end", () => {
        deepStrictEqual(formerPaths([{ path: "a/" }, { path: "b", formerly: "c/" }]), { a: [], b: ["c"] });
    });
});

describe("things that had several names", () => {
    it("units are found under each of them, below each name of the unit above", () => {
        const units = [
            { path: "c", formerly: ["a", "b"] },
            { path: "c/z", formerly: ["c/x", "b/y"] },
        ];
        deepStrictEqual(formerPaths(units), {
            c: ["a", "b"],
            "c/z": ["a/z", "b/z", "c/x", "a/x", "b/x", "c/y", "a/y", "b/y"],
        });
    });

    it("units that keep a former path which another unit has by now are not found under it", () => {
        const units = [{ path: "b", formerly: "a" }, "b/x", "c", "c/x"];
        deepStrictEqual(formerPaths(units)["b/x"], ["a/x"]);
        deepStrictEqual(formerPaths([...units, "d", { path: "c/y", formerly: "c/z" }])["c/y"], ["c/z"]);
    });

    it("an account has the email and the name of its oldest key", () => {
        const [account] = valueOf({ accounts: { c: { unit: "security", formerly: ["a", "b"] } } }).accounts;
        deepStrictEqual([account!.email, account!.name], ["aws+a@acme.example", "acme-a"]);
    });

    it("each wrong one is a fault at its place", () => {
        const unit = "security";
        const accounts = {
            a: { unit },
            b: { unit, formerly: ["old", "a", "b", "old"] },
            c: { unit, formerly: ["older", "OLD"] },
            d: { unit, formerly: ["older"] },
            e: { unit, formerly: [] },
            f: { unit, formerly: ["x", 7] },
        };
        deepStrictEqual(pathsOf({ accounts }), [
            "accounts.b.formerly[1]",
            "accounts.b.formerly[2]",
            "accounts.b.formerly[3]",
            "accounts.c.formerly[1]",
            "accounts.d.formerly[0]",
            "accounts.f.formerly[1]",
        ]);
        holds(
            faultsOf({ units: [{ path: "b", formerly: ["x", "b"] }], accounts: {} }),
            "units[0].formerly[1]",
            "has now",
            "take it out",
        );
    });

    it("for two names that swap, and a name that is reused, the cure has a run in between", () => {
        const swapped = faultsOf({
            accounts: { a: { unit: "security", formerly: "b" }, b: { unit: "security", formerly: "a" } },
        });
        deepStrictEqual(
            swapped.map(({ path }) => path),
            ["accounts.a.formerly", "accounts.b.formerly"],
        );
        holds(swapped, "accounts.a.formerly", "still there", "leave it out, run pulumi up on all stacks");
        holds(
            faultsOf({ units: ["a", { path: "b", formerly: "a" }], accounts: {} }),
            "units[1].formerly",
            "still there",
            "leave it out, run pulumi up, take this line out, then add it",
        );
    });
});

describe("the account that the security layer is bound to", () => {
    const unit = "security";

    it("keeps its key: one fault, with the steps that work, however the former key is written", () => {
        const reported = ["security layer", "write: security: { unit: security }", "name: acme-audit"];
        const one = faultsOf({ accounts: { audit: { unit, formerly: "security" } } });
        strictEqual(one.length, 1);
        holds(one, "accounts.audit.formerly", "security", ...reported);
        for (const formerly of [
            ["security", "sec"],
            ["sec", "security"],
        ]) {
            const faults = faultsOf({ accounts: { audit: { unit, formerly } } });
            strictEqual(faults.length, 1);
            holds(faults, `accounts.audit.formerly[${formerly.indexOf("security")}]`, ...reported);
        }
    });

    it("and gives it to no other one: what is said of a key that is still there would end nowhere", () => {
        const faults = faultsOf({ accounts: { audit: { unit, formerly: "security" }, security: { unit } } });
        strictEqual(faults.length, 1);
        holds(faults, "accounts.audit.formerly", "security layer", "take the line out");
        strictEqual(faults[0]!.cure.includes("all stacks"), false);
        const swapped = faultsOf({
            accounts: { audit: { unit, formerly: "security" }, security: { unit, formerly: "audit" } },
        });
        holds(swapped, "accounts.audit.formerly", "security layer");
    });

    it("but another account may take the key where nobody had it", () => {
        const [account] = valueOf({ accounts: { security: { unit, formerly: "audit" } } }).accounts;
        deepStrictEqual([account!.key, account!.formerly], ["security", ["audit"]]);
    });
});

describe("policies and people by their former names", () => {
    const policy = {
        document: { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] },
        targets: [],
    };

    it("keep them", () => {
        deepStrictEqual(valueOf({ policies: { b: { ...policy, formerly: "a" } } }).policies[0]?.formerly, ["a"]);
        const { admins } = valueOf({ admins: { "ada.lovelace": { formerly: "ada.byron" } } });
        deepStrictEqual(admins, [{ name: "ada.lovelace", formerly: ["ada.byron"] }]);
        const parsed = parseSecurity({
            users: { "ada.lovelace": { formerly: "ada.byron" } },
            groups: { ops: { roles: [], formerly: "devops" } },
        });
        deepStrictEqual(parsed.ok && [parsed.value.users[0]?.formerly, parsed.value.groups[0]?.formerly], [
            ["ada.byron"],
            ["devops"],
        ]);
    });

    it("refuse a user of Identity Center, who cannot be renamed there", () => {
        const admins = { "ada.lovelace": { formerly: "ada.byron" } };
        const directory = { admins, identity: ["identity-center"] };
        holds(faultsOf(directory), 'admins["ada.lovelace"].formerly', "name both, ada.byron and ada.lovelace");
        deepStrictEqual(faultsOf({ ...directory, identityCenter: { synced: true } }), []);
        const parsed = parseSecurity({ users: admins }, { makesDirectoryUsers: true });
        deepStrictEqual(!parsed.ok && parsed.faults.map(({ path }) => path), ['users["ada.lovelace"].formerly']);
    });

    it("refuse one that is still there, taken twice, or the same to IAM", () => {
        deepStrictEqual(
            pathsOf({
                policies: {
                    a: policy,
                    b: { ...policy, formerly: "a" },
                    c: { ...policy, formerly: "old" },
                    d: { ...policy, formerly: "old" },
                },
                admins: { "ada.lovelace": { formerly: "Ada.Lovelace" }, "alan.turing": { formerly: "not a name" } },
            }),
            [
                'admins["alan.turing"].formerly',
                'admins["ada.lovelace"].formerly',
                "policies.b.formerly",
                "policies.d.formerly",
            ].sort(),
        );
    });

    it("users for emergencies, as a list or as a map; their names are the admins' too", () => {
        deepStrictEqual(valueOf({ breakGlass: ["seal-1"] }).breakGlass, [{ name: "seal-1", formerly: [] }]);
        deepStrictEqual(valueOf({ breakGlass: { "vault-1": { formerly: ["a", "seal-1"] } } }).breakGlass, [
            { name: "vault-1", formerly: ["a", "seal-1"] },
        ]);
        deepStrictEqual(
            pathsOf({
                admins: { "ada.lovelace": { formerly: ["old.one", "seal-2"] } },
                breakGlass: {
                    "seal-1": { formerly: "Old.One" },
                    "seal-2": { formerly: "Ada.Lovelace" },
                    "seal-3": { formerly: "seal-1" },
                    "seal-4": { formerly: "SEAL-4" },
                    "seal-5": { formerly: "not a name" },
                    "seal-6": { former: "seal-7" },
                },
            }),
            [
                'admins["ada.lovelace"].formerly[1]',
                'admins["ada.lovelace"].formerly[0]',
                "breakGlass.seal-1.formerly",
                "breakGlass.seal-2.formerly",
                "breakGlass.seal-3.formerly",
                "breakGlass.seal-4.formerly",
                "breakGlass.seal-5.formerly",
                "breakGlass.seal-6.former",
            ].sort(),
        );
        // IAM renames its users, even if the admins are in Identity Center.
        const identity = { identity: ["identity-center"], breakGlass: { "vault-1": { formerly: "seal-1" } } };
        deepStrictEqual(faultsOf(identity), []);
    });
});
