import { deepStrictEqual } from "node:assert/strict";
import { formatPath } from "../../../config/faults";
import { managementFaults } from "../../../config/policy-language/management-shapes";
import { render, sampleValues, shippedPolicies } from "../policies/samples";
import { faultsOf, warningsOf } from "./base";

const value = { "@@assign": "x" };
const set = (given: unknown): object => ({ "@@assign": given });
const said = (type: string, document: Readonly<Record<string, unknown>>): readonly string[] =>
    managementFaults(type, document)
        .filter(({ isSure }) => !isSure)
        .map(({ at, cure }) => `${at.join("/")} → ${cure}`);

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

describe("values of management policies", () => {
    const rule = (settings: object): object => ({ plans: { a: { rules: { b: settings } } } });
    const ec2 = (settings: object): object => ({ ec2_attributes: settings });
    const guardrail = (settings: object): object => ({
        bedrock: { guardrail_inference: { "eu-west-1": { config_1: settings } } },
    });
    const team = (settings: object): object => ({ tags: { Team: settings } });
    for (const [type, good, bad, ...wrong] of [
        [
            "AISERVICES_OPT_OUT_POLICY",
            { services: { default: { opt_out_policy: set("optOut") }, lex: { opt_out_policy: set("optIn") } } },
            { services: { default: { opt_out_policy: set("optout!") }, lex: { opt_out_policy: set("optout") } } },
            "fault services.default.opt_out_policy.@@assign → did you mean optOut?",
            "fault services.lex.opt_out_policy.@@assign → write optOut",
        ],
        [
            "BACKUP_POLICY",
            rule({
                schedule_expression: set("cron(0 5/1 ? * * *)"),
                start_backup_window_minutes: set("60"),
                complete_backup_window_minutes: set(10080),
                target_backup_vault_name: set("FortKnox"),
                enable_continuous_backup: set(true),
                lifecycle: {
                    move_to_cold_storage_after_days: set("28"),
                    delete_after_days: set("118"),
                    opt_in_to_archive_for_supported_resources: set("false"),
                },
                copy_actions: {
                    "arn:aws:backup:us-east-1:$account:backup-vault:secondary": {
                        target_backup_vault_arn: set("arn:aws:backup:us-east-1:$account:backup-vault:secondary"),
                        lifecycle: { delete_after_days: set(-1) },
                    },
                },
            }),
            rule({
                schedule_expression: set("cron(0 5 * * *)"),
                start_backup_window_minutes: set("30"),
                target_backup_vault_name: set("x"),
                enable_continuous_backup: set("yes"),
                lifecycle: { delete_after_days: set("180"), move_to_cold_storage_after_days: set(100) },
                copy_actions: {
                    c: { target_backup_vault_arn: set("secondary"), lifecycle: { delete_after_days: set("many") } },
                },
            }),
            "fault plans.a.rules.b.schedule_expression.@@assign → write, as in cron(0 5 ? * * *)",
            "fault plans.a.rules.b.start_backup_window_minutes.@@assign → write 60 or more",
            "fault plans.a.rules.b.target_backup_vault_name.@@assign → write 2 to 50 letters, digits, - and _",
            "fault plans.a.rules.b.enable_continuous_backup.@@assign → write one of true, false",
            "fault plans.a.rules.b.copy_actions.c.target_backup_vault_arn.@@assign → write an ARN, with $account for the id",
            "fault plans.a.rules.b.copy_actions.c.lifecycle.delete_after_days.@@assign → write 0 or more",
            "fault plans.a.rules.b.lifecycle.delete_after_days → write 190 or more, or move it earlier",
        ],
        [
            "TAG_POLICY",
            team({
                tag_key: set("team"),
                tag_value: { "@@append": ["300*", "*@example.com"], "@@remove": ["*a*"] },
                enforced_for: set(["ec2:instance", "secretsmanager:ALL_SUPPORTED", "dynamodb:*"]),
                "@@operators_allowed_for_child_policies": ["@@none"],
            }),
            team({
                tag_key: set("Teams"),
                tag_value: set(["a", "*a*"]),
                enforced_for: set(["*", "ec2"]),
                "@@operators_allowed_for_child_policies": ["@@non"],
            }),
            "fault tags.Team.tag_value.@@assign[1] → leave one * in it",
            "fault tags.Team.enforced_for.@@assign[0] → write service:type, as in ec2:instance or secretsmanager:ALL_SUPPORTED",
            "fault tags.Team.enforced_for.@@assign[1] → write service:type, as in ec2:instance or secretsmanager:ALL_SUPPORTED",
            "fault tags.Team.@@operators_allowed_for_child_policies[0] → did you mean @@none?",
            'fault tags.Team.tag_key → write "Team" in the letter case that the tag must have',
        ],
        [
            "CHATBOT_POLICY",
            {
                chatbot: {
                    platforms: {
                        slack: { client: set("enabled"), default: { supported_channel_types: set(["private"]) } },
                        chime: { client: set("disabled") },
                    },
                },
            },
            {
                chatbot: {
                    platforms: {
                        slack: { client: set("enable"), default: { supported_channel_types: set(["privat"]) } },
                    },
                },
            },
            "fault chatbot.platforms.slack.client.@@assign → did you mean enabled?",
            "warning chatbot.platforms.slack.default.supported_channel_types.@@assign[0] → did you mean private?",
        ],
        [
            "DECLARATIVE_POLICY_EC2",
            ec2({
                serial_console_access: { status: set("disabled") },
                instance_metadata_defaults: { http_put_response_hop_limit: set("-1"), http_tokens: set("required") },
            }),
            ec2({
                serial_console_access: { status: set("off") },
                snapshot_block_public_access: { state: set("block_all") },
                instance_metadata_defaults: { http_put_response_hop_limit: set("0") },
            }),
            "fault ec2_attributes.serial_console_access.status.@@assign → write one of enabled, disabled",
            "warning ec2_attributes.snapshot_block_public_access.state.@@assign → did you mean block_all_sharing?",
            "fault ec2_attributes.instance_metadata_defaults.http_put_response_hop_limit.@@assign → write 1 or more",
        ],
        [
            "S3_POLICY",
            { s3_attributes: { public_access_block_configuration: set("all") } },
            { s3_attributes: { public_access_block_configuration: "all" } },
            'fault s3_attributes.public_access_block_configuration → write: { "@@assign": "all" }',
        ],
        [
            "BEDROCK_POLICY",
            guardrail({
                identifier: set("arn:aws:bedrock:us-east-1:123456789012:guardrail/hu1dlsv9wy1d:1"),
                selective_content_guarding: { system: set("selective") },
            }),
            guardrail({ identifier: set("arn:aws:bedrock:us-east-1:123456789012:guardrail/hu1dlsv9wy1d:DRAFT") }),
            "fault bedrock.guardrail_inference.eu-west-1.config_1.identifier.@@assign → write arn:aws:bedrock:<region>:<id>:guardrail/<guardrail>:<version>; DRAFT is none",
        ],
        [
            "SECURITYHUB_POLICY",
            {
                securityhub: {
                    enable_in_regions: { "@@append": ["ALL_SUPPORTED"] },
                    disable_in_regions: { "@@append": [] },
                },
            },
            { securityhub: { enable_in_regions: { "@@append": ["eu-west", "all"] } } },
            "warning securityhub.enable_in_regions.@@append[0] → write names of regions, as in eu-west-1",
            "warning securityhub.enable_in_regions.@@append[1] → write names of regions, as in eu-west-1",
        ],
        [
            "INSPECTOR_POLICY",
            { inspector: { enablement: { ec2_scanning: { enable_in_regions: set(["us-east-1"]) } } } },
            { inspector: { enablement: { ec2_scanning: { enable_in_regions: set([{ a: 1 }]) } } } },
            "fault inspector.enablement.ec2_scanning.enable_in_regions.@@assign[0] → write one",
        ],
        [
            "NETWORK_SECURITY_DIRECTOR_POLICY",
            { network_security_director: { enablement: { network_security_scan: { enable_in_regions: set([]) } } } },
            { network_security_director: { enablement: { network_security_scan: { enable_in_regions: set("x") } } } },
            "warning network_security_director.enablement.network_security_scan.enable_in_regions.@@assign → write names of regions, as in eu-west-1",
        ],
        [
            "UPGRADE_ROLLOUT_POLICY",
            { upgrade_rollout: { default: { patch_order: set("last") } } },
            { upgrade_rollout: { tags: { env: { tag_values: { prd: { patch_order: set("third") } } } } } },
            "fault upgrade_rollout.tags.env.tag_values.prd.patch_order.@@assign → write one of first, second, last",
        ],
    ] as const) {
        const judged = (document: object): readonly string[] =>
            managementFaults(type, document as Readonly<Record<string, unknown>>).map(
                ({ at, cure, isSure }) => `${isSure ? "fault" : "warning"} ${formatPath(at)} → ${cure}`,
            );
        it(`${type}: as AWS's page has them`, () => {
            deepStrictEqual(judged(good), []);
        });
        it(`${type}: each that is not`, () => {
            deepStrictEqual(judged(bad), wrong);
        });
    }

    it("a number that is too small, or none, is said to be wrong", () => {
        const document = rule({ start_backup_window_minutes: set("30") }) as Readonly<Record<string, unknown>>;
        deepStrictEqual(
            managementFaults("BACKUP_POLICY", document).map(({ message }) => message),
            ["must be a whole number of 60 or more"],
        );
    });

    it("are faults of the config, with place, value and cure", () => {
        const document = { services: { default: { opt_out_policy: set("out") } } };
        const policies = { own: { type: "AISERVICES_OPT_OUT_POLICY", targets: ["root"], document } };
        const [fault] = faultsOf({ organization: { policyTypes: ["AISERVICES_OPT_OUT_POLICY"] }, policies });
        deepStrictEqual(
            [fault?.path, fault?.value, fault?.cure],
            ["policies.own.document.services.default.opt_out_policy.@@assign", '"out"', "write one of optIn, optOut"],
        );
    });
});
