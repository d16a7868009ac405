/**
 * The arguments of the state's bucket. The sandbox's provider does not know `bucketNamespace`, so the end-to-end tests create the bucket
 * without it.
 */
import { deepStrictEqual } from "node:assert/strict";
import { buildStateBackend } from "../../../layers/management/state-first";
import * as aws from "../../../components/aws";
import { brandNew, managementConfig } from "../../support/company";
import { record } from "../../support/recording";

async function bucketArguments(state: object): Promise<unknown> {
    const { resources } = await record(() => {
        const provider = new aws.Provider("management", {});
        buildStateBackend(managementConfig({ state }), brandNew, { providers: [provider] });
    });
    return resources.find(({ type }) => type === "aws:s3/bucket:Bucket")?.inputs;
}

describe("the state's bucket is made", () => {
    const endpoint = process.env["AWS_ENDPOINT_URL"];
    beforeEach(() => delete process.env["AWS_ENDPOINT_URL"]);
    after(() => {
        if (endpoint !== undefined) process.env["AWS_ENDPOINT_URL"] = endpoint;
        else delete process.env["AWS_ENDPOINT_URL"];
    });

    it("in the account's own namespace, named to AWS, for the config says so", async () => {
        deepStrictEqual(await bucketArguments({ namespace: "account-regional" }), {
            bucket: "ac-pulumi-111111111111-us-east-1-an",
            bucketNamespace: "account-regional",
            forceDestroy: false,
        });
    });

    it("as before where it does not, so that a bucket that is there has no difference", async () => {
        for (const state of [{}, { namespace: "global" }, { noncurrentDays: 30 }])
            deepStrictEqual(await bucketArguments(state), {
                bucket: "ac-management-pulumi-state",
                forceDestroy: false,
            });
    });

    it("without the namespace on an emulator, whose provider does not know it", async () => {
        process.env["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1";
        deepStrictEqual(await bucketArguments({ namespace: "account-regional" }), {
            bucket: "ac-pulumi-111111111111-us-east-1-an",
            forceDestroy: false,
        });
    });
});
