import * as z from "zod";
import { guardDutyAgents, guardDutyPlans } from "../aws-facts/security-services";
import { expecting, listOf, oneOf, shape } from "./structure";

/** A service that `true` switches on, or a map with more to say of it. */
function service<T extends z.ZodRawShape>(
    description: string,
    example: string,
    fields: T,
): z.ZodUnion<readonly [z.ZodBoolean, z.ZodObject<T, z.core.$strict>]> {
    return z
        .union([z.boolean(), shape("The service, with settings.", example, fields)], {
            error: expecting("boolean or map", example),
        })
        .meta({ description: `${description} Default: false.`, examples: [example] });
}

/** `audit` of the management config: services of AWS's that watch all accounts. */
export const securityServicesSchema = shape(
    "AWS's services that watch all accounts, administered by the account `security` in each of `regions`. Each costs money (docs/costs.md). What is switched on stays on: docs/security-services.md. Default: none.",
    "{ guardduty: true }",
    {
        guardduty: service("GuardDuty: threats, of all accounts.", "{ plans: [S3_DATA_EVENTS] }", {
            plans: listOf(
                "Protection plans beside the foundational one. Those that are on at AWS stay on. Default: none.",
                "[S3_DATA_EVENTS]",
                oneOf("A protection plan.", guardDutyPlans),
            ).optional(),
            agents: listOf(
                "Agents that GuardDuty installs for RUNTIME_MONITORING, by itself. Default: none.",
                "[EC2_AGENT_MANAGEMENT]",
                oneOf("An agent.", guardDutyAgents),
            ).optional(),
        }).optional(),
    },
);
