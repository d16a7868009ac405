import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { unitsOf } from "../../../aws/units";
import { noPrevious } from "../../../aws/preflight/previous";
import { twinFaults } from "../../../aws/preflight/twin-faults";
import { unitFaults } from "../../../aws/preflight/unit-faults";
import { snapshotWith, managementConfig } from "../../support/company";

const document = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] };
const composed = "größe";
const inParts = composed.normalize("NFD");

describe("what AWS has in another spelling", () => {
    const units = new Map([
        ["Workloads", "ou-1"],
        ["Workloads/prd", "ou-2"],
        [inParts, "ou-3"],
    ]);
    const judge = (paths: unknown[], known: Record<string, string> = {}): string[] =>
        twinFaults(managementConfig({ units: paths, accounts: {} }), snapshotWith({ units }), {
            ...noPrevious,
            units: known,
        }).map(({ value, cure }) => `${value!}: ${cure}`);

    it("a unit is not made beside it: letter case, and signs that are put together of several", () => {
        deepStrictEqual(judge(["workloads/prd", composed]), [
            "workloads: write it as AWS has it: Workloads; or let AWS rename it: { path: workloads, formerly: Workloads }",
            `${composed}: write it as AWS has it: ${inParts}; or let AWS rename it: { path: ${composed}, formerly: ${inParts} }`,
        ]);
        strictEqual(judge(["Workloads/Prd"]).length, 1);
    });

    it("but one that is renamed, or that the state has, is what it is", () => {
        deepStrictEqual(judge([{ path: "workloads", formerly: "Workloads" }, "workloads/prd"]), []);
        deepStrictEqual(judge(["workloads"], { workloads: "ou-1" }), []);
    });

    it("a policy of the same type is not made beside it", () => {
        const policies = [{ id: "p-1", name: "Guard", type: "SERVICE_CONTROL_POLICY", targets: [] }];
        const faults = (config: object): string[] =>
            twinFaults(managementConfig({ policies: config }), snapshotWith({ policies }), noPrevious).map(
                ({ path }) => path,
            );
        deepStrictEqual(faults({ guard: { document, targets: [] } }), ["policies.guard"]);
        deepStrictEqual(faults({ guard: { document, targets: [], formerly: "Guard" } }), []);
    });

    it("a unit with a blank at an end, or with a slash, in any letter case", () => {
        const { odd } = unitsOf([
            { id: "ou-1", names: ["prod "], above: [] },
            { id: "ou-2", names: ["R&D/Ops"], above: [] },
        ]);
        const config = managementConfig({ units: ["prod", "r&d/ops"], accounts: {} });
        const organization = snapshotWith({ oddUnits: odd }).organization!;
        deepStrictEqual(
            unitFaults(config, organization).map(({ value, cure }) => [value, /--name ("[^"]*")/u.exec(cure)![1]]),
            [
                ["prod", '"prod"'],
                ["r&d/ops", '"R&D-Ops"'],
            ],
        );
    });
});
