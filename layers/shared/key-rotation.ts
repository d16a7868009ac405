import { awsClient, type ClientOptions } from "../../aws/clients";
import { namedThings } from "../../aws/named";
import type { OwnStack } from "./own-stack";
import { switchOnAgain } from "./off-at-aws";
import { unlessDenied } from "./unless-denied";

const keyType = "aws:kms/key:Key";

/** Enables the rotation of a key if it is off at AWS. Returns what the engine is to count as a change. */
export async function keepRotating(
    description: string,
    options: ClientOptions,
    { resources }: OwnStack,
): Promise<readonly string[]> {
    const own = resources.find(({ type, outputs }) => type === keyType && outputs["description"] === description);
    const known = own?.outputs["keyId"];
    const id =
        typeof known === "string"
            ? known
            : await unlessDenied(`the key ${description}`, namedThings(options)(keyType, description));
    if (id === undefined) return [];
    const kms = await import("@aws-sdk/client-kms");
    const client = awsClient(kms.KMSClient, options);
    const asked = client.send(new kms.GetKeyRotationStatusCommand({ KeyId: id }));
    const status = await unlessDenied(`whether key ${id} (${description}) rotates`, asked, ["NotFound"]);
    if (status?.KeyRotationEnabled !== false) return [];
    return switchOnAgain([
        {
            text: `key ${id} (${description}) does not rotate`,
            what: `the rotation of key ${id}`,
            switchOn: () => client.send(new kms.EnableKeyRotationCommand({ KeyId: id })),
        },
    ]);
}
