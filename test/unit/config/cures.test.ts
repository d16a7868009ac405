import { deepStrictEqual, ok } from "node:assert/strict";
import { parseManagement } from "../../../config";
import type { Fault } from "../../../config/faults";
import { placeFaults } from "../../../config/stack-file/place-faults";
import { readStackFile } from "../../../config/stack-file/read";
import { applyCure } from "../../support/apply-cure";
import { typedScalars } from "../../support/stack-file-generator";

const head = `config:
  aws:region: us-east-1
  company: { name: acme, short: ac }
  email: aws@acme.example
  management: { id: "111111111111" }
  units: [security, workloads/prd]
`;

function judge(text: string): readonly Fault[] {
    const file = readStackFile(text, "aws-organization");
    const parsed = parseManagement(file.raw);
    return [...file.faults, ...(parsed.ok ? [] : placeFaults(parsed.faults, file))];
}

/** Applies the cure of each fault once, and returns the faults that are left. */
function cured(text: string): {
    readonly before: readonly Fault[];
    readonly after: readonly Fault[];
    readonly written: string;
} {
    const before = judge(text);
    const written = [...before]
        .sort((a, b) => (b.line ?? 0) - (a.line ?? 0))
        .reduce((each, fault) => {
            const applied = applyCure(each, fault);
            ok(applied !== undefined, `cannot be applied: ${JSON.stringify(fault)}`);
            return applied;
        }, text);
    return { before, after: judge(written), written };
}

/** Places for a scalar: files that are valid except for it. */
const places: readonly (readonly [name: string, file: (scalar: string) => string, skip?: RegExp])[] = [
    ["an account's key", (scalar) => `${head}  accounts:\n    ${scalar}: { unit: security }\n`],
    ["the key of a tag", (scalar) => `${head}  accounts:\n    a: { unit: security, tags: { ${scalar}: x } }\n`],
    [
        "the value of a tag",
        (scalar) =>
            `${head}  accounts:\n    a:\n      unit: security\n      tags:\n        CostCenter: research\n        Owner: ${scalar}\n`,
    ],
    ["a number", (scalar) => `${head}  state:\n    bucket: acme-state\n    noncurrentDays: ${scalar}\n`],
    [
        "a condition's value in a policy document",
        (scalar) =>
            `${head}  policies:\n    freeze:\n      type: SERVICE_CONTROL_POLICY\n      targets: [root]\n      document:\n        Version: "2012-10-17"\n        Statement:\n          - Effect: Deny\n            Action: s3:*\n            Resource: "*"\n            Condition:\n              StringEquals:\n                aws:SourceAccount: ${scalar}\n`,
    ],
    [
        "a key of nothing that is known",
        (scalar) => `${head}  accounts:\n    a:\n      unit: security\n      ${scalar}: x\n`,
    ],
];

// Characters with which YAML begins something else, and numbers that cannot be a number of days: their cures leave a choice.
const noScalars = /^[!&*.~=-]+$|^(?:<<|-|--|\+)$/u;

describe("cures", () => {
    for (const [name, file] of places) {
        it(`end their fault in one step: ${name}`, () => {
            let count = 0;
            for (const scalar of typedScalars.filter((each) => !noScalars.test(each))) {
                const text = file(scalar);
                const faults = judge(text);
                if (
                    faults.length === 0 ||
                    faults.some(({ cure }) => /write a (?:whole )?number|in letters|single hyphens$/u.test(cure))
                )
                    continue;
                const { after, written } = cured(text);
                deepStrictEqual(after, [], `${text}\n→\n${written}`);
                count += 1;
            }
            ok(count > 3, `${count} had a fault`);
        });
    }

    for (const [name, text] of [
        ["a directive", `%YAML 1.2\n---\n${head}`],
        ["a slash with a backslash in front", head.replace("workloads/prd", '"workloads\\/prd"')],
        [
            "a character of two escapes",
            `${head}  accounts:\n    a: { unit: security, tags: { Owner: "\\ud83d\\ude00 x" } }\n`,
        ],
        ["a line separator", `${head}  # a\u2028b\n`],
        ["a control character in a comment", `${head}  # a\u0007b\n`],
        ["a tag on a boolean", `${head}  organization:\n    rootAccess: !!bool yes\n`],
        ["a tag on a text", `${head}  accounts:\n    a: { unit: !own security }\n`],
        ["a tag on a list", head.replace("units: [", "units: !!seq [")],
        ["a tab where a line begins", head.replace(/\n(?= {2}email)/u, "\n  \t\n")],
        ["a tab behind the hyphen of an item", `${head}  admins:\n    -\tada\n`],
        ["a key of the provider that nobody reads", `${head}  aws:allowedAccountIds: ["111111111111"]\n`],
        ["a slip in the region", head.replace("us-east-1", "us-esat-1")],
        ["a region without its hyphen", head.replace("us-east-1", "us-east1")],
        ["a slip in the region's key", head.replace("aws:region", "aws:regoin")],
        ["a key of the file", `${head}secretsprovidr: passphrase\n`],
        ["an unknown top key that YAML types", `${head}  7: x\n`],
    ] as const) {
        it(`end their fault in one step: ${name}`, () => {
            const { before, after, written } = cured(text);
            ok(before.length > 0, text);
            deepStrictEqual(after, [], written);
        });
    }
});
