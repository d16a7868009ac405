/** What AWS has before the program registers anything, read once. */
import {
    AWSOrganizationsNotInUseException,
    DescribeOrganizationCommand,
    ListRootsCommand,
    OrganizationsClient,
    paginateListAccounts,
    paginateListAWSServiceAccessForOrganization,
    paginateListOrganizationalUnitsForParent,
} from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { awsClient } from "../../aws/clients";

export interface LivingAccount {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    /** PENDING_ACTIVATION, ACTIVE, SUSPENDED, PENDING_CLOSURE or CLOSED. */
    readonly state: string;
}

export interface LivingOrganization {
    /** `o-…` */
    readonly id: string;
    /** ALL or CONSOLIDATED_BILLING. */
    readonly featureSet: string;
    readonly managementAccountId: string;
    /** `r-…` */
    readonly rootId: string;
    readonly policyTypes: readonly string[];
    readonly services: readonly string[];
    readonly accounts: readonly LivingAccount[];
    /** Unit id by path. */
    readonly units: ReadonlyMap<string, string>;
}

export interface Living {
    readonly caller: { readonly accountId: string; readonly arn: string };
    /** `aws`, or the partition of China or GovCloud. */
    readonly partition: string;
    /** Absent in a brand-new account. */
    readonly organization: LivingOrganization | undefined;
}

/** Reads the caller and the organization. Organizations answers in one region only, whatever the client's is. */
export async function readLiving(region: string): Promise<Living> {
    const identity = await awsClient(STSClient, { region }).send(new GetCallerIdentityCommand({}));
    const arn = identity.Arn!;
    return {
        caller: { accountId: identity.Account!, arn },
        partition: arn.split(":")[1]!,
        organization: await readOrganization(awsClient(OrganizationsClient, { region })),
    };
}

async function readOrganization(client: OrganizationsClient): Promise<LivingOrganization | undefined> {
    const described = await client.send(new DescribeOrganizationCommand({})).catch((error: unknown) => {
        if (error instanceof AWSOrganizationsNotInUseException) return undefined;
        throw error;
    });
    const organization = described?.Organization;
    if (organization === undefined) return undefined;
    const [roots, accounts, services] = await Promise.all([
        client.send(new ListRootsCommand({})),
        collect(paginateListAccounts({ client }, {}), (page) => page.Accounts),
        collect(paginateListAWSServiceAccessForOrganization({ client }, {}), (page) => page.EnabledServicePrincipals),
    ]);
    const root = roots.Roots![0]!;
    return {
        id: organization.Id!,
        featureSet: organization.FeatureSet!,
        managementAccountId: organization.MasterAccountId!,
        rootId: root.Id!,
        policyTypes: (root.PolicyTypes ?? []).filter((type) => type.Status === "ENABLED").map((type) => type.Type!),
        services: services.map((service) => service.ServicePrincipal!),
        // AWS dropped `Status` on 9 September 2026; older emulators know nothing else (hashicorp/terraform-provider-aws#44294).
        accounts: accounts.map((a) => ({
            id: a.Id!,
            name: a.Name!,
            email: a.Email!,
            state: a.State ?? a.Status ?? "ACTIVE",
        })),
        units: await readUnits(client, root.Id!),
    };
}

async function readUnits(client: OrganizationsClient, rootId: string): Promise<ReadonlyMap<string, string>> {
    const units = new Map<string, string>();
    const walk = async (parentId: string, prefix: string): Promise<void> => {
        const pages = paginateListOrganizationalUnitsForParent({ client }, { ParentId: parentId });
        for (const unit of await collect(pages, (page) => page.OrganizationalUnits)) {
            const path = `${prefix}${unit.Name!}`;
            units.set(path, unit.Id!);
            await walk(unit.Id!, `${path}/`);
        }
    };
    await walk(rootId, "");
    return units;
}

/** All items of all pages; a page may be empty and still have a next one. */
async function collect<Page, Item>(
    pages: AsyncIterable<Page>,
    items: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
    const all: Item[] = [];
    for await (const page of pages) all.push(...(items(page) ?? []));
    return all;
}
