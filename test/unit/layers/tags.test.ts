import { deepStrictEqual, ok } from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { withTags } from "../../../components/tags";
import { buildManagement } from "../../../layers/management/build";
import { ownStack } from "../../../layers/shared/own-stack";
import { sharedTags, type KnownTags } from "../../../layers/management/tags";
import { snapshotWith, managementConfig } from "../../support/company";
import { record } from "../../support/recording";

describe("tags of a thing", () => {
    const known = (there: readonly string[], before: readonly string[]): KnownTags => ({
        there: new Map([["1", there]]),
        before: new Map([["1", before]]),
    });

    for (const [name, own, there, before, expected] of [
        ["none of the config's, none before: all stay", {}, ["foo"], [], undefined],
        [
            "the config's, beside others'",
            { Owner: "a" },
            ["Owner", "foo"],
            [],
            { own: { Owner: "a" }, others: ["foo"] },
        ],
        ["one dropped, beside others'", {}, ["Owner", "foo"], ["Owner"], { own: {}, others: ["foo"] }],
        ["one of two dropped", { A: "1" }, ["A", "B"], ["A", "B"], { own: { A: "1" }, others: [] }],
        [
            "another letter case is another tag",
            { owner: "a" },
            ["Owner"],
            [],
            { own: { owner: "a" }, others: ["Owner"] },
        ],
        [
            "a key of every object is none that is named",
            { A: "1" },
            ["toString"],
            [],
            { own: { A: "1" }, others: ["toString"] },
        ],
    ] as const) {
        it(name, () => {
            deepStrictEqual(sharedTags(own, "1", known(there, before)), expected);
        });
    }

    it("of a new one are the config's", () => {
        deepStrictEqual(sharedTags({ A: "1" }, undefined, known(["foo"], ["bar"])), { own: { A: "1" }, others: [] });
    });

    it("of others are ignored one by one, whatever their signs", () => {
        deepStrictEqual(withTags(undefined), { args: {}, ignoreChanges: ["tags"] });
        deepStrictEqual(withTags({ own: {}, others: ["a.b c", 'x"y'] }), {
            args: { tags: {} },
            ignoreChanges: ['tags["a.b c"]', 'tags["x\\"y"]'],
        });
    });

    it("reach account, unit and policy", async () => {
        const tags = { Owner: "platform" };
        const config = managementConfig({
            organization: { id: "o-exampleorgid" },
            units: ["security", { path: "workloads/prd", tags }],
            accounts: { security: { unit: "security", tags } },
            policies: { "deny-leaving-organization": { targets: ["root"], tags } },
        });
        const policy = { id: "p-1", name: "deny-leaving-organization", type: "SERVICE_CONTROL_POLICY", targets: [] };
        const account = { id: "222222222222", name: "s", email: "aws+security@acme.example", state: "ACTIVE" };
        const world = snapshotWith({
            policies: [policy],
            accounts: [account],
            units: new Map([["workloads/prd", "ou-1"]]),
        });
        const there = new Map([policy.id, account.id, "ou-1"].map((id) => [id, ["Owner", "foo"]]));
        const { options, resources } = await record(() =>
            buildManagement(config, world, ownStack({}, {}), new aws.Provider("management"), {
                tags: { there, before: new Map() },
            }),
        );
        for (const name of [
            "policy-deny-leaving-organization-policy",
            "account-security-account",
            "units-workloads/prd",
        ]) {
            deepStrictEqual(resources.find((each) => each.name === name)?.inputs["tags"], tags, name);
            const ignored = options.find((each) => each.name === name)?.opts.ignoreChanges ?? [];
            ok(ignored.includes('tags["foo"]') && !ignored.includes("tags"), name);
        }
        ok(options.find(({ name }) => name === "units-security")?.opts.ignoreChanges?.includes("tags"));
    });
});
