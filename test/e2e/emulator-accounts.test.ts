/**
 * The emulator's account operations: emails with codes, the quota of accounts, closed accounts that still count, invitations, and leaving.
 */
import {
    AcceptPrimaryEmailUpdateCommand,
    AccountClient,
    GetPrimaryEmailCommand,
    PrimaryEmailUpdateStatus,
    StartPrimaryEmailUpdateCommand,
} from "@aws-sdk/client-account";
import {
    CloseAccountCommand,
    CreateAccountCommand,
    CreateOrganizationCommand,
    DescribeAccountCommand,
    DescribeOrganizationCommand,
    EnableAWSServiceAccessCommand,
    InviteAccountToOrganizationCommand,
    LeaveOrganizationCommand,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import {
    GetServiceQuotaCommand,
    RequestServiceQuotaIncreaseCommand,
    ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { readClosings } from "../../aws/closings";
import { accountQuota, isOpenRequest, readAccountQuota, readQuotaRequests, requestAccounts } from "../../aws/quotas";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { installEmulator } from "../../sandbox/emulator/install";
import { cacheRoot } from "../../sandbox/locations";
import { keysOf } from "../support/emulated-iam";
import { firstCode, nextCode } from "../support/email-codes";
import { unheld } from "../support/held-shapes";
import { accessRole } from "../support/sessions";
import { testClient, type Keys } from "../support/test-client";
import { newAccount, TestEmulator } from "../support/test-emulator";
import { until } from "../support/until";

describe("the emulator's account jobs", () => {
    let aws: TestEmulator;
    let organizations: OrganizationsClient;
    let ids: readonly string[];

    before(async () => {
        aws = await TestEmulator.open({ accountQuota: 5, holdShapes: true });
        organizations = aws.organizations();
        await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
        ids = [await create("aws+a@example.com"), await create("aws+b@example.com"), await create("aws+c@example.com")];
    });
    after(() => aws.close());

    async function create(Email: string): Promise<string> {
        const made = await organizations.send(new CreateAccountCommand({ AccountName: "a", Email }));
        return made.CreateAccountStatus!.AccountId!;
    }
    const keysIn = async (id: string): Promise<Keys> => {
        const session = new AssumeRoleCommand({ RoleArn: accessRole(id), RoleSessionName: "test" });
        return keysOf((await aws.sts().send(session)).Credentials!);
    };

    it("change an email by the code that AWS sends, for a member and with trusted access only", async () => {
        const client = testClient(AccountClient, aws.endpoint, bootstrapKeys);
        const [AccountId] = ids;
        const PrimaryEmail = "aws+new@example.com";
        const start = (input: object): Promise<{ readonly Status?: string | undefined }> =>
            client.send(new StartPrimaryEmailUpdateCommand({ AccountId: AccountId!, PrimaryEmail, ...input }));
        const accept = (Otp: string, input: object = {}): Promise<{ readonly Status?: string | undefined }> =>
            client.send(new AcceptPrimaryEmailUpdateCommand({ AccountId: AccountId!, PrimaryEmail, Otp, ...input }));
        await rejects(start({}), { name: "AccessDeniedException" });
        await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "account.amazonaws.com" }));
        await rejects(start({ AccountId: newAccount.id }), { name: "AccessDeniedException" });
        await rejects(start({ AccountId: "999999999999" }), { name: "AccessDeniedException" });
        await rejects(start({ PrimaryEmail: "nobody" }), { name: "ValidationException" });
        await rejects(start({ PrimaryEmail: "AWS+b@example.com" }), { name: "ConflictException" });
        await rejects(accept("123456"), { name: "ResourceNotFoundException" });
        const code = firstCode(AccountId!);
        strictEqual((await start({})).Status, PrimaryEmailUpdateStatus.PENDING);
        await rejects(accept("12"), { name: "ValidationException" });
        await rejects(accept("zzzzzz"), { name: "ValidationException" });
        await rejects(accept(code, { PrimaryEmail: "aws+other@example.com" }), { name: "ValidationException" });
        await start({});
        // A new code invalidates the previous one.
        await rejects(accept(code), { name: "ValidationException" });
        strictEqual((await accept(nextCode(code))).Status, PrimaryEmailUpdateStatus.ACCEPTED);
        await rejects(accept(nextCode(code)), { name: "ResourceNotFoundException" });
        strictEqual((await client.send(new GetPrimaryEmailCommand({ AccountId }))).PrimaryEmail, PrimaryEmail);
        strictEqual((await organizations.send(new DescribeAccountCommand({ AccountId }))).Account?.Email, PrimaryEmail);
    });

    it("accept the code for an email for ten minutes", async () => {
        const python = await installEmulator(join(cacheRoot, "install.log"));
        const script = [
            "from datetime import datetime, timedelta",
            "from aws_emulator.account_emails import Update",
            "sent = datetime(2026, 11, 30)",
            "print([Update('a@b.example', '123456', sent).is_open(sent + timedelta(minutes=each)) for each in (0, 9, 10)])",
        ].join("\n");
        const run = spawnSync(python, ["-c", script], {
            cwd: join(__dirname, "../../sandbox/emulator"),
            encoding: "utf8",
        });
        strictEqual(run.stdout, "[True, True, False]\n", run.stderr);
    });

    it("find the quota of accounts by its name, and raise it by one request at a time", async () => {
        const client = testClient(ServiceQuotasClient, aws.endpoint, bootstrapKeys);
        const { code, value } = (await readAccountQuota(client))!;
        strictEqual(value, 5);
        const ask = (DesiredValue: number): Promise<unknown> =>
            client.send(
                new RequestServiceQuotaIncreaseCommand({
                    ServiceCode: accountQuota.service,
                    QuotaCode: code,
                    DesiredValue,
                }),
            );
        await rejects(ask(5), { name: "IllegalArgumentException" });
        await requestAccounts(client, code, 6);
        await rejects(ask(8), { name: "ResourceAlreadyExistsException" });
        strictEqual(isOpenRequest((await readQuotaRequests(client, code))[0]!), true);
        await until(async () => (await readQuotaRequests(client, code))[0]!.status === "APPROVED");
        strictEqual((await readAccountQuota(client))?.value, 6);
        const one = new GetServiceQuotaCommand({ ServiceCode: accountQuota.service, QuotaCode: code });
        strictEqual((await client.send(one)).Quota?.Value, 6);
        const elsewhere = new ServiceQuotasClient({
            region: "eu-west-1",
            endpoint: aws.endpoint,
            credentials: bootstrapKeys,
        });
        await rejects(readAccountQuota(elsewhere), { name: "NoSuchResourceException" });
    });

    it("remember who was closed when, in the management account's history in us-east-1", async () => {
        const options = { endpoint: aws.endpoint, credentials: bootstrapKeys };
        deepStrictEqual([...(await readClosings(new Date(), options))], []);
        const before = Date.now();
        await organizations.send(new CloseAccountCommand({ AccountId: ids[2]! }));
        const [[id, at], ...others] = [...(await readClosings(new Date(), options))] as [[string, Date]];
        deepStrictEqual([id, others], [ids[2], []]);
        // AWS returns no milliseconds here.
        ok(at.getTime() > before - 1000 && at.getTime() <= Date.now(), String(at));
        const client = testClient(CloudTrailClient, aws.endpoint, bootstrapKeys);
        const byUser = [{ AttributeKey: "Username" as const, AttributeValue: "x" }];
        await rejects(client.send(new LookupEventsCommand({ LookupAttributes: byUser })), {
            name: "EmulatorNotImplemented",
        });
    });

    it("refuse invitations with a reason: a member, and more than the quota", async () => {
        const invite = (Id: string): Promise<unknown> =>
            organizations.send(new InviteAccountToOrganizationCommand({ Target: { Type: "ACCOUNT", Id } }));
        const refused = (Reason: string): object => ({ name: "HandshakeConstraintViolationException", Reason });
        await rejects(invite(ids[0]!), refused("ALREADY_IN_AN_ORGANIZATION"));
        await rejects(invite("12"), { name: "InvalidInputException" });
        await invite("222222222222");
        await invite("333333333333");
        await rejects(invite("444444444444"), refused("ACCOUNT_NUMBER_LIMIT_EXCEEDED"));
    });

    it("let only a member leave", async () => {
        await rejects(organizations.send(new LeaveOrganizationCommand({})), {
            name: "MasterCannotLeaveOrganizationException",
        });
        const member = aws.organizations(await keysIn(ids[1]!));
        await member.send(new LeaveOrganizationCommand({}));
        await rejects(member.send(new DescribeOrganizationCommand({})), { name: "AWSOrganizationsNotInUseException" });
        await rejects(organizations.send(new DescribeAccountCommand({ AccountId: ids[1] })), {
            name: "AccountNotFoundException",
        });
    });

    it("have the shapes of AWS's own models, and take no request with a member that these lack", async () => {
        const ask = async (service: string, target: string, path: string, body: object): Promise<unknown> => {
            const scope = `${bootstrapKeys.accessKeyId}/20260101/us-east-1/${service}/aws4_request`;
            const answer = await fetch(`${aws.endpoint}${path}`, {
                method: "POST",
                headers: {
                    "content-type": "application/x-amz-json-1.1",
                    ...(target === "" ? {} : { "x-amz-target": target }),
                    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
                },
                body: JSON.stringify(body),
            });
            return ((await answer.json()) as { readonly message?: string }).message;
        };
        const AccountId = ids[0]!;
        const close = await ask("organizations", "AWSOrganizationsV20161128.CloseAccount", "/", { AccountId, Now: 1 });
        match(String(close), /request of organizations CloseAccount .*: \.Now is no member/u);
        const email = await ask("account", "", "/getPrimaryEmail", { AccountId, Verbose: true });
        match(String(email), /request of account GetPrimaryEmail .*: \.Verbose is no member/u);
        const own = ["StartPrimaryEmailUpdate", "AcceptPrimaryEmailUpdate", "GetPrimaryEmail"];
        const increases = ["RequestServiceQuotaIncrease", "ListRequestedServiceQuotaChangeHistoryByQuota"];
        const ofMembers = ["InviteAccountToOrganization", "LeaveOrganization", "CloseAccount", "DescribeAccount"];
        deepStrictEqual(
            await unheld(aws.endpoint, [
                ...own.map((name) => `account.${name}`),
                ...[...increases, "GetServiceQuota", "ListServiceQuotas"].map((name) => `service-quotas.${name}`),
                ...ofMembers.map((name) => `organizations.${name}`),
                "cloudtrail.LookupEvents",
            ]),
            [],
        );
    });
});
