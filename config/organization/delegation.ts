import { administrators, delegationLimits } from "../aws-facts/delegation-limits";
import { delegatedIn } from "../aws-facts/regional-delegations";
import type { Draft } from "../model/draft";
import type { FaultList } from "../faults/fault-list";
import type { ManagementConfig } from "../model/management-config";
import { nearest } from "../faults/nearest";
import { securityKey } from "../names/security-account";
import { addService, unknownService } from "./organization";
import type { ManagementInput } from "../schema/management";
import { services as knownServices } from "../aws-facts/services";

/** What delegations are judged with. */
export interface DelegationContext {
    readonly accounts: ReadonlySet<string>;
    readonly closed: ReadonlySet<string>;
    /** Services with trusted access. */
    readonly services: readonly string[];
    /** Services that the config lists, for the cure. */
    readonly declared: readonly string[];
    /** Services that `audit` delegates to the account `security`. */
    readonly audit: readonly string[];
    /** Governed regions, and the home region. */
    readonly regions: readonly string[];
    readonly home: string;
}

/** Account and service of each delegation: it needs a member account and a trusted service. Faults go into the list. */
export function resolveDelegation(
    delegation: Draft<ManagementInput["delegatedAdministrators"]> | undefined,
    context: DelegationContext,
    faults: FaultList,
): ManagementConfig["delegatedAdministrators"] {
    const holders = new Map<string, readonly string[]>();
    const written = Object.entries(delegation ?? {}).flatMap(([account, services]) => {
        checkAccount(account, context, faults);
        return (services ?? []).flatMap((service, index) => {
            if (service === undefined) return [];
            const path = ["delegatedAdministrators", account, index];
            const kind = Object.hasOwn(knownServices, service) ? knownServices[service] : undefined;
            if (!context.services.includes(service))
                faults.fault(path, {
                    message: "is delegated, and not among the services that the organization trusts",
                    cure: addService(service, context.declared),
                });
            else if (kind === undefined) faults.warn(path, unknownService(service));
            if (kind === "none")
                faults.warn(path, {
                    message: "is a service of which no delegated administrator is known",
                    cure: "take it out, unless AWS has added it since",
                });
            const others = holders.get(service) ?? [];
            if (others.includes(account)) {
                faults.warn(path, { message: "is written twice", cure: "take one of the two out" });
                return [];
            }
            const limit = delegationLimits[service];
            if (limit !== undefined && others.length >= limit.accounts) {
                faults.fault(path, {
                    message: `is also delegated to ${others.join(", ")}; the service takes ${administrators(limit.accounts)} (${limit.source})`,
                    cure: limit.accounts === 1 ? "keep one of the two" : `keep ${limit.accounts} of them`,
                });
            }
            holders.set(service, [...others, account]);
            return [{ account, service, regions: delegatedIn(service, context.regions, context.home) }];
        });
    });
    const implied = context.audit.flatMap((service) => {
        const others = holders.get(service) ?? [];
        if (others.includes(securityKey)) return [];
        const limit = delegationLimits[service];
        if (limit !== undefined && others.length >= limit.accounts)
            faults.fault(["delegatedAdministrators", others[0]!], {
                message: `administers ${service}, which audit has the account ${securityKey} administer; the service takes ${administrators(limit.accounts)} (${limit.source})`,
                cure: "keep one of the two",
            });
        return [{ account: securityKey, service, regions: delegatedIn(service, context.regions, context.home) }];
    });
    return [...written, ...implied];
}

function checkAccount(account: string, { accounts, closed }: DelegationContext, faults: FaultList): void {
    const path = ["delegatedAdministrators", account];
    const value = JSON.stringify(account);
    if (account === "management") {
        faults.fault(
            path,
            {
                message: "is the management account, which cannot be a delegated administrator",
                cure: "name a member account, as in security",
            },
            value,
        );
    } else if (closed.has(account)) {
        faults.fault(path, { message: "is a closed account", cure: "name an active account" }, value);
    } else if (!accounts.has(account)) {
        const near = nearest(account, [...accounts]);
        faults.fault(
            path,
            {
                message: "is not an account of this config",
                cure:
                    near === undefined
                        ? `use one of ${[...accounts].slice(0, 12).join(", ")}`
                        : `did you mean ${near}?`,
            },
            value,
        );
    }
}
