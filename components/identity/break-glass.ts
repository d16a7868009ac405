import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { firstPassword } from "./first-password";
import { selfManagementPolicy } from "./self-management";

export interface EmergencyUser {
    /** IAM user name. */
    readonly userName: string;
    /** Earlier user names, the oldest first. */
    readonly formerNames: readonly string[];
    /**
     * Public PGP key that encrypts the first password, in base64 and not armored, or `keybase:<name>`. Default: no
     * password is created.
     */
    readonly pgpKey?: string;
}

export interface BreakGlassArgs {
    /** IAM group name. */
    readonly groupName: string;
    readonly users: readonly EmergencyUser[];
    /** 12-digit id of the management account, which has them. */
    readonly accountId: string;
    /** AWS partition, as in ARNs: `aws`, `aws-eusc`. */
    readonly partition: string;
    /** Greatest age of the MFA proof, in seconds. */
    readonly mfaAge: number;
}

/**
 * Users for an emergency in which nobody else can sign in. Their only credential is a password, encrypted for its
 * holder or set by the root user or an admin. Until MFA is proved they can only enrol a device, and the security layer
 * has an alarm on their use (docs/break-glass.md).
 */
export class BreakGlass extends pulumi.ComponentResource {
    /** First passwords by user name, encrypted, in base64; only of users with a PGP key. */
    public readonly encryptedPasswords: Readonly<Record<string, pulumi.Output<string>>>;

    constructor(name: string, args: BreakGlassArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:identity:BreakGlass", name, {}, opts);
        const child = { parent: this };
        const group = new aws.iam.Group(`${name}-group`, { name: args.groupName }, child);
        for (const [policyName, document] of Object.entries(breakGlassPolicies(args))) {
            new aws.iam.GroupPolicy(
                `${name}-${policyName}`,
                { group: group.name, name: policyName, policy: JSON.stringify(document) },
                child,
            );
        }
        const passwords: Record<string, pulumi.Output<string>> = {};
        for (const { userName, formerNames, pgpKey } of args.users) {
            const aliased = (suffix: string): Pick<pulumi.CustomResourceOptions, "aliases" | "parent"> => ({
                ...child,
                aliases: formerNames.map((former) => ({ name: `${name}-${former}${suffix}` })),
            });
            const user = new aws.iam.User(
                `${name}-${userName}`,
                // Keys and devices given in an emergency must not block the deletion. The flag must be in the state
                // before the user is destroyed.
                { name: userName, forceDestroy: true },
                aliased(""),
            );
            new aws.iam.UserGroupMembership(
                `${name}-${userName}-group`,
                { user: user.name, groups: [group.name] },
                aliased("-group"),
            );
            if (pgpKey !== undefined)
                passwords[userName] = firstPassword(
                    `${name}-${userName}-login`,
                    { userName, pgpKey },
                    { ...aliased("-login"), dependsOn: user },
                ).encryptedPassword;
        }
        this.encryptedPasswords = passwords;
        this.registerOutputs({});
    }
}

/** The inline policies of the group, by name. */
export function breakGlassPolicies({
    accountId,
    partition,
    mfaAge,
}: Pick<BreakGlassArgs, "accountId" | "partition" | "mfaAge">): Readonly<Record<string, aws.iam.PolicyDocument>> {
    return {
        administrate: emergencyPolicy(mfaAge),
        "self-management": selfManagementPolicy(accountId, partition),
    };
}

/** All actions, and not through a role: the emergency may be that the roles are broken. */
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
