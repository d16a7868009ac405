import * as pulumi from "@pulumi/pulumi";
import { awsClient, type ClientOptions } from "../../aws/clients";
import { switchFault } from "../../aws/faults";
import { namedThings } from "../../aws/named";
import type { OwnStack } from "./own-stack";
import { isBoundByPlan } from "./planned-run";
import { refuse } from "./stack-config";

const keyType = "aws:kms/key:Key";

/**
 * Switches the rotation of a key on that is off at AWS, whatever the state says: where AWS refused it once, the provider writes it into
 * the state all the same. A preview only says so. Returns what the engine is to count as a change.
 */
export async function keepRotating(
    description: string,
    options: ClientOptions,
    { resources }: OwnStack,
): Promise<readonly string[]> {
    const own = resources.find(({ type, outputs }) => type === keyType && outputs["description"] === description);
    const known = own?.outputs["keyId"];
    // Who may not ask hears of it from doctor.
    const id =
        typeof known === "string" ? known : await namedThings(options)(keyType, description).catch(() => undefined);
    if (id === undefined) return [];
    const kms = await import("@aws-sdk/client-kms");
    const client = awsClient(kms.KMSClient, options);
    const status = await client.send(new kms.GetKeyRotationStatusCommand({ KeyId: id })).catch(() => undefined);
    if (status?.KeyRotationEnabled !== false) return [];
    const text = `key ${id} (${description}) does not rotate`;
    if (pulumi.runtime.isDryRun()) {
        void pulumi.log.warn(`${text}; \`pulumi up\` switches it on again`);
        return [text];
    }
    await client
        .send(new kms.EnableKeyRotationCommand({ KeyId: id }))
        .catch((error: unknown) => refuse([switchFault(text, error)]));
    void pulumi.log.info(`switched on again: the rotation of key ${id}`);
    // What a plan foresees must come.
    return (await isBoundByPlan()) ? [text] : [];
}
