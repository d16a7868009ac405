import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";

import { assert, property, string, uniqueArray } from "fast-check";

import { checkParameters, flow, type ParameterFault } from "../../../policies/parameters";
import { renderShippedPolicy, shippedPolicy } from "../../../policies/shipped";

function faultsOf(name: string, values: Record<string, unknown>): readonly ParameterFault[] {
    const rendered = renderShippedPolicy(shippedPolicy(name)!, values);
    return rendered.ok ? [] : rendered.faults;
}

/** Name, values, and for each fault its place, a word of its message and a word of its cure. */
const table: readonly (readonly [
    rule: string,
    policy: string,
    values: Record<string, unknown>,
    faults: readonly (readonly [parameter: string, message: RegExp, cure: RegExp])[],
])[] = [
    ["defaults are enough", "protect-access-roles", {}, []],
    ["undefined is not given", "protect-access-roles", { exempt: undefined }, []],
    ["a list whose default is empty may be empty", "protect-access-roles", { exempt: [], roles: [] }, []],
    [
        "a required one is missing",
        "only-our-regions",
        {},
        [["regions", /cannot do without regions: The regions/u, /regions: \[us-east-1, us-east-2\]/u]],
    ],
    [
        "a required one may not be empty",
        "only-our-regions",
        { regions: [] },
        [["regions", /not be empty/u, /us-east-1/u]],
    ],
    [
        "a default does not replace an empty list",
        "required-tags",
        { tags: { Owner: [] }, requiredFor: [] },
        [["requiredFor", /not be empty/u, /ec2:ALL_SUPPORTED/u]],
    ],
    [
        "a slip of the pen names the parameter",
        "only-our-regions",
        { region: ["us-east-1"], regions: ["us-east-1"] },
        [
            [
                "region",
                /no parameter of this name/u,
                /^did you mean regions\? it takes accessRole, alsoAllowed, exempt, regions$/u,
            ],
        ],
    ],
    [
        "another word names none",
        "only-our-regions",
        { budget: 1, regions: ["us-east-1"] },
        [["budget", /no parameter/u, /^it takes accessRole/u]],
    ],
    [
        "a policy without parameters says so",
        "deny-leaving-organization",
        { exempt: [] },
        [["exempt", /no parameter/u, /takes no parameters/u]],
    ],
    [
        "a text in the place of a list",
        "only-our-regions",
        { regions: "us-east-1" },
        [["regions", /list of text/u, /\[us-east-1/u]],
    ],
    ["an empty YAML value", "only-our-regions", { regions: null }, [["regions", /list of text/u, /us-east-1/u]]],
    [
        "a zone in the place of a region",
        "only-our-regions",
        { regions: ["us-east-1", "us-east-1a"] },
        [["regions[1]", /does not match/u, /regions: \[us-east-1/u]],
    ],
    [
        "regions of other partitions are regions",
        "only-our-regions",
        { regions: ["us-gov-west-1", "cn-northwest-1", "us-iso-east-1", "eusc-de-east-1"] },
        [],
    ],
    [
        "a number in the place of an account",
        "organization-perimeter",
        { organizationId: "o-exampleorgid", trustedAccounts: [12345678901] },
        [["trustedAccounts[0]", /must be text/u, /in quotes/u]],
    ],
    [
        "another id in the place of the organization's",
        "organization-perimeter",
        { organizationId: "r-abcd" },
        [["organizationId", /does not match/u, /o-exampleorgid/u]],
    ],
    [
        "a list in the place of a text",
        "organization-perimeter",
        { organizationId: ["o-exampleorgid"] },
        [["organizationId", /must be text/u, /o-exampleorgid/u]],
    ],
    [
        "an exemption for every role",
        "deny-everything",
        { exempt: ["arn:*:iam::*:role/*"] },
        [["exempt[0]", /does not match/u, /BreakGlass/u]],
    ],
    [
        "an exemption by a name alone",
        "deny-everything",
        { exempt: ["BreakGlass"] },
        [["exempt[0]", /does not match/u, /arn:\*:iam::\*:role\/BreakGlass/u]],
    ],
    [
        "an access role that is every role",
        "deny-everything",
        { accessRole: "arn:*:iam::*:role/?*" },
        [["accessRole", /does not match/u, /OrganizationAccountAccessRole/u]],
    ],
    [
        "a session in the place of a role",
        "deny-everything",
        { accessRole: "arn:aws:sts::111111111111:assumed-role/Admin/ada" },
        [["accessRole", /does not match/u, /:role\//u]],
    ],
    [
        "smart quotes",
        "declarative-ec2",
        { message: "Ask \u201cus\u201d" },
        [["message", /does not match/u, /message: "/u]],
    ],
    [
        "a word that is none of the values",
        "declarative-ec2",
        { serialConsole: "off" },
        [["serialConsole", /not one of its values/u, /use disabled, enabled/u]],
    ],
    [
        "a YAML boolean in the place of a word",
        "declarative-ec2",
        { serialConsole: false },
        [["serialConsole", /must be text/u, /serialConsole: enabled/u]],
    ],
    [
        "a number in quotes",
        "default-backup",
        { regions: ["us-east-1"], retentionDays: "35" },
        [["retentionDays", /whole number/u, /retentionDays: 90/u]],
    ],
    [
        "half a day",
        "default-backup",
        { regions: ["us-east-1"], retentionDays: 0.5 },
        [["retentionDays", /whole number/u, /90/u]],
    ],
    [
        "no day",
        "default-backup",
        { regions: ["us-east-1"], retentionDays: 0 },
        [["retentionDays", /out of bounds/u, /use 1 to 36500/u]],
    ],
    [
        "a rate in the place of a cron expression",
        "default-backup",
        { regions: ["us-east-1"], schedule: "rate(1 day)" },
        [["schedule", /does not match/u, /cron\(/u]],
    ],
    [
        "tags as a list",
        "required-tags",
        { tags: ["Owner"] },
        [["tags", /lists of text by key/u, /Environment: \[prd, devstg\]/u]],
    ],
    ["no tags", "required-tags", { tags: {} }, [["tags", /not be empty/u, /Owner/u]]],
    [
        "a tag's value that is no list",
        "required-tags",
        { tags: { Owner: "ada", Environment: ["prd", 1] } },
        [
            ["tags.Environment[1]", /must be text/u, /in quotes/u],
            ["tags.Owner", /list of text/u, /tags: \{/u],
        ],
    ],
    [
        "a tag key that AWS does not take",
        "required-tags",
        { tags: { "Owner#1": [] } },
        [["tags.Owner#1", /does not match/u, /Environment/u]],
    ],
    [
        "names of an object's prototype",
        "deny-everything",
        JSON.parse('{"constructor": 1, "__proto__": 2}') as Record<string, unknown>,
        [
            ["__proto__", /no parameter/u, /it takes/u],
            ["constructor", /no parameter/u, /it takes/u],
        ],
    ],
];

describe("the values of a policy's parameters", () => {
    for (const [rule, policy, values, expected] of table) {
        it(rule, () => {
            const faults = faultsOf(policy, values);
            deepStrictEqual(
                faults.map(({ parameter }) => parameter),
                expected.map(([parameter]) => parameter),
            );
            for (const [index, [, message, cure]] of expected.entries()) {
                match(faults[index]!.message, message);
                match(faults[index]!.cure, cure);
            }
        });
    }

    it("are reported with all their faults at once, by parameter, each with its value", () => {
        const faults = faultsOf("organization-perimeter", {
            trustedAccount: ["1"],
            trustedAccounts: ["1", 2],
            githubSubjects: [],
        });
        deepStrictEqual(
            faults.map(({ parameter, value }) => [parameter, value]),
            [
                ["githubSubjects", []],
                ["organizationId", undefined],
                ["trustedAccount", ["1"]],
                ["trustedAccounts[0]", "1"],
                ["trustedAccounts[1]", 2],
            ],
        );
    });

    it("are found by path, though a key holds a dot", () => {
        const faults = faultsOf("required-tags", { tags: { "cost.center": ["1", 2] } });
        deepStrictEqual(
            faults.map(({ path }) => path),
            [["tags", "cost.center", 1]],
        );
    });

    it("are unknown whatever the name, unless it is declared", () => {
        assert(
            property(uniqueArray(string()), (names) => {
                const values = Object.fromEntries(names.map((name) => [name, 1]));
                const own = Object.keys(values);
                strictEqual(checkParameters("any", {}, values).length, own.length);
            }),
        );
    });

    it("are written back as YAML that reads the same", async () => {
        const { parse } = await import("yaml");
        for (const value of [
            "us-east-1",
            "*",
            "o-exampleorgid",
            "012345678901",
            "a: b",
            35,
            ["x", "repo:acme/*"],
            { Owner: [], "cost center": ["1"] },
        ]) {
            deepStrictEqual(parse(flow(value)), value);
        }
        ok(flow("on").startsWith('"'));
    });
});
