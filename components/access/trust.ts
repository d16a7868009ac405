import type * as aws from "../aws";

/** Who may assume a role, and on what conditions. */
export interface Trust {
    /** AWS partition, as in ARNs: `aws`, `aws-eusc`. */
    readonly partition: string;
    /** `o-…`: nobody outside of this organization is let in. Absent for third parties, who are outside. */
    readonly organizationId?: string;
    /** 12-digit id of the account whose principals these are. */
    readonly accountId: string;
    /** ARNs, `*` and `?` standing for letters, of those of the account's principals who are let in. Absent: all of them. */
    readonly principalArns?: readonly string[];
    /** Greatest age of the MFA proof, in seconds. Absent: no proof is asked for. */
    readonly mfaAge?: number;
    /** What a third party must say, against the confused deputy. */
    readonly externalId?: string;
}

/**
 * The trust policy of a role, one statement for each account that is trusted.
 *
 * The principal is the account and a condition names its users or roles, because AWS rewrites the ARN of a deleted one to an
 * id, and refuses one made a moment ago (hashicorp/terraform-provider-aws#1388). `Bool`, not `BoolIfExists`: plain access
 * keys carry no MFA key at all, and must not pass (aws/aws-cdk#5793).
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
