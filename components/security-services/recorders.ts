import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import type { RecordingFrequency } from "../../config/aws-facts";

/** AWS Config of an account in one region. Parts that somebody else created stay as they are. */
export interface RecorderRegion {
    /** Name and role of a recorder that existed before this program. Default: one is created. */
    readonly recorder?: { readonly name: string; readonly roleArn: string };
    /** Name and bucket of a delivery channel that existed before. Default: one is created. */
    readonly channel?: { readonly name: string; readonly bucketName: string };
}

export interface AccountRecordersArgs {
    /** AWS partition, as in ARNs: `aws`, `aws-eusc`. */
    readonly partition: string;
    /** 12 digits. */
    readonly accountId: string;
    /** Home region, the only one that records global resources such as IAM's. */
    readonly home: string;
    /** Name of the bucket that new delivery channels deliver to. */
    readonly bucketName: string;
    /** How often recorders record. Default: new ones continuously, existing ones as they are set. */
    readonly frequency?: RecordingFrequency;
    /** By governed region. */
    readonly regions: Readonly<Record<string, RecorderRegion>>;
    /**
     * Settings, in words, that are on in the state and off at AWS: the engine then counts a change of this component.
     */
    readonly offAtAws?: readonly string[];
}

/** AWS Config creates a service-linked role for itself (its developer guide, "Using service-linked roles"). */
const service = "config.amazonaws.com";

/** An account has one recorder and one channel for each region, and AWS's console names both of them so. */
const usualName = "default";

const stays = { retainOnDelete: true };

/**
 * AWS Config of one account: in each region a recorder of all resources and a delivery channel. What is no longer
 * wanted stays on at AWS.
 */
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
                // The config has no keys for how often a snapshot is delivered and which topic is notified.
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

/** Name of a region's recorder in the component `name`. */
export function recorderName(name: string, region: string): string {
    return `${name}-${region}-recorder`;
}

/** Name of a region's delivery channel in the component `name`. */
export function channelName(name: string, region: string): string {
    return `${name}-${region}-channel`;
}
