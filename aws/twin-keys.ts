/** If the response to CreateKey is lost, the SDK repeats the call and a second key is created, since keys have no unique names. */
import type { KMSClient } from "@aws-sdk/client-kms";
import { collect } from "./snapshot";

/** Ids of the account's other enabled keys with the same description. */
export async function twinKeys(client: KMSClient, description: string, id: string): Promise<readonly string[]> {
    const kms = await import("@aws-sdk/client-kms");
    const keys = await collect(kms.paginateListKeys({ client }, {}), (page) => page.Keys);
    const others = keys.map(({ KeyId }) => KeyId!).filter((each) => each !== id);
    const described = await Promise.all(
        others.map((each) => client.send(new kms.DescribeKeyCommand({ KeyId: each })).catch(() => undefined)),
    );
    return described
        .flatMap((answer) => answer?.KeyMetadata ?? [])
        .filter((key) => key.KeyState === "Enabled" && key.Description === description)
        .map(({ KeyId }) => KeyId!);
}

export function twinText(key: string, twins: readonly string[]): string {
    return `beside ${key} there ${twins.length === 1 ? "is a key" : "are keys"} that nothing here uses, and that AWS bills: ${twins.join(", ")}; the response to an earlier call was lost, and the call was sent again`;
}

export function twinCure(twins: readonly string[], region: string): string {
    return twins.map((id) => `aws kms schedule-key-deletion --key-id ${id} --region ${region}`).join("; ");
}
