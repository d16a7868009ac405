import { isMap } from "../faults/is-map";
import { nearest } from "../faults/nearest";
import type { DocumentFault } from "./document-fault";
import {
    controlFaults,
    exactWords,
    form,
    region,
    switched,
    valueFaults,
    wholeNumber,
    words,
    wordsSoFar,
    yesOrNo,
    type Rule,
    type ValueFault,
} from "./management-values";
import { pairFaults } from "./management-pairs";

/** A setting whose values are given by operators. Without a rule, any value is valid. */
class Setting {
    constructor(readonly rule?: Rule) {}
}
const value = new Setting();
const of = (rule: Rule): Setting => new Setting(rule);

/** Keys of a management policy; `*` is any key. What is below `any` is not described here. */
interface Shape {
    readonly [key: string]: Shape | Setting | "any";
}

const tag: Shape = { tag_key: value, tag_value: value };
/** The tags that a policy applies to: a value may have one wildcard (the tag policies' syntax page). */
const ruledTag: Shape = {
    tag_key: value,
    tag_value: of(form(/^[^*]*\*?[^*]*$/u, "has more than one wildcard", "leave one * in it")),
};
const taggedTypes = of(
    form(
        /^[a-z][\w-]*:[\w*/-]+$/u,
        "is no type of resource",
        "write service:type, as in ec2:instance or secretsmanager:ALL_SUPPORTED",
    ),
);
const days = of(wholeNumber({ least: 0, orNone: true }));
const lifecycle: Shape = {
    move_to_cold_storage_after_days: days,
    delete_after_days: days,
    opt_in_to_archive_for_supported_resources: of(yesOrNo),
};
/** It may contain a placeholder such as $account. */
const arn = of(form(/^arn:[^:]+:[a-z0-9-]+:[^:]*:[^:]*:.+$/u, "is no ARN", "write an ARN, with $account for the id"));
const schedule = of(
    form(
        /^(?:cron\((?:\S+ +){5}\S+\)|rate\(\d+ +(?:minute|hour|day)s?\)|(?:\S+ +){5}\S+)$/u,
        "is no schedule of six fields",
        "write, as in cron(0 5 ? * * *)",
    ),
);
const status: Shape = { status: value };
const regions: Shape = { enable_in_regions: of(region), disable_in_regions: of(region) };
const client: Shape = { client: of(switched) };
const roles: Shape = { supported_role_settings: of(wordsSoFar("user_role", "channel_role")) };
const slack: Shape = { supported_channel_types: of(wordsSoFar("public", "private")), ...roles };
const guarding = of(wordsSoFar("selective", "comprehensive"));
const order = of(words("first", "second", "last"));

/**
 * What each type of management policy may contain (Organizations User Guide, the syntax page of each type, read 2026-11-30). Security Hub
 * CSPM's is not described here.
 */
