/** The emulator's AWS Config and cost anomalies refuse what AWS refuses. */
import {
    ConfigServiceClient,
    DescribeConfigurationRecordersCommand,
    PutConfigurationAggregatorCommand,
    PutConfigurationRecorderCommand,
    PutDeliveryChannelCommand,
    StartConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import {
    CostExplorerClient,
    CreateAnomalyMonitorCommand,
    CreateAnomalySubscriptionCommand,
    GetAnomalyMonitorsCommand,
    type AnomalyMonitor,
    type AnomalySubscription,
} from "@aws-sdk/client-cost-explorer";
import { CreateRoleCommand, CreateServiceLinkedRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { deepStrictEqual, rejects } from "node:assert/strict";
import { byHand } from "../support/services-by-hand";
import { newAccount, TestEmulator } from "../support/test-emulator";

const linked = `arn:aws:iam::${newAccount.id}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;

describe("the emulator's services that watch an account", () => {
    let aws: TestEmulator;
    let config: ConfigServiceClient;
    let costs: CostExplorerClient;
    let at: ReturnType<typeof byHand>["at"];
    before(async () => {
        aws = await TestEmulator.open();
        ({ at } = byHand(aws));
        config = at(ConfigServiceClient);
        costs = at(CostExplorerClient);
    });
    after(() => aws.close());

    const record = (name: string, roleARN: string): Promise<unknown> =>
        config.send(
            new PutConfigurationRecorderCommand({
                ConfigurationRecorder: { name, roleARN, recordingMode: { recordingFrequency: "DAILY" } },
            }),
        );
    const deliver = (s3BucketName: string): Promise<unknown> =>
        config.send(new PutDeliveryChannelCommand({ DeliveryChannel: { name: "default", s3BucketName } }));
    const start = (): Promise<unknown> =>
        config.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: "default" }));

    it("AWS Config records by a role that is there, by one recorder a region, and delivers to a bucket that lets it in", async () => {
        await rejects(record("default", linked), { name: "InvalidRoleException" });
        const iam = at(IAMClient);
        await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: "config.amazonaws.com" }));
        await record("default", linked);
        await rejects(record("other", linked), { name: "MaxNumberOfConfigurationRecordersExceededException" });
        const { ConfigurationRecorders } = await config.send(new DescribeConfigurationRecordersCommand({}));
        deepStrictEqual(ConfigurationRecorders?.[0]?.recordingMode?.recordingFrequency, "DAILY");
        await rejects(start(), { name: "NoAvailableDeliveryChannelException" });
        await rejects(deliver("no-such-history"), { name: "NoSuchBucketException" });
        const Bucket = "acme-history";
        await at(S3Client).send(new CreateBucketCommand({ Bucket }));
        await rejects(deliver(Bucket), { name: "InsufficientDeliveryPolicyException" });
        const letIn = (account: string): Promise<unknown> => {
            const of = { StringEquals: { "aws:SourceAccount": account } };
            const who = { Effect: "Allow", Principal: { Service: "config.amazonaws.com" }, Condition: of };
            const looks = { ...who, Action: ["s3:GetBucketAcl", "s3:ListBucket"], Resource: `arn:aws:s3:::${Bucket}` };
            const writes = { ...who, Action: "s3:PutObject", Resource: `arn:aws:s3:::${Bucket}/AWSLogs/*/Config/*` };
            const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [looks, writes] });
            return at(S3Client).send(new PutBucketPolicyCommand({ Bucket, Policy }));
        };
        await letIn("222222222222");
        await rejects(deliver(Bucket), { name: "InsufficientDeliveryPolicyException" });
        await letIn(newAccount.id);
        await deliver(Bucket);
        await start();
    });

    it("AWS Config aggregates an organization for nobody who does not administer it", async () => {
        const trust = { Effect: "Allow", Principal: { Service: "config.amazonaws.com" }, Action: "sts:AssumeRole" };
        const { Role } = await at(IAMClient).send(
            new CreateRoleCommand({
                RoleName: "aggregator",
                AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
            }),
        );
        const source = { RoleArn: Role!.Arn!, AllAwsRegions: true };
        const aggregate = new PutConfigurationAggregatorCommand({
            ConfigurationAggregatorName: "all",
            OrganizationAggregationSource: source,
        });
        await rejects(config.send(aggregate), { name: "OrganizationAccessDeniedException" });
    });
    const services: AnomalyMonitor = {
        MonitorName: "services",
        MonitorType: "DIMENSIONAL",
        MonitorDimension: "SERVICE",
    };
    const watch = (monitor: AnomalyMonitor): Promise<unknown> =>
        costs.send(new CreateAnomalyMonitorCommand({ AnomalyMonitor: monitor }));
    const subscribe = async (changes: Partial<AnomalySubscription>): Promise<unknown> => {
        const { AnomalyMonitors } = await costs.send(new GetAnomalyMonitorsCommand({}));
        const subscription: AnomalySubscription = {
            SubscriptionName: "finops",
            MonitorArnList: AnomalyMonitors!.map(({ MonitorArn }) => MonitorArn!),
            Subscribers: [{ Address: "finops@acme.example", Type: "EMAIL" }],
            Frequency: "DAILY",
            ThresholdExpression: {
                Dimensions: {
                    Key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
                    MatchOptions: ["GREATER_THAN_OR_EQUAL"],
                    Values: ["100"],
                },
            },
            ...changes,
        };
        return costs.send(new CreateAnomalySubscriptionCommand({ AnomalySubscription: subscription }));
    };

    it("cost anomalies have one monitor for each dimension", async () => {
        await rejects(watch({ MonitorName: "services", MonitorType: "DIMENSIONAL" }), { name: "ValidationException" });
        await watch(services);
        await rejects(watch({ ...services, MonitorName: "again" }), { name: "LimitExceededException" });
    });

    it("cost anomalies are reported once a day by email, one by one to a topic, and from some amount on", async () => {
        await rejects(subscribe({ Frequency: "IMMEDIATE" }), { name: "ValidationException" });
        await rejects(subscribe({ ThresholdExpression: undefined }), { name: "ValidationException" });
        await rejects(subscribe({ MonitorArnList: ["arn:aws:ce::1:anomalymonitor/none"] }), {
            name: "UnknownMonitorException",
        });
        await subscribe({});
    });
});
