import * as pulumi from "@pulumi/pulumi";
import type { ClientOptions } from "../../aws/clients";
import { isRecording, recorderThere, startRecording, type RecorderThere } from "../../aws/config-recorders";
import { readFault } from "../../aws/faults";
import {
    AccountRecorders,
    channelName,
    recorderName,
    type AccountRecordersArgs,
    type RecorderRegion,
} from "../../components/security-services/recorders";
import type { ManagementOutputs } from "../../config";
import type { Fault } from "../../config/faults";
import { switchOnAgain } from "./off-at-aws";
import { resourceNamed, type OwnStack } from "./own-stack";
import { readStackOutputs } from "./stack-outputs";
import { unlessDenied } from "./unless-denied";

const component = "recorders";

/** Name of the bucket that the recorders of all accounts deliver to. */
export function deliveryBucket({ short }: ManagementOutputs["company"]): string {
    return `${short}-security-config`;
}

/** The parts of the management stack's outputs that an account's recorders depend on. */
type Wanted = Pick<ManagementOutputs, "audit" | "company" | "partition">;

/** Arguments for an account's recorders; undefined if the config does not want them, a fault if they could not be read. */
export async function recordersOf(
    { audit, company, partition }: Wanted,
    accountId: string,
    options: ClientOptions,
    own: OwnStack,
    off: ReadonlySet<string>,
): Promise<Omit<AccountRecordersArgs, "offAtAws"> | Fault | undefined> {
    const { config } = audit ?? {};
    if (config === undefined) return undefined;
    const regions = config.regions.map(async (region) => {
        const isKnown = knows(own, recorderName(component, region)) && knows(own, channelName(component, region));
        const there = isKnown || off.has(region) ? {} : await recorderThere({ ...options, region });
        return [region, recorderRegion(component, region, there, own)] as const;
    });
    const { frequency } = config;
    return Promise.all(regions).then(
        (read) => ({
            partition,
            accountId,
            home: options.region,
            bucketName: deliveryBucket(company),
            ...(frequency === undefined ? {} : { frequency }),
            regions: Object.fromEntries(read),
        }),
        (error: unknown) => readFault("what AWS Config has", error),
    );
}

function knows(own: OwnStack, name: string): boolean {
    return resourceNamed(own, name) !== undefined;
}

/** A recorder or channel that exists at AWS and not in the state was made by hand, or imported by an earlier run. Pure. */
export function recorderRegion(name: string, region: string, there: RecorderThere, own: OwnStack): RecorderRegion {
    const before = resourceNamed(own, name)?.outputs ?? {};
    const wasKept = (key: string): boolean => ((before[key] ?? []) as readonly string[]).includes(region);
    const recorder = resourceNamed(own, recorderName(name, region))?.outputs;
    const channel = resourceNamed(own, channelName(name, region))?.outputs;
    const keptRecorder =
        recorder === undefined
            ? there.recorder
            : wasKept("keptRecorders")
              ? { name: recorder["name"] as string, roleArn: recorder["roleArn"] as string }
              : undefined;
    const keptChannel =
        channel === undefined
            ? there.channel
            : wasKept("keptChannels")
              ? { name: channel["name"] as string, bucketName: channel["s3BucketName"] as string }
              : undefined;
    return {
        ...(keptRecorder === undefined ? {} : { recorder: keptRecorder }),
        ...(keptChannel === undefined ? {} : { channel: keptChannel }),
    };
}

/** Regions whose recorders deliver already, or deliver to other buckets: they do not wait for the bucket. */
export function deliveringAlready(
    { regions }: Pick<AccountRecordersArgs, "regions">,
    own: OwnStack,
): AccountRecordersArgs["regions"] {
    const delivers = ([region, { channel }]: readonly [string, RecorderRegion]): boolean =>
        channel !== undefined || knows(own, channelName(component, region));
    return Object.fromEntries(Object.entries(regions).filter(delivers));
}

/** Whether the stack `security` has not yet created the bucket that this account's recorders deliver to. */
export async function waitsForBucket(
    recorders: Pick<AccountRecordersArgs, "regions">,
    own: OwnStack,
): Promise<boolean> {
    const delivering = Object.keys(deliveringAlready(recorders, own));
    if (delivering.length === Object.keys(recorders.regions).length) return false;
    return (await readStackOutputs("security"))["configBucket"] === undefined;
}

const statusType = "aws:cfg/recorderStatus:RecorderStatus";

/** Starts those of this stack's recorders that are stopped at AWS. Returns what the engine is to count as a change. */
export async function keepRecording(
    recorders: Pick<AccountRecordersArgs, "regions">,
    options: ClientOptions,
    { resources }: OwnStack,
): Promise<readonly string[]> {
    const known = resources.filter(({ type, outputs }) => type === statusType && outputs["isEnabled"] === true);
    const asked = known.map(async ({ outputs }) => {
        const [name, region] = [outputs["name"] as string, (outputs["region"] as string | undefined) ?? options.region];
        if (!Object.hasOwn(recorders.regions, region)) return [];
        const there = { ...options, region };
        const what = `recorder ${name} of AWS Config in ${region}`;
        const records = await unlessDenied(`whether ${what} records`, isRecording(name, there), [
            "NoSuchConfigurationRecorder",
        ]);
        if (records !== false) return [];
        return [{ text: `${what} does not record`, what, switchOn: () => startRecording(name, there) }];
    });
    return switchOnAgain((await Promise.all(asked)).flat());
}

/** Registers an account's recorders. */
export function buildRecorders(args: AccountRecordersArgs, opts: pulumi.ComponentResourceOptions): void {
    new AccountRecorders(component, args, opts);
}
