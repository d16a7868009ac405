import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { keyedChild } from "../keyed-child";

/** A group that gets the permission set in an account. */
export interface Assignment {
    /** Name of the group, then its earlier names. */
    readonly group: [name: string, ...former: string[]];
    /** Key of the account, then its earlier keys. */
    readonly account: [key: string, ...former: string[]];
    /** The group's id in the identity store. */
    readonly groupId: pulumi.Input<string>;
    /** 12 digits. */
    readonly accountId: pulumi.Input<string>;
}

export interface AssignmentsArgs {
    /** ARN of the Identity Center instance. */
    readonly instanceArn: string;
    readonly permissionSetArn: pulumi.Input<string>;
    readonly assignments: readonly Assignment[];
}

/**
 * The assignments of a permission set to groups in accounts. One after another: the API returns ConflictException if
 * many come at once (hashicorp/terraform-provider-aws#35646).
 */
export class Assignments extends pulumi.ComponentResource {
    constructor(name: string, args: AssignmentsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:identity-center:Assignments", name, {}, opts);
        let before: pulumi.Resource | undefined;
        for (const { group, account, groupId, accountId } of args.assignments) {
            const child = keyedChild(name, group, account);
            before = new aws.ssoadmin.AccountAssignment(
                child.name,
                {
                    instanceArn: args.instanceArn,
                    permissionSetArn: args.permissionSetArn,
                    principalId: groupId,
                    principalType: "GROUP",
                    targetId: accountId,
                    targetType: "AWS_ACCOUNT",
                },
                { parent: this, ...child.opts, ...(before === undefined ? {} : { dependsOn: before }) },
            );
        }
        this.registerOutputs({});
    }
}
