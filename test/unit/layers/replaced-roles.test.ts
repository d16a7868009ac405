import { deepStrictEqual, doesNotMatch, match } from "node:assert/strict";
import { noPrevious, type Previous } from "../../../aws/preflight/previous";
import { replacedFaults } from "../../../aws/preflight/replaced-faults";
import { previousOf } from "../../../layers/management/previous";
import { ownStack } from "../../../layers/shared/own-stack";
import { managementConfig, snapshotWith } from "../../support/company";

describe("a role of access that another one like it replaces", () => {
    const DevOps = { accounts: ["apps-*"], policies: ["PowerUserAccess"] };
    const scanner = {
        accounts: ["apps-*"],
        policies: ["SecurityAudit"],
        principals: ["999988887777"],
        externalId: "acme-7f3d",
    };
    const inline = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["a:B", "a:C"], Resource: "*" }] };
    const reordered = {
        Version: "2012-10-17",
        Statement: { Action: ["a:C", "a:B"], Resource: ["*"], Effect: "Allow" },
    };
    const world = snapshotWith();
    const two = { security: { unit: "security" }, "apps-prd": { unit: "workloads/prd" } };

    /** The state after a run with these roles and accounts. */
    function after(access: object, accounts: object = two): Previous {
        const config = managementConfig({ access, accounts });
        const known = config.accounts.map(({ key, name, email, unit, state }, index) => [
            key,
            { id: `${222222222222 + index}`, name, email, unit, state },
        ]);
        const outputs = { access: config.access, accounts: Object.fromEntries(known) as object };
        return previousOf(ownStack(JSON.parse(JSON.stringify(outputs)) as Record<string, unknown>, {}));
    }

    const cases: readonly {
        readonly what: string;
        readonly before?: object;
        readonly access: object;
        readonly accounts?: object;
        readonly refused: readonly string[];
    }[] = [
        { what: "another name", access: { Engineers: DevOps }, refused: ["access.Engineers DevOps"] },
        {
            what: "with another description and other durations, some of which come with a name",
            before: { DeployMaster: DevOps },
            access: { Deployers: { ...DevOps, mfaAge: "1h", description: "Deploys" } },
            refused: ["access.Deployers DeployMaster"],
        },
        {
            what: "the accounts by another word",
            access: { Engineers: { ...DevOps, accounts: ["apps-prd"] } },
            refused: ["access.Engineers DevOps"],
        },
        {
            what: "and an account more that the pattern means",
            access: { Engineers: DevOps },
            accounts: { ...two, "apps-dev": { unit: "workloads/prd" } },
            refused: ["access.Engineers DevOps"],
        },
        {
            what: "and an account with another key",
            access: { Engineers: DevOps },
            accounts: { security: two.security, "apps-live": { unit: "workloads/prd", formerly: "apps-prd" } },
            refused: ["access.Engineers DevOps"],
        },
        {
            what: "in the management account",
            before: { DevOps: { ...DevOps, accounts: ["management"] } },
            access: { Engineers: { ...DevOps, accounts: ["management"] } },
            refused: ["access.Engineers DevOps"],
        },
        {
            what: "policies in another order",
            before: { DevOps: { ...DevOps, policies: ["PowerUserAccess", "ReadOnlyAccess"] } },
            access: { Engineers: { ...DevOps, policies: ["ReadOnlyAccess", "PowerUserAccess"] } },
            refused: ["access.Engineers DevOps"],
        },
        {
            what: "an inline policy in another spelling",
            before: { DevOps: { ...DevOps, inline } },
            access: { Engineers: { ...DevOps, inline: reordered } },
            refused: ["access.Engineers DevOps"],
        },
        {
            what: "a third party's",
            before: { Scanner: scanner },
            access: { Vendor: scanner },
            refused: ["access.Vendor Scanner"],
        },
        {
            what: "two that go, and two like them",
            before: { DevOps, Scanner: scanner },
            access: { Vendor: scanner, Engineers: DevOps },
            refused: ["access.Engineers DevOps", "access.Vendor Scanner"],
        },
        {
            what: "two like it",
            access: { Engineers: DevOps, Builders: DevOps },
            refused: ["access.Engineers DevOps"],
        },
        { what: "both", access: { DevOps, Engineers: DevOps }, refused: [] },
        { what: "the old one out", before: { DevOps, Engineers: DevOps }, access: { Engineers: DevOps }, refused: [] },
        { what: "none", access: {}, refused: [] },
        { what: "other accounts", access: { Engineers: { ...DevOps, accounts: ["security"] } }, refused: [] },
        { what: "other policies", access: { Engineers: { ...DevOps, policies: ["ReadOnlyAccess"] } }, refused: [] },
        { what: "an inline policy", access: { Engineers: { ...DevOps, inline } }, refused: [] },
        {
            what: "a boundary",
            access: { Engineers: { ...DevOps, boundary: "PowerUserAccess" } },
            refused: [],
        },
        {
            what: "other principals",
            before: { Scanner: scanner },
            access: { Vendor: { ...scanner, principals: ["999988886666"] } },
            refused: [],
        },
        {
            what: "another external id",
            before: { Scanner: scanner },
            access: { Vendor: { ...scanner, externalId: "acme-8a4e" } },
            refused: [],
        },
        {
            what: "people in place of a third party",
            before: { Scanner: scanner },
            access: { Vendor: { accounts: scanner.accounts, policies: scanner.policies } },
            refused: [],
        },
    ];
    for (const { what, before = { DevOps }, access, accounts = two, refused } of cases)
        it(`${what}: ${refused.length === 0 ? "accepted" : "refused"}`, () => {
            const faults = replacedFaults(managementConfig({ access, accounts }), world, after(before));
            deepStrictEqual(
                faults.map(({ path, cure }) => `${path} ${/put (\S+) back/u.exec(cure)![1]!}`),
                refused,
            );
        });

    it("an unknown state: accepted", () => {
        deepStrictEqual(replacedFaults(managementConfig({ access: { Engineers: DevOps } }), world, noPrevious), []);
    });

    it("names the steps, and says nothing of people: groups give a role to them", () => {
        const [fault] = replacedFaults(managementConfig({ access: { Engineers: DevOps } }), world, after({ DevOps }));
        match(
            fault!.message,
            /^it has the accounts and policies of role DevOps, .* AWS can rename neither a role nor a permission set/u,
        );
        match(
            fault!.cure,
            /^if it has a new name: put DevOps back beside Engineers .* fleet up; then .*; then take DevOps out/u,
        );
        const [vendor] = replacedFaults(managementConfig({ access: { Vendor: scanner } }), world, after({ scanner }));
        match(vendor!.message, /^it has the accounts, policies and principals of role scanner,/u);
    });

    it("says how a role that is really another one comes, and that way is accepted", () => {
        const [fault] = replacedFaults(managementConfig({ access: { Engineers: DevOps } }), world, after({ DevOps }));
        match(fault!.cure, /if it is another role: take DevOps out in this run, and add Engineers in the next/u);
        deepStrictEqual(replacedFaults(managementConfig({ access: {} }), world, after({ DevOps })), []);
        deepStrictEqual(replacedFaults(managementConfig({ access: { Engineers: DevOps } }), world, after({})), []);
    });

    it("in another letter case alone: the name stays, as IAM has no room for both", () => {
        const [fault] = replacedFaults(managementConfig({ access: { Devops: DevOps } }), world, after({ DevOps }));
        match(fault!.cure, /^write: DevOps;/u);
    });

    it("in another letter case, among others like it: it alone is named", () => {
        for (const access of [
            { Builders: DevOps, Devops: DevOps, "Dev-Ops": DevOps },
            { Devops: DevOps, Builders: DevOps },
        ]) {
            const [fault, ...more] = replacedFaults(managementConfig({ access }), world, after({ DevOps }));
            deepStrictEqual([fault!.path, ...more], ["access.Devops"]);
            match(fault!.cure, /^write: DevOps;/u);
            doesNotMatch(fault!.message, /Builders|Dev-Ops/u);
        }
    });

    it("with other signs, among others like it: it alone is named", () => {
        const config = managementConfig({ access: { Builders: DevOps, "Dev-Ops": DevOps } });
        const [fault, ...more] = replacedFaults(config, world, after({ DevOps }));
        deepStrictEqual([fault!.path, ...more], ["access.Dev-Ops"]);
        doesNotMatch(`${fault!.message} ${fault!.cure}`, /Builders/u);
    });
});
