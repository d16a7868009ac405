/** Documents of organization policies. */
import { DescribePolicyCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { awsClient, type ClientOptions } from "./clients";

/** The documents by id. Throws AWS's error when they may not be read. */
export async function readPolicyContents(
    options: ClientOptions,
    ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
    const client = awsClient(OrganizationsClient, options);
    const contents = new Map<string, string>();
    // Organizations throttles many calls at once.
    for (const PolicyId of ids) {
        const { Policy: policy } = await client.send(new DescribePolicyCommand({ PolicyId }));
        contents.set(PolicyId, policy?.Content ?? "");
    }
    return contents;
}
