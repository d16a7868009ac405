import type { Facts } from "../../../policy-pack/core/facts";
import { expiredPgpKey, secretPgpKey, testPgpKey } from "../../support/pgp-key";
import type { Given } from "./judge";

/** A rule's verdict on resources, in the order in which the engine would register them. */
export interface Sample {
    readonly title: string;
    readonly resources: readonly Given[];
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly facts?: Partial<Facts>;
    /** One expression for each violation; none: the rule passes. */
    readonly violations: readonly RegExp[];
}

const account = "aws:organizations/account:Account";
const organization = "aws:organizations/organization:Organization";
const role = "aws:iam/role:Role";
const bucket = "aws:s3/bucket:Bucket";
const safe = { protect: true, ignoreChanges: ["roleName", "iamUserAccessToBilling"] };

const accountWith = (email: unknown, name = "apps-prd"): Given => ({
    type: account,
    name,
    props: { name, email },
    opts: safe,
});
const trust = (statement: object, provider?: Readonly<Record<string, unknown>>): Given => ({
    type: role,
    props: {
        assumeRolePolicy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Sid: "Trust", Effect: "Allow", Action: "sts:AssumeRole", ...statement }],
        }),
    },
    ...(provider === undefined ? {} : { provider }),
});
const root = (id: string): object => ({ Principal: { AWS: `arn:aws:iam::${id}:root` } });
const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
const age = { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } };
const within = { StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } };
const newAccessRole: Given = {
    ...trust(root("111111111111")),
    name: "access-role",
    parent: "aws-organization:access:MemberAccessRole",
};
const dayZero = (principals: readonly string[]): object => ({
    ...within,
    ArnLike: { "aws:PrincipalArn": principals.map((each) => `arn:aws:iam::111111111111:${each}`) },
});
const scp = (statement: object, more: object = {}): Given => ({
    type: "aws:organizations/policy:Policy",
    props: {
        type: "SERVICE_CONTROL_POLICY",
        content: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Sid: "Deny", Effect: "Deny", Resource: "*", ...statement }],
        }),
        ...more,
    },
});
const exempting = {
    Condition: { ArnNotLike: { "aws:PrincipalArn": ["arn:*:iam::*:role/OrganizationAccountAccessRole"] } },
};
const login = (pgpKey: string, ignoreChanges: readonly string[] = []): Given => ({
    type: "aws:iam/userLoginProfile:UserLoginProfile",
    props: { pgpKey },
    opts: { ignoreChanges: [...ignoreChanges] },
});
const github = (condition: object): Given =>
    trust({
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com" },
        Condition: condition,
    });
const sub = "token.actions.githubusercontent.com:sub";
const aud = "token.actions.githubusercontent.com:aud";

const beside = (type: string, props: Readonly<Record<string, unknown>> = {}): Given => ({ type, name: type, props });
const companions = (dependencies: Readonly<Record<string, readonly string[]>>): readonly Given[] =>
    [
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "aws:s3/bucketVersioning:BucketVersioning",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    ].map((type) => ({ ...beside(type), dependencies }));

