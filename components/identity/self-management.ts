import type * as aws from "../aws";

/**
 * What a user may do before MFA is proved: enrol a device, change the first password, and open a session with a code.
 */
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

/** What users may do with their own user once MFA is proved. */
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

/** What enrols a device. IAM allows several for a user, and whoever has enrolled one has MFA. */
const enrolling = ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice"];

/**
 * Lets people manage their own user, and until they have proved MFA denies everything but enrolling a device.
 *
 * The denial uses `BoolIfExists`: requests with plain access keys have no MFA key, so `Bool` would never deny (IAM user
 * guide, "AWS: Allows MFA-authenticated IAM users to manage their own credentials"). A first device is enrolled in the
 * console, whose sessions have the key with the value false. With an access key alone nobody can enrol a device: the
 * key may be stolen, and its user may have a device already. IAM itself refuses sessions from GetSessionToken without a
 * code (STS API, GetSessionToken).
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
