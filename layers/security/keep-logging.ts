import * as pulumi from "@pulumi/pulumi";
import { awsClient, type ClientOptions } from "../../aws/clients";
import { switchFault } from "../../aws/faults";
import type { OwnStack } from "../shared/own-stack";
import { isBoundByPlan } from "../shared/planned-run";
import { refuse } from "../shared/stack-config";

const trailType = "aws:cloudtrail/trail:Trail";

/**
 * Starts the logging of this stack's trail that is off at AWS, whatever the state says: where AWS refused it once, the provider writes it
 * into the state all the same. A preview only says so. Returns what the engine is to count as a change.
 */
export async function keepLogging(options: ClientOptions, { resources }: OwnStack): Promise<readonly string[]> {
    // Where the start of its logging failed, the state has its id, which is the ARN, and no `arn`.
    const trail = resources.find(({ type }) => type === trailType)?.outputs["id"];
    if (typeof trail !== "string") return [];
    const cloudTrail = await import("@aws-sdk/client-cloudtrail");
    const client = awsClient(cloudTrail.CloudTrailClient, options);
    // Who may not ask hears nothing of it; a trail that is gone is the engine's to find.
    const status = await client.send(new cloudTrail.GetTrailStatusCommand({ Name: trail })).catch(() => undefined);
    if (status?.IsLogging !== false) return [];
    const text = `trail ${trail} does not log`;
    if (pulumi.runtime.isDryRun()) {
        void pulumi.log.warn(`${text}; \`pulumi up\` switches it on again`);
        return [text];
    }
    await client
        .send(new cloudTrail.StartLoggingCommand({ Name: trail }))
        .catch((error: unknown) => refuse([switchFault(text, error)]));
    void pulumi.log.info(`switched on again: the logging of trail ${trail}`);
    // What a plan foresees must come.
    return (await isBoundByPlan()) ? [text] : [];
}