/** What each rule reports, by its name. The first sample with a violation is also judged with unknown and with secret values. */
export const samples: Readonly<Record<string, readonly Sample[]>> = {
    "no-personal-emails": [
        { title: "a group's alias", resources: [accountWith("aws+apps-prd@acme.example")], violations: [] },
        {
            title: "a domain of three labels, hyphens",
            resources: [accountWith("cloud-team@emea.acme.co.uk")],
            violations: [],
        },
        {
            title: "free mail",
            resources: [accountWith("ada@gmail.com")],
            violations: [/"ada@gmail.com" is a personal mailbox: gmail.com .+ → use a group/],
        },
        {
            title: "free mail of the native provider",
            resources: [{ type: "aws-native:organizations:Account", props: { email: "ada@gmail.com" } }],
            violations: [/is a personal mailbox/],
        },
        { title: "throw-away mail", resources: [accountWith("aws@mailinator.com")], violations: [/throw-away mail/] },
        {
            title: "what AWS refuses",
            resources: [accountWith("a b@acme.example")],
            violations: [/holds a blank before the @/],
        },
        {
            title: "65 characters",
            resources: [accountWith(`aws+${"x".repeat(48)}@acme.example`)],
            violations: [/65 characters/],
        },
        {
            title: "a company's domain that a list names, said to be its own (C25a)",
            resources: [accountWith("aws@mailinator.com"), accountWith("aws@gmail.com", "other")],
            settings: { ownedDomains: ["mailinator.com"] },
            violations: [/gmail.com/],
        },
        {
            title: "the mailbox of an admin, with and without a tag (C25b, C25c)",
            resources: [
                accountWith("ada.lovelace@acme.example"),
                accountWith("ada.lovelace+aws@acme.example", "other"),
            ],
            facts: { people: [{ name: "ada.lovelace", where: "admins" }] },
            violations: [/mailbox of ada.lovelace, a person named in admins/, /mailbox of ada.lovelace/],
        },
        {
            title: "the same with people of the policy config",
            resources: [accountWith("ada.lovelace@acme.example")],
            settings: { people: ["ada.lovelace"] },
            violations: [/mailbox of ada.lovelace/],
        },
        {
            title: "a contact",
            resources: [
                { type: "aws:account/alternativeContact:AlternativeContact", props: { emailAddress: "ada@gmail.com" } },
            ],
            violations: [/emailAddress "ada@gmail.com" is a personal mailbox/],
        },
        {
            title: "a user of Identity Center, not asked for",
            resources: [{ type: "aws:identitystore/user:User", props: { emails: { value: "ada@gmail.com" } } }],
            violations: [],
        },
        {
            title: "a user of Identity Center, asked for; a person's own mailbox is right",
            resources: ["ada@gmail.com", "ada.lovelace@acme.example"].map((value) => ({
                type: "aws:identitystore/user:User",
                props: { emails: { value } },
            })),
            settings: { identityCenterUsers: true },
            facts: { people: [{ name: "ada.lovelace", where: "admins" }] },
            violations: [/emails.value "ada@gmail.com"/],
        },
    ],
    "account-emails-are-group-aliases": [
        {
            title: "an address of its own",
            resources: [accountWith("apps@acme.example")],
            facts: { group: "aws@acme.example" },
            violations: [
                /"apps@acme.example" is not an alias of the group aws@acme.example → use an alias, as in aws\+<account>@acme.example/,
            ],
        },
        {
            title: "an alias, in other letter case",
            resources: [accountWith("AWS+apps-prd@ACME.example")],
            facts: { group: "aws@acme.example" },
            violations: [],
        },
        {
            title: "a group that has a + itself",
            resources: [accountWith("it+aws-apps@acme.example"), accountWith("it+apps@acme.example")],
            facts: { group: "it+aws@acme.example" },
            violations: [/it\+apps@/],
        },
        {
            title: "the group itself, of the management account",
            resources: [accountWith("aws@acme.example")],
            facts: { group: "aws@acme.example" },
            violations: [],
        },
        {
            title: "an account that existed, and another",
            resources: [accountWith("billing@acme.example"), accountWith("x@acme.example")],
            facts: { group: "aws@acme.example", existingEmails: ["Billing@acme.example"] },
            violations: [/"x@acme/],
        },
        {
            title: "a group of the policy config, before the stack's",
            resources: [accountWith("it+a@acme.example")],
            settings: { group: "it@acme.example" },
            facts: { group: "aws@acme.example" },
            violations: [],
        },
        { title: "no group known", resources: [accountWith("apps@acme.example")], violations: [] },
    ],
    "account-emails-are-unique": [
        {
            title: "one address for two",
            resources: [accountWith("aws+a@acme.example", "a"), accountWith("AWS+A@acme.example", "b")],
            violations: [/"AWS\+A@acme.example" is that of a too/],
        },
        {
            title: "two addresses, one account looked at twice",
            resources: [
                accountWith("aws+a@acme.example", "a"),
                accountWith("aws+a@acme.example", "a"),
                accountWith("aws+b@acme.example", "b"),
            ],
            violations: [],
        },
    ],
    "irreversible-is-protected": [
        {
            title: "none is",
            resources: [
                accountWith("a@acme.example"),
                { type: organization },
                { type: "aws:organizations/organizationalUnit:OrganizationalUnit" },
            ].map((each) => ({ ...each, opts: {} })),
            violations: [
                /Account is not protected/,
                /Organization is not protected/,
                /OrganizationalUnit is not protected/,
            ],
        },
        {
            title: "all are",
            resources: [accountWith("a@acme.example"), { type: organization, opts: safe }],
            violations: [],
        },
    ],
    "accounts-are-not-closed": [
        {
            title: "closed on deletion",
            resources: [{ type: account, props: { closeOnDeletion: true } }],
            violations: [/closeOnDeletion is true/],
        },
        {
            title: "not closed, or nothing said",
            resources: [{ type: account, props: { closeOnDeletion: false } }, { type: account }],
            violations: [],
        },
    ],
    "accounts-are-not-replaced": [
        {
            title: "nothing ignored, not protected",
            resources: [{ type: account }],
            violations: [/roleName and iamUserAccessToBilling/, /not protected/],
        },
        {
            title: "one ignored",
            resources: [{ type: account, opts: { protect: true, ignoreChanges: ["roleName"] } }],
            violations: [/in iamUserAccessToBilling/],
        },
        {
            title: "deleted before it is replaced",
            resources: [{ type: account, opts: { ...safe, deleteBeforeReplace: true } }],
            violations: [/deleteBeforeReplace/],
        },
        {
            title: "as it should be; all ignored",
            resources: [
                { type: account, opts: safe },
                { type: account, opts: { protect: true, ignoreChanges: ["*"] } },
            ],
            violations: [],
        },
    ],
    "service-access-does-not-shrink": [
        {
            title: "one is missing",
            resources: [{ type: organization, props: { awsServiceAccessPrincipals: ["cloudtrail.amazonaws.com"] } }],
            facts: { services: ["cloudtrail.amazonaws.com", "sso.amazonaws.com"] },
            violations: [/lacks sso.amazonaws.com: trusted access would be switched off/],
        },
        {
            title: "no list at all",
            resources: [{ type: organization }],
            settings: { services: ["sso.amazonaws.com"] },
            violations: [/lacks sso/],
        },
        {
            title: "all there, and more",
            resources: [
                {
                    type: organization,
                    props: { awsServiceAccessPrincipals: ["cloudtrail.amazonaws.com", "sso.amazonaws.com"] },
                },
            ],
            facts: { services: ["sso.amazonaws.com"] },
            violations: [],
        },
        {
            title: "the list is ignored",
            resources: [{ type: organization, opts: { ignoreChanges: ["awsServiceAccessPrincipals"] } }],
            facts: { services: ["sso.amazonaws.com"] },
            violations: [],
        },
        {
            title: "a service given up on purpose",
            resources: [{ type: organization, props: { awsServiceAccessPrincipals: [] } }],
            settings: { services: [] },
            facts: { services: ["sso.amazonaws.com"] },
            violations: [],
        },
    ],
    "service-control-policies-spare-the-access-role": [
        {
            title: "denies all",
            resources: [scp({ Action: "*" })],
            violations: [/Deny denies OrganizationAccountAccessRole iam:GetRole, iam:UpdateAssumeRolePolicy/],
        },
        {
            title: "denies iam:* and has no type",
            resources: [scp({ Action: ["iam:*"] }, { type: null })],
            violations: [/iam:CreateRole/],
        },
        {
            title: "denies all but some",
            resources: [scp({ NotAction: ["sts:*", "s3:*"] })],
            violations: [/iam:GetRole/],
        },
        {
            title: "denies those without MFA, which a role's session never has",
            resources: [scp({ Action: "*", Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } })],
            violations: [/denies/],
        },
        {
            title: "denies a role of another partition of AWS by its ARN",
            resources: [
                scp({
                    Action: "*",
                    Condition: {
                        ArnLike: { "aws:PrincipalArn": "arn:aws-eusc:iam::*:role/OrganizationAccountAccessRole" },
                    },
                }),
            ],
            violations: [/denies/],
        },
        {
            title: "exempts another role",
            resources: [
                scp({ Action: "*", Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:*:iam::*:role/Other" } } }),
            ],
            violations: [/denies/],
        },
        { title: "exempts the role", resources: [scp({ Action: "*", ...exempting })], violations: [] },
        {
            title: "exempts the role that another company names",
            resources: [scp({ Action: "*", ...exempting })],
            settings: { roles: ["org-admin"] },
            violations: [/denies org-admin/],
        },
        {
            title: "denies the root user",
            resources: [
                scp({
                    Action: "*",
                    Condition: {
                        ArnLike: { "aws:PrincipalArn": "arn:*:iam::*:root" },
                        Null: { "aws:AssumedRoot": "true" },
                    },
                }),
            ],
            violations: [],
        },
        {
            title: "denies what the role does not need",
            resources: [scp({ Action: "organizations:LeaveOrganization" })],
            violations: [],
        },
        {
            title: "denies in other regions",
            resources: [scp({ Action: "*", Condition: { StringNotEquals: { "aws:RequestedRegion": "us-east-1" } } })],
            violations: [],
        },
        {
            title: "denies IAM with all that is in other regions, though IAM is in one",
            resources: [scp({ Action: "*", Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } } })],
            violations: [/denies OrganizationAccountAccessRole iam:GetRole.* in us-east-1/],
        },
        {
            title: "is for suspended accounts",
            resources: [scp({ Action: "*" }, { name: "freeze" })],
            settings: { suspending: ["freeze"] },
            violations: [],
        },
        {
            title: "is a resource control policy that lets nobody in",
            resources: [scp({ Principal: "*", Action: "sts:*" }, { type: "RESOURCE_CONTROL_POLICY" })],
            violations: [/denies OrganizationAccountAccessRole sts:AssumeRole/],
        },
        { title: "is a tag policy", resources: [scp({ Action: "*" }, { type: "TAG_POLICY" })], violations: [] },
    ],
    "no-long-lived-credentials": [
        {
            title: "a key, a seed, a password",
            resources: [
                "aws:iam/accessKey:AccessKey",
                "aws:iam/virtualMfaDevice:VirtualMfaDevice",
                "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
            ].map((type) => ({ type })),
            violations: [/an access key/, /seed/, /password/],
        },
        { title: "a user", resources: [{ type: "aws:iam/user:User" }], violations: [] },
    ],
    "login-profiles-are-encrypted": [
        {
            title: "an empty key",
            resources: [{ type: "aws:iam/userLoginProfile:UserLoginProfile", props: { pgpKey: " " } }],
            violations: [/has no pgpKey/],
        },
        {
            title: "no key",
            resources: [
                { type: "aws:iam/userLoginProfile:UserLoginProfile" },
                { ...login(""), props: { user: "eve" }, opts: { ignoreChanges: ["pgpKey"] } },
            ],
            violations: [/has no pgpKey/, /has no pgpKey/],
        },
        {
            title: "a key",
            resources: [
                login("keybase:ada"),
                login(testPgpKey),
                login(`${testPgpKey.slice(0, 64)}\n${testPgpKey.slice(64)}\n`),
                login(expiredPgpKey, ["pgpKey"]),
                // An existing password, as the engine passes it once it is imported.
                { ...login(""), props: {}, opts: { ignoreChanges: ["pgpKey"] } },
            ],
            violations: [],
        },
        {
            title: "a key that seals nothing",
            resources: [
                login(expiredPgpKey),
                login(testPgpKey.replace(/=+$/u, "")),
                login(Buffer.from(testPgpKey).toString("base64")),
                login("abcdefghijklmnopqrstuvwxyzabcdefghijklmn"),
                login(secretPgpKey),
                login("keybase:"),
            ],
            violations: [
                /pgpKey has expired on 2020-01-02 → /,
                /lacks the =/,
                /base64 of a text/,
                /no OpenPGP key/,
                /is a secret key/,
                /no name of Keybase's/,
            ],
        },
    ],
    "no-wildcard-trust": [
        {
            title: "everybody",
            resources: [trust({ Principal: "*" })],
            violations: [/Trust trusts the principal "\*" → name/],
        },
        {
            title: "everybody of the organization",
            resources: [trust({ Principal: { AWS: "*" }, Condition: within })],
            violations: [/"\*"/],
        },
        {
            title: "any role of an account",
            resources: [trust({ Principal: { AWS: ["arn:aws:iam::*:root"] } })],
            violations: [/arn:aws:iam::\*:root/],
        },
        {
            title: "everybody but one",
            resources: [trust({ NotPrincipal: { AWS: "111111111111" } })],
            violations: [/NotPrincipal/],
        },
        {
            title: "a service, an account, a document as a map",
            resources: [
                trust({ Principal: { Service: "ec2.amazonaws.com" } }),
                trust(root("111111111111")),
                {
                    type: "aws-native:iam:Role",
                    props: {
                        assumeRolePolicyDocument: {
                            Statement: {
                                Effect: "Allow",
                                Principal: { Service: "ec2.amazonaws.com" },
                                Action: "sts:AssumeRole",
                            },
                        },
                    },
                },
            ],
            violations: [],
        },
        {
            title: "everybody, in a document as a map",
            resources: [
                {
                    type: "aws-native:iam:Role",
                    props: {
                        assumeRolePolicyDocument: { Statement: { Effect: "Allow", Principal: "*", Action: "sts:*" } },
                    },
                },
            ],
            violations: [/statement 1 trusts/],
        },
        { title: "a denial", resources: [trust({ Effect: "Deny", Principal: "*" })], violations: [] },
    ],
    "temporary-trusts-end": [
        {
            title: "the bootstrap user beside the admins' role, in the organization",
            resources: [
                trust({
                    ...root("111111111111"),
                    Condition: dayZero(["role/OrganizationAccountAccessRole", "user/mgmt-org-admin"]),
                }),
            ],
            violations: [/lets the bootstrap user in, without MFA.*bootstrap-user remove/],
        },
        {
            title: "the access role of a new member, open as AWS has made it",
            resources: [newAccessRole],
            violations: [/open to the whole management account/],
        },
        {
            title: "a role of another program that is called so; roles alone; another user",
            resources: [
                { ...trust(root("999999999999")), name: "access-role" },
                trust({ ...root("111111111111"), Condition: dayZero(["role/OrganizationAccountAccessRole"]) }),
                trust({ ...root("111111111111"), Condition: dayZero(["user/ada"]) }),
            ],
            violations: [],
        },
    ],
    "human-trust-needs-mfa": [
        {
            title: "an account, no MFA",
            resources: [trust(root("111111111111"))],
            violations: [/Trust lets people in without MFA/],
        },
        {
            title: "the bootstrap user alone, and a new member's access role in a preview: temporary, reported by another rule",
            resources: [
                trust({
                    ...root("111111111111"),
                    Condition: dayZero(["role/OrganizationAccountAccessRole", "user/mgmt-org-admin"]),
                }),
                newAccessRole,
            ],
            violations: [],
        },
        {
            title: "in a preview too, a role of another program that is called as the access role is",
            resources: [{ ...trust(root("999999999999")), name: "access-role" }],
            violations: [/without MFA/],
        },
        {
            title: "the open access role in up; the bootstrap user beside another, by a pattern, and of no organization",
            facts: { isPreview: false },
            resources: [
                newAccessRole,
                trust({ ...root("111111111111"), Condition: dayZero(["user/mgmt-org-admin", "user/ada"]) }),
                trust({
                    ...root("111111111111"),
                    Condition: dayZero(["user/*mgmt-org-admin", "user/x/mgmt-org-admin"]),
                }),
                trust({
                    ...root("111111111111"),
                    Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:user/mgmt-org-admin" } },
                }),
            ],
            violations: [/without MFA/, /without MFA/, /without MFA/, /without MFA/],
        },
        {
            title: "BoolIfExists",
            resources: [
                trust({
                    ...root("111111111111"),
                    Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } },
                }),
            ],
            violations: [/asks for MFA by BoolIfExists, which lets some in/],
        },
        {
            title: "Bool false",
            resources: [
                trust({ ...root("111111111111"), Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }),
            ],
            violations: [/without it/],
        },
        {
            title: "a user, a bare id",
            resources: [trust({ Principal: { AWS: ["arn:aws:iam::111111111111:user/ada", "222222222222"] } })],
            violations: [/without MFA/],
        },
        {
            title: "Bool true, as text and as boolean, in other letter case",
            resources: [
                trust({ ...root("111111111111"), Condition: mfa }),
                trust({ ...root("111111111111"), Condition: { Bool: { "AWS:multifactorauthpresent": true } } }),
            ],
            violations: [],
        },
        {
            title: "a role; an account's roles; a service",
            resources: [
                trust({ Principal: { AWS: "arn:aws:iam::111111111111:role/admins" } }),
                trust({
                    ...root("111111111111"),
                    Condition: {
                        ArnEquals: {
                            "aws:PrincipalArn": "arn:aws:iam::111111111111:role/OrganizationAccountAccessRole",
                        },
                        ...within,
                    },
                }),
                trust({ Principal: { Service: "ec2.amazonaws.com" } }),
            ],
            violations: [],
        },
        {
            title: "an account's users by condition",
            resources: [
                trust({
                    ...root("111111111111"),
                    Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:user/*" } },
                }),
            ],
            violations: [/without MFA/],
        },
        {
            title: "a third party with an external id",
            resources: [trust({ ...root("999999999999"), Condition: { StringEquals: { "sts:ExternalId": "x1" } } })],
            violations: [],
        },
        {
            title: "an external id for the company's own account",
            resources: [trust({ ...root("222222222222"), Condition: { StringEquals: { "sts:ExternalId": "x1" } } })],
            settings: { accounts: ["222222222222"] },
            violations: [/without MFA/],
        },
    ],
    "mfa-proof-has-an-age": [
        {
            title: "no age",
            resources: [trust({ ...root("111111111111"), Condition: mfa })],
            violations: [/takes a proof of MFA of any age/],
        },
        {
            title: "an age; no MFA at all, which another rule tells",
            resources: [trust({ ...root("111111111111"), Condition: { ...mfa, ...age } }), trust(root("111111111111"))],
            violations: [],
        },
    ],
    "third-parties-bring-an-external-id": [
        {
            title: "an account that nobody knows",
            resources: [trust(root("999999999999"))],
            violations: [/trusts "arn:aws:iam::999999999999:root", an account not known to be the organization's/],
        },
        {
            title: "its role",
            resources: [trust({ Principal: { AWS: "arn:aws:iam::999999999999:role/scanner" } })],
            violations: [/role\/scanner/],
        },
        {
            title: "an external id that anything fits",
            resources: [trust({ ...root("999999999999"), Condition: { StringLike: { "sts:ExternalId": "*" } } })],
            violations: [/without an external id/],
        },
        {
            title: "an external id; the organization; its paths",
            resources: [
                trust({ ...root("999999999999"), Condition: { StringEquals: { "sts:ExternalId": "x1" } } }),
                trust({ ...root("999999999999"), Condition: within }),
                trust({
                    ...root("999999999999"),
                    Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-exampleorgid/r-abcd/*" } },
                }),
            ],
            violations: [],
        },
        {
            title: "accounts of the config, of the rule's settings and of the provider",
            resources: [
                trust(root("111111111111")),
                trust(root("222222222222")),
                trust(root("333333333333"), { allowedAccountIds: '["333333333333"]' }),
            ],
            facts: { accounts: ["111111111111"] },
            settings: { accounts: ["222222222222"] },
            violations: [],
        },
    ],
    "web-identity-names-its-subject": [
        {
            title: "a pattern",
            resources: [github({ StringLike: { [sub]: "repo:acme/*" }, StringEquals: { [aud]: "sts.amazonaws.com" } })],
            violations: [/without one subject/],
        },
        { title: "no condition", resources: [github({})], violations: [/without one subject/, /for any audience/] },
        {
            title: "a wildcard in StringEquals",
            resources: [github({ StringEquals: { [sub]: "repo:acme/*", [aud]: "sts.amazonaws.com" } })],
            violations: [/without one subject/],
        },
        {
            title: "one subject",
            resources: [
                github({ StringEquals: { [sub]: "repo:acme/org:environment:production", [aud]: "sts.amazonaws.com" } }),
            ],
            violations: [],
        },
        {
            title: "an issuer of the company's own",
            resources: [
                trust({
                    Action: "sts:AssumeRoleWithWebIdentity",
                    Principal: { Federated: "arn:aws:iam::111111111111:oidc-provider/oidc.acme.example" },
                }),
            ],
            violations: [],
        },
    ],
    "no-exclusive-policy-attachment": [
        {
            title: "one",
            resources: [
                {
                    type: "aws:iam/policyAttachment:PolicyAttachment",
                    props: { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
                },
            ],
            violations: [/ReadOnlyAccess" would be detached/],
        },
        {
            title: "the others",
            resources: [{ type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment" }],
            violations: [],
        },
    ],
    "audit-buckets-are-hardened": [
        {
            title: "emptied on delete, public",
            resources: [
                {
                    type: bucket,
                    name: "state",
                    props: { bucket: "ac-management-pulumi-state", forceDestroy: true, acl: "public-read" },
                },
            ],
            violations: [/forceDestroy is true/, /acl is "public-read"/],
        },
        {
            title: "public access let in, versions stopped",
            resources: [
                {
                    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
                    name: "audit-block",
                    props: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true },
                },
                {
                    type: "aws:s3/bucketVersioning:BucketVersioning",
                    name: "audit-versions",
                    props: { versioningConfiguration: { status: "Suspended" } },
                },
            ],
            violations: [/restrictPublicBuckets is not true/, /versioning is "Suspended"/],
        },
        {
            title: "another bucket",
            resources: [{ type: bucket, name: "web", props: { bucket: "acme-website", forceDestroy: true } }],
            violations: [],
        },
        {
            title: "another bucket that the settings name",
            resources: [{ type: bucket, name: "web", props: { bucket: "acme-website", forceDestroy: true } }],
            settings: { buckets: "^acme-" },
            violations: [/forceDestroy/],
        },
        {
            title: "as it should be",
            resources: [{ type: bucket, name: "state-bucket", props: { bucket: "s", forceDestroy: false } }],
            violations: [],
        },
    ],
    "audit-buckets-are-complete": [
        {
            title: "alone",
            resources: [{ type: bucket, name: "state-bucket", props: { bucket: "s" } }],
            violations: [/state-bucket lacks encryption/, /versioning/, /a block of public access/],
        },
        {
            title: "with all, by name and by what it depends on",
            resources: [
                { type: bucket, name: "state-bucket", props: { bucket: "s" } },
                ...companions({ bucket: ["state-bucket"] }),
            ],
            violations: [],
        },
        {
            title: "with all, by the bucket's own name",
            resources: [
                { type: bucket, name: "state-bucket", props: { bucket: "s" } },
                ...companions({}).map((each) => ({ ...each, props: { bucket: "s" } })),
            ],
            violations: [],
        },
        {
            title: "with another bucket's",
            resources: [
                { type: bucket, name: "state-bucket", props: { bucket: "s" } },
                ...companions({}).map((each) => ({ ...each, props: { bucket: "other" } })),
            ],
            violations: [/encryption/, /versioning/, /public access/],
        },
        {
            title: "of a trail, whatever its name",
            resources: [
                { type: bucket, name: "b", props: { bucket: "acme-7" } },
                { type: "aws:cloudtrail/trail:Trail", name: "t", props: {}, dependencies: { s3BucketName: ["b"] } },
            ],
            violations: [/bucket b lacks encryption/, /versioning/, /public access/],
        },
        {
            title: "another bucket",
            resources: [{ type: bucket, name: "b", props: { bucket: "acme-7" } }],
            violations: [],
        },
    ],
    "keys-rotate": [
        {
            title: "does not",
            resources: [{ type: "aws:kms/key:Key", props: { enableKeyRotation: false } }],
            violations: [/enableKeyRotation is not true/],
        },
        {
            title: "does not say; too seldom",
            resources: [
                { type: "aws:kms/key:Key" },
                { type: "aws:kms/key:Key", props: { enableKeyRotation: true, rotationPeriodInDays: 700 } },
            ],
            violations: [/enableKeyRotation is not true/, /rotationPeriodInDays is 700/],
        },
        {
            title: "does; cannot",
            resources: [
                { type: "aws:kms/key:Key", props: { enableKeyRotation: true } },
                { type: "aws:kms/key:Key", props: { customerMasterKeySpec: "RSA_4096" } },
                {
                    type: "aws:kms/key:Key",
                    props: { keyUsage: "GENERATE_VERIFY_MAC", customerMasterKeySpec: "HMAC_256" },
                },
            ],
            violations: [],
        },
    ],
    "organization-trail-is-complete": [
        {
            title: "without validation, in one region, off",
            resources: [
                { type: "aws:cloudtrail/trail:Trail", props: { isOrganizationTrail: true, enableLogging: false } },
            ],
            violations: [
                /enableLogFileValidation is not true/,
                /isMultiRegionTrail is not true/,
                /enableLogging is false/,
            ],
        },
        {
            title: "with all; one account's",
            resources: [
                {
                    type: "aws:cloudtrail/trail:Trail",
                    props: { isOrganizationTrail: true, enableLogFileValidation: true, isMultiRegionTrail: true },
                },
                { type: "aws:cloudtrail/trail:Trail" },
            ],
            violations: [],
        },
    ],
};
