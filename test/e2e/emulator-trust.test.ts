/** The emulator's STS: who may assume which role, as at AWS. */
import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import {
    CreateOpenIDConnectProviderCommand,
    CreateUserCommand,
    UpdateAccessKeyCommand,
    UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
    CreateAccountCommand,
    CreateOrganizationCommand,
    DescribeOrganizationCommand,
    OrganizationsClient,
    type OrganizationsServiceException,
} from "@aws-sdk/client-organizations";
import {
    AssumeRoleWithWebIdentityCommand,
    GetCallerIdentityCommand,
    GetFederationTokenCommand,
    STSClient,
} from "@aws-sdk/client-sts";
import { byRoot, denied, EmulatedIam, policyDocument } from "../support/emulated-iam";
import { testClient } from "../support/test-client";
import { newAccount, TestEmulator } from "../support/test-emulator";

const { id: accountId } = newAccount;
const notJudged = { name: "EmulatorNotImplemented" };

describe("the emulator's STS", () => {
    let aws: TestEmulator;
    let iam: EmulatedIam;

    before(async () => {
        aws = await TestEmulator.open();
        iam = new EmulatedIam(aws);
    });
    after(() => aws.close());

    describe("access keys", () => {
        it("are refused by every service if nobody has them", async () => {
            const nobody = { accessKeyId: "AKIANOBODY", secretAccessKey: "x" };
            await rejects(aws.sts(nobody).send(new GetCallerIdentityCommand({})), { name: "InvalidClientTokenId" });
            await rejects(aws.iam(nobody).send(new CreateUserCommand({ UserName: "x" })), {
                name: "InvalidClientTokenId",
            });
            await rejects(aws.organizations(nobody).send(new DescribeOrganizationCommand({})), {
                name: "UnrecognizedClientException",
            });
        });

        it("identify their user, until they are made inactive", async () => {
            const { name, arn, keys } = await iam.user();
            const caller = await aws.sts(keys).send(new GetCallerIdentityCommand({}));
            deepStrictEqual([caller.Account, caller.Arn], [accountId, arn]);
            const change = { AccessKeyId: keys.accessKeyId, UserName: name, Status: "Inactive" } as const;
            await aws.iam().send(new UpdateAccessKeyCommand(change));
            await rejects(aws.sts(keys).send(new GetCallerIdentityCommand({})), { name: "InvalidClientTokenId" });
        });
    });

    describe("AssumeRole", () => {
        it("needs a role that exists, in an account that exists", async () => {
            const { keys } = await iam.user({ mayAssume: true });
            await rejects(iam.assume(keys, `arn:aws:iam::${accountId}:role/absent`), denied);
            await rejects(iam.assume(keys, "arn:aws:iam::999999999999:role/OrganizationAccountAccessRole"), denied);
            await rejects(iam.assume(keys, "role/absent"), { name: "ValidationError" });
        });

        it("needs the trust of the role", async () => {
            const { keys } = await iam.user({ mayAssume: true });
            await rejects(
                iam.assume(keys, await iam.role({ Principal: { AWS: "arn:aws:iam::111111111111:user/ada" } })),
                denied,
            );
            await rejects(iam.assume(keys, await iam.role({ Principal: { Service: "ec2.amazonaws.com" } })), denied);
        });

        it("needs the caller's own policy too where the trust names the account", async () => {
            const arn = await iam.role(byRoot);
            await rejects(iam.assume((await iam.user()).keys, arn), denied);
            const credentials = await iam.assume((await iam.user({ mayAssume: true })).keys, arn);
            const caller = await aws.sts(credentials).send(new GetCallerIdentityCommand({}));
            strictEqual(caller.Arn, `arn:aws:sts::${accountId}:assumed-role/${arn.split("/")[1]!}/test`);
        });

        it("needs no policy of a caller of the same account whom the trust names, and heeds a Deny", async () => {
            const named = await iam.user();
            await iam.assume(named.keys, await iam.role({ Principal: { AWS: named.arn } }));
            const barred = await iam.user({ mayNot: true });
            await rejects(iam.assume(barred.keys, await iam.role({ Principal: { AWS: barred.arn } })), denied);
        });

        it("heeds a Deny in the trust", async () => {
            const { arn, keys } = await iam.user({ mayAssume: true });
            const trusted = await iam.role(byRoot);
            const Statement = [
                { Effect: "Allow", Action: "sts:AssumeRole", ...byRoot },
                {
                    Effect: "Deny",
                    Action: "sts:AssumeRole",
                    Principal: "*",
                    Condition: { ArnLike: { "aws:PrincipalArn": arn } },
                },
            ];
            const change = { RoleName: trusted.split("/")[1]!, PolicyDocument: policyDocument(Statement) };
            await aws.iam().send(new UpdateAssumeRolePolicyCommand(change));
            await rejects(iam.assume(keys, trusted), denied);
            await iam.assume((await iam.user({ mayAssume: true })).keys, trusted);
        });

        it("lets in only the principals of a condition, compared part by part", async () => {
            const ada = await iam.user({ mayAssume: true });
            const arn = await iam.role({ ...byRoot, Condition: { ArnEquals: { "aws:PrincipalArn": [ada.arn] } } });
            await iam.assume(ada.keys, arn);
            await rejects(iam.assume((await iam.user({ mayAssume: true })).keys, arn), denied);
            const crossing = { ArnLike: { "aws:PrincipalArn": "arn:aws:*:user/*" } };
            await rejects(iam.assume(ada.keys, await iam.role({ ...byRoot, Condition: crossing })), denied);
        });

        it("needs the external id that the trust asks for", async () => {
            const { keys } = await iam.user({ mayAssume: true });
            const arn = await iam.role({ ...byRoot, Condition: { StringEquals: { "sts:ExternalId": "s3cret" } } });
            await rejects(iam.assume(keys, arn), denied);
            await rejects(iam.assume(keys, arn, { ExternalId: "S3cret" }), denied);
            await iam.assume(keys, arn, { ExternalId: "s3cret" });
        });

        it("refuses what it does not implement, and never guesses", async () => {
            const { keys } = await iam.user({ mayAssume: true });
            for (const Condition of [
                { DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } },
                { StringNotEquals: { "aws:SourceVpc": "vpc-1" } },
                { "ForAnyValue:StringLike": { "aws:PrincipalArn": "*" } },
                { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:user/${aws:SourceIp}" } },
            ])
                await rejects(iam.assume(keys, await iam.role({ ...byRoot, Condition })), notJudged);
            await rejects(iam.assume(keys, await iam.role({ NotPrincipal: { AWS: "*" } })), notJudged);
            const Policy = policyDocument([{ Effect: "Allow", Action: "*", Resource: "*" }]);
            await rejects(iam.assume(keys, await iam.role(byRoot), { Policy }), notJudged);
        });

        it("keeps to the role's longest session, and to an hour for a role's session", async () => {
            const { keys } = await iam.user({ mayAssume: true });
            const long = await iam.role({ Principal: "*" }, 7200);
            await iam.assume(keys, long, { DurationSeconds: 7200 });
            await rejects(iam.assume(keys, long, { DurationSeconds: 7201 }), { message: /MaxSessionDuration/ });
            await rejects(iam.assume(keys, long, { DurationSeconds: 899 }), { name: "ValidationError" });
            await rejects(iam.assume(keys, long, { RoleSessionName: "a b" }), { name: "ValidationError" });
            const first = await iam.role(byRoot);
            const second = await iam.role({ Principal: { AWS: first } }, 7200);
            const hop = await iam.assume(keys, first);
            await rejects(iam.assume(hop, second, { DurationSeconds: 7200 }), { message: /role chaining/ });
            await iam.assume(hop, second, { DurationSeconds: 3600 });
        });

        it("does not accept credentials of GetFederationToken, which moto invents", async () => {
            await rejects(aws.sts().send(new GetFederationTokenCommand({ Name: "ada" })), notJudged);
        });
    });

    describe("across accounts", () => {
        let member: string;

        before(async () => {
            const organizations = aws.organizations();
            await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
            const made = await organizations.send(
                new CreateAccountCommand({ AccountName: "a", Email: "a@example.com" }),
            );
            member = `arn:aws:iam::${made.CreateAccountStatus!.AccountId!}:role/OrganizationAccountAccessRole`;
        });

        it("CreateAccount makes a role that trusts the management account, and administers the member", async () => {
            const { keys } = await iam.user({ mayAssume: true });
            await rejects(iam.assume((await iam.user()).keys, member), denied);
            const inside = await iam.assume(keys, member);
            const caller = await aws.sts(inside).send(new GetCallerIdentityCommand({}));
            strictEqual(caller.Account, member.split(":")[4]);
            // As its administrator, the session may assume roles that trust the member account.
            const byMember = { Principal: { AWS: `arn:aws:iam::${member.split(":")[4]!}:root` } };
            await iam.assume(inside, await iam.role(byMember));
        });

        it("the organization is known of both", async () => {
            const { Organization } = await aws.organizations().send(new DescribeOrganizationCommand({}));
            const trust = (id: string): object => ({
                Principal: { AWS: "*" },
                Condition: { StringEquals: { "aws:PrincipalOrgID": id } },
            });
            const inside = await iam.assume((await iam.user({ mayAssume: true })).keys, member);
            await iam.assume(inside, await iam.role(trust(Organization!.Id!)));
            await rejects(iam.assume(inside, await iam.role(trust("o-0000000000"))), denied);
        });
    });

    describe("web identities", () => {
        const issuer = "token.actions.githubusercontent.com";
        const subject = "repo:acme/infrastructure:ref:refs/heads/main";

        const enter = async (arn: string, claims: object): Promise<string | undefined> => {
            const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
            const command = { RoleArn: arn, RoleSessionName: "ci", WebIdentityToken: `e30.${payload}.` };
            // The call is not signed, and these keys belong to nobody.
            const sts = testClient(STSClient, aws.endpoint, { accessKeyId: "", secretAccessKey: "" });
            return (await sts.send(new AssumeRoleWithWebIdentityCommand(command))).AssumedRoleUser?.Arn;
        };

        it("need a provider, its audience and the trust in their claims", async () => {
            const arn = await iam.role({
                Action: "sts:AssumeRoleWithWebIdentity",
                Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/${issuer}` },
                Condition: {
                    StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" },
                    StringLike: { [`${issuer}:sub`]: "repo:acme/infrastructure:*" },
                },
            });
            const claims = { iss: `https://${issuer}`, aud: "sts.amazonaws.com", sub: subject };
            await rejects(enter(arn, claims), { message: /No OpenIDConnect provider found/ });
            await aws.iam().send(
                new CreateOpenIDConnectProviderCommand({
                    Url: `https://${issuer}`,
                    ClientIDList: ["sts.amazonaws.com"],
                    ThumbprintList: ["0".repeat(40)],
                }),
            );
            ok((await enter(arn, claims))?.endsWith("/ci"));
            await rejects(enter(arn, { ...claims, sub: "repo:mallory/x:ref:refs/heads/main" }), {
                name: "AccessDenied",
            });
            await rejects(enter(arn, { ...claims, aud: "other" }), { message: /Incorrect token audience/ });
            await rejects(enter(await iam.role(byRoot), claims), { name: "AccessDenied" });
        });
    });

    it("leaves a client nothing to wait for", async () => {
        const nobody = { accessKeyId: "AKIANOBODY", secretAccessKey: "x" };
        const patient = testClient(OrganizationsClient, aws.endpoint, nobody, 10);
        await rejects(
            patient.send(new DescribeOrganizationCommand({})),
            ({ $metadata }: OrganizationsServiceException) => {
                strictEqual($metadata.attempts, 1);
                return true;
            },
        );
    });
});
