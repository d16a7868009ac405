import type * as aws from "../aws";

/** What a user may do before a code is given: enrol a device, change the first password, and open a session with the code. */
const beforeMfa = [
    "iam:ChangePassword",
    "iam:CreateVirtualMFADevice",
    "iam:EnableMFADevice",
    "iam:GetAccountPasswordPolicy",
    "iam:GetUser",
    "iam:ListMFADevices",
    "iam:ListVirtualMFADevices",
    "iam:ResyncMFADevice",
    "sts:GetSessionToken",
];

/** What a user may do to the own user once MFA is proved. */
const ownUser = [
    "iam:ChangePassword",
    "iam:DeactivateMFADevice",
    "iam:EnableMFADevice",
    "iam:GetLoginProfile",
    "iam:GetUser",
    "iam:ListAccessKeys",
    "iam:ListMFADevices",
    "iam:ResyncMFADevice",
    "iam:CreateAccessKey",
    "iam:DeleteAccessKey",
    "iam:UpdateAccessKey",
    "iam:GetAccessKeyLastUsed",
];

/** What gives a user a device: IAM takes several a user, and whoever has enrolled one has MFA. */
const enrolling = ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice"];

/**
 * Lets people look after their own user, and denies everything but enrolling MFA until they have proved it.
 *
 * The denial uses `BoolIfExists`: with plain access keys the key is absent, and `Bool` would never deny (IAM user guide,
 * "AWS: Allows MFA-authenticated IAM users to manage their own credentials"). A first device is enrolled in the console, whose
 * sessions carry the key as false. With an access key alone nobody enrols one: the key may be a thief's, and its user may have a
 * device already. IAM itself refuses what GetSessionToken makes of a key without a code (STS API, GetSessionToken).
 */
export function selfManagementPolicy(accountId: string, partition: string): aws.iam.PolicyDocument {
    const iam = `arn:${partition}:iam::${accountId}`;
    const self = [`${iam}:user/\${aws:username}`, `${iam}:mfa/*`];
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "SeeTheAccount",
                Effect: "Allow",
                Action: ["iam:GetAccountPasswordPolicy", "iam:ListVirtualMFADevices"],
                Resource: "*",
            },
            { Sid: "OwnUser", Effect: "Allow", Action: [...ownUser].sort(), Resource: self[0] },
            {
                Sid: "OwnDevice",
                Effect: "Allow",
                Action: ["iam:CreateVirtualMFADevice", "iam:DeleteVirtualMFADevice"],
                Resource: self[1],
            },
            {
                Sid: "NothingWithoutMfa",
                Effect: "Deny",
                NotAction: beforeMfa,
                Resource: "*",
                Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
            },
            {
                Sid: "NoDeviceByKeyAlone",
                Effect: "Deny",
                Action: enrolling,
                Resource: "*",
                Condition: { Null: { "aws:MultiFactorAuthPresent": "true" } },
            },
        ],
    };
}
