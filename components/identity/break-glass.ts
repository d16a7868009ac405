import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { selfManagementPolicy } from "./self-management";

export interface BreakGlassArgs {
    /** IAM group name. */
    readonly groupName: string;
    /** IAM user names. */
    readonly userNames: readonly string[];
    /** 12-digit id of the management account, which has them. */
    readonly accountId: string;
    /** AWS partition, `aws` outside China and GovCloud. */
    readonly partition: string;
    /** Greatest age of the MFA proof, in seconds. */
    readonly mfaAge: number;
}

/**
 * Users for the day on which nobody else gets in. They have no credentials until the root user or an admin gives them some, and
 * can do nothing but enrol a device until MFA is proved; their use is an alarm of the security layer (docs/access.md).
 */
export class BreakGlass extends pulumi.ComponentResource {
    constructor(name: string, args: BreakGlassArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:identity:BreakGlass", name, {}, opts);
        const child = { parent: this };
        const group = new aws.iam.Group(`${name}-group`, { name: args.groupName }, child);
        const policies = {
            administrate: emergencyPolicy(args.mfaAge),
            "self-management": selfManagementPolicy(args.accountId, args.partition),
        };
        for (const [policyName, document] of Object.entries(policies)) {
            new aws.iam.GroupPolicy(
                `${name}-${policyName}`,
                { group: group.name, name: policyName, policy: JSON.stringify(document) },
                child,
            );
        }
        for (const userName of args.userNames) {
            const user = new aws.iam.User(
                `${name}-${userName}`,
                // What was given for an emergency must not keep the user alive; it must be in state before the destroy.
                { name: userName, forceDestroy: true },
                child,
            );
            new aws.iam.UserGroupMembership(
                `${name}-${userName}-group`,
                { user: user.name, groups: [group.name] },
                child,
            );
        }
        this.registerOutputs({});
    }
}

/** Everything, and by no role: what an emergency has broken may be the roles. */
export function emergencyPolicy(mfaAge: number): aws.iam.PolicyDocument {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "EverythingWithMfa",
                Effect: "Allow",
                Action: "*",
                Resource: "*",
                Condition: {
                    Bool: { "aws:MultiFactorAuthPresent": "true" },
                    NumericLessThan: { "aws:MultiFactorAuthAge": String(mfaAge) },
                },
            },
        ],
    };
}
