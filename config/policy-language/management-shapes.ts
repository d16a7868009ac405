import { isMap } from "../faults/is-map";
import { nearest } from "../faults/nearest";
import type { DocumentFault } from "./document-fault";

/** Keys of a management policy; `*` is any key. A leaf takes a value by operators, `any` is not described here. */
interface Shape {
    readonly [key: string]: Shape | "value" | "any";
}

const tag: Shape = { tag_key: "value", tag_value: "value" };
const lifecycle: Shape = {
    move_to_cold_storage_after_days: "value",
    delete_after_days: "value",
    opt_in_to_archive_for_supported_resources: "value",
};
const status: Shape = { status: "value" };
const regions: Shape = { enable_in_regions: "value", disable_in_regions: "value" };
const client: Shape = { client: "value" };
const roles: Shape = { supported_role_settings: "value" };
const slack: Shape = { supported_channel_types: "value", ...roles };

/**
 * What each type of management policy may hold (Organizations User Guide, the syntax page of each type, read 2026-11-30). Of Security Hub
 * CSPM's nothing is said here.
 */
const shapes: Readonly<Record<string, Shape>> = {
    AISERVICES_OPT_OUT_POLICY: { services: { "*": { opt_out_policy: "value" } } },
    BACKUP_POLICY: {
        plans: {
            "*": {
                regions: "value",
                rules: {
                    "*": {
                        schedule_expression: "value",
                        schedule_expression_timezone: "value",
                        target_backup_vault_name: "value",
                        target_logically_air_gapped_backup_vault_arn: "value",
                        start_backup_window_minutes: "value",
                        complete_backup_window_minutes: "value",
                        enable_continuous_backup: "value",
                        recovery_point_tags: { "*": tag },
                        lifecycle,
                        copy_actions: { "*": { target_backup_vault_arn: "value", lifecycle } },
                        index_actions: { resource_types: "value" },
                        scan_actions: "any",
                    },
                },
                selections: { tags: { "*": { iam_role_arn: "value", ...tag, conditions: "any" } }, resources: "any" },
                advanced_backup_settings: { ec2: { windows_vss: "value", windowsvss: "value" } },
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
                        identifier: "value",
                        input_tags: "value",
                        selective_content_guarding: { system: "value", messages: "value" },
                        model_enforcement: { included_models: "value", excluded_models: "value" },
                    },
                },
            },
        },
    },
    CHATBOT_POLICY: {
        chatbot: {
            platforms: {
                slack: { ...client, workspaces: "value", default: slack, overrides: { "*": slack } },
                microsoft_teams: {
                    ...client,
                    tenants: { "*": "value" },
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
            exception_message: "value",
            vpc_block_public_access: { internet_gateway_block: { mode: "value", exclusions_allowed: "value" } },
            serial_console_access: { status: "value" },
            image_block_public_access: { state: "value" },
            allowed_images_settings: { state: "value", image_criteria: "any" },
            instance_metadata_defaults: "any",
            snapshot_block_public_access: { state: "value" },
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
    S3_POLICY: { s3_attributes: { public_access_block_configuration: "value" } },
    SECURITYHUB_POLICY: { securityhub: regions },
    TAG_POLICY: {
        tags: { "*": { ...tag, enforced_for: "value", report_required_tag_for: "value" } },
    },
    UPGRADE_ROLLOUT_POLICY: {
        upgrade_rollout: {
            default: { patch_order: "value" },
            tags: { "*": { tag_values: { "*": { patch_order: "value" } } } },
        },
    },
};

const operators = ["@@assign", "@@append", "@@remove", "@@operators_allowed_for_child_policies"];

/** Keys of a management policy that its type does not have, as far as AWS publishes them. Letter case does not count. */
export function unknownManagementKeys(
    type: string,
    document: Readonly<Record<string, unknown>>,
): readonly DocumentFault[] {
    const shape = shapes[type];
    return shape === undefined ? [] : keysBeside(shape, document, []);
}

function keysBeside(
    shape: Shape | "value" | "any",
    node: Readonly<Record<string, unknown>>,
    at: readonly (string | number)[],
): readonly DocumentFault[] {
    const known = typeof shape === "string" ? [] : Object.keys(shape).filter((key) => key !== "*");
    return Object.entries(node).flatMap(([key, value]): readonly DocumentFault[] => {
        const place = [...at, key];
        if (key.startsWith("@@"))
            return operators.includes(key.toLowerCase()) ? [] : [unknownKey(key, place, operators, "an operator")];
        if (shape === "any") return isMap(value) ? keysBeside("any", value, place) : [];
        const own = typeof shape === "string" ? undefined : known.find((each) => each === key.toLowerCase());
        const below = typeof shape === "string" ? undefined : own === undefined ? shape["*"] : shape[own];
        if (below === undefined) return [unknownKey(key, place, known, "a key")];
        return isMap(value) ? keysBeside(below, value, place) : [];
    });
}

function unknownKey(key: string, at: DocumentFault["at"], known: readonly string[], what: string): DocumentFault {
    const near = nearest(key, known);
    const cure =
        near !== undefined
            ? `did you mean ${near}?`
            : known.length === 0
              ? "give the value by @@assign, @@append or @@remove"
              : `AWS's are ${known.join(", ")}`;
    return { at, message: `${key} is not ${what} that AWS publishes for this place`, cure };
}
