import { deepStrictEqual } from "node:assert/strict";
import { unknownManagementKeys } from "../../../config/policy-language/management-shapes";
import { render, sampleValues, shippedPolicies } from "../policies/samples";
import { warningsOf } from "./base";

const value = { "@@assign": "x" };
const said = (type: string, document: Readonly<Record<string, unknown>>): readonly string[] =>
    unknownManagementKeys(type, document).map(({ at, cure }) => `${at.join("/")} → ${cure}`);

describe("keys of management policies", () => {
    for (const policy of shippedPolicies.filter(({ type }) => !/CONTROL_POLICY$/u.test(type)))
        it(`those of the shipped ${policy.name} are AWS's`, () => {
            deepStrictEqual(said(policy.type, render(policy, sampleValues(policy, "all"))), []);
        });

    for (const [type, document, ...expected] of [
        ["TAG_POLICY", { tags: { Team: { tag_key: value, TAG_VALUE: value, enforced_for: value } } }],
        ["TAG_POLICY", { tags: { Team: { tag_values: value } } }, "tags/Team/tag_values → did you mean tag_value?"],
        ["TAG_POLICY", { tag: {} }, "tag → did you mean tags?"],
        [
            "TAG_POLICY",
            { tags: { Team: { tag_key: { "@@asign": "x" } } } },
            "tags/Team/tag_key/@@asign → did you mean @@assign?",
        ],
        [
            "TAG_POLICY",
            { tags: { Team: { tag_key: { assign: "x" } } } },
            "tags/Team/tag_key/assign → give the value by @@assign, @@append or @@remove",
        ],
        ["TAG_POLICY", { tags: { "@@operators_allowed_for_child_policies": ["@@none"] } }],
        [
            "BACKUP_POLICY",
            { plans: { a: { rules: { b: { lifecycle: { delete_after_day: value } } } } } },
            "plans/a/rules/b/lifecycle/delete_after_day → did you mean delete_after_days?",
        ],
        [
            "BACKUP_POLICY",
            {
                plans: {
                    a: {
                        selections: {
                            tags: { b: { iam_role_arn: value, tag_key: value } },
                            resources: { c: { anything: value } },
                        },
                    },
                },
            },
        ],
        [
            "CHATBOT_POLICY",
            { chatbot: { platforms: { slak: { client: value } } } },
            "chatbot/platforms/slak → did you mean slack?",
        ],
        [
            "DECLARATIVE_POLICY_EC2",
            { ec2_attributes: { serial_console_access: { state: value } } },
            "ec2_attributes/serial_console_access/state → did you mean status?",
        ],
        [
            "AISERVICES_OPT_OUT_POLICY",
            { services: { lex: { opt_out: value } } },
            "services/lex/opt_out → did you mean opt_out_policy?",
        ],
        ["S3_POLICY", { s3_attributes: { public_access_block_configuration: value } }],
        [
            "INSPECTOR_POLICY",
            { inspector: { enablement: { ec2_scaning: {} } } },
            "inspector/enablement/ec2_scaning → did you mean ec2_scanning?",
        ],
        ["SECURITYHUB_CSPM_POLICY", { whatever: value }],
        [
            "GUARDDUTY_POLICY",
            { guardduty: { enablement: { default: { foundational: { stat: value } }, "us-east-1": {} } } },
            "guardduty/enablement/default/foundational/stat → did you mean status?",
        ],
    ] as const)
        it(`${type}: ${JSON.stringify(document)}`, () => {
            deepStrictEqual(said(type, document), expected);
        });

    it("are warnings of the config, with their place", () => {
        const policies = {
            own: { type: "TAG_POLICY", targets: ["root"], document: { tags: { Team: { tag_keys: value } } } },
        };
        const organization = { policyTypes: ["TAG_POLICY"] };
        deepStrictEqual(
            warningsOf({ organization, policies })
                .filter(({ path }) => path.startsWith("policies"))
                .map(({ path }) => path),
            ["policies.own.document.tags.Team.tag_keys"],
        );
    });
});
