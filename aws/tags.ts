/** Tags of accounts, units and policies. */
import { OrganizationsClient, paginateListTagsForResource } from "@aws-sdk/client-organizations";
import { awsClient, type ClientOptions } from "./clients";
import { collect } from "./snapshot";

/** Organizations throttles its List calls hard, and many at once make each of them wait longer. */
const readsAtOnce = 4;

/** Keys of the tags at AWS, by the id of the account, unit or policy. Throws AWS's error if they may not be read. */
export async function readTagKeys(
    options: ClientOptions,
    ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
    const client = awsClient(OrganizationsClient, options);
    const found = new Map<string, readonly string[]>();
    const left = [...new Set(ids)];
    const read = async (): Promise<void> => {
        for (let id = left.pop(); id !== undefined; id = left.pop()) {
            const pages = paginateListTagsForResource({ client }, { ResourceId: id });
            const tags = await collect(pages, (page) => page.Tags);
            found.set(
                id,
                tags.map((tag) => tag.Key!),
            );
        }
    };
    await Promise.all(Array.from({ length: readsAtOnce }, read));
    return found;
}
