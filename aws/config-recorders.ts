/** AWS Config in an account, one region at a time. */
import type { ConfigServiceClient } from "@aws-sdk/client-config-service";
import { awsClient, type ClientOptions } from "./clients";
import type { Properties } from "./identity-center-things";
import { regionalId } from "./regional-id";
import { collect } from "./snapshot";

export interface RecorderThere {
    readonly recorder?: { readonly name: string; readonly roleArn: string };
    readonly channel?: { readonly name: string; readonly bucketName: string };
}

async function configOf(options: ClientOptions) {
    const sdk = await import("@aws-sdk/client-config-service");
    const client: ConfigServiceClient = awsClient(sdk.ConfigServiceClient, options);
    return { sdk, client };
}

/**
 * The recorder and the delivery channel of the client's region, of which an account has at most one each (service-linked recorders are not
 * listed). Throws AWS's error.
 */
export async function recorderThere(options: ClientOptions): Promise<RecorderThere> {
    const { sdk, client } = await configOf(options);
    const [{ ConfigurationRecorders: recorders = [] }, { DeliveryChannels: channels = [] }] = await Promise.all([
        client.send(new sdk.DescribeConfigurationRecordersCommand({})),
        client.send(new sdk.DescribeDeliveryChannelsCommand({})),
    ]);
    const [recorder] = recorders;
    const [channel] = channels;
    return {
        ...(recorder === undefined ? {} : { recorder: { name: recorder.name!, roleArn: recorder.roleARN! } }),
        ...(channel === undefined ? {} : { channel: { name: channel.name!, bucketName: channel.s3BucketName! } }),
    };
}

/** Whether a recorder of the client's region is recording; undefined if it does not exist. Throws AWS's error. */
export async function isRecording(name: string, options: ClientOptions): Promise<boolean | undefined> {
    const { sdk, client } = await configOf(options);
    const asked = new sdk.DescribeConfigurationRecorderStatusCommand({ ConfigurationRecorderNames: [name] });
    const { ConfigurationRecordersStatus: [status] = [] } = await client.send(asked);
    return status?.recording;
}

/** Starts a recorder of the client's region. */
export async function startRecording(name: string, options: ClientOptions): Promise<void> {
    const { sdk, client } = await configOf(options);
    await client.send(new sdk.StartConfigurationRecorderCommand({ ConfigurationRecorderName: name }));
}

/** The organization's aggregator in the client's region; undefined if the account has none. Throws AWS's error. */
export async function aggregatorThere(
    options: ClientOptions,
): Promise<{ readonly name: string; readonly roleArn: string } | undefined> {
    const { sdk, client } = await configOf(options);
    const pages = sdk.paginateDescribeConfigurationAggregators({ client }, {});
    const all = await collect(pages, (page) => page.ConfigurationAggregators);
    const found = all.find(({ OrganizationAggregationSource: source }) => source !== undefined);
    if (found === undefined) return undefined;
    return { name: found.ConfigurationAggregatorName!, roleArn: found.OrganizationAggregationSource!.RoleArn! };
}

/** The import id of a recorder and of its status: its name. */
export async function findRecorder(options: ClientOptions, { region, name }: Properties): Promise<string | undefined> {
    const { recorder } = await recorderThere({ ...options, region: region as string });
    return recorder?.name === name ? regionalId(recorder!.name, region as string, options) : undefined;
}

/** The import id of a delivery channel. */
export async function findChannel(options: ClientOptions, { region, name }: Properties): Promise<string | undefined> {
    const { channel } = await recorderThere({ ...options, region: region as string });
    return channel?.name === name ? regionalId(channel!.name, region as string, options) : undefined;
}

/** The import id of the organization's aggregator. */
export async function findConfigAggregator(
    options: ClientOptions,
    { region, name }: Properties,
): Promise<string | undefined> {
    const found = await aggregatorThere({ ...options, region: region as string });
    return found?.name === name ? regionalId(found!.name, region as string, options) : undefined;
}
