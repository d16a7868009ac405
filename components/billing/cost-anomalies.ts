import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface CostAnomaliesArgs {
    /** Name of the monitor, if AWS has none of all services yet, and of who hears of it. */
    readonly anomaliesName: string;
    /** US dollars: of anomalies that have cost less, nobody hears. */
    readonly from: number;
    /** Addresses that hear of anomalies, once a day. */
    readonly notify: readonly string[];
}

/**
 * What the organization spends unexpectedly, by AWS service: the management account's monitor sees all accounts. An account has one monitor of
 * this kind, and AWS makes it by itself where somebody has opened Cost Explorer: it is taken in by whatever name it has.
 */
export class CostAnomalies extends pulumi.ComponentResource {
    constructor(name: string, args: CostAnomaliesArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:billing:CostAnomalies", name, {}, opts);
        const monitor = new aws.costexplorer.AnomalyMonitor(
            `${name}-monitor`,
            { name: args.anomaliesName, monitorType: "DIMENSIONAL", monitorDimension: "SERVICE" },
            // Who else hears of it still does when the config no longer asks for it.
            { parent: this, retainOnDelete: true },
        );
        new aws.costexplorer.AnomalySubscription(
            `${name}-subscription`,
            {
                name: args.anomaliesName,
                // Single alerts go to a topic alone (Cost Explorer API, AnomalySubscription).
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
