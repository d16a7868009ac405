import type * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface KeyArgs {
    /** Description of the key. */
    readonly description: string;
    /** Key alias, `alias/…`. */
    readonly alias: string;
    readonly policy: aws.iam.PolicyDocument;
}

/** A KMS key with its alias, both protected and retained: without the key, nothing that it encrypted can be read. */
export function encryptionKey(
    name: string,
    args: KeyArgs,
    parent: pulumi.Resource,
): { readonly key: aws.kms.Key; readonly alias: aws.kms.Alias } {
    const irreversible = { parent, protect: true, retainOnDelete: true };
    const key = new aws.kms.Key(
        `${name}-key`,
        {
            description: args.description,
            enableKeyRotation: true,
            deletionWindowInDays: 30,
            policy: JSON.stringify(args.policy),
        },
        {
            ...irreversible,
            // AWS returns neither, so an imported key would always differ.
            ignoreChanges: ["bypassPolicyLockoutSafetyCheck", "deletionWindowInDays"],
        },
    );
    const alias = new aws.kms.Alias(`${name}-alias`, { name: args.alias, targetKeyId: key.id }, irreversible);
    return { key, alias };
}

/**
 * The account's IAM policies decide. Without this statement AWS refuses the key policy, since nobody could manage the
 * key.
 */
export function accountDecides({
    accountId,
    partition,
}: {
    /** 12-digit id of the account that holds the key. */
    readonly accountId: string;
    /** AWS partition, as in ARNs: `aws`, `aws-eusc`. */
    readonly partition: string;
}): aws.iam.PolicyStatement {
    return {
        Sid: "Account",
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: "kms:*",
        Resource: "*",
    };
}
