import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { alarmPatterns, type AlarmSubjects } from "./alarm-patterns";

export interface AuditAlarmsArgs extends AlarmSubjects {
    /** Name of the log group that the trail writes to. */
    readonly logGroupName: pulumi.Input<string>;
    /** Prefix of the alarms' names, the company's short name. */
    readonly prefix: string;
    /** The group's address. Its owner must confirm the subscription by the link in AWS's mail. */
    readonly email: string;
    /** ARN of the KMS key that encrypts the topic. */
    readonly keyArn: pulumi.Input<string>;
}

/** Alarms on events that somebody must know about: a mail within five minutes of the event. */
export class AuditAlarms extends pulumi.ComponentResource {
    public readonly topicArn: pulumi.Output<string>;

    constructor(name: string, args: AuditAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:AuditAlarms", name, {}, opts);
        const child = { parent: this };
        const topic = new aws.sns.Topic(
            `${name}-topic`,
            { name: `${args.prefix}-security-alarms`, kmsMasterKeyId: args.keyArn },
            child,
        );
        new aws.sns.TopicSubscription(
            `${name}-email`,
            { topic: topic.arn, protocol: "email", endpoint: args.email },
            child,
        );
        for (const [alarm, pattern] of Object.entries(alarmPatterns(args))) {
            const metric = { name: `${args.prefix}-${alarm}`, namespace: "AuditAlarms" };
            new aws.cloudwatch.LogMetricFilter(
                `${name}-${alarm}-filter`,
                {
                    name: metric.name,
                    logGroupName: args.logGroupName,
                    pattern,
                    metricTransformation: { ...metric, value: "1" },
                },
                child,
            );
            new aws.cloudwatch.MetricAlarm(
                `${name}-${alarm}-alarm`,
                {
                    name: metric.name,
                    metricName: metric.name,
                    namespace: metric.namespace,
                    statistic: "Sum",
                    period: 300,
                    evaluationPeriods: 1,
                    threshold: 1,
                    comparisonOperator: "GreaterThanOrEqualToThreshold",
                    treatMissingData: "notBreaching",
                    alarmActions: [topic.arn],
                },
                child,
            );
        }
        this.topicArn = topic.arn;
        this.registerOutputs({ topicArn: this.topicArn });
    }
}
