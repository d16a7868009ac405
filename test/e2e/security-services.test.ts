/**
 * AWS's security services in six accounts and two regions. One line enables each, and accounts that join are covered. Real engine, real
 * provider code; AWS is the emulator, behind a proxy that counts the calls. The tests depend on their order.
 */
import { AccountClient, GetRegionOptStatusCommand } from "@aws-sdk/client-account";
import {
    ConfigServiceClient,
    DescribeConfigurationAggregatorsCommand,
    DescribeConfigurationRecordersCommand,
    DescribeConfigurationRecorderStatusCommand,
    DescribeDeliveryChannelsCommand,
    PutConfigurationRecorderCommand,
    PutDeliveryChannelCommand,
    StopConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import {
    CostExplorerClient,
    CreateAnomalyMonitorCommand,
    GetAnomalyMonitorsCommand,
    GetAnomalySubscriptionsCommand,
} from "@aws-sdk/client-cost-explorer";
import {
    DescribeOrganizationConfigurationCommand,
    GuardDutyClient,
    ListDetectorsCommand,
    ListMembersCommand,
    UpdateOrganizationConfigurationCommand,
} from "@aws-sdk/client-guardduty";
import {
    BatchGetAccountStatusCommand,
    DisableCommand,
    EnableCommand,
    Inspector2Client,
} from "@aws-sdk/client-inspector2";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { ListMembersCommand as ListMacieMembersCommand, Macie2Client } from "@aws-sdk/client-macie2";
import { CloseAccountCommand, CreateAccountCommand, ListRootsCommand } from "@aws-sdk/client-organizations";
import {
    GetConfigurationPolicyCommand,
    GetEnabledStandardsCommand,
    GetFindingAggregatorCommand,
    ListConfigurationPoliciesCommand,
    ListFindingAggregatorsCommand,
    SecurityHubClient,
    StartConfigurationPolicyAssociationCommand,
    StartConfigurationPolicyDisassociationCommand,
    UpdateConfigurationPolicyCommand,
} from "@aws-sdk/client-securityhub";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { previewReads } from "../../config/aws-facts";
import { clientsOf } from "../support/aws";
import { iamAction } from "../support/iam-actions";
import { acme } from "../support/company";
import { TestProject } from "../support/project";
import { accountsThatGo } from "./security-services/accounts-that-go";
import { switchOff } from "./security-services/switch-off";
import { World } from "./security-services/world";
import { byHand } from "../support/services-by-hand";
import { accessRole, assume } from "../support/sessions";
import { isWrite } from "../support/writes";
import type { Keys } from "../support/test-client";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const regions = ["us-east-1", "eu-west-1"] as const;
const member = { unit: "workloads/prd" };
const accounts = { "apps-devstg": member, data: member, shared: member };
const standards = ["aws-foundational-security-best-practices/v/1.0.0", "cis-aws-foundations-benchmark/v/5.0.0"];
const management = {
    "aws:region": "us-east-1",
    ...acme,
    regions,
    management: { id: account.id, regions: { optIn: ["me-south-1"] } },
    accounts: { security: { unit: "security", regions: { optIn: ["af-south-1"] } }, ...accounts, network: member },
    budget: { monthly: 500, notify: ["finops@acme.example"], anomalies: { from: 50 } },
    audit: {
        config: true,
        guardduty: {
            plans: ["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "RUNTIME_MONITORING"],
            agents: ["EC2_AGENT_MANAGEMENT"],
        },
        inspector: { scans: ["EC2", "ECR"] },
        macie: true,
        securityHub: { standards },
    },
};
const security = { audit: { trail: false, analyzer: false } };

// By design the official plugin waits a minute for each bucket's lifecycle, which these tests are not about.
const quick = ["--exclude", "**-lifecycle"];
const flags = (stack: string): readonly string[] => ["--stack", stack, ...quick];
const up = (stack: string): readonly string[] => ["up", "--yes", "--skip-preview", ...flags(stack)];

describe("services that watch all accounts", () => {
    let project: TestProject;
    let world: World;
    let securityId: string;

    before(async () => {
        const { network, ...first } = management.accounts;
        ok(network);
        const stacks = { management: { ...management, accounts: first }, security };
        project = await TestProject.open(stacks, account, "us-east-1", { faults: [] });
        world = new World(project, account.id, management);
        // AWS creates a monitor itself when somebody opens Cost Explorer.
        await byHand(project.sandbox)
            .at(CostExplorerClient)
            .send(
                new CreateAnomalyMonitorCommand({
                    AnomalyMonitor: {
                        MonitorName: "Default-Services-Monitor",
                        MonitorType: "DIMENSIONAL",
                        MonitorDimension: "SERVICE",
                    },
                }),
            );
    });
    after(() => (project as TestProject | undefined)?.close());

    it("are on after one `org fleet up` from nothing, and nothing is left to do", async () => {
        const { stacks } = JSON.parse(await world.fleet("up", "--yes", "--json")) as {
            readonly stacks: readonly {
                readonly stack: string;
                readonly changes: readonly { readonly name: string }[];
            }[];
        };
        deepStrictEqual(
            stacks.map(({ stack }) => stack),
            ["management", "security", ...Object.keys(accounts)],
        );
        // Recording needs the bucket that the security stack creates, so the command runs management again by itself.
        ok(stacks[0]!.changes.some(({ name }) => name === "recorders-eu-west-1-recording"));
        // The members' stacks are looked at in the next test, before which they do not run again.
        await world.isAtRest("--first");
        securityId = await idOf("security");
    });

    it("cover an account that joins by AWS Config from the run that makes its stack on", async () => {
        world.write(management);
        await world.fleet("up", "--yes", "--only", "management");
        await recordByHand("network");
        await project.must("stack", "init", "network");
        await withoutOutputs("security", async () => {
            const { exitCode, text } = await project.pulumi("preview", "--stack", "network");
            notStrictEqual(exitCode, 0);
            match(text, /audit\.config[^]*the stack security makes it/u);
        });
        await world.fleet("up", "--yes", "--only", "security,network");
        await world.isAtRest();
        const { records, bucket } = await recorded(await idOf("network"), "us-east-1");
        deepStrictEqual([records, bucket], [true, "ac-security-config"]);
    });

    const idOf = (key: string): Promise<string> => world.idOf(key);
    const ids = (): ReturnType<World["accounts"]> => world.accounts();
    const others = async (): Promise<readonly string[]> =>
        (await ids())
            .map(({ id }) => id)
            .filter((id) => id !== securityId)
            .sort();
    const asSecurity = (): ReturnType<World["as"]> => world.as(securityId);

    /** Calls `look` while the stack's state has no outputs, as before its first complete run. Restores the state afterwards. */
    const withoutOutputs = async (stack: string, look: () => Promise<void>): Promise<void> => {
        const text = await project.must("stack", "export", "--stack", stack);
        const exported = JSON.parse(text) as { deployment: { resources: { type: string; outputs?: object }[] } };
        for (const each of exported.deployment.resources) if (each.type === "pulumi:pulumi:Stack") delete each.outputs;
        await importState(stack, JSON.stringify(exported));
        await look();
        await importState(stack, text);
    };
    const importState = async (stack: string, text: string): Promise<void> => {
        const file = path.join(project.folder, "state.json");
        fs.writeFileSync(file, text);
        await project.must("stack", "import", "--stack", stack, "--file", file);
    };

    const guardDutyMembers = async (region: string): Promise<readonly string[]> => {
        const client = (await asSecurity()).at(GuardDutyClient, region);
        const [DetectorId] = (await client.send(new ListDetectorsCommand({}))).DetectorIds!;
        const { Members } = await client.send(new ListMembersCommand({ DetectorId }));
        return (Members ?? []).map(({ AccountId }) => AccountId!).sort();
    };

    it("GuardDuty covers all accounts in each region, the management account too, with the plans that are named", async () => {
        for (const region of regions) {
            deepStrictEqual(await guardDutyMembers(region), await others());
            const client = (await asSecurity()).at(GuardDutyClient, region);
            const [DetectorId] = (await client.send(new ListDetectorsCommand({}))).DetectorIds!;
            const { Features } = await client.send(new DescribeOrganizationConfigurationCommand({ DetectorId }));
            const on = (Features ?? []).flatMap(({ Name, AutoEnable, AdditionalConfiguration = [] }) => [
                ...(AutoEnable === "ALL" ? [Name] : []),
                ...AdditionalConfiguration.flatMap((agent) => (agent.AutoEnable === "ALL" ? [agent.Name] : [])),
            ]);
            deepStrictEqual(on.sort(), [
                "EC2_AGENT_MANAGEMENT",
                "EKS_AUDIT_LOGS",
                "RUNTIME_MONITORING",
                "S3_DATA_EVENTS",
            ]);
        }
    });

    const enabledStandards = async (accountId: string, region: string): Promise<readonly string[]> => {
        const client = (await world.as(accountId)).at(SecurityHubClient, region);
        const { StandardsSubscriptions: on } = await client.send(new GetEnabledStandardsCommand({}));
        return (on ?? []).map(({ StandardsArn }) => StandardsArn!).sort();
    };
    const arns = standards.map((each) => `arn:aws:securityhub:us-east-1::standards/${each}`);

    it("Security Hub holds every account against the standards that are named, and findings come together at home", async () => {
        for (const { id } of await ids())
            for (const region of regions) deepStrictEqual(await enabledStandards(id, region), arns, `${id} ${region}`);
        const client = (await asSecurity()).at(SecurityHubClient);
        const { FindingAggregators } = await client.send(new ListFindingAggregatorsCommand({}));
        const { FindingAggregatorArn } = FindingAggregators![0]!;
        const aggregator = await client.send(new GetFindingAggregatorCommand({ FindingAggregatorArn }));
        deepStrictEqual([aggregator.FindingAggregationRegion, aggregator.Regions], ["us-east-1", ["eu-west-1"]]);
    });

    /** The kinds of resources that Inspector scans in each account, separated by spaces. */
    const scanned = async (region: string): Promise<Readonly<Record<string, string>>> => {
        const client = (await asSecurity()).at(Inspector2Client, region);
        const accountIds = (await ids()).map(({ id }) => id);
        const { accounts: found } = await client.send(new BatchGetAccountStatusCommand({ accountIds }));
        return Object.fromEntries(
            (found ?? []).map(({ accountId, resourceState }) => [
                accountId!,
                Object.entries<{ readonly status: string | undefined } | undefined>({ ...resourceState })
                    .flatMap(([kind, state]) => (state?.status === "ENABLED" ? [kind] : []))
                    .join(" "),
            ]),
        );
    };

    it("Inspector scans every account, the administrator's own too", async () => {
        const all = Object.fromEntries((await ids()).map(({ id }) => [id, "ec2 ecr"]));
        for (const region of regions) deepStrictEqual(await scanned(region), all);
    });

    const macieMembers = async (region: string): Promise<readonly string[]> => {
        const { members } = await (await asSecurity()).at(Macie2Client, region).send(new ListMacieMembersCommand({}));
        return (members ?? []).map(({ accountId }) => accountId!).sort();
    };

    it("Macie has every account as a member", async () => {
        for (const region of regions) deepStrictEqual(await macieMembers(region), await others());
    });

    const configOf = async (accountId: string, region: string): Promise<ConfigServiceClient> =>
        (await world.as(accountId)).at(ConfigServiceClient, region);

    /**
     * Records some resource types of the account in eu-west-1, delivered to a bucket of the account, as somebody may have set it up by
     * hand. The recorder is stopped.
     */
    const recordByHand = async (key: string): Promise<void> => {
        const accountId = await idOf(key);
        const { at } = await world.as(accountId);
        const trust = { Effect: "Allow", Principal: { Service: "config.amazonaws.com" }, Action: "sts:AssumeRole" };
        const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
        const { Role } = await at(IAMClient).send(
            new CreateRoleCommand({ RoleName: "recorder", AssumeRolePolicyDocument }),
        );
        await at(S3Client, "us-east-1").send(new CreateBucketCommand({ Bucket: "network-history" }));
        const client = at(ConfigServiceClient, "eu-west-1");
        const recordingGroup = { resourceTypes: ["AWS::EC2::VPC" as const] };
        const recordingMode = { recordingFrequency: "DAILY" as const };
        await client.send(
            new PutConfigurationRecorderCommand({
                ConfigurationRecorder: { name: "ours", roleARN: Role!.Arn!, recordingGroup, recordingMode },
            }),
        );
        await client.send(
            new PutDeliveryChannelCommand({
                DeliveryChannel: { name: "ours", s3BucketName: "network-history", s3KeyPrefix: "vpcs" },
            }),
        );
    };

    /** The recorder of an account's region, where it delivers to, and whether it is on. */
    const recorded = async (accountId: string, region: string): Promise<Readonly<Record<string, unknown>>> => {
        const client = await configOf(accountId, region);
        const { ConfigurationRecorders } = await client.send(new DescribeConfigurationRecordersCommand({}));
        const { DeliveryChannels } = await client.send(new DescribeDeliveryChannelsCommand({}));
        const { ConfigurationRecordersStatus } = await client.send(new DescribeConfigurationRecorderStatusCommand({}));
        const { name, roleARN, recordingGroup, recordingMode } = ConfigurationRecorders![0]!;
        return {
            name,
            role: roleARN!.split("/").at(-1),
            all: recordingGroup?.allSupported,
            global: recordingGroup?.includeGlobalResourceTypes,
            mode: recordingMode?.recordingFrequency,
            bucket: DeliveryChannels![0]?.s3BucketName,
            records: ConfigurationRecordersStatus![0]!.recording,
        };
    };

    it("AWS Config records in every account and region, and delivers to one bucket of the audit account", async () => {
        const ours = { name: "default", role: "AWSServiceRoleForConfig", all: true, mode: "CONTINUOUS" };
        const network = await idOf("network");
        for (const { id } of await ids())
            for (const region of regions) {
                if (id === network && region === "eu-west-1") continue;
                const whole = { ...ours, global: region === "us-east-1", bucket: "ac-security-config", records: true };
                deepStrictEqual(await recorded(id, region), whole, `${id} ${region}`);
            }
        const client = await configOf(securityId, "us-east-1");
        const { ConfigurationAggregators } = await client.send(new DescribeConfigurationAggregatorsCommand({}));
        const [aggregator] = ConfigurationAggregators!;
        strictEqual(aggregator!.OrganizationAggregationSource?.AllAwsRegions, true);
    });

    it("AWS Config of an account goes on as somebody has set it up, and records", async () => {
        deepStrictEqual(await recorded(await idOf("network"), "eu-west-1"), {
            ...{ name: "ours", role: "recorder", all: false, global: false, mode: "DAILY" },
            ...{ bucket: "network-history", records: true },
        });
    });

    it("cost anomalies are watched by the one monitor that an account may have, and reported to the budget's groups", async () => {
        const client = byHand(project.sandbox).at(CostExplorerClient);
        const { AnomalyMonitors } = await client.send(new GetAnomalyMonitorsCommand({}));
        deepStrictEqual(
            AnomalyMonitors!.map(({ MonitorName, MonitorDimension }) => [MonitorName, MonitorDimension]),
            [["Default-Services-Monitor", "SERVICE"]],
        );
        const { AnomalySubscriptions } = await client.send(new GetAnomalySubscriptionsCommand({}));
        deepStrictEqual(
            AnomalySubscriptions!.map((each) => [
                each.SubscriptionName,
                each.Frequency,
                each.MonitorArnList,
                each.Subscribers?.map(({ Address }) => Address),
                each.ThresholdExpression?.Dimensions?.Values,
            ]),
            [["ac-anomalies", "DAILY", [AnomalyMonitors![0]!.MonitorArn], ["finops@acme.example"], ["50"]]],
        );
    });

    it("cover an account that joins, without a run", async () => {
        const { organizations } = clientsOf(project.sandbox);
        const input = { AccountName: "acme-new", Email: "aws+new@acme.example" };
        const { CreateAccountStatus } = await organizations.send(new CreateAccountCommand(input));
        const id = CreateAccountStatus!.AccountId!;
        for (const region of regions) {
            ok((await guardDutyMembers(region)).includes(id));
            deepStrictEqual(await enabledStandards(id, region), arns);
            strictEqual((await scanned(region))[id], "ec2 ecr");
            ok((await macieMembers(region)).includes(id));
        }
    });

    it("are read by CI's preview role, and by no other call, and are at rest beside that account", async () => {
        const before = project.proxy!.calls.length;
        for (const stack of ["management", "security"])
            await project.must("preview", "--refresh", "--expect-no-changes", ...flags(stack));
        const { Statement } = previewReads() as unknown as { Statement: readonly { Action: readonly string[] }[] };
        const allowed = Statement.flatMap(({ Action }) => Action);
        const isAllowed = (action: string): boolean =>
            action.startsWith("sts:") ||
            allowed.some((each) => each === action || (each.endsWith("*") && action.startsWith(each.slice(0, -1))));
        const needed = new Set(project.proxy!.calls.slice(before).map(iamAction));
        deepStrictEqual(
            [...needed].filter((action) => !isAllowed(action)),
            [],
        );
        ok(needed.has("guardduty:DescribeOrganizationConfiguration"));
    });

    it("let an account that is closed go, by themselves", async () => {
        const id = await idOf("new");
        await clientsOf(project.sandbox).organizations.send(new CloseAccountCommand({ AccountId: id }));
        for (const region of regions) {
            ok(!(await guardDutyMembers(region)).includes(id));
            ok(!(await macieMembers(region)).includes(id));
        }
        // That the stacks are at rest without it is shown below, where nothing but imports is left to do.
    });

    it("regions that an account opts into are on there, and in no other", async () => {
        const status = async (keys: Keys, RegionName: string): Promise<string> => {
            const client = byHand(project.sandbox, keys).at(AccountClient);
            return (await client.send(new GetRegionOptStatusCommand({ RegionName }))).RegionOptStatus!;
        };
        const keys = await assume(project.sandbox, bootstrapKeys, accessRole(securityId));
        deepStrictEqual(
            [
                await status(keys, "af-south-1"),
                await status(keys, "me-south-1"),
                await status(bootstrapKeys, "me-south-1"),
            ],
            ["ENABLED", "DISABLED", "ENABLED"],
        );
        const detectors = async (region: string): Promise<unknown> =>
            (await asSecurity()).at(GuardDutyClient, region).send(new ListDetectorsCommand({}));
        await detectors("af-south-1");
        await rejects(detectors("me-south-1"), { name: "UnrecognizedClientException" });
    });

    it("are not switched off by a line that is taken out", async () => {
        const { audit, ...without } = management;
        ok(audit);
        project.writeStack("management", without);
        const before = project.proxy!.calls.length;
        const { exitCode, text } = await project.pulumi(...up("management"));
        notStrictEqual(exitCode, 0);
        match(text, /audit\.guardduty[^]*is on in the organization's accounts/u);
        deepStrictEqual(project.proxy!.calls.slice(before).filter(isWrite), []);
        project.writeStack("management", management);
    });

    it("are taken in where the state does not have them, and nothing is written", async () => {
        await forget("security", /^aws:(?:account\/region|cfg|guardduty|inspector2|macie2|securityhub)/u);
        await forget(
            "management",
            /^aws:(?:account\/region|budgets|cfg|costexplorer|guardduty\/detector|securityhub\/account)/u,
        );
        const before = project.proxy!.calls.length;
        for (const stack of ["management", "security"]) {
            const text = await project.must("preview", ...flags(stack));
            doesNotMatch(text, /to create|to update|to delete|to replace/u);
            match(text, /to import/u);
            await project.must(...up(stack));
        }
        await world.isAtRest("--first");
        deepStrictEqual(project.proxy!.calls.slice(before).filter(isWrite), []);
    });

    it("are brought up where somebody has less by hand, and what they have beside it stays", async () => {
        await forget(
            "security",
            /^aws:(?:guardduty|inspector2|macie2|securityhub)|^aws-organization:audit:\w*SecurityHub/u,
        );
        const client = (await asSecurity()).at(GuardDutyClient, "eu-west-1");
        const [DetectorId] = (await client.send(new ListDetectorsCommand({}))).DetectorIds!;
        await client.send(
            new UpdateOrganizationConfigurationCommand({
                DetectorId,
                AutoEnableOrganizationMembers: "NEW",
                Features: [
                    { Name: "S3_DATA_EVENTS", AutoEnable: "NONE" },
                    { Name: "LAMBDA_NETWORK_LOGS", AutoEnable: "NEW" },
                ],
            }),
        );
        const hub = (await asSecurity()).at(SecurityHubClient);
        const [summary] = (await hub.send(new ListConfigurationPoliciesCommand({}))).ConfigurationPolicySummaries ?? [];
        const pci = "arn:aws:securityhub:us-east-1::standards/pci-dss/v/4.0.1";
        await hub.send(
            new UpdateConfigurationPolicyCommand({
                Identifier: summary!.Id,
                Name: "everybody",
                ConfigurationPolicy: {
                    SecurityHub: {
                        ServiceEnabled: true,
                        EnabledStandardIdentifiers: [arns[0]!, pci],
                        SecurityControlsConfiguration: { DisabledSecurityControlIdentifiers: ["IAM.6"] },
                    },
                },
            }),
        );
        const { Roots } = await clientsOf(project.sandbox).organizations.send(new ListRootsCommand({}));
        const root = { ConfigurationPolicyIdentifier: summary!.Id, Target: { RootId: Roots![0]!.Id! } };
        await hub.send(new StartConfigurationPolicyDisassociationCommand(root));
        const { exitCode, text } = await project.pulumi("preview", ...flags("security"));
        notStrictEqual(exitCode, 0);
        match(text, /settings of their own in us-east-1, eu-west-1[^]*overwrite: true/u);
        await hub.send(new StartConfigurationPolicyAssociationCommand(root));
        const inspector = (await asSecurity()).at(Inspector2Client, "eu-west-1");
        const [first, ...rest] = await others();
        await inspector.send(new DisableCommand({ accountIds: [first!], resourceTypes: ["ECR"] }));
        await inspector.send(new EnableCommand({ accountIds: [first!, rest[0]!], resourceTypes: ["LAMBDA"] }));
        const config = await configOf(securityId, "eu-west-1");
        await config.send(new StopConfigurationRecorderCommand({ ConfigurationRecorderName: "default" }));
        match(await project.must("up", "--yes", ...flags("security")), /recorder default[^]*does not record/u);
        strictEqual((await recorded(securityId, "eu-west-1"))["records"], true);
        const after = await scanned("eu-west-1");
        deepStrictEqual([after[first!], after[rest[0]!]], ["ec2 ecr lambda", "ec2 ecr lambda"]);
        deepStrictEqual(await enabledStandards(securityId, "eu-west-1"), [...arns, pci].sort());
        const policy = await hub.send(new GetConfigurationPolicyCommand({ Identifier: summary!.Id }));
        strictEqual(policy.Name, "everybody");
        deepStrictEqual(
            policy.ConfigurationPolicy?.SecurityHub?.SecurityControlsConfiguration?.DisabledSecurityControlIdentifiers,
            ["IAM.6"],
        );
        const answer = await client.send(new DescribeOrganizationConfigurationCommand({ DetectorId }));
        strictEqual(answer.AutoEnableOrganizationMembers, "ALL");
        deepStrictEqual(Object.fromEntries((answer.Features ?? []).map(({ Name, AutoEnable }) => [Name, AutoEnable])), {
            S3_DATA_EVENTS: "ALL",
            EKS_AUDIT_LOGS: "ALL",
            EBS_MALWARE_PROTECTION: "NONE",
            RDS_LOGIN_EVENTS: "NONE",
            LAMBDA_NETWORK_LOGS: "NEW",
            RUNTIME_MONITORING: "ALL",
        });
        await project.must("preview", "--expect-no-changes", ...flags("security"));
        // By hand, in an account that the state knows with fewer resource types.
        await inspector.send(new EnableCommand({ accountIds: [first!], resourceTypes: ["LAMBDA", "LAMBDA_CODE"] }));
        await project.must(...up("security"), "--refresh");
        strictEqual((await scanned("eu-west-1"))[first!], "ec2 ecr lambda lambdaCode");
    });

    accountsThatGo(() => world, regions);
    switchOff(
        () => world,
        regions,
        async (accountId, region) => (await recorded(accountId, region))["records"] === true,
    );

    /** Removes resources from a state, as if somebody had created them by hand. */
    const forget = async (stack: string, type: RegExp): Promise<void> => {
        const ours = (await project.state(stack)).filter((each) => type.test(each.type));
        ok(ours.length > 0);
        const exported = JSON.parse(await project.must("stack", "export", "--stack", stack)) as {
            deployment: { resources: { urn: string; dependencies?: string[] }[] };
        };
        const urns = new Set(ours.map(({ urn }) => urn));
        const kept = (dependencies: string[] = []): string[] => dependencies.filter((urn) => !urns.has(urn));
        exported.deployment.resources = exported.deployment.resources
            .filter(({ urn }) => !urns.has(urn))
            .map((resource) => ({ ...resource, dependencies: kept(resource.dependencies) }));
        await importState(stack, JSON.stringify(exported));
    };
});
