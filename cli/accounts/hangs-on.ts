/** What depends on an account at AWS. */
import {
    paginateListDelegatedServicesForAccount,
    type DelegatedService,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { isAwsError } from "../../aws/error-codes";
import { collect } from "../../aws/snapshot";
import type { ManagementConfig } from "../../config";
import { securityKey } from "../../config/names";
import { CliError } from "../common/ui";

/** Service principals of the services that the account administers for the organization. */
export async function delegatedServices(client: OrganizationsClient, id: string): Promise<readonly string[]> {
    try {
        const services: readonly DelegatedService[] = await collect(
            paginateListDelegatedServicesForAccount({ client }, { AccountId: id }),
            (page) => page.DelegatedServices,
        );
        return services.map(({ ServicePrincipal: service }) => service!);
    } catch (error) {
        // AWS's error for an account that administers nothing.
        if (isAwsError(error, "AccountNotRegistered")) return [];
        throw error;
    }
}

/**
 * Refuses the security account, with which the organization would lose its people and its trail.
 *
 * @throws CliError
 */
export function mustNotBeSecurity(key: string, change: string): void {
    if (key !== securityKey) return;
    throw new CliError(
        `security cannot be ${change}: it holds the people, their groups and the organization's trail`,
        "move people and audit to another organization first; the account itself is the last to go",
    );
}

/**
 * Refuses an account that administers services.
 *
 * @param change what would be done to it: "closed"
 * @throws CliError
 */
export async function mustAdministerNothing(
    client: OrganizationsClient,
    { key, id }: { readonly key: string; readonly id: string },
    { delegatedAdministrators }: Pick<ManagementConfig, "delegatedAdministrators">,
    change: string,
): Promise<void> {
    const services = await delegatedServices(client, id);
    if (services.length === 0) return;
    const named = new Set(
        delegatedAdministrators.filter(({ account }) => account === key).map(({ service }) => service),
    );
    const byHand = services.filter((service) => !named.has(service));
    const cures = [
        ...(named.size === 0 ? [] : [`take ${[...named].join(", ")} out of delegatedAdministrators and run pulumi up`]),
        ...byHand.map(
            (service) =>
                `aws organizations deregister-delegated-administrator --account-id ${id} --service-principal ${service}`,
        ),
    ];
    throw new CliError(
        `${key} administers ${services.join(", ")} for the organization, and cannot be ${change} before that ends`,
        cures.join("; "),
    );
}
