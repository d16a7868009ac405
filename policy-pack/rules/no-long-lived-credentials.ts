import type { ResourceRule } from "../core/rule";

const secretsOf: Readonly<Record<string, string>> = {
    "aws:iam/accessKey:AccessKey": "an access key: its secret is in the state and never expires",
    "aws-native:iam:AccessKey": "an access key: its secret is in the state and never expires",
    "aws:iam/virtualMfaDevice:VirtualMfaDevice": "a virtual MFA device: its seed is in the state as plain text",
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential": "a service's own password: it is in the state",
};

/** Refuses resources whose secret would be in the state. */
export const noLongLivedCredentials: ResourceRule = {
    name: "no-long-lived-credentials",
    description: "No access keys, MFA seeds or passwords of services are made by a program.",
    why: "What a program makes is in its state, for whoever reads the state.",
    level: "mandatory",
    severity: "critical",
    remedy: "People take roles on with `org mfa`, CI comes in by OIDC, and each person enrols their own MFA device.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp",
    types: Object.keys(secretsOf),
    judge:
        () =>
        ({ type }, { report }) => {
            report({
                message: `${type} is ${secretsOf[type]!}`,
                cure: "take it out; use a role (docs/policy-pack.md)",
            });
        },
};
