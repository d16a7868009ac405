/** The emulator's STS: who may assume which role, judged as AWS does. */
import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import {
    AddUserToGroupCommand,
    AttachUserPolicyCommand,
    CreateAccessKeyCommand,
    CreateGroupCommand,
    CreateOpenIDConnectProviderCommand,
    CreateRoleCommand,
    CreateUserCommand,
    CreateVirtualMFADeviceCommand,
    EnableMFADeviceCommand,
    PutGroupPolicyCommand,
    UpdateAccessKeyCommand,
    UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
    CreateAccountCommand,
    CreateOrganizationCommand,
    DescribeOrganizationCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import {
    AssumeRoleCommand,
    AssumeRoleWithWebIdentityCommand,
    GetCallerIdentityCommand,
    GetFederationTokenCommand,
    GetSessionTokenCommand,
    STSClient,
    type AssumeRoleCommandInput,
    type Credentials,
} from "@aws-sdk/client-sts";
import { testClient, type Keys } from "../support/test-client";
import { newAccount, TestEmulator } from "../support/test-emulator";
import { totp } from "../support/totp";

const { id: accountId } = newAccount;
const denied = { name: "AccessDenied", message: /not authorized to perform: sts:AssumeRole on resource/ };
const notJudged = { name: "EmulatorNotImplemented" };

interface User {
    readonly arn: string;
    readonly keys: Keys;
}

describe("the emulator's STS", () => {
    let aws: TestEmulator;
    let users = 0;
    let roles = 0;

    before(async () => {
        aws = await TestEmulator.open();
    });
    after(() => aws.close());

    /** A user with keys; `mayAssume`: one whose own policy allows every AssumeRole. */
    const user = async (options: { readonly mayAssume?: boolean; readonly deny?: boolean } = {}): Promise<User> => {
        const UserName = `user-${++users}`;
        const iam = aws.iam();
        const created = await iam.send(new CreateUserCommand({ UserName }));
        if (options.mayAssume === true)
            await iam.send(
                new AttachUserPolicyCommand({ UserName, PolicyArn: "arn:aws:iam::aws:policy/PowerUserAccess" }),
            );
        if (options.deny === true) {
            const GroupName = `group-${UserName}`;
            const Statement = [{ Effect: "Deny", Action: "sts:*", Resource: "*" }];
            await iam.send(new CreateGroupCommand({ GroupName }));
            await iam.send(new AddUserToGroupCommand({ GroupName, UserName }));
            await iam.send(
                new PutGroupPolicyCommand({ GroupName, PolicyName: "p", PolicyDocument: document(Statement) }),
            );
        }
        const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName }));
        const keys = { accessKeyId: key!.AccessKeyId!, secretAccessKey: key!.SecretAccessKey! };
        return { arn: created.User!.Arn!, keys };
    };

    /** A role of this trust, and its ARN. */
    const role = async (trust: object, maxSession = 3600): Promise<string> => {
        const { Role } = await aws.iam().send(
            new CreateRoleCommand({
                RoleName: `role-${++roles}`,
                AssumeRolePolicyDocument: document([{ Effect: "Allow", Action: "sts:AssumeRole", ...trust }]),
                MaxSessionDuration: maxSession,
            }),
        );
        return Role!.Arn!;
    };

    const assume = async (
        keys: Keys,
        RoleArn: string,
        input: Partial<AssumeRoleCommandInput> = {},
    ): Promise<Credentials> => {
        const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: "test", ...input });
        return (await aws.sts(keys).send(command)).Credentials!;
    };

    const byRoot = { Principal: { AWS: `arn:aws:iam::${accountId}:root` } };

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

        it("tell their user, until they are made inactive", async () => {
            const { arn, keys } = await user();
            const caller = await aws.sts(keys).send(new GetCallerIdentityCommand({}));
            deepStrictEqual([caller.Account, caller.Arn], [accountId, arn]);
            const change = { AccessKeyId: keys.accessKeyId, UserName: arn.split("/")[1], Status: "Inactive" } as const;
            await aws.iam().send(new UpdateAccessKeyCommand(change));
            await rejects(aws.sts(keys).send(new GetCallerIdentityCommand({})), { name: "InvalidClientTokenId" });
        });
    });

    describe("AssumeRole", () => {
        it("needs a role that is there, in an account that is there", async () => {
            const { keys } = await user({ mayAssume: true });
            await rejects(assume(keys, `arn:aws:iam::${accountId}:role/absent`), denied);
            await rejects(assume(keys, "arn:aws:iam::999999999999:role/OrganizationAccountAccessRole"), denied);
            await rejects(assume(keys, "role/absent"), { name: "ValidationError" });
        });

        it("needs the trust of the role", async () => {
            const { keys } = await user({ mayAssume: true });
            await rejects(
                assume(keys, await role({ Principal: { AWS: "arn:aws:iam::111111111111:user/ada" } })),
                denied,
            );
            await rejects(assume(keys, await role({ Principal: { Service: "ec2.amazonaws.com" } })), denied);
        });

        it("needs the caller's own policy too where the trust names the account", async () => {
            const arn = await role(byRoot);
            await rejects(assume((await user()).keys, arn), denied);
            const credentials = await assume((await user({ mayAssume: true })).keys, arn);
            const caller = await aws.sts(keysOf(credentials)).send(new GetCallerIdentityCommand({}));
            strictEqual(caller.Arn, `arn:aws:sts::${accountId}:assumed-role/${arn.split("/")[1]!}/test`);
        });

        it("needs no policy of a caller of the same account whom the trust names, and heeds a Deny", async () => {
            const named = await user();
            await assume(named.keys, await role({ Principal: { AWS: named.arn } }));
            const barred = await user({ deny: true });
            await rejects(assume(barred.keys, await role({ Principal: { AWS: barred.arn } })), denied);
        });

        it("heeds a Deny in the trust", async () => {
            const { arn, keys } = await user({ mayAssume: true });
            const trusted = await role(byRoot);
            const Statement = [
                { Effect: "Allow", Action: "sts:AssumeRole", ...byRoot },
                {
                    Effect: "Deny",
                    Action: "sts:*",
                    Principal: "*",
                    Condition: { ArnLike: { "aws:PrincipalArn": arn } },
                },
            ];
            const change = { RoleName: trusted.split("/")[1]!, PolicyDocument: document(Statement) };
            await aws.iam().send(new UpdateAssumeRolePolicyCommand(change));
            await rejects(assume(keys, trusted), denied);
            await assume((await user({ mayAssume: true })).keys, trusted);
        });

        it("lets in the principals of a condition alone, part by part", async () => {
            const ada = await user({ mayAssume: true });
            const arn = await role({ ...byRoot, Condition: { ArnEquals: { "aws:PrincipalArn": [ada.arn] } } });
            await assume(ada.keys, arn);
            await rejects(assume((await user({ mayAssume: true })).keys, arn), denied);
            const crossing = { ArnLike: { "aws:PrincipalArn": "arn:aws:*:user/*" } };
            await rejects(assume(ada.keys, await role({ ...byRoot, Condition: crossing })), denied);
        });

        it("needs the external id that the trust asks for", async () => {
            const { keys } = await user({ mayAssume: true });
            const arn = await role({ ...byRoot, Condition: { StringEquals: { "sts:ExternalId": "s3cret" } } });
            await rejects(assume(keys, arn), denied);
            await rejects(assume(keys, arn, { ExternalId: "S3cret" }), denied);
            await assume(keys, arn, { ExternalId: "s3cret" });
        });

        it("refuses to judge what it does not know, and never guesses", async () => {
            const { keys } = await user({ mayAssume: true });
            for (const Condition of [
                { DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } },
                { StringNotEquals: { "aws:SourceVpc": "vpc-1" } },
                { "ForAnyValue:StringLike": { "aws:PrincipalArn": "*" } },
                { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:user/${aws:SourceIp}" } },
            ])
                await rejects(assume(keys, await role({ ...byRoot, Condition })), notJudged);
            await rejects(assume(keys, await role({ NotPrincipal: { AWS: "*" } })), notJudged);
            const Policy = document([{ Effect: "Allow", Action: "*", Resource: "*" }]);
            await rejects(assume(keys, await role(byRoot), { Policy }), notJudged);
        });

        it("keeps to the role's longest session, and to an hour for a role's session", async () => {
            const { keys } = await user({ mayAssume: true });
            const long = await role({ Principal: "*" }, 7200);
            await assume(keys, long, { DurationSeconds: 7200 });
            await rejects(assume(keys, long, { DurationSeconds: 7201 }), { message: /MaxSessionDuration/ });
            await rejects(assume(keys, long, { DurationSeconds: 899 }), { name: "ValidationError" });
            await rejects(assume(keys, long, { RoleSessionName: "a b" }), { name: "ValidationError" });
            const first = await role(byRoot);
            const second = await role({ Principal: { AWS: first } }, 7200);
            const hop = keysOf(await assume(keys, first));
            await rejects(assume(hop, second, { DurationSeconds: 7200 }), { message: /role chaining/ });
            await assume(hop, second, { DurationSeconds: 3600 });
        });

        it("does not take credentials of GetFederationToken, which moto makes up", async () => {
            await rejects(aws.sts().send(new GetFederationTokenCommand({ Name: "ada" })), notJudged);
        });
    });

    describe("MFA", () => {
        const withMfa = {
            ...byRoot,
            Condition: {
                Bool: { "aws:MultiFactorAuthPresent": "true" },
                NumericLessThan: { "aws:MultiFactorAuthAge": "3600" },
            },
        };

        const userWithDevice = async (): Promise<User & { readonly serial: string; readonly seed: string }> => {
            const made = await user({ mayAssume: true });
            const name = made.arn.split("/")[1]!;
            const { VirtualMFADevice: device } = await aws
                .iam()
                .send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: name }));
            const seed = Buffer.from(device!.Base32StringSeed!).toString("utf8");
            const serial = device!.SerialNumber!;
            const codes = { AuthenticationCode1: totp(seed, -2), AuthenticationCode2: totp(seed, -1) };
            await aws.iam().send(new EnableMFADeviceCommand({ UserName: name, SerialNumber: serial, ...codes }));
            return { ...made, serial, seed };
        };

        const session = async (keys: Keys, serial?: string, code?: string): Promise<Keys> => {
            const mfa = serial === undefined ? {} : { SerialNumber: serial, TokenCode: code };
            return keysOf((await aws.sts(keys).send(new GetSessionTokenCommand(mfa))).Credentials!);
        };

        it("is not shown by plain keys, nor by a session without a code", async () => {
            const { keys } = await user({ mayAssume: true });
            const arn = await role(withMfa);
            await rejects(assume(keys, arn), denied);
            await rejects(assume(await session(keys), arn), denied);
            // Plain keys have no such key at all, which IfExists takes for proven.
            const lax = await role({
                ...byRoot,
                Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } },
            });
            await assume(keys, lax);
            await rejects(assume(await session(keys), lax), denied);
        });

        it("is shown by a session of GetSessionToken with the device's code, which is good once", async () => {
            const { keys, serial, seed } = await userWithDevice();
            const arn = await role(withMfa, 7200);
            const code = totp(seed);
            const proven = await session(keys, serial, code);
            await assume(proven, arn, { DurationSeconds: 7200 });
            const wrong = { name: "AccessDenied", message: /invalid MFA one time pass code/ };
            await rejects(session(keys, serial, code), wrong);
            await rejects(session(keys, serial, totp(seed, -1)), wrong, "spent on enabling the device");
            await rejects(session(keys, serial, totp(seed, 20)), wrong);
            await session(keys, serial, totp(seed, 1));
        });

        it("grows old", async () => {
            const { keys, serial, seed } = await userWithDevice();
            const fresh = { NumericLessThan: { "aws:MultiFactorAuthAge": "1" } };
            const proven = await session(keys, serial, totp(seed));
            await new Promise((resolve) => setTimeout(resolve, 1_100));
            await rejects(assume(proven, await role({ ...byRoot, Condition: fresh })), denied);
            await assume(proven, await role(withMfa));
        });

        it("is shown to AssumeRole itself by a code, and is not carried on by the role's session", async () => {
            const { keys, serial, seed } = await userWithDevice();
            const first = await role(withMfa);
            const hop = keysOf(await assume(keys, first, { SerialNumber: serial, TokenCode: totp(seed) }));
            await rejects(assume(hop, await role(withMfa)), denied);
        });

        it("needs a device of the user's own, enabled by two codes that follow each other", async () => {
            const ada = await userWithDevice();
            const alan = await user();
            await rejects(session(alan.keys, ada.serial, totp(ada.seed)), { message: /verify your MFA serial number/ });
            const device = await aws.iam().send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "other" }));
            const enable = new EnableMFADeviceCommand({
                UserName: alan.arn.split("/")[1],
                SerialNumber: device.VirtualMFADevice!.SerialNumber,
                AuthenticationCode1: "123456",
                AuthenticationCode2: "123456",
            });
            await rejects(aws.iam().send(enable), { name: "InvalidAuthenticationCodeException" });
        });

        it("is not asked twice: a session cannot get another one", async () => {
            const { keys } = await user();
            await rejects(session(await session(keys)), { message: /with session credentials/ });
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
            const { keys } = await user({ mayAssume: true });
            await rejects(assume((await user()).keys, member), denied);
            const inside = keysOf(await assume(keys, member));
            const caller = await aws.sts(inside).send(new GetCallerIdentityCommand({}));
            strictEqual(caller.Account, member.split(":")[4]);
            // As its administrator it may go on to where the member account is trusted.
            const byMember = { Principal: { AWS: `arn:aws:iam::${member.split(":")[4]!}:root` } };
            await assume(inside, await role(byMember));
        });

        it("the organization is known of both", async () => {
            const { Organization } = await aws.organizations().send(new DescribeOrganizationCommand({}));
            const trust = (id: string): object => ({
                Principal: { AWS: "*" },
                Condition: { StringEquals: { "aws:PrincipalOrgID": id } },
            });
            const inside = keysOf(await assume((await user({ mayAssume: true })).keys, member));
            await assume(inside, await role(trust(Organization!.Id!)));
            await rejects(assume(inside, await role(trust("o-0000000000"))), denied);
        });
    });

    describe("web identities", () => {
        const issuer = "token.actions.githubusercontent.com";
        const subject = "repo:acme/infrastructure:ref:refs/heads/main";

        const enter = async (arn: string, claims: object): Promise<string | undefined> => {
            const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
            const command = { RoleArn: arn, RoleSessionName: "ci", WebIdentityToken: `e30.${payload}.` };
            // The call is not signed: these are no keys of anybody.
            const sts = testClient(STSClient, aws.endpoint, { accessKeyId: "", secretAccessKey: "" });
            return (await sts.send(new AssumeRoleWithWebIdentityCommand(command))).AssumedRoleUser?.Arn;
        };

        it("need a provider, its audience and the trust in their claims", async () => {
            const arn = await role({
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
            await rejects(enter(await role(byRoot), claims), { name: "AccessDenied" });
        });
    });

    it("leaves a client nothing to wait for", async () => {
        const started = Date.now();
        const nobody = { accessKeyId: "AKIANOBODY", secretAccessKey: "x" };
        const patient = testClient(OrganizationsClient, aws.endpoint, nobody, 10);
        await rejects(patient.send(new DescribeOrganizationCommand({})));
        ok(Date.now() - started < 2_000);
    });
});

function document(Statement: readonly object[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement });
}

function keysOf({ AccessKeyId, SecretAccessKey, SessionToken }: Credentials): Keys {
    return { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
}
