import { deepStrictEqual, doesNotMatch, match, strictEqual } from "node:assert/strict";
import { mixedUpFaults } from "../../../aws/preflight/mixed-up-faults";
import { noPrevious, type Previous } from "../../../aws/preflight/previous";
import { previousOf } from "../../../layers/management/previous";
import { ownStack } from "../../../layers/shared/own-stack";
import { snapshotWith, managementConfig } from "../../support/company";

const scp = "SERVICE_CONTROL_POLICY";
const document = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] };

const account = (key: string, id: string): { id: string; name: string; email: string; state: string } => ({
    id,
    name: `acme-${key}`,
    email: `aws+${key}@acme.example`,
    state: "ACTIVE",
});
const before = (keys: Readonly<Record<string, string>>): Previous["accounts"] =>
    Object.fromEntries(
        Object.entries(keys).map(([key, id]) => [key, { ...account(key, id), unit: "root", state: "active" }]),
    );

describe("a name that means two things", () => {
    const [one, two, unit] = ["222222222222", "333333333333", "security"];

    it("accounts: an id that the state has under another key", () => {
        const world = snapshotWith({ accounts: [account("a", one), account("b", two)] });
        const previous = { ...noPrevious, accounts: before({ a: one, b: two }) };
        const config = managementConfig({ accounts: { a: { unit, id: two }, b: { unit, id: one } } });
        deepStrictEqual(
            mixedUpFaults(config, world, previous).map(({ path, cure }) => [path, /id: "(\d+)"/u.exec(cure)?.[1]]),
            [
                ["accounts.a", one],
                ["accounts.b", two],
            ],
        );
        deepStrictEqual(
            mixedUpFaults(managementConfig({ accounts: { a: { unit }, b: { unit } } }), world, previous),
            [],
        );
    });

    it("accounts: the security layer's keeps its key, and no third name is shown", () => {
        const world = snapshotWith({ accounts: [account("security", one), account("audit", two)] });
        const previous = { ...noPrevious, accounts: before({ security: one, audit: two }) };
        const accounts = { security: { unit, id: two }, audit: { unit, id: one } };
        const [fault] = mixedUpFaults(managementConfig({ accounts }), world, previous);
        strictEqual(fault!.path, "accounts.security");
        match(fault!.cure, /^write id: "222222222222": security is the key that the security layer is bound to/);
        doesNotMatch(fault!.cure, /third name/);
    });

    it("accounts: a new one that gets the key, and so the email, of one that was renamed", () => {
        const world = snapshotWith({ accounts: [account("a", one)] });
        const previous = { ...noPrevious, accounts: before({ b: one }) };
        const [fault, ...others] = mixedUpFaults(
            managementConfig({ accounts: { b: { unit }, a: { unit } } }),
            world,
            previous,
        );
        deepStrictEqual(others, []);
        strictEqual(fault!.path, "accounts.a");
        match(fault!.message, /^is the email of account b \(222222222222\), which had this key before/u);
        match(fault!.cure, /org accounts email 222222222222 --to aws\+b@acme\.example/u);
    });

    it("units: a new path that AWS gave to another unit, and one whose name was given on by hand", () => {
        const units = new Map([
            ["a", "ou-1"],
            ["b", "ou-2"],
        ]);
        const judge = (config: unknown[], known: Record<string, string>): string[] =>
            mixedUpFaults(managementConfig({ units: config, accounts: {} }), snapshotWith({ units }), {
                ...noPrevious,
                units: known,
            }).map(({ value, message }) => `${value!} ${/ou-\d/u.exec(message)![0]}`);
        deepStrictEqual(judge([{ path: "b", formerly: "a" }], { a: "ou-1" }), ["b ou-1"]);
        deepStrictEqual(judge(["a", "b"], { a: "ou-2" }), ["a ou-2"]);
        deepStrictEqual(judge([{ path: "b", formerly: "a" }], { b: "ou-2" }), []);
        deepStrictEqual(judge(["a"], { a: "ou-9" }), [], "what AWS has no more");
    });

    it("policies: so too", () => {
        const policies = [
            { id: "p-1", name: "a", type: scp, targets: [] },
            { id: "p-2", name: "b", type: scp, targets: [] },
        ];
        const judge = (config: object, known: Record<string, string>): string[] =>
            mixedUpFaults(managementConfig({ policies: config }), snapshotWith({ policies }), {
                ...noPrevious,
                policies: known,
            }).map(({ path }) => path);
        const policy = { document, targets: [] };
        deepStrictEqual(judge({ b: { ...policy, formerly: "a" } }, { a: "p-1" }), ["policies.b"]);
        deepStrictEqual(judge({ a: policy }, { a: "p-2" }), ["policies.a"]);
        deepStrictEqual(judge({ b: { ...policy, formerly: "a" } }, { b: "p-2" }), []);
    });
});

describe("what the last run left", () => {
    const urn = (type: string, name: string): string => `urn:pulumi:management::acme::${type}::${name}`;
    const resource = (type: string, name: string, outputs: Record<string, unknown>) =>
        [urn(type, name), { type, outputs }] as const;
    const state = Object.fromEntries([
        resource("aws:organizations/account:Account", "account-b-account", {
            id: "222222222222",
            name: "acme-a",
            email: "aws+a@acme.example",
            parentId: "ou-1",
        }),
        resource("aws:organizations/account:Account", "account-management-account", { id: "111111111111" }),
        resource("aws:organizations/organizationalUnit:OrganizationalUnit", "units-100%/prd", { id: "ou-1" }),
        resource("aws:organizations/policy:Policy", "policy-a%3Ab-policy", { id: "p-1" }),
    ]);

    it("is known of a first run that failed, which has no outputs", () => {
        const { accounts, units, policies } = previousOf(ownStack({}, state));
        deepStrictEqual(units, { "100%/prd": "ou-1" });
        deepStrictEqual(policies, { "a:b": "p-1" });
        deepStrictEqual(accounts, {
            b: { id: "222222222222", name: "acme-a", email: "aws+a@acme.example", unit: "100%/prd", state: "active" },
        });
    });

    it("is what the state says where outputs are older", () => {
        const reported = before({ a: "222222222222", gone: "444444444444" });
        const { accounts } = previousOf(ownStack({ accounts: reported, units: { old: "ou-1" } }, state));
        deepStrictEqual(Object.keys(accounts), ["gone", "b"]);
    });
});
