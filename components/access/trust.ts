import type * as aws from "../aws";

/** Who may assume a role, and on what conditions. */
export interface Trust {
    /** AWS partition, as in ARNs: `aws`, `aws-eusc`. */
    readonly partition: string;
    /**
     * `o-…`: only principals of this organization may assume the role. Default: no such condition, as for third
     * parties.
     */
    readonly organizationId?: string;
    /** 12-digit id of the account whose principals these are. */
    readonly accountId: string;
    /**
     * ARNs of those principals of the account that may assume the role; `*` and `?` are wildcards. Default: all of
     * them.
     */
    readonly principalArns?: readonly string[];
    /** Greatest age of the MFA proof, in seconds. Default: no MFA is required. */
    readonly mfaAge?: number;
    /**
     * External id that a third party must send, against the confused deputy (IAM user guide, "The confused deputy
     * problem"). Default: none.
     */
    readonly externalId?: string;
}

/**
 * The trust policy of a role, with one statement for each trusted account.
 *
 * The principal is the account, and a condition names its users or roles: AWS replaces the ARN of a deleted user or
 * role by an id, and refuses the ARN of one that was created a moment ago (hashicorp/terraform-provider-aws#1388).
 * `Bool`, not `BoolIfExists`: requests with plain access keys have no MFA key at all, and must not pass
 * (aws/aws-cdk#5793).
 */
export function trustPolicy(sid: string, trusts: readonly Trust[]): aws.iam.PolicyDocument {
    return {
        Version: "2012-10-17",
        Statement: trusts.map((trust, index) => ({
            Sid: index === 0 ? sid : `${sid}${index + 1}`,
            Effect: "Allow" as const,
            Principal: { AWS: `arn:${trust.partition}:iam::${trust.accountId}:root` },
            Action: "sts:AssumeRole",
            ...conditionsOf(trust),
        })),
    };
}

type Conditions = Record<string, Record<string, string | string[]>>;

function conditionsOf({ organizationId, principalArns, mfaAge, externalId }: Trust): { Condition?: Conditions } {
    const equals = {
        ...(organizationId === undefined ? {} : { "aws:PrincipalOrgID": organizationId }),
        ...(externalId === undefined ? {} : { "sts:ExternalId": externalId }),
    };
    const condition: Conditions = {
        ...(principalArns === undefined ? {} : { ArnLike: { "aws:PrincipalArn": [...principalArns].sort() } }),
        ...(Object.keys(equals).length === 0 ? {} : { StringEquals: equals }),
        ...(mfaAge === undefined
            ? {}
            : {
                  Bool: { "aws:MultiFactorAuthPresent": "true" },
                  NumericLessThan: { "aws:MultiFactorAuthAge": String(mfaAge) },
              }),
    };
    return Object.keys(condition).length === 0 ? {} : { Condition: condition };
}
