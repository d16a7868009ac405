import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { selfManagementPolicy } from "./self-management";

export interface PeopleGroupArgs {
    /** IAM group name. */
    readonly groupName: string;
    /** 12-digit id of the account that holds it. */
    readonly accountId: string;
    /** AWS partition, `aws` outside China and GovCloud. */
    readonly partition: string;
    /** ARNs of the roles that the members may assume: those that exist, and no pattern. */
    readonly roleArns: readonly string[];
}

/** A group of people: the roles they may assume, and the care of their own users. */
export class PeopleGroup extends pulumi.ComponentResource {
    public readonly groupName: pulumi.Output<string>;

    constructor(name: string, args: PeopleGroupArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:identity:PeopleGroup", name, {}, opts);
        const group = new aws.iam.Group(`${name}-group`, { name: args.groupName }, { parent: this });
        const policies = {
            "self-management": selfManagementPolicy(args.accountId, args.partition),
            ...(args.roleArns.length === 0 ? {} : { "assume-roles": assumeRolesPolicy(args.roleArns) }),
        };
        for (const [policyName, document] of Object.entries(policies)) {
            new aws.iam.GroupPolicy(
                `${name}-${policyName}`,
                { group: group.name, name: policyName, policy: JSON.stringify(document) },
                { parent: this },
            );
        }
        this.groupName = group.name;
        this.registerOutputs({ groupName: this.groupName });
    }
}

/** Exactly the roles named. */
export function assumeRolesPolicy(roleArns: readonly string[]): aws.iam.PolicyDocument {
    return {
        Version: "2012-10-17",
        Statement: [{ Sid: "AssumeRoles", Effect: "Allow", Action: "sts:AssumeRole", Resource: [...roleArns].sort() }],
    };
}
