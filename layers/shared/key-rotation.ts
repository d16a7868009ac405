import { awsClient, type ClientOptions } from "../../aws/clients";
import { namedThings } from "../../aws/named";
import type { OwnStack } from "./own-stack";
import { switchOn } from "./off-at-aws";

const keyType = "aws:kms/key:Key";

/** Switches the rotation of a key on that is off at AWS. Returns what the engine is to count as a change. */
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
    return switchOn({
        text: `key ${id} (${description}) does not rotate`,
        what: `the rotation of key ${id}`,
        switchOn: () => client.send(new kms.EnableKeyRotationCommand({ KeyId: id })),
    });
}
