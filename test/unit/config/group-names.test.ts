import { deepStrictEqual, match } from "node:assert/strict";
import { parseSecurity, type SecurityConfig } from "../../../config";
import type { Fault } from "../../../config/faults";
import type { Identity } from "../../../config/check/context";
import { crossLayerContext } from "../../../config/cross-layer-context";

const both: Identity = ["users", "identity-center"];
const center: Identity = ["identity-center"];

function faultsOf(groups: object, identity?: Identity): readonly Fault[] {
    const parsed = parseSecurity({ groups }, identity === undefined ? {} : { identity });
    return parsed.ok ? [] : parsed.faults;
}

function groupsOf(groups: object, identity: Identity): SecurityConfig["groups"] {
    const parsed = parseSecurity({ groups }, { identity });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    return parsed.value.groups;
}

const named = (...names: readonly string[]): object => Object.fromEntries(names.map((name) => [name, { roles: [] }]));

describe("names of groups", () => {
    it("follow IAM's rule where there are IAM users, and do not tell letter case apart", () => {
        for (const identity of [undefined, ["users"] as const, both]) {
            deepStrictEqual(faultsOf(named("devops", "Data+Ops_=,.@-"), identity), []);
            for (const name of ["Dev Ops", "Zürich", "a/b"]) {
                const [fault] = faultsOf(named(name), identity);
                match(fault!.message, /no name of an IAM group/u);
            }
            const [twin, ...others] = faultsOf(named("DevOps", "devops"), identity);
            deepStrictEqual([twin!.path, others], ["groups.devops", []]);
            match(twin!.message, /same group as DevOps/u);
        }
    });

    it("follow the directory's where there are none", () => {
        const names = ["AWS DevOps (Production)", "Zürich", "開発", "a/b & <c>", "x".repeat(1024), "R&D:ops"];
        deepStrictEqual(faultsOf(named(...names), center), []);
        const users = { "ada.lovelace": { groups: ["AWS DevOps (Production)"] } };
        deepStrictEqual(parseSecurity({ groups: named(...names), users }, { identity: center }).ok, true);
        for (const name of ["x".repeat(1025), "a\u200Bb", "Administrator", "awsadministrators", "Organization-Admins"])
            deepStrictEqual(faultsOf(named(name), center).length, 1, name);
        deepStrictEqual(
            faultsOf(named("Cloud Ops", "cloud ops"), center).map(({ path }) => path),
            ['groups["cloud ops"]'],
        );
    });

    it("may differ from the directory's", () => {
        const groups = { devops: { roles: [], directoryName: "AWS DevOps (Production)" }, other: { roles: [] } };
        deepStrictEqual(
            groupsOf(groups, both).map(({ name, directoryName }) => [name, directoryName]),
            [
                ["devops", "AWS DevOps (Production)"],
                ["other", "other"],
            ],
        );
        const clash = { devops: { roles: [], directoryName: "other" }, other: { roles: [] } };
        const respelled = { devops: { roles: [], directoryName: "OTHER" }, other: { roles: [] } };
        deepStrictEqual(faultsOf(respelled, both).length, 1);
        const [fault] = faultsOf(clash, both);
        deepStrictEqual(fault!.path, "groups.other");
        match(fault!.message, /also the name of groups\.devops in the directory/u);
        const wrong = faultsOf({ devops: { roles: [], directoryName: "a\u0007b" } }, both);
        deepStrictEqual(wrong[0]!.path, "groups.devops.directoryName");
    });

    it("say nothing to the directory where there is none", () => {
        const parsed = parseSecurity(
            { groups: { devops: { roles: [], directoryName: "x" } } },
            { identity: ["users"] },
        );
        deepStrictEqual(
            parsed.warnings.map(({ path }) => path),
            ["groups.devops.directoryName"],
        );
    });

    it("are judged by the identity of the management file beside it", () => {
        const beside = (identity: unknown): unknown =>
            crossLayerContext("security", { management: { raw: { identity } } as never }).identity;
        deepStrictEqual(beside(["identity-center"]), ["identity-center"]);
        deepStrictEqual([beside(undefined), beside([]), beside(["nonsense"])], [["users"], ["users"], ["users"]]);
    });
});
