import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface MemberAccessRoleArgs {
    /** Role name; AWS's default for the role that it makes in member accounts is OrganizationAccountAccessRole. */
    readonly roleName: string;
    /** Who may assume it (components/access/trust): named principals of the management account. */
    readonly trust: aws.iam.PolicyDocument;
}

/**
 * The administrators' role in a member account, which AWS made with the account, open to all of the management account, or
 * which an invited account was given by hand. It is taken in, and only its trust is managed: it is the way in.
 */
export class MemberAccessRole extends pulumi.ComponentResource {
    public readonly roleArn: pulumi.Output<string>;

    constructor(name: string, args: MemberAccessRoleArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:access:MemberAccessRole", name, {}, opts);
        const role = new aws.iam.Role(
            `${name}-role`,
            { name: args.roleName, assumeRolePolicy: JSON.stringify(args.trust) },
            {
                parent: this,
                // Without it no later run can enter the account.
                protect: true,
                retainOnDelete: true,
                import: args.roleName,
                // As AWS or the account's owner made it: an import that differs fails (pulumi/pulumi#5878).
                ignoreChanges: ["description", "maxSessionDuration", "path", "permissionsBoundary", "tags"],
            },
        );
        this.roleArn = role.arn;
        this.registerOutputs({ roleArn: this.roleArn });
    }
}
