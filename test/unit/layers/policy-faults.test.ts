import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { policyFaults } from "../../../aws/preflight/policy-faults";
import { preflightFaults } from "../../../aws/preflight/preflight";
import { noPrevious } from "../../../aws/preflight/previous";
import type { AwsPolicy } from "../../../aws/snapshot";
import { snapshotWith, managementConfig } from "../../support/company";

const document = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "a:B", Resource: "*" }] };

/** A config with `count` policies on a unit. */
function config(count: number, target = "workloads"): ReturnType<typeof managementConfig> {
    const own = Array.from({ length: count }, (_, index) => [
        `p${index}`,
        { type: "SERVICE_CONTROL_POLICY", document, targets: [target] },
    ]);
    return managementConfig({ policies: Object.fromEntries(own) as object });
}

function there(names: readonly string[], target = "ou-abcd-workload"): readonly AwsPolicy[] {
    return names.map((name) => ({ id: `p-${name}`, name, type: "SERVICE_CONTROL_POLICY", targets: [target] }));
}

const units = new Map([["workloads", "ou-abcd-workload"]]);

describe("policies on a target that AWS has some on already", () => {
    it("six and two that are there already: accepted", () => {
        deepStrictEqual(policyFaults(config(6), snapshotWith({ units, policies: there(["a", "b"]) })), []);
    });

    it("eight and two that are there already: refused before anything is registered, with their names", () => {
        const aws = snapshotWith({ units, policies: there(["a", "b"]) });
        const faults = preflightFaults(config(8), aws, noPrevious);
        strictEqual(faults.length, 1);
        match(
            faults[0]!.message,
            /workloads has too many .*: 11 with FullAWSAccess, limit 10 \(a, attached already; b,/,
        );
        match(faults[0]!.cure, /detach one first/);
    });

    it("custom policies are counted once, those on other targets and of other types not at all", () => {
        const own = there(Array.from({ length: 8 }, (_, index) => `p${index}`));
        const elsewhere = there(["a", "b", "c"], "ou-abcd-suspende");
        const other = there(["d", "e"]).map((policy) => ({ ...policy, type: "TAG_POLICY" }));
        deepStrictEqual(
            policyFaults(config(8), snapshotWith({ units, policies: [...own, ...elsewhere, ...other] })),
            [],
        );
    });

    it("an account is found by its email, the root by its name", () => {
        const accounts = [{ id: "222222222222", name: "x", email: "AWS+apps-prd@acme.example", state: "ACTIVE" }];
        const at = (target: string, id: string): number =>
            policyFaults(config(8, target), snapshotWith({ units, accounts, policies: there(["a", "b"], id) })).length;
        deepStrictEqual([at("apps-prd", "222222222222"), at("root", "r-abcd"), at("root", "222222222222")], [1, 1, 0]);
    });
});
