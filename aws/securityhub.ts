/** Security Hub in its administrator account; most of it belongs to one region. */
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError, saysAwsError } from "./error-codes";
import type { Properties } from "./identity-center-things";
import { enabledRegions } from "./opted-regions";
import { regionalId } from "./regional-id";
import { collect } from "./snapshot";

/** Security Hub of the whole organization, before this program changes it. */
export interface HubThere {
    /** Regions in which accounts are members, or become members automatically, each with its own settings (local configuration). */
    readonly local: readonly string[];
    /** Such regions under central configuration without a policy at the root, so that each account manages itself. */
    readonly selfManaged: readonly string[];
    /** The finding aggregator; undefined if nobody has created one. */
    readonly aggregator?: {
        readonly home: string;
        /** `SPECIFIED_REGIONS`, `NO_REGIONS`, `ALL_REGIONS`, … */
        readonly mode: string;
        /** Linked regions; with `ALL_REGIONS_EXCEPT_SPECIFIED`, the regions that are not linked. */
        readonly regions: readonly string[];
    };
    /** The policy for all accounts. */
    readonly policy?: { readonly name: string; readonly description: string; readonly standards: readonly string[] };
}

/**
 * Reads, as the administrator, each of the regions and those that are linked, because a policy applies there too. Throws AWS's error.
 *
 * @param home region of the central configuration, existing or planned
 * @param rootId id of the organization's root, `r-…`
 */
export async function hubThere(
    options: Omit<ClientOptions, "region">,
    home: string,
    regions: readonly string[],
    rootId: string,
): Promise<HubThere> {
    const atHome = { ...options, region: home };
    const aggregator = await aggregatorOf(atHome);
    const policy = await policyOf(atHome, rootId);
    const ruled = [...new Set([...regions, ...(await linkedRegions(atHome, aggregator))])];
    const found = await Promise.all(ruled.map((region) => configurationOf({ ...options, region })));
    return {
        local: ruled.filter((_, index) => found[index] === "LOCAL"),
        selfManaged: policy === undefined ? ruled.filter((_, index) => found[index] === "CENTRAL") : [],
        ...(aggregator === undefined ? {} : { aggregator }),
        ...(policy === undefined ? {} : { policy }),
    };
}

async function hubOf(options: ClientOptions) {
    const sdk = await import("@aws-sdk/client-securityhub");
    return { sdk, client: awsClient(sdk.SecurityHubClient, options) };
}

/** Security Hub's errors if it, or central configuration, is off. Its AccessDenied has other words if the caller lacks permission. */
function isOff(error: unknown): boolean {
    return (
        isAwsError(error, "InvalidAccess", "ResourceNotFound") ||
        saysAwsError(error, "AccessDenied", "with Central Configuration enabled")
    );
}

async function unlessOff<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
    return call.catch((error: unknown) => {
        if (isOff(error)) return undefined;
        throw error;
    });
}

/** The kind of configuration in the client's region; undefined if no account has Security Hub, or gets it automatically. */
async function configurationOf(options: ClientOptions): Promise<"LOCAL" | "CENTRAL" | undefined> {
    const { sdk, client } = await hubOf(options);
    const there = await unlessOff(client.send(new sdk.DescribeOrganizationConfigurationCommand({})));
    if (there === undefined) return undefined;
    const type = there.OrganizationConfiguration?.ConfigurationType ?? "LOCAL";
    if (there.AutoEnable === true) return type;
    const { Members: members = [] } = (await unlessOff(client.send(new sdk.ListMembersCommand({})))) ?? {};
    return members.length > 0 ? type : undefined;
}

/** Regions whose findings are sent to the home region. */
async function linkedRegions(options: ClientOptions, aggregator: HubThere["aggregator"]): Promise<readonly string[]> {
    if (aggregator?.mode.startsWith("ALL_REGIONS") !== true) return aggregator?.regions ?? [];
    const all = await enabledRegions(options);
    return aggregator.mode === "ALL_REGIONS" ? all : all.filter((region) => !aggregator.regions.includes(region));
}

/** The aggregator, which every region returns, whichever one it belongs to. */
async function aggregatorOf(options: ClientOptions): Promise<HubThere["aggregator"]> {
    const arn = await aggregatorArn(options);
    if (arn === undefined) return undefined;
    const { sdk, client } = await hubOf(options);
    const there = await client.send(new sdk.GetFindingAggregatorCommand({ FindingAggregatorArn: arn }));
    return {
        home: there.FindingAggregationRegion ?? options.region,
        mode: there.RegionLinkingMode ?? "NO_REGIONS",
        regions: there.Regions ?? [],
    };
}

async function aggregatorArn(options: ClientOptions): Promise<string | undefined> {
    const { sdk, client } = await hubOf(options);
    const answer = await unlessOff(client.send(new sdk.ListFindingAggregatorsCommand({})));
    return answer?.FindingAggregators?.[0]?.FindingAggregatorArn;
}

async function associated(options: ClientOptions, RootId: string): Promise<string | undefined> {
    const { sdk, client } = await hubOf(options);
    const Target = { RootId };
    const answer = await unlessOff(client.send(new sdk.GetConfigurationPolicyAssociationCommand({ Target })));
    return answer?.AssociationType === "APPLIED" ? answer.ConfigurationPolicyId : undefined;
}

async function policyOf(options: ClientOptions, rootId: string): Promise<HubThere["policy"]> {
    const Identifier = await associated(options, rootId);
    // An account may manage itself, without a policy.
    if (Identifier === undefined || !/^[0-9a-f-]{36}$/u.test(Identifier)) return undefined;
    const { sdk, client } = await hubOf(options);
    const {
        Name,
        Description,
        ConfigurationPolicy: policy,
    } = await client.send(new sdk.GetConfigurationPolicyCommand({ Identifier }));
    return {
        name: Name!,
        description: Description ?? "",
        standards: policy?.SecurityHub?.EnabledStandardIdentifiers ?? [],
    };
}

/** The import id of the account's hub in a region: the account's id. */
export async function findHub(options: ClientOptions, { region }: Properties): Promise<string | undefined> {
    const { sdk, client } = await hubOf({ ...options, region: region as string });
    const there = await unlessOff(client.send(new sdk.DescribeHubCommand({})));
    const accountId = there?.HubArn?.split(":")[4];
    return accountId === undefined ? undefined : regionalId(accountId, region as string, options);
}

/** The import id of the finding aggregator. */
export async function findAggregator(options: ClientOptions, { region }: Properties): Promise<string | undefined> {
    const arn = await aggregatorArn({ ...options, region: region as string });
    return arn === undefined ? undefined : regionalId(arn, region as string, options);
}

/** The import id of a policy by its name. */
export async function findHubPolicy(options: ClientOptions, { name, region }: Properties): Promise<string | undefined> {
    const { sdk, client } = await hubOf({ ...options, region: region as string });
    const pages = sdk.paginateListConfigurationPolicies({ client }, {});
    const all = await unlessOff(collect(pages, (page) => page.ConfigurationPolicySummaries));
    const id = all?.find((each) => each.Name === name)?.Id;
    return id === undefined ? undefined : regionalId(id, region as string, options);
}

/** The import id of the association of a policy with the organization's root. */
export async function findHubAssociation(
    options: ClientOptions,
    { targetId, region }: Properties,
): Promise<string | undefined> {
    const id = await associated({ ...options, region: region as string }, targetId as string);
    return id === undefined ? undefined : regionalId(targetId as string, region as string, options);
}
