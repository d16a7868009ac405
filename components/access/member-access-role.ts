import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface MemberAccessRoleArgs {
    /** Role name; AWS's default for the role that it makes in member accounts is OrganizationAccountAccessRole. */
    readonly roleName: string;
    /** Who may assume it (components/access/trust): named principals of the management account. */
    readonly trust: aws.iam.PolicyDocument;
}

/**
 * The administrators' role in a member account. AWS created it with the account, open to the whole management account;
 * an invited account's owner created it by hand. It is imported, and only its trust policy is managed, since it is the
 * way into the account.
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
                // These stay as AWS or the account's owner set them: an import with a difference fails
                // (pulumi/pulumi#5878).
                ignoreChanges: ["description", "maxSessionDuration", "path", "permissionsBoundary", "tags"],
            },
        );
        this.roleArn = role.arn;
        this.registerOutputs({ roleArn: this.roleArn });
    }
}
