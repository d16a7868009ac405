import {
    AccountNotRegisteredException,
    OrganizationsClient,
    paginateListDelegatedServicesForAccount,
} from "@aws-sdk/client-organizations";
import { awsClient } from "../../aws/clients";
import { awsFault } from "../../aws/faults";
import { collect } from "../../aws/snapshot";
import { lackingDelegations, type ManagementOutputs, neededDelegations, type SecurityConfig } from "../../config";
import { type Fault, formatPath } from "../../config/faults";
import type { MemberAccount } from "../shared/account-entry";

/** Resources of this stack that AWS would refuse, because nobody has made this account the administrator of their service. Asks AWS. */
export async function delegationFaults(
    { audit }: Pick<SecurityConfig, "audit">,
    { identity, region }: Pick<ManagementOutputs, "identity" | "region">,
    { key, id }: Pick<MemberAccount, "key" | "id">,
): Promise<readonly Fault[]> {
    const needed = neededDelegations(audit, identity.includes("identity-center"));
    if (needed.length === 0) return [];
    const has = await administeredBy(id, region).catch((error: unknown) => awsFault(error));
    if ("cure" in has) return [has];
    return lackingDelegations(needed, key, has).map(({ path, value, message, cure }) => ({
        severity: "fault",
        path: formatPath(path),
        value,
        message,
        cure,
    }));
}

/** Services that an account administers for the organization. */
async function administeredBy(accountId: string, region: string): Promise<readonly string[]> {
    const client = awsClient(OrganizationsClient, { region });
    const pages = paginateListDelegatedServicesForAccount({ client }, { AccountId: accountId });
    try {
        return (await collect(pages, (page) => page.DelegatedServices)).map((service) => service.ServicePrincipal!);
    } catch (error) {
        if (error instanceof AccountNotRegisteredException) return [];
        throw error;
    }
}