const shapes: Readonly<Record<string, Shape>> = {
    AISERVICES_OPT_OUT_POLICY: { services: { "*": { opt_out_policy: of(exactWords("optIn", "optOut")) } } },
    BACKUP_POLICY: {
        plans: {
            "*": {
                regions: of(region),
                rules: {
                    "*": {
                        schedule_expression: schedule,
                        schedule_expression_timezone: value,
                        target_backup_vault_name: of(
                            form(/^[\w-]{2,50}$/u, "is no vault's name", "write 2 to 50 letters, digits, - and _"),
                        ),
                        target_logically_air_gapped_backup_vault_arn: arn,
                        // CreateBackupPlan: "at least 60 minutes to avoid errors".
                        start_backup_window_minutes: of(wholeNumber({ least: 60 })),
                        complete_backup_window_minutes: of(wholeNumber({ least: 1 })),
                        enable_continuous_backup: of(yesOrNo),
                        recovery_point_tags: { "*": tag },
                        lifecycle,
                        copy_actions: { "*": { target_backup_vault_arn: arn, lifecycle } },
                        index_actions: { resource_types: value },
                        scan_actions: "any",
                    },
                },
                selections: { tags: { "*": { iam_role_arn: arn, ...tag, conditions: "any" } }, resources: "any" },
                advanced_backup_settings: { ec2: { windows_vss: of(switched), windowsvss: of(switched) } },
                backup_plan_tags: { "*": tag },
                scan_settings: "any",
            },
        },
    },
    BEDROCK_POLICY: {
        bedrock: {
            guardrail_inference: {
                "*": {
                    "*": {
                        identifier: of(
                            form(
                                /^arn:[^:]+:bedrock:[^:]*:\d{12}:guardrail\/[^:]+:\d+$/u,
                                "is no ARN of a guardrail with its version",
                                "write arn:aws:bedrock:<region>:<id>:guardrail/<guardrail>:<version>; DRAFT is none",
                            ),
                        ),
                        input_tags: of(wordsSoFar("honor", "ignore")),
                        selective_content_guarding: { system: guarding, messages: guarding },
                        model_enforcement: { included_models: value, excluded_models: value },
                    },
                },
            },
        },
    },
    CHATBOT_POLICY: {
        chatbot: {
            platforms: {
                slack: { ...client, workspaces: value, default: slack, overrides: { "*": slack } },
                microsoft_teams: {
                    ...client,
                    tenants: { "*": value },
                    default: roles,
                    overrides: { "*": { "*": roles } },
                },
                chime: client,
                default: client,
            },
            default: client,
        },
    },
    DECLARATIVE_POLICY_EC2: {
        ec2_attributes: {
            exception_message: value,
            vpc_block_public_access: {
                internet_gateway_block: {
                    mode: of(wordsSoFar("off", "block_ingress", "block_bidirectional")),
                    exclusions_allowed: of(switched),
                },
            },
            serial_console_access: { status: of(switched) },
            image_block_public_access: { state: of(wordsSoFar("unblocked", "block_new_sharing")) },
            allowed_images_settings: {
                state: of(wordsSoFar("enabled", "disabled", "audit_mode")),
                image_criteria: "any",
            },
            instance_metadata_defaults: {
                http_tokens: of(wordsSoFar("no_preference", "required", "optional")),
                http_put_response_hop_limit: of(wholeNumber({ least: 1, orNone: true })),
                http_endpoint: of(wordsSoFar("no_preference", "enabled", "disabled")),
                instance_metadata_tags: of(wordsSoFar("no_preference", "enabled", "disabled")),
                http_tokens_enforced: of(wordsSoFar("no_preference", "enabled", "disabled")),
            },
            snapshot_block_public_access: {
                state: of(wordsSoFar("unblocked", "block_new_sharing", "block_all_sharing")),
            },
        },
    },
    GUARDDUTY_POLICY: {
        guardduty: {
            enablement: {
                "*": {
                    foundational: status,
                    s3_data_events: status,
                    eks_audit_logs: status,
                    ebs_malware_protection: status,
                    rds_login_events: status,
                    lambda_network_logs: status,
                    ai_protection: status,
                    runtime_monitoring: {
                        ...status,
                        additional_configuration: {
                            eks_addon_management: status,
                            ec2_agent_management: status,
                            ecs_fargate_agent_management: status,
                        },
                    },
                },
            },
        },
    },
    INSPECTOR_POLICY: {
        inspector: {
            enablement: {
                lambda_standard_scanning: { ...regions, lambda_code_scanning: regions },
                ec2_scanning: regions,
                ecr_scanning: regions,
                code_repository_scanning: regions,
            },
        },
    },
    NETWORK_SECURITY_DIRECTOR_POLICY: {
        network_security_director: { enablement: { network_security_scan: regions } },
    },
    S3_POLICY: { s3_attributes: { public_access_block_configuration: of(words("all", "none")) } },
    SECURITYHUB_POLICY: { securityhub: { ...regions, features: { "*": regions } } },
    TAG_POLICY: {
        tags: { "*": { ...ruledTag, enforced_for: taggedTypes, report_required_tag_for: taggedTypes } },
    },
    UPGRADE_ROLLOUT_POLICY: {
        upgrade_rollout: {
            default: { patch_order: order },
            tags: { "*": { tag_values: { "*": { patch_order: order } } } },
        },
    },
};

const control = "@@operators_allowed_for_child_policies";
const operators = ["@@assign", "@@append", "@@remove", control];

/**
 * Keys (compared without case) and values of a management policy that its type does not have, as far as AWS documents it. A key is never
 * surely wrong, since AWS adds some.
 */
export function managementFaults(type: string, document: Readonly<Record<string, unknown>>): readonly ValueFault[] {
    const shape = shapes[type];
    return shape === undefined ? [] : [...faultsIn(shape, document, []), ...pairFaults(type, document)];
}

function faultsIn(
    shape: Shape | Setting | "any",
    node: Readonly<Record<string, unknown>>,
    at: readonly (string | number)[],
): readonly ValueFault[] {
    const isLeaf = shape === "any" || shape instanceof Setting;
    const known = isLeaf ? [] : Object.keys(shape).filter((key) => key !== "*");
    const values = shape instanceof Setting && shape.rule !== undefined ? valueFaults(shape.rule, node, at) : [];
    const keys = Object.entries(node).flatMap(([key, below]): readonly ValueFault[] => {
        const place = [...at, key];
        if (key.toLowerCase() === control) return controlFaults(below, place);
        if (key.startsWith("@@"))
            return operators.includes(key.toLowerCase()) ? [] : [unknownKey(key, place, operators, "an operator")];
        if (shape === "any") return isMap(below) ? faultsIn("any", below, place) : [];
        const own = known.find((each) => each === key.toLowerCase());
        const inside = isLeaf ? undefined : own === undefined ? shape["*"] : shape[own];
        if (inside === undefined) return [unknownKey(key, place, known, "a key")];
        if (isMap(below)) return faultsIn(inside, below, place);
        return inside === "any" ? [] : [notByOperator(below, place, inside)];
    });
    return [...values, ...keys];
}

function unknownKey(key: string, at: DocumentFault["at"], known: readonly string[], what: string): ValueFault {
    const near = nearest(key, known);
    const cure =
        near !== undefined
            ? `did you mean ${near}?`
            : known.length === 0
              ? "give the value by @@assign, @@append or @@remove"
              : `AWS's are ${known.join(", ")}`;
    return { at, message: `${key} is not ${what} that AWS publishes for this place`, cure, isSure: false };
}

/** In management policies, values are only below operators (Organizations User Guide, "Inheritance operators"). */
function notByOperator(value: unknown, at: DocumentFault["at"], shape: Shape | Setting): ValueFault {
    const cure =
        shape instanceof Setting ? `write: { "@@assign": ${JSON.stringify(value)} }` : "write a map of AWS's keys";
    return { at, message: "has a value without an operator", cure, isSure: true };
}
