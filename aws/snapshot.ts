/** Reads what exists at AWS, once, before the program registers anything. */
import {
    AWSOrganizationsNotInUseException,
    DescribeOrganizationCommand,
    ListRootsCommand,
    OrganizationsClient,
    paginateListAccounts,
    paginateListAWSServiceAccessForOrganization,
    paginateListDelegatedAdministrators,
    paginateListDelegatedServicesForAccount,
    ListParentsCommand,
    paginateListOrganizationalUnitsForParent,
    paginateListPolicies,
    paginateListTargetsForPolicy,
    type PolicyType,
} from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { githubIssuer } from "../config/names";
import { stateAtAws } from "./account-states";
import { awsClient } from "./clients";
import { isAwsError } from "./error-codes";
import { askDelegations, delegationPlace } from "./own-delegations";
import type { ManagementConfig } from "../config";
import { unitsOf, type AwsUnit, type AwsUnits } from "./units";

export interface AwsAccount {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    /** PENDING_ACTIVATION, ACTIVE, SUSPENDED, PENDING_CLOSURE or CLOSED. */
    readonly state: string;
}

/** One of the organization's own policies; AWS's are left out. */
export interface AwsPolicy {
    /** Policy id, `p-…`. */
    readonly id: string;
    readonly name: string;
    readonly type: string;
    /** Ids of the roots, units and accounts that it is attached to. */
    readonly targets: readonly string[];
}

export interface AwsOrganization {
    /** Organization id, `o-…`. */
    readonly id: string;
    /** ALL or CONSOLIDATED_BILLING. */
    readonly featureSet: string;
    readonly managementAccountId: string;
    /** Id of the unit or root that the management account is in. */
    readonly managementParentId: string;
    /** Root id, `r-…`. */
    readonly rootId: string;
    readonly policyTypes: readonly string[];
    readonly services: readonly string[];
    readonly accounts: readonly AwsAccount[];
    /** Unit id by path. */
    readonly units: ReadonlyMap<string, string>;
    /** Units that no path can name. */
    readonly oddUnits: readonly AwsUnit[];
    readonly policies: readonly AwsPolicy[];
    /** Delegations in Organizations, as `account/service`. */
    readonly delegations: ReadonlySet<string>;
    /**
     * Of those, and of the config's in other regions (`account/service@region`), the ones that the service's own API does not have, if it
     * was asked.
     */
    readonly delegationsElsewhere: ReadonlySet<string>;
    /** Of the same, the ones that the service's own API did not report on. */
    readonly delegationsUnknown: ReadonlySet<string>;
}

/** What is read only if the config uses it. */
export interface Wanted {
    /** Whether to read GitHub's identity provider. */
    readonly ci: boolean;
    /** Services, with regions besides the home region, whose own API is asked for administrators. */
    readonly delegated: readonly Pick<ManagementConfig["delegatedAdministrators"][number], "service" | "regions">[];
    /** Policy types whose policies are read even if the types are off. */
    readonly policyTypes: readonly string[];
}

export interface AwsSnapshot {
    readonly caller: { readonly accountId: string; readonly arn: string };
    /** `aws`, or the partition of China, GovCloud and so on. */
    readonly partition: string;
    /** Undefined in a brand-new account. */
    readonly organization: AwsOrganization | undefined;
    /** Audiences of GitHub's identity provider in the management account; empty if there is none, or if it was not read. */
    readonly githubAudiences: readonly string[];
}

/**
 * Reads the caller, the organization and, if requested, GitHub's identity provider. Organizations has only one endpoint, whatever the
 * client's region.
 */
export async function readAwsSnapshot(region: string, { ci, ...wanted }: Wanted): Promise<AwsSnapshot> {
    const identity = await awsClient(STSClient, { region }).send(new GetCallerIdentityCommand({}));
    const arn = identity.Arn!;
    const [accountId, partition] = [identity.Account!, arn.split(":")[1]!];
    const [organization, githubAudiences] = await Promise.all([
        readOrganization(region, wanted),
        ci ? readGithubAudiences(region, `arn:${partition}:iam::${accountId}:oidc-provider/${githubIssuer}`) : [],
    ]);
    return { caller: { accountId, arn }, partition, organization, githubAudiences };
}

async function readGithubAudiences(region: string, OpenIDConnectProviderArn: string): Promise<readonly string[]> {
    const iam = await import("@aws-sdk/client-iam");
    try {
        const input = new iam.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn });
        return (await awsClient(iam.IAMClient, { region }).send(input)).ClientIDList ?? [];
    } catch (error) {
        if (isAwsError(error, "NoSuchEntity")) return [];
        throw error;
    }
}

