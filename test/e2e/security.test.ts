/**
 * The security layer's audit and Identity Center, on the real engine with the real provider code. AWS is a stand-in, which judges
 * the bucket policy and the delegation as CloudTrail does; the awsx plugin is one too, unless the official one can be downloaded.
 */
import {
    CloudTrailClient,
    GetEventSelectorsCommand,
    GetInsightSelectorsCommand,
    GetTrailStatusCommand,
    PutEventSelectorsCommand,
    PutInsightSelectorsCommand,
    StopLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import { DisableKeyRotationCommand, GetKeyRotationStatusCommand, KMSClient } from "@aws-sdk/client-kms";
import {
    GetBucketEncryptionCommand,
    GetBucketLoggingCommand,
    GetObjectLockConfigurationCommand,
    HeadBucketCommand,
    PutBucketLoggingCommand,
    PutObjectLockConfigurationCommand,
    S3Client,
} from "@aws-sdk/client-s3";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import type { Call } from "../support/aws-call";
import { about, madeBefore, ofProgram } from "../support/counted-calls";
import { doctorOn } from "../support/doctor";
import { TestProject, type EngineRun, type StateResource } from "../support/project";
import { accessRole, assume } from "../support/sessions";
import { named } from "../support/state";
import { testClient } from "../support/test-client";

const managementId = "111111111111";
const account = { id: managementId, email: "aws@acme.example", name: "acme-management" };
const company = {
    "aws:region": "us-east-1",
    company: { name: "acme", short: "ac" },
    email: "aws@acme.example",
    management: { id: managementId },
    organization: {
        services: ["cloudtrail.amazonaws.com", "access-analyzer.amazonaws.com", "sso.amazonaws.com"],
    },
    units: ["security", "workloads/prd"],
    accounts: { security: { unit: "security" }, "apps-prd": { unit: "workloads/prd" } },
    delegatedAdministrators: {
        security: ["cloudtrail.amazonaws.com", "access-analyzer.amazonaws.com", "sso.amazonaws.com"],
    },
    access: {
        DevOps: { accounts: ["apps-*"], policies: ["PowerUserAccess"], session: "90m" },
        Auditor: { accounts: ["*"], policies: ["ReadOnlyAccess", "SecurityAudit"] },
    },
    identity: ["users", "identity-center"],
    admins: ["ada.lovelace"],
    breakGlass: ["break-glass-1"],
};
const security = {
    groups: { devops: { roles: ["DevOps"] }, auditors: { roles: ["Auditor"] } },
    users: { "ada.lovelace": { groups: ["devops"] }, "grace.hopper": { groups: ["auditors"] } },
    audit: {
        alarms: { email: "security@acme.example", cis: true },
        accessLogs: true,
        objectLock: { mode: "governance", days: 365 },
        dataEvents: { "AWS::S3::Object": "write", "AWS::Lambda::Function": "all" },
    },
};

const { dataEvents, ...withoutDataEvents } = security.audit;

const flags = ["--stack", "security", "--exclude", "**-lifecycle"];

describe("stack security, its audit and Identity Center", () => {
    let project: TestProject;
    let state: readonly StateResource[];
    let organizationId: string;
    let appsId: string;
    /** Calls of AWS in a preview of the security stack. */
    let calls: readonly Call[];
    /** The first runs of the security stack, in which AWS's responses were lost. */
    const lost: EngineRun[] = [];

    before(async () => {
        project = await TestProject.open({ management: company, security }, account, "us-east-1", { faults: [] });
        await project.must("stack", "init", "management");
        await project.must("stack", "init", "security");
        // By design the provider waits a minute for each lifecycle rule.
        const exclude = ["--exclude", "**-lifecycle"];
        await project.must("up", "--stack", "management", "--yes", "--skip-preview", ...exclude);
        // Identity Center follows in the run after the one that makes the organization.
        await project.must("up", "--stack", "management", "--yes", "--skip-preview", ...exclude);
        const operations = ["CreateLogGroup", "CreateGroupMembership", "CreateTrail"];
        for (const operation of operations) project.proxy!.add({ operation, times: 1, drop: true });
        const up = ["up", "--stack", "security", "--yes", "--skip-preview", ...exclude];
        // Each failed run has lost at least one response. How many one run loses depends on the order of the engine's calls.
        while (lost.length < operations.length) {
            const run = await project.pulumi(...up, "--continue-on-error");
            if (run.exitCode === 0) break;
            lost.push(run);
        }
        if (lost.length === operations.length) await project.must(...up);
        state = await project.state("security");
        const outputs = JSON.parse(await project.must("stack", "output", "--stack", "management", "--json")) as {
            organization: { id: string };
            accounts: Readonly<Record<string, { id: string }>>;
        };
        organizationId = outputs.organization.id;
        appsId = outputs.accounts["apps-prd"]!.id;
    });
    after(() => (project as TestProject | undefined)?.close());

    it("ends in an empty preview", async () => {
        const preview = ["preview", "--expect-no-changes", "--exclude", "**-lifecycle"];
        project.proxy!.reset();
        await project.must(...preview, "--stack", "security");
        calls = [...project.proxy!.calls];
        await project.must(...preview, "--stack", "management");
    });

    it("makes no call to AWS twice in it, and none for each account", () => {
        deepStrictEqual(madeBefore(ofProgram(calls)), []);
        // The provider enters the account a second time to check that it may, and who it is then.
        deepStrictEqual(madeBefore(calls), ["AssumeRole", "GetCallerIdentity"]);
        deepStrictEqual(about(calls, appsId), []);
    });

    it("takes in what a run has made whose responses were lost, by the next run", () => {
        const text = lost.map((run) => run.text).join("\n");
        for (const name of ["audit-logs-group", "directory-user-[\\w.:]+", "audit-trail"])
            match(
                text,
                new RegExp(`error: ${name}: AWS has this already: [^\\n]*\\n\\s+→ run the same command again`, "u"),
            );
    });

    it("a key that does not rotate any more and a trail that does not log are changes of a preview, and on again after up, and no other change follows", async () => {
        const keys = await securityKeys();
        const kms = testClient(KMSClient, endpoint(project.sandbox.emulator), keys);
        const KeyId = String(only("aws:kms/key:Key").outputs?.["keyId"]);
        await kms.send(new DisableKeyRotationCommand({ KeyId }));
        const cloudTrail = testClient(CloudTrailClient, endpoint(project.sandbox.emulator), keys);
        const Name = String(only("aws:cloudtrail/trail:Trail").outputs?.["arn"]);
        await cloudTrail.send(new StopLoggingCommand({ Name }));
        const preview = await project.pulumi("preview", "--expect-no-changes", ...flags);
        notStrictEqual(preview.exitCode, 0);
        match(preview.text, /key [\w-]+ \(.*\) does not rotate/u);
        match(preview.text, /trail arn:\S+ does not log/u);
        match(preview.text, /~ 2 to update/u);
        strictEqual((await cloudTrail.send(new GetTrailStatusCommand({ Name }))).IsLogging, false);
        deepStrictEqual(await trailByDoctor(), ["fault", "pulumi up --stack security"]);
        await project.must("up", "--yes", "--skip-preview", ...flags);
        strictEqual((await kms.send(new GetKeyRotationStatusCommand({ KeyId }))).KeyRotationEnabled, true);
        strictEqual((await cloudTrail.send(new GetTrailStatusCommand({ Name }))).IsLogging, true);
        deepStrictEqual(await trailByDoctor(), ["ok", undefined]);
        // A config without the key changes nothing in the data events that are recorded, and nothing else is left to do.
        project.writeStack("security", { ...security, audit: withoutDataEvents });
        await project.must("preview", "--expect-no-changes", ...flags);
        project.writeStack("security", security);
    });

    it("who may not ask whether they are on reads so, and any other error of AWS's refuses the run in one line", async () => {
        const denied = { code: "AccessDeniedException", message: "not today" };
        for (const operation of ["GetTrailStatus", "GetKeyRotationStatus"])
            project.proxy!.add({ operation, times: 1, fault: denied });
        const preview = await project.pulumi("preview", ...flags);
        strictEqual(preview.exitCode, 0, preview.text);
        match(preview.text, /not asked: whether trail arn:\S+ logs \(AWS returned AccessDenied\)/u);
        match(preview.text, /not asked: whether key [\w-]+ \(.*\) rotates/u);
        const other = { code: "OperationNotPermittedException", message: "its key" };
        project.proxy!.add({ operation: "GetTrailStatus", times: 1, fault: other });
        const refused = await project.pulumi("preview", ...flags);
        notStrictEqual(refused.exitCode, 0, refused.text);
        match(
            refused.text,
            /whether trail arn:\S+ logs could not be read: AWS returned OperationNotPermitted\w+: its key/u,
        );
        doesNotMatch(refused.text, /\n\s+at /u);
    });

    it("makes a trail of the whole organization that the management account owns", () => {
        const { outputs } = only("aws:cloudtrail/trail:Trail");
        strictEqual(outputs?.["arn"], `arn:aws:cloudtrail:us-east-1:${managementId}:trail/ac-security-cloudtrail-org`);
        strictEqual(outputs["isOrganizationTrail"], true);
        strictEqual(outputs["isMultiRegionTrail"], true);
        strictEqual(outputs["enableLogFileValidation"], true);
        strictEqual(outputs["kmsKeyId"], only("aws:kms/key:Key").outputs?.["arn"]);
        match(String(outputs["cloudWatchLogsGroupArn"]), /:log-group:ac-security-cloudtrail-org:\*$/);
    });

    it("protects and retains what the audit is lost without, down to the children of awsx's component", () => {
        const irreversible = [
            "aws:cloudtrail/trail:Trail",
            "aws:s3/bucket:Bucket",
            "aws:s3/bucketPolicy:BucketPolicy",
            "aws:s3/bucketVersioning:BucketVersioning",
            "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
            "aws:kms/key:Key",
            "aws:kms/alias:Alias",
        ];
        for (const type of irreversible)
            for (const { protect, retainOnDelete, urn } of all(type))
                deepStrictEqual([protect, retainOnDelete], [true, true], urn);
        const buckets = all("aws:s3/bucket:Bucket").map(({ outputs }) => [
            outputs?.["bucket"],
            outputs?.["forceDestroy"],
        ]);
        deepStrictEqual(buckets, [
            ["ac-security-cloudtrail-org", false],
            ["ac-security-cloudtrail-org-access", false],
        ]);
    });

    it("lets CloudTrail alone write, for this trail, under the two prefixes, and nobody by plain HTTP", () => {
        const ofTrail = all("aws:s3/bucketPolicy:BucketPolicy").find(({ urn }) => !urn.includes("AccessLogs"));
        const policy = JSON.parse(String(ofTrail?.outputs?.["policy"])) as {
            Statement: { Sid: string; Resource: unknown; Condition: unknown }[];
        };
        const write = policy.Statement.find(({ Sid }) => Sid === "CloudTrailWrite");
        const bucket = "arn:aws:s3:::ac-security-cloudtrail-org";
        deepStrictEqual(write?.Resource, [
            `${bucket}/AWSLogs/${managementId}/*`,
            `${bucket}/AWSLogs/${organizationId}/*`,
        ]);
        deepStrictEqual(write.Condition, {
            StringEquals: {
                "aws:SourceArn": `arn:aws:cloudtrail:us-east-1:${managementId}:trail/ac-security-cloudtrail-org`,
                "s3:x-amz-acl": "bucket-owner-full-control",
            },
        });
        deepStrictEqual(
            policy.Statement.map(({ Sid }) => Sid),
            ["CloudTrailAclCheck", "CloudTrailWrite", "TlsOnly"],
        );
    });

    it("raises alarms on root use, on emergency users, on what silences the trail, and on what CIS names", () => {
        const alarms = all("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ outputs }) => outputs?.["name"]);
        deepStrictEqual(alarms.sort(), [
            "ac-break-glass-use",
            "ac-bucket-policy-change",
            "ac-config-change",
            "ac-console-sign-in-failure",
            "ac-console-without-mfa",
            "ac-iam-policy-change",
            "ac-key-disabled",
            "ac-network-acl-change",
            "ac-network-gateway-change",
            "ac-organization-change",
            "ac-root-use",
            "ac-route-table-change",
            "ac-security-group-change",
            "ac-trail-change",
            "ac-unauthorized-call",
            "ac-vpc-change",
        ]);
    });

    it("switches nothing of the audit off by a word in the config", async () => {
        const refused = async (audit: object): Promise<string> => {
            project.writeStack("security", { ...security, audit });
            const { exitCode, text } = await project.pulumi("up", "--yes", "--skip-preview", ...flags);
            project.writeStack("security", security);
            notStrictEqual(exitCode, 0);
            doesNotMatch(text, /unprotect/);
            return text;
        };
        match(await refused({ trail: false }), /audit\.trail: false[\s\S]*not switched off by a word in the config/);
        const text = await refused({ alarms: security.audit.alarms });
        match(
            text,
            /audit\.accessLogs\n[\s\S]*does not delete them[\s\S]*→ write audit\.accessLogs: true[\s\S]*audit\.objectLock[\s\S]*does not end that/,
        );
    });

    it("logs each request to the trail's bucket, which keeps each file for a year", async () => {
        const s3 = testClient(S3Client, endpoint(project.sandbox.emulator), await securityKeys());
        const Bucket = "ac-security-cloudtrail-org";
        const { LoggingEnabled: logging } = await s3.send(new GetBucketLoggingCommand({ Bucket }));
        deepStrictEqual([logging?.TargetBucket, logging?.TargetPrefix], [`${Bucket}-access`, `${Bucket}/`]);
        const lock = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
        const { Mode: mode, Days: days } = lock.ObjectLockConfiguration?.Rule?.DefaultRetention ?? {};
        deepStrictEqual([mode, days], ["GOVERNANCE", 365]);
        const { ServerSideEncryptionConfiguration: encryption } = await s3.send(
            new GetBucketEncryptionCommand({ Bucket: `${Bucket}-access` }),
        );
        strictEqual(encryption?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm, "AES256");
    });

    it("records events on data that the config names, but for its own buckets; {} ends it, and what is set by hand stays without the key", async () => {
        const client = testClient(CloudTrailClient, endpoint(project.sandbox.emulator), await securityKeys());
        const TrailName = String(only("aws:cloudtrail/trail:Trail").outputs?.["arn"]);
        const recorded = async (): Promise<unknown> => {
            const { AdvancedEventSelectors: found } = await client.send(new GetEventSelectorsCommand({ TrailName }));
            return found?.map(({ FieldSelectors: fields }) =>
                Object.fromEntries<unknown>(
                    fields!.map(({ Field, Equals, NotStartsWith }) => [Field!, Equals ?? NotStartsWith]),
                ),
            );
        };
        const management = { eventCategory: ["Management"] };
        const bucket = "arn:aws:s3:::ac-security-cloudtrail-org";
        const all = [
            management,
            // The engine sorts maps by key.
            { eventCategory: ["Data"], "resources.type": ["AWS::Lambda::Function"] },
            {
                eventCategory: ["Data"],
                "resources.type": ["AWS::S3::Object"],
                readOnly: ["false"],
                "resources.ARN": [`${bucket}/`, `${bucket}-access/`],
            },
        ];
        deepStrictEqual(Object.keys(dataEvents).length, all.length - 1);
        deepStrictEqual(await recorded(), all);
        const audit = withoutDataEvents;
        project.writeStack("security", { ...security, audit: { ...audit, dataEvents: {} } });
        await project.must("up", "--yes", "--skip-preview", ...flags);
        deepStrictEqual(await recorded(), [management]);
        // Data events that are set by hand stay. Insights stay whatever the config says.
        project.writeStack("security", { ...security, audit });
        const insights = { TrailName, InsightSelectors: [{ InsightType: "ApiCallRateInsight" as const }] };
        await client.send(new PutInsightSelectorsCommand(insights));
        const tables = { Type: "AWS::DynamoDB::Table", Values: ["arn:aws:dynamodb"] };
        const byHand = { IncludeManagementEvents: true, ReadWriteType: "All" as const, DataResources: [tables] };
        await client.send(new PutEventSelectorsCommand({ TrailName, EventSelectors: [byHand] }));
        await project.must("up", "--yes", "--skip-preview", "--refresh", "--expect-no-changes", ...flags);
        const { EventSelectors: kept } = await client.send(new GetEventSelectorsCommand({ TrailName }));
        deepStrictEqual(
            kept?.map(({ ReadWriteType, DataResources }) => [ReadWriteType, DataResources]),
            [["All", [tables]]],
        );
        const { InsightSelectors: on } = await client.send(new GetInsightSelectorsCommand({ TrailName }));
        deepStrictEqual(on, insights.InsightSelectors);
    });

    it("renders the map as permission sets, and assigns them to the groups in the accounts of the map", () => {
        const sets = all("aws:ssoadmin/permissionSet:PermissionSet").map(({ outputs }) => [
            outputs?.["name"],
            outputs?.["sessionDuration"],
        ]);
        deepStrictEqual(sets.sort(), [
            ["Auditor", "PT1H"],
            ["DevOps", "PT1H30M"],
        ]);
        deepStrictEqual(all("aws:ssoadmin/accountAssignment:AccountAssignment").map(nameOf).sort(), [
            "assignments-Auditor:auditors:apps-prd",
            "assignments-Auditor:auditors:security",
            "assignments-DevOps:devops:apps-prd",
        ]);
    });

    it("makes each person of Identity Center once, though she is an admin too", async () => {
        const names = (resources: readonly StateResource[]): unknown[] =>
            resources
                .filter(({ type }) => type === "aws:identitystore/user:User")
                .map(({ outputs }) => outputs?.["userName"]);
        deepStrictEqual(names(state), ["grace.hopper"]);
        const management = await project.state("management");
        deepStrictEqual(names(management), ["ada.lovelace"]);
        const assigned = management.filter(({ type }) => type === "aws:ssoadmin/accountAssignment:AccountAssignment");
        deepStrictEqual(
            assigned.map(({ outputs }) => outputs?.["targetId"]),
            [managementId],
        );
    });

    it("lets the admins of Identity Center through the members' access roles", () => {
        const role = named(state, "access-role");
        match(
            String(role?.outputs?.["assumeRolePolicy"]),
            /role\/aws-reserved\/sso\.amazonaws\.com\/\*AWSReservedSSO_OrganizationAccountAccessRole_\*/,
        );
    });

    it("lets go of the access logs and the object lock by the steps of docs/access.md, and deletes nothing of them", async () => {
        const urnOf = (name: string): string => named(state, name)!.urn;
        const forget = ["state", "delete", "--stack", "security", "--force", "--yes"];
        await project.must(...forget, urnOf("audit-access-logs"), "--target-dependents");
        await project.must(...forget, urnOf("audit-object-lock"));
        project.writeStack("security", { ...security, audit: { alarms: security.audit.alarms } });
        const s3 = testClient(S3Client, endpoint(project.sandbox.emulator), await securityKeys());
        await s3.send(new HeadBucketCommand({ Bucket: "ac-security-cloudtrail-org-access" }));
        // Then, as that page says, S3 is called: an empty status ends the logging (API page PutBucketLogging), and a configuration without
        // a rule ends the lock of new files (PutObjectLockConfiguration). The bucket's Object Lock itself stays on.
        const Bucket = "ac-security-cloudtrail-org";
        await s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: {} }));
        strictEqual((await s3.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled, undefined);
        const ObjectLockConfiguration = { ObjectLockEnabled: "Enabled" } as const;
        await s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
        const lock = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
        deepStrictEqual(lock.ObjectLockConfiguration, ObjectLockConfiguration);
        await project.must("preview", "--expect-no-changes", ...flags);
    });

    it("lets go of the trail by the steps of docs/access.md, and deletes nothing of it", async () => {
        const { urn } = state.find(({ type }) => type === "aws-organization:audit:AuditKey")!;
        await project.must("state", "delete", urn, "--stack", "security", "--target-dependents", "--force", "--yes");
        project.writeStack("security", { ...security, audit: { trail: false } });
        await project.must("up", "--stack", "security", "--yes", "--skip-preview");
        const left = await project.state("security");
        ok(left.every(({ type }) => type !== "aws:cloudtrail/trail:Trail" && type !== "aws:s3/bucket:Bucket"));
        const s3 = testClient(S3Client, endpoint(project.sandbox.emulator), await securityKeys());
        for (const Bucket of ["ac-security-cloudtrail-org", "ac-security-cloudtrail-org-access"])
            await s3.send(new HeadBucketCommand({ Bucket }));
    });

    /** Keys of the access role in the security account. */
    async function securityKeys(): ReturnType<typeof assume> {
        const securityId = String(only("aws:kms/key:Key").outputs?.["arn"]).split(":")[4]!;
        return assume(project.sandbox, bootstrapKeys, accessRole(securityId));
    }

    function all(type: string): StateResource[] {
        return state.filter((resource) => resource.type === type);
    }

    /** The doctor's line about the trail, with the management account's credentials: status and cure. */
    async function trailByDoctor(): Promise<readonly (string | undefined)[]> {
        const [line] = (await doctorOn(project)).of("audit-trail");
        return [line?.status, line?.cure];
    }

    function only(type: string): StateResource {
        const found = all(type);
        strictEqual(found.length, 1, type);
        return found[0]!;
    }

    function nameOf({ urn }: StateResource): string {
        return urn.split("::").at(-1)!;
    }
});
