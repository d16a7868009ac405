import { paginateListTagsForResource, type OrganizationsClient } from "@aws-sdk/client-organizations";
import { collect } from "../snapshot";

/** Tags by resource id, of resources that have any. */
export type TagMaps = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** Tags of accounts, units, policies and the root. One call each, since AWS does not list them. */
export async function readTagMaps(client: OrganizationsClient, ids: readonly string[]): Promise<TagMaps> {
    const read = ids.map(async (id) => {
        const tags = await collect(paginateListTagsForResource({ client }, { ResourceId: id }), (page) => page.Tags);
        return [id, Object.fromEntries(tags.map(({ Key: key, Value: value }) => [key!, value ?? ""]))] as const;
    });
    return new Map((await Promise.all(read)).filter(([, tags]) => Object.keys(tags).length > 0));
}
