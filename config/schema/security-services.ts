import {
    guardDutyAgents,
    guardDutyPlans,
    inspectorScans,
    recordingFrequencies,
    securityHubStandards,
} from "../aws-facts/security-services";
import { flag, listOf, oneOf, service, shape } from "./structure";
import { matching, text } from "./text";

/** `audit` of the management config: AWS's services that watch all accounts. */
export const securityServicesSchema = shape(
    "AWS's services that watch all accounts, administered by the account `security` in each of `regions`. Each costs money (docs/costs.md). What is switched on stays on: docs/security-services.md. Default: none.",
    "{ guardduty: true }",
    {
        config: service(
            "AWS Config: what resources there are and how they change, in all accounts, by each account's own stack.",
            "{ frequency: daily }",
            {
                frequency: oneOf(
                    "How often recorders record. Default: continuous; recorders made by hand go on as they do.",
                    recordingFrequencies,
                ).optional(),
            },
        ).optional(),
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
        inspector: service("Inspector: vulnerabilities, in all accounts.", "{ scans: [EC2, ECR] }", {
            scans: listOf(
                "What is scanned. What is scanned at AWS already goes on. Default: [EC2, ECR, LAMBDA].",
                "[EC2, ECR]",
                oneOf("A kind of resources. LAMBDA_CODE needs LAMBDA.", inspectorScans),
            ).optional(),
        }).optional(),
        macie: flag("Macie: sensitive data in buckets, of all accounts.", false).optional(),
        securityHub: service(
            "Security Hub: standards that all accounts are held against, and findings of all regions in the home region.",
            "{ standards: [cis-aws-foundations-benchmark/v/5.0.0] }",
            {
                standards: listOf(
                    "Standards that are on in all accounts, and no other but those that a policy for all accounts had before. Default: [aws-foundational-security-best-practices/v/1.0.0].",
                    "[cis-aws-foundations-benchmark/v/5.0.0]",
                    text(
                        {
                            description: "The end of a standard's ARN.",
                            example: "cis-aws-foundations-benchmark/v/5.0.0",
                            pattern: "^[a-z0-9-]+/v/[0-9]+(\\.[0-9]+)+$",
                        },
                        matching(
                            /^[a-z0-9-]+\/v\/\d+(?:\.\d+)+$/u,
                            "is not the end of a standard's ARN",
                            `write one of ${securityHubStandards.join(", ")}`,
                        ),
                    ),
                ).optional(),
                overwrite: flag(
                    "Whether accounts that have Security Hub's settings of their own (local configuration) may lose them, in the run that sets them for all. Such a run is refused.",
                    false,
                ).optional(),
            },
        ).optional(),
    },
);
