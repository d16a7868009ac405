import { deepStrictEqual, doesNotMatch, match } from "node:assert/strict";
import { noPrevious, type Previous } from "../../../aws/preflight/previous";
import { renamedFaults } from "../../../aws/preflight/renamed-faults";
import { snapshotWith, managementConfig } from "../../support/company";

const world = snapshotWith({
    units: new Map([
        ["security", "ou-1"],
        ["workloads", "ou-2"],
        ["workloads/prd", "ou-3"],
    ]),
});
const previous: Previous = {
    ...noPrevious,
    units: { security: "ou-1", workloads: "ou-2", "workloads/prd": "ou-3" },
    company: { short: "ac" },
    management: { roleName: "OrganizationAccountAccessRole" },
    state: { bucket: "ac-management-pulumi-state", keyAlias: "alias/ac-pulumi-state" },
};
const config = (units: readonly unknown[], changes: object = {}): ReturnType<typeof managementConfig> =>
    managementConfig({ units, accounts: {}, ...changes });

describe("a name that changed is refused where AWS cannot change it", () => {
    it("but not where nothing changed, and not before the first run", () => {
        deepStrictEqual(renamedFaults(config(["security", "workloads/prd"]), world, previous), []);
        deepStrictEqual(renamedFaults(config([]), world, noPrevious), []);
    });

    it("a unit that is dropped: with its id, and a new name if one may be meant", () => {
        const [fault, ...others] = renamedFaults(config(["security", "workloads/live"]), world, previous);
        deepStrictEqual(others, []);
        match(fault!.message, /^unit workloads\/prd \(ou-3\) is no longer in the config; nothing was moved/);
        match(fault!.cure, /\{ path: workloads\/live, formerly: workloads\/prd \}/);
        match(fault!.cure, /delete-organizational-unit --organizational-unit-id ou-3, .* pulumi up --refresh$/);
    });

    it("a new name is meant only below the same parent", () => {
        const nested = { ...previous, units: { "ab/prd": "ou-3", ab: "ou-1", ac: "ou-2" } };
        const units = new Map(Object.entries(nested.units));
        const [fault] = renamedFaults(config(["ab", "ac", "ac/prd"]), snapshotWith({ units }), nested);
        match(fault!.message, /^unit ab\/prd \(ou-3\)/);
        doesNotMatch(fault!.cure, /formerly/);
    });

    it("but not one that has a new name, nor one that AWS has no more", () => {
        const units = ["security", { path: "products", formerly: "workloads" }, "products/prd"];
        deepStrictEqual(renamedFaults(config(units), world, previous), []);
        const gone = snapshotWith({
            units: new Map([
                ["security", "ou-1"],
                ["workloads", "ou-2"],
            ]),
        });
        deepStrictEqual(renamedFaults(config(["security", "workloads"]), gone, previous), []);
    });

    it("the administrators' role, and where the state is", () => {
        const changes = {
            management: { id: "111111111111", roleName: "Administrators" },
            state: { bucket: "other", alias: "alias/other" },
        };
        const faults = renamedFaults(config(["security", "workloads/prd"], changes), world, previous);
        deepStrictEqual(
            faults.map(({ path, cure }) => `${path} ${cure.split(";")[0]!}`),
            [
                "management.roleName write: management: { roleName: OrganizationAccountAccessRole }",
                "state.bucket write: state: { bucket: ac-management-pulumi-state, namespace: global }",
                "state.alias write: state: { alias: alias/ac-pulumi-state }",
            ],
        );
    });

    it("the company's short name: one fault for all that is named after it", () => {
        const changes = { company: { name: "acme", short: "am" } };
        const faults = renamedFaults(config(["security", "workloads/prd"], changes), world, previous);
        deepStrictEqual(
            faults.map(({ path, cure }) => `${path} ${cure.split(";")[0]!}`),
            ["company.short write: short: ac"],
        );
    });
});
