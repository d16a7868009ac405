import { deepStrictEqual } from "node:assert/strict";
import type { RecorderThere } from "../../../aws/config-recorders";
import * as aws from "../../../components/aws";
import { channelName, recorderName } from "../../../components/security-services/recorders";
import { OrganizationConfig } from "../../../components/security-services/organization-config";
import { aggregatorFor } from "../../../layers/security/organization-config";
import { ownStack, type OwnStack } from "../../../layers/shared/own-stack";
import { deliveringAlready, recorderRegion } from "../../../layers/shared/recorders";
import { record } from "../../support/recording";

const region = "eu-west-1";
const byHand = {
    recorder: { name: "ours", roleArn: "arn:aws:iam::222222222222:role/recorder" },
    channel: { name: "ours", bucketName: "history" },
} as const satisfies RecorderThere;

/** A stack with these resources of the recorders, by Pulumi name. */
function stack(resources: Readonly<Record<string, Readonly<Record<string, unknown>>>>): OwnStack {
    return ownStack(
        {},
        Object.fromEntries(
            Object.entries(resources).map(([name, outputs]) => [`urn:pulumi:s::p::t::${name}`, { type: "t", outputs }]),
        ),
    );
}
const made = {
    [recorderName("recorders", region)]: { name: "default", roleArn: "arn:aws:iam::222222222222:role/linked" },
    [channelName("recorders", region)]: { name: "default", s3BucketName: "ac-security-config" },
};
const taken = {
    [recorderName("recorders", region)]: { name: "ours", roleArn: byHand.recorder.roleArn },
    [channelName("recorders", region)]: { name: "ours", s3BucketName: "history" },
};
const kept = { recorders: { keptRecorders: [region], keptChannels: [region] } };

describe("recorders of AWS Config", () => {
    for (const [what, there, own, expected] of [
        ["are made where AWS has none", {}, {}, {}],
        ["go on as somebody made them by hand", byHand, {}, byHand],
        ["get a channel where they have none", { recorder: byHand.recorder }, {}, { recorder: byHand.recorder }],
        ["that this program made are its own, whatever AWS says", byHand, made, {}],
        ["that an earlier run took in go on as they are", {}, { ...taken, ...kept }, byHand],
        [
            "are kept region by region",
            {},
            { ...made, recorders: { keptRecorders: ["us-east-1"], keptChannels: ["us-east-1"] } },
            {},
        ],
        [
            "of which the state has the recorder alone keep a channel made by hand",
            byHand,
            { [recorderName("recorders", region)]: made[recorderName("recorders", region)]! },
            { channel: byHand.channel },
        ],
    ] as const satisfies readonly (readonly [string, RecorderThere, Readonly<Record<string, object>>, object])[])
        it(what, () => {
            deepStrictEqual(recorderRegion("recorders", region, there, stack(own)), expected);
        });

    it("wait for the bucket, but for those that deliver already or elsewhere", () => {
        const regions = { [region]: {}, "us-east-1": {}, "us-east-2": { channel: byHand.channel } };
        deepStrictEqual(deliveringAlready({ regions }, stack(made)), {
            [region]: {},
            "us-east-2": { channel: byHand.channel },
        });
    });
});

describe("the aggregator of AWS Config", () => {
    const ours = "arn:aws:iam::333333333333:role/ac-config-aggregator";
    const theirs = "arn:aws:iam::333333333333:role/teams/aggregator";
    for (const [what, there, expected] of [
        ["is made where AWS has none", undefined, { name: "ac-organization" }],
        ["that an earlier run made has its role from here", { name: "mine", roleArn: ours }, { name: "mine" }],
        ["of somebody else keeps its role", { name: "all", roleArn: theirs }, { name: "all", roleArn: theirs }],
    ] as const)
        it(what, () => {
            deepStrictEqual(aggregatorFor("ac", there), expected);
        });
});

describe("the bucket that AWS Config delivers to", () => {
    it("lets AWS Config in, for accounts of the organization alone, and nobody over plain HTTP", async () => {
        const { resources } = await record(() => {
            new OrganizationConfig(
                "config",
                {
                    partition: "aws",
                    home: "us-east-1",
                    organizationId: "o-exampleorgid",
                    bucketName: "ac-security-config",
                    retentionDays: 400,
                    roleName: "ac-config-aggregator",
                    aggregator: { name: "ac-organization" },
                },
                { providers: [new aws.Provider("security")] },
            );
        });
        const policy = resources.find(({ type }) => type === "aws:s3/bucketPolicy:BucketPolicy")!;
        const { Statement } = JSON.parse(policy.inputs["policy"] as string) as {
            readonly Statement: readonly {
                readonly Sid: string;
                readonly Effect: string;
                readonly Principal: object;
                readonly Condition: { readonly StringEquals?: Readonly<Record<string, string>> };
            }[];
        };
        const allowed = Statement.filter(({ Effect }) => Effect === "Allow");
        deepStrictEqual(
            allowed.map(({ Principal, Condition }) => [Principal, Condition.StringEquals?.["aws:SourceOrgID"]]),
            allowed.map(() => [{ Service: "config.amazonaws.com" }, "o-exampleorgid"]),
        );
        deepStrictEqual(
            Statement.filter(({ Effect }) => Effect === "Deny").map(({ Sid }) => Sid),
            ["TlsOnly"],
        );
    });
});
