import { deepStrictEqual, match } from "node:assert/strict";
import type { AwsPolicy } from "../../../aws/snapshot";
import type { RawConfig } from "../../../config";
import { lastPolicyRefusals } from "../../../layers/management/last-policies";
import { managementConfig, snapshotWith } from "../../support/company";

const [root, prd, account] = ["r-abcd", "ou-abcd-11111111", "333333333333"];
const document = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "a:B", Resource: "*" }] };

function there(name: string, ...targets: readonly string[]): AwsPolicy {
    return { id: `p-${name}`, name, type: "SERVICE_CONTROL_POLICY", targets };
}

/** What is refused, and the targets that AWS was asked about. FullAWSAccess is on none of them. */
async function refusals(
    policies: RawConfig,
    atAws: readonly AwsPolicy[],
    inState: readonly string[],
): Promise<readonly (readonly string[])[]> {
    const { organization } = snapshotWith({
        policies: atAws,
        units: new Map([["workloads/prd", prd]]),
        accounts: [{ id: account, name: "acme-apps-prd", email: "aws+apps-prd@acme.example", state: "ACTIVE" }],
    });
    const resources = inState.map((id) => {
        const [targetId, policyId] = id.split(":");
        const type = "aws:organizations/policyAttachment:PolicyAttachment";
        return { urn: id, type, outputs: { targetId, policyId } };
    });
    const asked: string[] = [];
    const found = await lastPolicyRefusals(
        managementConfig({ policies }),
        { organization },
        { resources },
        "us-east-1",
        (targetId) => {
            asked.push(targetId);
            return Promise.resolve(true);
        },
    );
    return [found.map(({ path, message }) => `${path}: ${message}`), asked];
}

describe("the last service control policy of a target", () => {
    const onAll = (name: string): readonly string[] => [root, prd, account].map((target) => `${target}:p-${name}`);
    const ours = there("fence", root, prd, account);

    it("is refused on root, unit and account, with the command that attaches AWS's own", async () => {
        const [faults, asked] = await refusals({}, [ours], onAll("fence"));
        deepStrictEqual(asked, [root, prd, account]);
        deepStrictEqual(
            faults!.map((each) => /^policies\.fence\.targets: no other .* attached to (.*), and AWS/u.exec(each)?.[1]),
            ["the root (r-abcd)", "unit workloads/prd (ou-abcd-11111111)", "account acme-apps-prd (333333333333)"],
        );
    });

    const cases: readonly (readonly [string, RawConfig, readonly AwsPolicy[], readonly string[], readonly string[]])[] =
        [
            [
                "the config keeps ours there",
                { fence: { document, targets: ["root", "workloads/prd", "apps-prd"] } },
                [ours],
                onAll("fence"),
                [],
            ],
            [
                "the config moves ours to another target",
                { fence: { document, targets: ["root", "workloads/prd"] } },
                [ours],
                onAll("fence"),
                [account],
            ],
            [
                "the config renames ours",
                { wall: { document, formerly: "fence", targets: ["root", "workloads/prd", "apps-prd"] } },
                [ours],
                onAll("fence"),
                [],
            ],
            [
                "a hand-made one stays there",
                {},
                [there("fence", account), there("stray", account)],
                [`${account}:p-fence`],
                [],
            ],
            [
                "another one of the config comes",
                { wall: { document, targets: ["apps-prd"] } },
                [there("fence", account)],
                [`${account}:p-fence`],
                [],
            ],
            [
                "the last one is hand-made, and ours is not there",
                {},
                [there("stray", account)],
                [`${account}:p-fence`],
                [],
            ],
            [
                "two of ours go",
                {},
                [there("fence", account), there("wall", account)],
                [`${account}:p-fence`, `${account}:p-wall`],
                [account],
            ],
            [
                "it is of another type",
                {},
                [{ ...there("tags", account), type: "TAG_POLICY" }],
                [`${account}:p-tags`],
                [],
            ],
        ];
    for (const [what, policies, atAws, inState, expected] of cases)
        it(`where ${what}: AWS is asked about ${expected.length} targets`, async () => {
            deepStrictEqual((await refusals(policies, atAws, inState))[1], expected);
        });

    it("goes where AWS's own stays", async () => {
        const { organization } = snapshotWith({ policies: [there("fence", account)] });
        const outputs = { targetId: account, policyId: "p-fence" };
        const resources = [{ urn: "x", type: "aws:organizations/policyAttachment:PolicyAttachment", outputs }];
        const config = managementConfig({});
        const asked = (isBare: () => Promise<boolean>): ReturnType<typeof lastPolicyRefusals> =>
            lastPolicyRefusals(config, { organization }, { resources }, "us-east-1", isBare);
        deepStrictEqual(await asked(() => Promise.resolve(false)), []);
        const denied = Object.assign(new Error("not authorized"), { name: "AccessDeniedException", $metadata: {} });
        match((await asked(() => Promise.reject(denied)))[0]!.message, /could not be read/u);
    });
});
