import { awsClient, type ClientOptions } from "../../aws/clients";
import type { OwnStack } from "../shared/own-stack";
import { switchOnAgain } from "../shared/off-at-aws";
import { unlessDenied } from "../shared/unless-denied";

const trailType = "aws:cloudtrail/trail:Trail";

/** Starts this stack's trail again where AWS has it stopped. Returns what the engine is to count as a change. */
export async function keepLogging(options: ClientOptions, { resources }: OwnStack): Promise<readonly string[]> {
    // If starting it failed when it was created, the state has only the trail's id, which is its ARN, and no `arn`.
    const trail = resources.find(({ type }) => type === trailType)?.outputs["id"];
    if (typeof trail !== "string") return [];
    const cloudTrail = await import("@aws-sdk/client-cloudtrail");
    const client = awsClient(cloudTrail.CloudTrailClient, options);
    const asked = client.send(new cloudTrail.GetTrailStatusCommand({ Name: trail }));
    const status = await unlessDenied(`whether trail ${trail} logs`, asked, ["TrailNotFound"]);
    if (status?.IsLogging !== false) return [];
    return switchOnAgain([
        {
            text: `trail ${trail} does not log`,
            what: `the logging of trail ${trail}`,
            switchOn: () => client.send(new cloudTrail.StartLoggingCommand({ Name: trail })),
        },
    ]);
}