async function readOrganization(
    region: string,
    { delegated, policyTypes: moreTypes }: Omit<Wanted, "ci">,
): Promise<AwsOrganization | undefined> {
    const client = awsClient(OrganizationsClient, { region });
    const described = await client.send(new DescribeOrganizationCommand({})).catch((error: unknown) => {
        if (error instanceof AWSOrganizationsNotInUseException) return undefined;
        throw error;
    });
    const organization = described?.Organization;
    if (organization === undefined) return undefined;
    const { id: rootId, policyTypes } = await readRoot(client);
    const managementAccountId = organization.MasterAccountId!;
    const [accounts, services, units, policies, delegations, parents] = await Promise.all([
        collect(paginateListAccounts({ client }, {}), (page) => page.Accounts),
        readServices(client),
        readUnits(client, rootId),
        // Policies exist whether their type is on or not.
        readPolicies(client, [...new Set([...policyTypes, ...moreTypes])]),
        readDelegations(client),
        client.send(new ListParentsCommand({ ChildId: managementAccountId })),
    ]);
    const ownWord = await askDelegations(
        [...delegations].flatMap((each) => {
            const [id = "", service = ""] = each.split("/");
            return delegated
                .filter((wanted) => wanted.service === service)
                .flatMap(({ regions }) => [each, ...regions.map((other) => delegationPlace(id, service, other))]);
        }),
        { region },
    );
    return {
        id: organization.Id!,
        featureSet: organization.FeatureSet!,
        managementAccountId,
        managementParentId: parents.Parents![0]!.Id!,
        rootId,
        policyTypes,
        services,
        accounts: accounts.map((a) => ({
            id: a.Id!,
            name: a.Name!,
            email: a.Email!,
            state: stateAtAws(a),
        })),
        units: units.paths,
        oddUnits: units.odd,
        policies,
        delegations,
        delegationsElsewhere: ownWord.missing,
        delegationsUnknown: ownWord.unknown,
    };
}

/** The root's id (`r-…`), and the enabled policy types. */
export async function readRoot(
    client: OrganizationsClient,
): Promise<{ readonly id: string; readonly policyTypes: readonly string[] }> {
    const { Roots: roots } = await client.send(new ListRootsCommand({}));
    const { Id: id, PolicyTypes: types = [] } = roots![0]!;
    return { id: id!, policyTypes: types.filter(({ Status }) => Status === "ENABLED").map(({ Type }) => Type!) };
}

/** Service principals with trusted access. */
export async function readServices(client: OrganizationsClient): Promise<readonly string[]> {
    const pages = paginateListAWSServiceAccessForOrganization({ client }, {});
    return (await collect(pages, (page) => page.EnabledServicePrincipals)).map((service) => service.ServicePrincipal!);
}

/** Every unit of the organization. */
export async function readUnits(client: OrganizationsClient, rootId: string): Promise<AwsUnits> {
    const walk = async (parentId: string, parent: Pick<AwsUnit, "names" | "above">): Promise<AwsUnit[]> => {
        const pages = paginateListOrganizationalUnitsForParent({ client }, { ParentId: parentId });
        const units = await collect(pages, (page) => page.OrganizationalUnits);
        const found = units.map(({ Id: id, Name: name }) => ({
            id: id!,
            names: [...parent.names, name!],
            above: parent.above,
        }));
        const below = await Promise.all(
            found.map(({ id, names, above }) => walk(id, { names, above: [...above, id] })),
        );
        return found.flatMap((unit, index) => [unit, ...below[index]!]);
    };
    return unitsOf(await walk(rootId, { names: [], above: [] }));
}

/** The organization's own policies of these types, with their attachments. */
export async function readPolicies(
    client: OrganizationsClient,
    types: readonly string[],
): Promise<readonly AwsPolicy[]> {
    const read = async (type: string): Promise<readonly AwsPolicy[]> => {
        const pages = paginateListPolicies({ client }, { Filter: type as PolicyType });
        const own = (await collect(pages, (page) => page.Policies)).filter((policy) => policy.AwsManaged !== true);
        return Promise.all(
            own.map(async ({ Id: id, Name: name }) => {
                const targets = await collect(
                    paginateListTargetsForPolicy({ client }, { PolicyId: id! }),
                    (page) => page.Targets,
                );
                return { id: id!, name: name!, type, targets: targets.map((target) => target.TargetId!) };
            }),
        );
    };
    return (await Promise.all(types.map(read))).flat();
}

/** Delegations in Organizations, as `account/service`. */
export async function readDelegations(client: OrganizationsClient): Promise<ReadonlySet<string>> {
    const admins = await collect(
        paginateListDelegatedAdministrators({ client }, {}),
        (page) => page.DelegatedAdministrators,
    );
    const services = admins.map(async ({ Id: id }) => {
        const pages = paginateListDelegatedServicesForAccount({ client }, { AccountId: id! });
        return (await collect(pages, (page) => page.DelegatedServices)).map(
            (service) => `${id!}/${service.ServicePrincipal!}`,
        );
    });
    return new Set((await Promise.all(services)).flat());
}

/** All items of all pages. A page may be empty and still have a next one. */
export async function collect<Page, Item>(
    pages: AsyncIterable<Page>,
    items: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
    const all: Item[] = [];
    for await (const page of pages) all.push(...(items(page) ?? []));
    return all;
}
