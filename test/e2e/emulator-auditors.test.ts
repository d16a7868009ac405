/**
 * What the emulator shows to an auditor of an organization: trails, alarms, analyzers, policies by name, and who may read Organizations.
 */
import { AccessAnalyzerClient, CreateAnalyzerCommand, ListAnalyzersCommand } from "@aws-sdk/client-accessanalyzer";
import {
    CloudTrailClient,
    CreateTrailCommand,
    DeleteTrailCommand,
    DescribeTrailsCommand,
    GetEventSelectorsCommand,
    GetInsightSelectorsCommand,
    GetTrailCommand,
    GetTrailStatusCommand,
    ListTrailsCommand,
    PutEventSelectorsCommand,
    StartLoggingCommand,
    StopLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import {
    AttachRolePolicyCommand,
    CreatePolicyCommand,
    DisableOrganizationsRootSessionsCommand,
    EnableOrganizationsRootSessionsCommand,
    GetAccountAuthorizationDetailsCommand,
    IAMClient,
    ListOrganizationsFeaturesCommand,
    PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
    CreateAccountCommand,
    CreateOrganizationCommand,
    CreatePolicyCommand as CreateOrganizationPolicyCommand,
    DescribeOrganizationCommand,
    DescribePolicyCommand,
    DescribeResourcePolicyCommand,
    EnableAWSServiceAccessCommand,
    EnablePolicyTypeCommand,
    ListAccountsCommand,
    ListAWSServiceAccessForOrganizationCommand,
    ListDelegatedAdministratorsCommand,
    ListHandshakesForAccountCommand,
    ListPoliciesCommand,
    ListRootsCommand,
    OrganizationsClient,
    PutResourcePolicyCommand,
    RegisterDelegatedAdministratorCommand,
    RemoveAccountFromOrganizationCommand,
} from "@aws-sdk/client-organizations";
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { cloudwatchCall, protocols } from "../support/cloudwatch";
import { keysOf, policyDocument } from "../support/emulated-iam";
import { accessRole } from "../support/sessions";
import type { Keys } from "../support/test-client";
import { newAccount, TestEmulator } from "../support/test-emulator";

type Who = "management" | "delegate" | "member" | "outsider";

const denied = { name: "AccessDeniedException" };

describe("what the emulator shows to auditors", () => {
    let aws: TestEmulator;
    const ids = { management: newAccount.id } as Record<Who, string>;
    const keys = { management: bootstrapKeys } as Record<Who, Keys>;
    let trail: string;

    before(async () => {
        aws = await TestEmulator.open();
        const client = aws.organizations();
        await client.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
        const enter = async (id: string): Promise<Keys> => {
            const session = new AssumeRoleCommand({ RoleArn: accessRole(id), RoleSessionName: "test" });
            return keysOf((await aws.sts().send(session)).Credentials!);
        };
        for (const AccountName of ["delegate", "member", "outsider"] as const) {
            const made = new CreateAccountCommand({ AccountName, Email: `aws+${AccountName}@example.com` });
            ids[AccountName] = (await client.send(made)).CreateAccountStatus!.AccountId!;
            keys[AccountName] = await enter(ids[AccountName]);
        }
        await client.send(new RemoveAccountFromOrganizationCommand({ AccountId: ids.outsider }));
        for (const service of ["cloudtrail", "access-analyzer"]) {
            const ServicePrincipal = `${service}.amazonaws.com`;
            await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
            await client.send(new RegisterDelegatedAdministratorCommand({ AccountId: ids.delegate, ServicePrincipal }));
        }
        trail = await makeTrail();
    });
    after(() => aws.close());

    const at = <Client>(type: new (options: object) => Client, who: Who, region = "us-east-1"): Client =>
        new type({ region, endpoint: aws.endpoint, credentials: keys[who], maxAttempts: 1, forcePathStyle: true });
    const trails = (who: Who, region?: string): CloudTrailClient => at(CloudTrailClient, who, region);
    const organizations = (who: Who): OrganizationsClient => at(OrganizationsClient, who);

    /** Creates the organization's trail, in all regions, as CloudTrail's delegated administrator. Returns its ARN. */
    async function makeTrail(): Promise<string> {
        const Bucket = "trail-of-all";
        const s3 = at(S3Client, "delegate");
        await s3.send(new CreateBucketCommand({ Bucket }));
        const Principal = { Service: "cloudtrail.amazonaws.com" };
        const [bucket, files] = [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/AWSLogs/*`];
        const Policy = policyDocument([
            { Effect: "Allow", Principal, Action: "s3:GetBucketAcl", Resource: bucket },
            { Effect: "Allow", Principal, Action: "s3:PutObject", Resource: files },
        ]);
        await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
        const input = {
            Name: "org",
            S3BucketName: Bucket,
            IsMultiRegionTrail: true,
            IsOrganizationTrail: true,
            EnableLogFileValidation: true,
        };
        const { TrailARN } = await trails("delegate").send(new CreateTrailCommand(input));
        await trails("delegate").send(new StartLoggingCommand({ Name: TrailARN }));
        return TrailARN!;
    }

    it("the organization's trail is a shadow in every member and every region, which no member changes", async () => {
        strictEqual(trail, `arn:aws:cloudtrail:us-east-1:${newAccount.id}:trail/org`);
        const seen = async (who: Who, region: string, input = {}): Promise<readonly unknown[]> => {
            const { trailList } = await trails(who, region).send(new DescribeTrailsCommand(input));
            return trailList!.map(({ TrailARN, HomeRegion, IsOrganizationTrail }) => [
                TrailARN,
                HomeRegion,
                IsOrganizationTrail,
            ]);
        };
        for (const who of ["management", "delegate", "member"] as const)
            for (const region of ["us-east-1", "eu-west-1"])
                deepStrictEqual(await seen(who, region), [[trail, "us-east-1", true]], `${who} in ${region}`);
        deepStrictEqual(await seen("member", "us-east-1", { includeShadowTrails: false }), []);
        deepStrictEqual((await seen("management", "us-east-1", { includeShadowTrails: false })).length, 1);
        deepStrictEqual(await seen("management", "eu-west-1", { includeShadowTrails: false }), []);
        deepStrictEqual((await seen("member", "eu-west-1", { trailNameList: [trail] })).length, 1);
        deepStrictEqual(await seen("member", "us-east-1", { trailNameList: ["org"] }), []);
        deepStrictEqual((await trails("member").send(new ListTrailsCommand({}))).Trails?.length, 1);

        const member = trails("member", "eu-west-1");
        const status = await member.send(new GetTrailStatusCommand({ Name: trail }));
        strictEqual(status.IsLogging, true);
        deepStrictEqual(status.LatestDigestDeliveryTime, status.LatestDeliveryTime);
        strictEqual(status.LatestCloudWatchLogsDeliveryTime, undefined); // it has no log group
        strictEqual((await member.send(new GetTrailCommand({ Name: trail }))).Trail?.Name, "org");
        const unknown = { name: "TrailNotFoundException" };
        await rejects(trails("member").send(new GetTrailStatusCommand({ Name: "org" })), unknown);
        const refused = { name: "NotOrganizationMasterAccountException" };
        await rejects(member.send(new StopLoggingCommand({ Name: trail })), refused);
        await rejects(member.send(new DeleteTrailCommand({ Name: trail })), refused);
        strictEqual((await trails("management").send(new GetTrailStatusCommand({ Name: trail }))).IsLogging, true);
    });

    it("a trail without selectors has AWS's, all management events, and no insights", async () => {
        const plain = {
            ReadWriteType: "All",
            IncludeManagementEvents: true,
            DataResources: [],
            ExcludeManagementEventSources: [],
        };
        const selectors = async (): Promise<unknown> => {
            const found = await trails("member").send(new GetEventSelectorsCommand({ TrailName: trail }));
            return [found.EventSelectors, found.AdvancedEventSelectors];
        };
        deepStrictEqual(await selectors(), [[plain], undefined]);
        const insights = new GetInsightSelectorsCommand({ TrailName: trail });
        await rejects(trails("member").send(insights), { name: "InsightNotEnabledException" });
        const AdvancedEventSelectors = [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] }];
        const put = new PutEventSelectorsCommand({ TrailName: trail, AdvancedEventSelectors });
        await rejects(trails("member").send(put), { name: "NotOrganizationMasterAccountException" });
        await trails("management").send(put);
        deepStrictEqual(await selectors(), [undefined, AdvancedEventSelectors]);
    });

    it("an alarm is the same through every protocol; an update keeps its state and tags", async () => {
        const alarm = (AlarmName: string, Threshold = 1): Record<string, unknown> => ({
            AlarmName,
            MetricName: "RootSignIn",
            Namespace: "audit",
            Statistic: "Sum",
            Period: 300,
            EvaluationPeriods: 1,
            Threshold,
            ComparisonOperator: "GreaterThanOrEqualToThreshold",
            AlarmActions: ["arn:aws:sns:us-east-1:111111111111:alarms"],
        });
        const call = (protocol: (typeof protocols)[number], operation: string, input = {}): Promise<unknown> =>
            cloudwatchCall(aws.endpoint, protocol, operation, input);
        for (const protocol of protocols)
            await call(protocol, "PutMetricAlarm", { ...alarm(protocol), Tags: [{ Key: "by", Value: protocol }] });
        await call("cbor", "PutMetricAlarm", { ...alarm("json", 5), Tags: [{ Key: "by", Value: "another" }] });

        const expected = protocols.map((name) => [name, name === "json" ? 5 : 1, "INSUFFICIENT_DATA", true]);
        interface Shown {
            readonly MetricAlarms: readonly Readonly<Record<string, unknown>>[];
        }
        for (const protocol of ["cbor", "json"] as const) {
            const { MetricAlarms } = (await call(protocol, "DescribeAlarms")) as Shown;
            const shown = MetricAlarms.map((each) => [
                each["AlarmName"],
                each["Threshold"],
                each["StateValue"],
                each["ActionsEnabled"],
            ]);
            deepStrictEqual(shown, expected, protocol);
            deepStrictEqual(MetricAlarms[0]!["AlarmActions"], alarm("a")["AlarmActions"]);
            const arn = { ResourceARN: MetricAlarms[1]!["AlarmArn"] };
            deepStrictEqual(await call(protocol, "ListTagsForResource", arn), { Tags: [{ Key: "by", Value: "json" }] });
        }
        const xml = String(await call("query", "DescribeAlarms", { AlarmNames: ["cbor", "query"] }));
        deepStrictEqual(
            [...xml.matchAll(/<AlarmName>(\w+)</gu)].map((found) => found[1]),
            ["cbor", "query"],
        );
        const { MetricAlarms } = (await call("cbor", "DescribeAlarms", { AlarmNames: ["cbor"] })) as Shown;
        strictEqual((MetricAlarms[0]!["AlarmConfigurationUpdatedTimestamp"] as { tag: number }).tag, 1); // a time

        await call("cbor", "DeleteAlarms", { AlarmNames: ["json"] });
        await call("json", "DeleteAlarms", { AlarmNames: ["query", "cbor"] });
        deepStrictEqual(((await call("cbor", "DescribeAlarms")) as Shown).MetricAlarms, []);
        await rejects(call("cbor", "NoSuchOperation"), /EmulatorNotImplemented/u);
    });

    it("analyzers are listed by type, in the account and region that have them", async () => {
        const client = at(AccessAnalyzerClient, "delegate");
        await client.send(new CreateAnalyzerCommand({ analyzerName: "all", type: "ORGANIZATION" }));
        await client.send(new CreateAnalyzerCommand({ analyzerName: "own", type: "ACCOUNT" }));
        const names = async (who: Who, type?: "ORGANIZATION", region?: string): Promise<readonly unknown[]> => {
            const list = new ListAnalyzersCommand({ type });
            return (await at(AccessAnalyzerClient, who, region).send(list)).analyzers!.map(({ name }) => name);
        };
        deepStrictEqual(await names("delegate"), ["all", "own"]);
        deepStrictEqual(await names("delegate", "ORGANIZATION"), ["all"]);
        deepStrictEqual(await names("delegate", "ORGANIZATION", "eu-west-1"), []);
        deepStrictEqual(await names("member"), []);
    });

    it("policies have their names in an account's authorization details", async () => {
        const iam = at(IAMClient, "member");
        const PolicyDocument = policyDocument([{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }]);
        const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: "of-ours", PolicyDocument }));
        const RoleName = "OrganizationAccountAccessRole";
        await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: Policy!.Arn! }));
        await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "inline", PolicyDocument }));
        const all = await iam.send(new GetAccountAuthorizationDetailsCommand({}));
        const role = all.RoleDetailList!.find((each) => each.RoleName === RoleName)!;
        deepStrictEqual(role.AttachedManagedPolicies!.map(({ PolicyName }) => PolicyName).sort(), [
            "AdministratorAccess",
            "of-ours",
        ]);
        deepStrictEqual(
            role.RolePolicyList!.map((each) => [each.PolicyName, decoded(each.PolicyDocument)]),
            [["inline", PolicyDocument]],
        );
        strictEqual(decoded(role.AssumeRolePolicyDocument).startsWith("{"), true);
        const named = all.Policies!.map(({ PolicyName, Arn }) => [PolicyName, Arn]);
        ok(all.Policies!.every(({ PolicyId }) => PolicyId !== undefined));
        ok(named.every(([name, arn]) => name !== undefined && arn!.endsWith(`/${name}`)));
        const ours = all.Policies!.find(({ Arn }) => Arn === Policy!.Arn)!;
        deepStrictEqual(
            ours.PolicyVersionList!.map((each) => [each.VersionId, decoded(each.Document)]),
            [["v1", PolicyDocument]],
        );
    });

    it("Organizations is read by delegated administrators, and changed by the management account", async () => {
        const reads: readonly ((client: OrganizationsClient) => Promise<unknown>)[] = [
            (client) => client.send(new ListAccountsCommand({})),
            (client) => client.send(new ListRootsCommand({})),
            (client) => client.send(new ListPoliciesCommand({ Filter: "SERVICE_CONTROL_POLICY" })),
            (client) => client.send(new ListDelegatedAdministratorsCommand({})),
            (client) => client.send(new ListAWSServiceAccessForOrganizationCommand({})),
            (client) => client.send(new DescribePolicyCommand({ PolicyId: "p-FullAWSAccess" })),
        ];
        for (const read of reads) {
            await rejects(read(organizations("member")), denied);
            await read(organizations("delegate"));
        }
        const { Accounts } = await organizations("delegate").send(new ListAccountsCommand({}));
        deepStrictEqual(new Set(Accounts!.map(({ Id }) => Id)), new Set([ids.management, ids.delegate, ids.member]));
        for (const who of ["delegate", "member"] as const) {
            const client = organizations(who);
            const { Organization } = await client.send(new DescribeOrganizationCommand({}));
            strictEqual(Organization?.MasterAccountId, newAccount.id);
            await client.send(new ListHandshakesForAccountCommand({}));
            await rejects(client.send(new CreateAccountCommand({ AccountName: "a", Email: "a@example.com" })), denied);
            const ServicePrincipal = "ram.amazonaws.com";
            await rejects(client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal })), denied);
            await rejects(makePolicy(who, "TAG_POLICY"), denied);
        }
    });

    const makePolicy = (who: Who, Type: "TAG_POLICY" | "BACKUP_POLICY"): Promise<unknown> =>
        organizations(who).send(
            new CreateOrganizationPolicyCommand({ Name: `${who} ${Type}`, Type, Description: "", Content: "{}" }),
        );

    it("and by members that the organization's resource policy names, for what it allows", async () => {
        const { Roots } = await aws.organizations().send(new ListRootsCommand({}));
        const enable = { RootId: Roots![0]!.Id!, PolicyType: "BACKUP_POLICY" as const };
        await aws.organizations().send(new EnablePolicyTypeCommand(enable));
        const Principal = { AWS: `arn:aws:iam::${ids.member}:root` };
        const Content = policyDocument([
            { Sid: "See", Effect: "Allow", Principal, Action: "organizations:ListAccounts", Resource: "*" },
            {
                Sid: "Backup",
                Effect: "Allow",
                Principal,
                Action: ["organizations:CreatePolicy", "organizations:CreateAccount"],
                Resource: "*",
                Condition: { StringEquals: { "organizations:PolicyType": ["BACKUP_POLICY"] } },
            },
        ]);
        await aws.organizations().send(new PutResourcePolicyCommand({ Content }));
        await organizations("member").send(new ListAccountsCommand({}));
        await rejects(organizations("member").send(new ListRootsCommand({})), denied);
        await makePolicy("member", "BACKUP_POLICY");
        await rejects(makePolicy("member", "TAG_POLICY"), denied);
        await rejects(makePolicy("delegate", "BACKUP_POLICY"), denied);
        const create = new CreateAccountCommand({ AccountName: "a", Email: "a@example.com" });
        await rejects(organizations("member").send(create), denied);
        const read = new DescribeResourcePolicyCommand({});
        strictEqual((await organizations("delegate").send(read)).ResourcePolicy?.Content, Content);
        await rejects(organizations("member").send(new DescribeResourcePolicyCommand({})), denied);
    });

    it("root access management is the management account's and IAM's delegated administrator's", async () => {
        const iam = (who: Who): IAMClient => at(IAMClient, who);
        const list = (who: Who): Promise<unknown> => iam(who).send(new ListOrganizationsFeaturesCommand({}));
        const enable = (who: Who): Promise<unknown> => iam(who).send(new EnableOrganizationsRootSessionsCommand({}));
        const stranger = { name: "AccountNotManagementOrDelegatedAdministratorException" };
        for (const who of ["delegate", "member"] as const) {
            await rejects(list(who), stranger);
            await rejects(enable(who), stranger);
        }
        await rejects(list("management"), { name: "ServiceAccessNotEnabledException" });
        const service = { ServicePrincipal: "iam.amazonaws.com" };
        await aws.organizations().send(new EnableAWSServiceAccessCommand(service));
        const register = new RegisterDelegatedAdministratorCommand({ AccountId: ids.delegate, ...service });
        await aws.organizations().send(register);
        await enable("management");
        await list("delegate");
        await rejects(list("member"), stranger);
        await rejects(enable("delegate"), { name: "CallerIsNotManagementAccountException" });
        await iam("delegate").send(new DisableOrganizationsRootSessionsCommand({}));
    });

    it("outside an organization there is none of this", async () => {
        const features = new ListOrganizationsFeaturesCommand({});
        await rejects(at(IAMClient, "outsider").send(features), { name: "OrganizationNotFoundException" });
        const list = organizations("outsider").send(new ListAccountsCommand({}));
        await rejects(list, { name: "AWSOrganizationsNotInUseException" });
        const own = at(CloudTrailClient, "outsider").send(new DescribeTrailsCommand({}));
        deepStrictEqual((await own).trailList, []);
    });
});

function decoded(document: string | undefined): string {
    return decodeURIComponent(document ?? "");
}
