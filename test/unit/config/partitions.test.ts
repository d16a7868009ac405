import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { consolePage, signInPage } from "../../../aws/console";
import { auditKeyPolicy } from "../../../components/audit/audit-policies";
import { rawConfig } from "../../../config";
import { partitionNamed, partitionOf, partitions, partitionWith } from "../../../config/aws-facts";
import { partitionsOfSdk } from "../../support/sdk-partitions";
import { accountsIn, faultsOf, pathsOf, valueOf } from "./base";

const home = "eusc-de-east-1";

describe("partitions", () => {
    const table: readonly (readonly [region: string, partition: string | undefined])[] = [
        ["us-east-1", "aws"],
        ["eu-central-1", "aws"],
        ["pl-central-1", "aws"],
        ["ap-southeast-9", "aws"],
        ["us-gov-west-1", "aws-us-gov"],
        ["cn-northwest-1", "aws-cn"],
        [home, "aws-eusc"],
        ["eusc-fr-west-1", "aws-eusc"],
        ["us-iso-east-1", undefined],
        ["us-isob-east-1", undefined],
        ["eu-isoe-west-1", undefined],
        ["inzz-de-east-1", undefined],
    ];
    for (const [region, partition] of table)
        it(`${region} is of ${partition ?? "none"}`, () => {
            strictEqual(partitionWith(region)?.name, partition);
            const faults = rawConfig({ "aws:region": region }, "aws-organization").faults;
            deepStrictEqual(
                faults.map(({ path: at }) => at),
                partition === undefined ? ["aws:region"] : [],
            );
            if (partition === undefined) match(faults[0]!.message, /no partition of AWS/);
        });

    it("the table agrees with the AWS SDK's", () => {
        for (const { id, regions } of partitionsOfSdk()) {
            const ours = partitions.find(({ name }) => name === id);
            if (ours === undefined) {
                match(id, /^aws-iso/);
                continue;
            }
            const theirs = Object.keys(regions).filter((each) => !each.endsWith("-global"));
            for (const region of theirs) strictEqual(partitionOf(region), id, region);
            for (const region of ours.known) ok(theirs.includes(region), region);
        }
    });

    it("console and sign-in are the partition's", () => {
        const pages = partitions.map(({ name, known }) => [
            new URL(consolePage(name, known[0]!, "iam", "/users")).host,
            new URL(signInPage(name, "111122223333", known[0]!)).host,
        ]);
        deepStrictEqual(pages, [
            ["console.aws.amazon.com", "111122223333.signin.aws.amazon.com"],
            ["console.amazonaws-us-gov.com", "111122223333.signin.amazonaws-us-gov.com"],
            ["console.amazonaws.cn", "111122223333.signin.amazonaws.cn"],
            ["console.amazonaws-eusc.eu", "eusc-de-east-1.signin.amazonaws-eusc.eu"],
        ]);
    });

    it("service principals end in amazonaws.com in Europe's too; CloudWatch Logs in China does not", () => {
        const principals = ["aws", "aws-cn", "aws-eusc"].map((partition) => {
            const region = partitionNamed(partition).known[0]!;
            const ids = { accountId: "111122223333", managementId: "999988887777", organizationId: "o-exampleorg1" };
            const { Statement } = auditKeyPolicy({ partition, region, trailName: "t", bucketName: "b", ...ids });
            const logs = (Statement as readonly { readonly Sid?: string; readonly Principal?: unknown }[]).find(
                ({ Sid }) => Sid === "LogGroup",
            );
            return (logs!.Principal as { readonly Service: string }).Service;
        });
        deepStrictEqual(principals, [
            "logs.us-east-1.amazonaws.com",
            "logs.cn-north-1.amazonaws.com.cn",
            "logs.eusc-de-east-1.amazonaws.com",
        ]);
    });
});

describe("European Sovereign Cloud", () => {
    const role = (settings: object): Readonly<Record<string, unknown>> => ({
        accounts: accountsIn(["security", "apps-dev"]),
        access: { Auditor: { accounts: ["*"], ...settings } },
    });

    it("managed policies have its ARNs, job functions among them", () => {
        deepStrictEqual(
            valueOf(role({ policies: ["ReadOnlyAccess", "Billing"], boundary: "PowerUserAccess" }), {
                region: home,
            }).access.map(({ managedPolicies, boundary }) => [...managedPolicies, boundary]),
            [
                [
                    "arn:aws-eusc:iam::aws:policy/ReadOnlyAccess",
                    "arn:aws-eusc:iam::aws:policy/job-function/Billing",
                    "arn:aws-eusc:iam::aws:policy/PowerUserAccess",
                ],
            ],
        );
    });

    const foreign: readonly (readonly [settings: object, path: string, cure: RegExp])[] = [
        [{ policies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }, "policies[0]", /arn:aws-eusc:iam::aws:policy\/Read/],
        [{ boundary: "arn:aws:iam::aws:policy/ReadOnlyAccess" }, "boundary", /arn:aws-eusc:iam/],
        [
            { principals: ["arn:aws-cn:iam::111122223333:role/Scanner"], externalId: "abc123" },
            "principals[0]",
            /arn:aws-eusc:iam::111122223333:role\/Scanner/,
        ],
    ];
    for (const [settings, at, cure] of foreign)
        it(`an ARN of another partition is a fault: ${at}`, () => {
            const faults = faultsOf(role(settings), { region: home });
            deepStrictEqual(
                faults.map(({ path: where }) => where),
                [`access.Auditor.${at}`],
            );
            match(faults[0]!.cure, cure);
        });

    it("a home region of no known partition makes no other fault", () => {
        deepStrictEqual(
            pathsOf(role({ policies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }), { region: "us-iso-east-1" }),
            [],
        );
    });

    it("regions are of the home region's partition", () => {
        deepStrictEqual(pathsOf({ regions: [home, "eu-central-1"] }, { region: home }), ["regions[1]"]);
        deepStrictEqual(pathsOf({ regions: ["eu-central-1", home] }, { region: "eu-central-1" }), ["regions[1]"]);
    });
});
