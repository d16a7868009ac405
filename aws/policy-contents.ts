/** Documents of organization policies. */
import { DescribePolicyCommand, type OrganizationsClient } from "@aws-sdk/client-organizations";
import { bounded } from "./bounded";

/** Organizations throttles if many calls come at once. */
const atOnce = 4;

/** Documents by policy id (`p-…`). Throws AWS's error if they may not be read. */
export async function readPolicyContents(
    client: OrganizationsClient,
    ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
    return new Map(await bounded(ids, atOnce, async (id) => [id, await readPolicyContent(client, id)] as const));
}

/** The document of one policy. */
export async function readPolicyContent(client: OrganizationsClient, PolicyId: string): Promise<string> {
    return (await client.send(new DescribePolicyCommand({ PolicyId }))).Policy?.Content ?? "";
}
