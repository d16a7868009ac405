import { CreateAliasCommand, CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { bootstrapKeys, endpoint, type Emulator } from "../../../sandbox/emulator/emulator";
import { testClient } from "../../support/test-client";

/** Creates a KMS key for states. Returns it in the form of the engine's secrets provider. */
export async function makeKey(emulator: Emulator): Promise<string> {
    const kms = testClient(KMSClient, endpoint(emulator), bootstrapKeys);
    const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({}));
    await kms.send(new CreateAliasCommand({ AliasName: "alias/bench", TargetKeyId: key!.KeyId! }));
    return "awskms://alias/bench?region=us-east-1";
}
