import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import type { RecordingFrequency } from "../../config/aws-facts";

/** AWS Config of an account in one region: what somebody else made of it stays as it is. */
export interface RecorderRegion {
    /** A recorder that was there before this program, by its name, with its role. Default: one is made. */
    readonly recorder?: { readonly name: string; readonly roleArn: string };
    /** A delivery channel that was there before, by its name, with its bucket. Default: one is made. */
    readonly channel?: { readonly name: string; readonly bucketName: string };
}

export interface AccountRecordersArgs {
    /** AWS partition, as in ARNs: `aws`, `aws-eusc`. */
    readonly partition: string;
    /** 12 digits. */
    readonly accountId: string;
    /** Home region, in which resources of no region (IAM's) are recorded, once. */
    readonly home: string;
    /** Name of the bucket that new delivery channels deliver to. */
    readonly bucketName: string;
    /** How often recorders record. Default: continuously, and those that were there before as they do. */
    readonly frequency?: RecordingFrequency;
    /** By governed region. */
    readonly regions: Readonly<Record<string, RecorderRegion>>;
    /** What AWS has off although the state says that it is on, in words: the engine then counts a change of this component. */
    readonly offAtAws?: readonly string[];
}

/** The role that AWS Config makes for itself (its developer guide, "Using service-linked roles"). */
const service = "config.amazonaws.com";

/** An account has one recorder and one channel in a region, and AWS's console calls both so. */
const usualName = "default";

const stays = { retainOnDelete: true };

/** AWS Config of one account: a recorder of all resources in each region, and where it delivers to. What is no longer wanted here goes on at AWS. */
export class AccountRecorders extends pulumi.ComponentResource {
    constructor(name: string, args: AccountRecordersArgs, opts?: pulumi.ComponentResourceOptions) {
        const { partition, accountId, home, bucketName, frequency, regions, offAtAws = [] } = args;
        super(
            "aws-organization:audit:AccountRecorders",
            name,
            offAtAws.length === 0 ? {} : { offAtAws: [...offAtAws] },
            opts,
        );
        const child = { parent: this, ...stays };
        const ownRole = `arn:${partition}:iam::${accountId}:role/aws-service-role/${service}/AWSServiceRoleForConfig`;
        const isUsed = Object.values(regions).some(({ recorder }) => (recorder?.roleArn ?? ownRole) === ownRole);
        const role = isUsed
            ? new aws.iam.ServiceLinkedRole(`${name}-role`, { awsServiceName: service }, child)
            : undefined;
        for (const [region, { recorder: kept, channel: keptChannel }] of Object.entries(regions)) {
            const recorder = new aws.cfg.Recorder(
                recorderName(name, region),
                {
                    name: kept?.name ?? usualName,
                    roleArn: kept?.roleArn ?? ownRole,
                    recordingGroup: { allSupported: true, includeGlobalResourceTypes: region === home },
                    recordingMode: { recordingFrequency: (frequency ?? "continuous").toUpperCase() },
                    region,
                },
                {
                    ...child,
                    ...(role === undefined ? {} : { dependsOn: role }),
                    ignoreChanges: [
                        ...(kept === undefined ? [] : ["roleArn", "recordingGroup"]),
                        ...(kept === undefined || frequency !== undefined ? [] : ["recordingMode"]),
                    ],
                },
            );
            const channel = new aws.cfg.DeliveryChannel(
                channelName(name, region),
                { name: keptChannel?.name ?? usualName, s3BucketName: keptChannel?.bucketName ?? bucketName, region },
                // How often it delivers a snapshot, and to which topic it tells, no config has a word for.
                {
                    ...child,
                    dependsOn: recorder,
                    ignoreChanges: [
                        "snapshotDeliveryProperties",
                        "snsTopicArn",
                        ...(keptChannel === undefined ? [] : ["s3BucketName", "s3KeyPrefix", "s3KmsKeyArn"]),
                    ],
                },
            );
            new aws.cfg.RecorderStatus(
                `${name}-${region}-recording`,
                { name: kept?.name ?? usualName, isEnabled: true, region },
                { ...child, dependsOn: channel },
            );
        }
        const keptIn = (part: keyof RecorderRegion): readonly string[] =>
            Object.keys(regions).filter((region) => regions[region]![part] !== undefined);
        this.registerOutputs({ keptRecorders: keptIn("recorder"), keptChannels: keptIn("channel") });
    }
}

/** Name of a region's recorder, under a component of that name. */
export function recorderName(name: string, region: string): string {
    return `${name}-${region}-recorder`;
}

/** Name of a region's delivery channel, under a component of that name. */
export function channelName(name: string, region: string): string {
    return `${name}-${region}-channel`;
}
