import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

/** An account's alias, which is part of the address of its sign-in page. */
export interface AliasArgs {
    /** 3–63 of `[a-z0-9-]`, unique in all of AWS. */
    readonly name: string;
    /** Whether an account that has another alias keeps that one. */
    readonly stays: boolean;
}

/** Rules for the passwords of an account's IAM users. */
export interface PasswordPolicyArgs {
    readonly minimumPasswordLength: number;
    /** How many earlier passwords are refused. */
    readonly passwordReusePrevention: number;
    readonly allowUsersToChangePassword: boolean;
    /** Whether an administrator must reset a password that has expired. */
    readonly hardExpiry: boolean;
    /** Days. Absent: passwords do not expire. */
    readonly maxPasswordAge?: number;
    readonly requireLowercaseCharacters?: boolean;
    readonly requireNumbers?: boolean;
    readonly requireSymbols?: boolean;
    readonly requireUppercaseCharacters?: boolean;
}

/**
 * CIS AWS Foundations: at least 14 characters, 24 remembered passwords; since v1.4 no expiry and no rules about kinds
 * of characters.
 */
export const passwordPolicy: PasswordPolicyArgs = {
    minimumPasswordLength: 14,
    passwordReusePrevention: 24,
    allowUsersToChangePassword: true,
    hardExpiry: false,
};

export interface AccountBaselineArgs {
    /** Default: none. */
    readonly alias?: AliasArgs | undefined;
    /** Default: `passwordPolicy`. */
    readonly passwordPolicy?: PasswordPolicyArgs;
    /** Governed regions, in each of which new EBS volumes are encrypted. */
    readonly regions: readonly string[];
}

/** What every account has: usually an alias, a password policy, no public buckets, and encrypted volumes. */
export class AccountBaseline extends pulumi.ComponentResource {
    constructor(name: string, args: AccountBaselineArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:account:AccountBaseline", name, {}, opts);
        const child = { parent: this };
        if (args.alias !== undefined) {
            const { name: accountAlias, stays } = args.alias;
            new aws.iam.AccountAlias(
                `${name}-alias`,
                { accountAlias },
                { ...child, ...(stays ? { ignoreChanges: ["accountAlias"] } : {}) },
            );
        }
        new aws.iam.AccountPasswordPolicy(
            `${name}-password-policy`,
            { ...(args.passwordPolicy ?? passwordPolicy) },
            child,
        );
        new aws.s3.AccountPublicAccessBlock(
            `${name}-public-access`,
            { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
            child,
        );
        for (const region of args.regions) {
            new aws.ebs.EncryptionByDefault(
                `${name}-ebs-encryption-${region}`,
                { enabled: true, region: region as aws.Region },
                child,
            );
        }
        this.registerOutputs({});
    }
}
