import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { trailArn, type AuditTrail } from "./audit-policies";

export interface TrailLogsArgs extends AuditTrail {
    /** Log group name. */
    readonly groupName: string;
    /** Name of the role that CloudTrail writes with. */
    readonly roleName: string;
    /** ARN of the KMS key that encrypts the log group. */
    readonly keyArn: pulumi.Input<string>;
    /** Whether the account has a log group of that name already: then it is imported. Default: false. */
    readonly existing?: boolean;
}

/**
 * Where the trail writes for alarms: a log group, kept for a short time since the bucket keeps everything, and the role
 * to write with.
 */
export class TrailLogs extends pulumi.ComponentResource {
    /** A plain string, because the trail's transform cannot wait for an Output. */
    public readonly groupArn: string;
    public readonly roleArn: string;
    public readonly groupName: pulumi.Output<string>;

    constructor(name: string, args: TrailLogsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:TrailLogs", name, {}, opts);
        const { partition, region, accountId } = args;
        this.groupArn = `arn:${partition}:logs:${region}:${accountId}:log-group:${args.groupName}`;
        this.roleArn = `arn:${partition}:iam::${accountId}:role/${args.roleName}`;
        const group = new aws.cloudwatch.LogGroup(
            `${name}-group`,
            { name: args.groupName, retentionInDays: 30, kmsKeyId: args.keyArn },
            { parent: this, ...(args.existing === true ? { import: args.groupName } : {}) },
        );
        const role = new aws.iam.Role(
            `${name}-role`,
            {
                name: args.roleName,
                description: "CloudTrail writes the organization's events for alarms",
                assumeRolePolicy: JSON.stringify(writerTrust(args)),
            },
            { parent: this },
        );
        new aws.iam.RolePolicy(
            `${name}-write`,
            { role: role.name, name: "write", policy: JSON.stringify(writerPolicy(this.groupArn)) },
            { parent: this },
        );
        this.groupName = group.name;
        this.registerOutputs({ groupName: this.groupName });
    }
}

function writerTrust(args: AuditTrail): aws.iam.PolicyDocument {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "CloudTrail",
                Effect: "Allow",
                Principal: { Service: "cloudtrail.amazonaws.com" },
                Action: "sts:AssumeRole",
                Condition: { StringEquals: { "aws:SourceArn": trailArn(args) } },
            },
        ],
    };
}

function writerPolicy(groupArn: string): aws.iam.PolicyDocument {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "Write",
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                Resource: `${groupArn}:log-stream:*`,
            },
        ],
    };
}
