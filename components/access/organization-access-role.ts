import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { trustPolicy } from "./trust";

export interface OrganizationAccessRoleArgs {
    /** 12-digit id of the management account, where the role is and whose admins may assume it. */
    readonly accountId: string;
    /** AWS partition, as in ARNs: `aws`, `aws-eusc`. */
    readonly partition: string;
    /** Role name; AWS's default for the role that it makes in member accounts is OrganizationAccountAccessRole. */
    readonly roleName: string;
    /** IAM user names of the organization's admins, who alone may assume it. */
    readonly admins: readonly string[];
    /** Greatest age of the MFA proof, in seconds. */
    readonly mfaAge: number;
    /** Longest session, in seconds (3600–43200). */
    readonly maxSession: number;
}

/**
 * The cross-account admin role in the management account. AWS makes it in every account that the organization creates, and
 * none in the management account.
 */
export class OrganizationAccessRole extends pulumi.ComponentResource {
    public readonly roleArn: pulumi.Output<string>;

    constructor(name: string, args: OrganizationAccessRoleArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:access:OrganizationAccessRole", name, {}, opts);
        const irreversible = { parent: this, protect: true, retainOnDelete: true };
        const role = new aws.iam.Role(
            `${name}-role`,
            {
                name: args.roleName,
                description: "Administers the whole organization; assumed by its admins with MFA",
                assumeRolePolicy: JSON.stringify(adminTrust(args)),
                maxSessionDuration: args.maxSession,
            },
            irreversible,
        );
        new aws.iam.RolePolicyAttachment(
            `${name}-administrator`,
            { role: role.name, policyArn: `arn:${args.partition}:iam::aws:policy/AdministratorAccess` },
            irreversible,
        );
        this.roleArn = role.arn;
        this.registerOutputs({ roleArn: this.roleArn });
    }
}

/** Who may assume the role: named admins, with MFA proved and recent. */
export function adminTrust(
    args: Pick<OrganizationAccessRoleArgs, "accountId" | "partition" | "admins" | "mfaAge">,
): aws.iam.PolicyDocument {
    const { accountId, partition, admins, mfaAge } = args;
    const principalArns = admins.map((admin) => `arn:${partition}:iam::${accountId}:user/${admin}`);
    return trustPolicy("AdminsWithMfa", [{ partition, accountId, principalArns, mfaAge }]);
}
