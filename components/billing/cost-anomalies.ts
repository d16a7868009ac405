import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface CostAnomaliesArgs {
    /** Name of the subscription, and of the monitor if AWS has no monitor of all services yet. */
    readonly anomaliesName: string;
    /** US dollars: anomalies that cost less are not reported. */
    readonly from: number;
    /** Email addresses that get a summary of anomalies once a day. */
    readonly notify: readonly string[];
}

/**
 * Unexpected costs of the organization, by AWS service: the management account's monitor covers all accounts. An
 * account has one monitor of this kind, and AWS creates it when somebody opens Cost Explorer, so an existing one is
 * imported, whatever its name.
 */
export class CostAnomalies extends pulumi.ComponentResource {
    constructor(name: string, args: CostAnomaliesArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:billing:CostAnomalies", name, {}, opts);
        const monitor = new aws.costexplorer.AnomalyMonitor(
            `${name}-monitor`,
            { name: args.anomaliesName, monitorType: "DIMENSIONAL", monitorDimension: "SERVICE" },
            // Other subscribers keep it when the config no longer wants it.
            { parent: this, retainOnDelete: true },
        );
        new aws.costexplorer.AnomalySubscription(
            `${name}-subscription`,
            {
                name: args.anomaliesName,
                // Individual alerts can go only to an SNS topic (Cost Explorer API, AnomalySubscription).
                frequency: "DAILY",
                monitorArnLists: [monitor.arn],
                subscribers: args.notify.map((address) => ({ type: "EMAIL", address })),
                thresholdExpression: {
                    dimension: {
                        key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
                        matchOptions: ["GREATER_THAN_OR_EQUAL"],
                        values: [String(args.from)],
                    },
                },
            },
            { parent: this },
        );
        this.registerOutputs({});
    }
}
