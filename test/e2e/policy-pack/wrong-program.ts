/** A program of another company: one wrong organization for each rule. The stack's config chooses which one. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const provider = new aws.Provider("main", { region: "us-east-1" });
const own = { provider };
const account = { ...own, protect: true, ignoreChanges: ["roleName", "iamUserAccessToBilling"] };
const email = "aws+wrong@acme.example";
const deny = { Version: "2012-10-17", Statement: [{ Sid: "DenyAll", Effect: "Deny", Action: "*", Resource: "*" }] };

const trust = (statement: object): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", ...statement }] });
let roles = 0;
const role = (statement: object): unknown =>
    new aws.iam.Role(`role-${++roles}`, { assumeRolePolicy: trust(statement) }, own);
const root = (id: string): object => ({ Principal: { AWS: `arn:aws:iam::${id}:root` } });
const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
const user = (): aws.iam.User => new aws.iam.User("user", { name: "user" }, own);

const wrong: Readonly<Record<string, () => unknown>> = {
    "no-personal-emails": () =>
        new aws.organizations.Account("no-personal-emails", { name: "wrong", email: "ada@gmail.com" }, account),
    "account-emails-are-group-aliases": () =>
        new aws.organizations.Account(
            "account-emails-are-group-aliases",
            { name: "wrong", email: "wrong@acme.example" },
            account,
        ),
    "account-emails-are-unique": () =>
        ["one", "two"].map((name) => new aws.organizations.Account(name, { name, email }, account)),
    "irreversible-is-protected": () => new aws.organizations.Organization("irreversible-is-protected", {}, own),
    "accounts-are-not-closed": () =>
        new aws.organizations.Account(
            "accounts-are-not-closed",
            { name: "wrong", email, closeOnDeletion: true },
            account,
        ),
    "accounts-are-not-replaced": () =>
        new aws.organizations.Account("accounts-are-not-replaced", { name: "wrong", email }, { ...own, protect: true }),
    "service-access-does-not-shrink": () =>
        new aws.organizations.Organization(
            "service-access-does-not-shrink",
            { awsServiceAccessPrincipals: ["cloudtrail.amazonaws.com"] },
            { ...own, protect: true },
        ),
    "service-control-policies-spare-the-access-role": () =>
        new aws.organizations.Policy(
            "service-control-policies-spare-the-access-role",
            { name: "wrong", content: JSON.stringify(deny) },
            own,
        ),
    "no-long-lived-credentials": () => new aws.iam.AccessKey("no-long-lived-credentials", { user: "somebody" }, own),
    "login-profiles-are-encrypted": () =>
        new aws.iam.UserLoginProfile("login-profiles-are-encrypted", { user: "somebody" }, own),
    "no-wildcard-trust": () => role({ Principal: "*", Condition: mfa }),
    "human-trust-needs-mfa": () => role(root("111111111111")),
    "third-parties-bring-an-external-id": () => role({ ...root("999999999999"), Condition: mfa }),
    "web-identity-names-its-subject": () =>
        role({
            Action: "sts:AssumeRoleWithWebIdentity",
            Principal: { Federated: "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com" },
        }),
    "no-exclusive-policy-attachment": () =>
        new aws.iam.PolicyAttachment(
            "no-exclusive-policy-attachment",
            { name: "wrong", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess", roles: ["somebody"] },
            own,
        ),
    "audit-buckets-are-hardened": () => new aws.s3.Bucket("audit", { forceDestroy: true }, own),
    "audit-buckets-are-complete": () => new aws.s3.Bucket("audit-2", {}, own),
    "keys-rotate": () => new aws.kms.Key("keys-rotate", {}, own),
    "organization-trail-is-complete": () =>
        new aws.cloudtrail.Trail(
            "organization-trail-is-complete",
            { name: "wrong", s3BucketName: "elsewhere", isOrganizationTrail: true },
            own,
        ),
    "mfa-proof-has-an-age": () => role({ ...root("111111111111"), Condition: mfa }),

    // These are not named after a rule, but after a value that a rule must handle.
    "unknown email": () =>
        new aws.organizations.Account(
            "wrong",
            { name: "wrong", email: user().arn.apply(() => "ada@gmail.com") },
            account,
        ),
    "secret email": () =>
        new aws.organizations.Account("wrong", { name: "wrong", email: pulumi.secret("canary@gmail.com") }, account),
};

/** Names with commas between; `*` chooses everything that a mandatory rule refuses in a preview. */
const chosen = config.require("wrong");
const notRefused = ["mfa-proof-has-an-age", "unknown email"];
const names = chosen === "*" ? Object.keys(wrong).filter((name) => !notRefused.includes(name)) : chosen.split(",");
for (const name of names) wrong[name]!();
