import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

/** An account's alias, by which its sign-in page is found. */
export interface AliasArgs {
    /** 3–63 of `[a-z0-9-]`, unique in all of AWS. */
    readonly name: string;
    /** Whether the account keeps the alias that it has, should it be another one. */
    readonly stays: boolean;
}

export interface AccountBaselineArgs {
    /** Absent for none. */
    readonly alias?: AliasArgs | undefined;
    /** Governed regions, in each of which new EBS volumes are encrypted. */
    readonly regions: readonly string[];
}

/** What every account has: an alias as a rule, a password policy, no public buckets, and encrypted volumes. */
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
            {
                // CIS AWS Foundations: 14 characters, 24 remembered; no expiry and no composition rules since v1.4.
                minimumPasswordLength: 14,
                passwordReusePrevention: 24,
                allowUsersToChangePassword: true,
                hardExpiry: false,
            },
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
