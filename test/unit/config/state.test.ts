/** Where the state is kept, and the namespace of its bucket's name. */
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { newNamespace, parseManagement } from "../../../config";
import { knownRegions } from "../../../config/aws-facts";
import type { Fault } from "../../../config/faults";
import { acme } from "../../support/company";

const own = { namespace: "account-regional" };

function parsed(state: unknown, region = "us-east-1", changes: object = {}): ReturnType<typeof parseManagement> {
    return parseManagement({ ...acme, ...changes, state }, { region });
}

function bucketOf(state: unknown, region?: string, changes?: object): string {
    const result = parsed(state, region, changes);
    ok(result.ok, JSON.stringify(result));
    return result.value.state.bucket;
}

function faultOf(state: unknown, region?: string): Fault {
    const result = parsed(state, region);
    ok(!result.ok);
    strictEqual(result.faults.length, 1, JSON.stringify(result.faults));
    return result.faults[0]!;
}

describe("the state's bucket", () => {
    it("keeps its old name where the config does not say more: there may be one already", () => {
        strictEqual(bucketOf(undefined), "ac-management-pulumi-state");
        strictEqual(bucketOf({ namespace: "global" }), "ac-management-pulumi-state");
        strictEqual(bucketOf({ bucket: "acme-state" }), "acme-state");
    });

    it("in the account's own namespace ends in account and region, in every partition", () => {
        strictEqual(bucketOf(own), "ac-pulumi-111111111111-us-east-1-an");
        for (const region of ["eu-central-1", "us-gov-west-1", "cn-northwest-1", "eusc-de-east-1", "ap-southeast-7"])
            strictEqual(bucketOf(own, region), `ac-pulumi-111111111111-${region}-an`);
        const named = "acme-state-111111111111-us-east-1-an";
        strictEqual(bucketOf({ ...own, bucket: named }), named);
    });

    it("has at most 63 characters, with the longest short name in every region", () => {
        const company = { name: "acme", short: "a".repeat(20) };
        for (const region of knownRegions.filter((each) => newNamespace(each) === "account-regional"))
            ok(bucketOf(own, region, { company }).length <= 63, region);
    });

    it("with a name that the namespace does not have is refused, with the ending that it has", () => {
        for (const bucket of [
            "acme-state",
            "acme-222222222222-us-east-1-an",
            "acme-111111111111-us-west-2-an",
            "acme-an",
        ]) {
            const { path, message, cure } = faultOf({ ...own, bucket });
            strictEqual(path, "state.bucket");
            match(message, /those end in -111111111111-us-east-1-an$/u);
            match(cure, /leave it out, which makes it ac-pulumi-111111111111-us-east-1-an$/u);
        }
    });

    it("may end in -an with the namespace alone, or if it is older than namespaces", () => {
        strictEqual(
            faultOf({ bucket: "acme-111111111111-us-east-1-an" }).cure,
            "write: state: { namespace: account-regional }",
        );
        strictEqual(
            faultOf({ bucket: "acme-111111111111-us-east-1-an", namespace: "global" }).cure,
            "write: state: { namespace: account-regional }",
        );
        match(faultOf({ bucket: "an-old-an" }).cure, /another name; .* state: \{ namespace: global \}$/u);
        strictEqual(bucketOf({ bucket: "an-old-an", namespace: "global" }), "an-old-an");
    });

    it("is of the shared names where S3 has no others", () => {
        for (const region of ["me-south-1", "me-central-1"]) {
            strictEqual(newNamespace(region), "global");
            const { path, message, cure } = faultOf(own, region);
            deepStrictEqual([path, cure], ["state.namespace", "write: namespace: global"]);
            match(message, new RegExp(`not there in ${region}`, "u"));
        }
    });
});
