import { deregistration } from "../deregistration";
import { findAccount } from "../unmanaged";
import type { ManagementConfig } from "../../config";
import { administrators, delegationLimits } from "../../config/aws-facts";
import { type Fault, formatPath } from "../../config/faults";
import type { AwsSnapshot } from "../snapshot";
import type { Previous } from "./previous";

/**
 * Administrators that AWS would refuse because the service has as many as it allows. The engine registers the new one before it deregisters
 * the old one, so both count when an administrator changes.
 */
export function delegationFaults(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    previous: Previous,
): readonly Fault[] {
    const { organization } = snapshot;
    if (organization === undefined) return [];
    const ids = new Map(
        config.accounts.map((each) => [each.key, findAccount(each, organization.accounts, previous)?.id]),
    );
    const nameOf = (id: string): string => {
        const key = config.accounts.find((each) => ids.get(each.key) === id)?.key;
        return `${key ?? organization.accounts.find((each) => each.id === id)?.name ?? "an account"} (${id})`;
    };
    return Object.entries(delegationLimits).flatMap(([service, limit]) => {
        const holders = [...organization.delegations]
            .filter((each) => each.endsWith(`/${service}`))
            .map((each) => each.split("/")[0]!);
        const added = config.delegatedAdministrators
            .filter((each) => each.service === service && !holders.includes(ids.get(each.account) ?? ""))
            .map(({ account }) => account);
        if (holders.length === 0 || holders.length + added.length <= limit.accounts) return [];
        return added.map((account) => ({
            severity: "fault" as const,
            path: formatPath(["delegatedAdministrators", account]),
            value: service,
            message: `would be the administrator of ${service}, which takes ${administrators(limit.accounts)} (${limit.source}), and AWS has ${holders.map(nameOf).join(", ")}`,
            cure: moveCure(service, account, holders),
        }));
    });
}

function moveCure(service: string, account: string, holders: readonly string[]): string {
    const by = holders.map((id) => deregistration(service, id).join(", then ")).join("; or ");
    return `leave it where it is; or move it in two runs: take ${service} out of delegatedAdministrators and run pulumi up, then write it for ${account} and run it again; what AWS lists between the two goes by: ${by}`;
}
