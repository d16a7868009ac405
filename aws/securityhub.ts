/** What Security Hub has in the account that administers it, which is of one region each. */
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";
import type { Properties } from "./identity-center-things";
import { regionalId } from "./regional-id";
import { collect } from "./snapshot";

/** Security Hub of the whole organization, as it is before this program sets it. */
export interface HubThere {
    /** Regions in which accounts are members, or become members by themselves, each with settings of its own (local configuration). */
    readonly local: readonly string[];
    /** Where findings of all regions come together; undefined where nobody has said so. */
    readonly aggregator?: {
        readonly home: string;
        /** `SPECIFIED_REGIONS`, `NO_REGIONS`, `ALL_REGIONS`, … */
        readonly mode: string;
        readonly regions: readonly string[];
    };
    /** The policy of all accounts. */
    readonly policy?: { readonly name: string; readonly description: string; readonly standards: readonly string[] };
}

/**
 * Asks, as the administrator, in each of the regions. Throws AWS's error.
 *
 * @param home where central configuration is, or is to be
 * @param rootId of the organization, `r-…`
 */
export async function hubThere(
    options: Omit<ClientOptions, "region">,
    home: string,
    regions: readonly string[],
    rootId: string,
): Promise<HubThere> {
    const aggregator = await aggregatorOf({ ...options, region: home });
    const local = await Promise.all(regions.map((region) => isLocal({ ...options, region })));
    const policy = await policyOf({ ...options, region: home }, rootId);
    return {
        local: regions.filter((_, index) => local[index]),
        ...(aggregator === undefined ? {} : { aggregator }),
        ...(policy === undefined ? {} : { policy }),
    };
}

async function hubOf(options: ClientOptions) {
    const sdk = await import("@aws-sdk/client-securityhub");
    return { sdk, client: awsClient(sdk.SecurityHubClient, options) };
}

/** By these Security Hub says that it is not on, or that central configuration is not, besides what they say elsewhere. */
const notOn = ["AccessDenied", "InvalidAccess", "ResourceNotFound"] as const;

async function unlessOff<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
    return call.catch((error: unknown) => {
        if (isAwsError(error, ...notOn)) return undefined;
        throw error;
    });
}

async function isLocal(options: ClientOptions): Promise<boolean> {
    const { sdk, client } = await hubOf(options);
    const there = await unlessOff(client.send(new sdk.DescribeOrganizationConfigurationCommand({})));
    if (there === undefined || there.OrganizationConfiguration?.ConfigurationType === "CENTRAL") return false;
    if (there.AutoEnable === true) return true;
    const { Members: members = [] } = (await unlessOff(client.send(new sdk.ListMembersCommand({})))) ?? {};
    return members.length > 0;
}

/** The aggregator, whatever region it is of: each region tells of it. */
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
    // An account may be left to itself, without a policy.
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

/** The import id of the account's hub in a region, which is the account's id. */
export async function findHub(options: ClientOptions, { region }: Properties): Promise<string | undefined> {
    const { sdk, client } = await hubOf({ ...options, region: region as string });
    const there = await unlessOff(client.send(new sdk.DescribeHubCommand({})));
    const accountId = there?.HubArn?.split(":")[4];
    return accountId === undefined ? undefined : regionalId(accountId, region as string, options);
}

/** The import id of the place where findings come together. */
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

/** The import id of the association of the organization's root with a policy. */
export async function findHubAssociation(
    options: ClientOptions,
    { targetId, region }: Properties,
): Promise<string | undefined> {
    const id = await associated({ ...options, region: region as string }, targetId as string);
    return id === undefined ? undefined : regionalId(targetId as string, region as string, options);
}
