/** Switches on what is off in an organization. No call is an error if it is on already. */
import {
    AccountAlreadyRegisteredException,
    AttachPolicyCommand,
    DuplicatePolicyAttachmentException,
    DisableAWSServiceAccessCommand,
    DisablePolicyTypeCommand,
    EnableAWSServiceAccessCommand,
    EnablePolicyTypeCommand,
    PolicyTypeAlreadyEnabledException,
    RegisterDelegatedAdministratorCommand,
    UpdatePolicyCommand,
    type OrganizationsClient,
    type PolicyType,
} from "@aws-sdk/client-organizations";
import { setTimeout as sleep } from "node:timers/promises";
import type { ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";
import type { Delegation } from "./in-force";
import { readRoot } from "./snapshot";
import { ownRegistration } from "./own-delegations";

/** Milliseconds between checks whether a policy type is on, or between tries, and the number of tries. */
const pause = 2000;
const tries = 30;

/** Enables a policy type, and waits until it is on, because AWS returns earlier. Returns true. */
export async function enablePolicyType(client: OrganizationsClient, rootId: string, type: string): Promise<boolean> {
    try {
        await patiently(() =>
            client.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: type as PolicyType })),
        );
    } catch (error) {
        if (!(error instanceof PolicyTypeAlreadyEnabledException)) throw error;
    }
    for (let asked = 1; asked < tries; asked++) {
        if ((await readRoot(client)).policyTypes.includes(type)) return true;
        await sleep(pause);
    }
    throw new Error(`${type} is not on ${(tries * pause) / 1000} s after AWS was asked for it`);
}

/** Disables a policy type, which detaches its policies from all targets. */
export async function disablePolicyType(client: OrganizationsClient, rootId: string, type: string): Promise<void> {
    await patiently(() =>
        client.send(new DisablePolicyTypeCommand({ RootId: rootId, PolicyType: type as PolicyType })),
    );
}

/** Replaces the document of a policy (`p-…`). Returns true. */
export async function writeContent(client: OrganizationsClient, policyId: string, content: string): Promise<boolean> {
    await patiently(() => client.send(new UpdatePolicyCommand({ PolicyId: policyId, Content: content })));
    return true;
}

export async function enableService(client: OrganizationsClient, service: string): Promise<boolean> {
    await patiently(() => client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: service })));
    return true;
}

export async function disableService(client: OrganizationsClient, service: string): Promise<void> {
    await patiently(() => client.send(new DisableAWSServiceAccessCommand({ ServicePrincipal: service })));
}

/** Returns false if it was attached already. */
export async function attachPolicy(client: OrganizationsClient, policyId: string, targetId: string): Promise<boolean> {
    try {
        await patiently(() => client.send(new AttachPolicyCommand({ PolicyId: policyId, TargetId: targetId })));
        return true;
    } catch (error) {
        if (error instanceof DuplicatePolicyAttachmentException) return false;
        throw error;
    }
}

/**
 * Makes the account the service's administrator, by the service's own API if it has one. Returns false if Organizations says that it is
 * already. CloudTrail's API does what Organizations' does and also creates roles, which remain when the administrator is removed
 * (CloudTrail User Guide, "Organization delegated administrator").
 */
export async function delegate(
    client: OrganizationsClient,
    { accountId, service }: Delegation,
    options: ClientOptions,
): Promise<boolean> {
    const own = ownRegistration(service);
    try {
        await patiently(() =>
            own === undefined
                ? client.send(
                      new RegisterDelegatedAdministratorCommand({ AccountId: accountId, ServicePrincipal: service }),
                  )
                : own(accountId, options),
        );
        return true;
    } catch (error) {
        if (error instanceof AccountAlreadyRegisteredException) return false;
        throw error;
    }
}

/** Retries while AWS is busy with another change; the SDK itself retries throttled calls. */
async function patiently(call: () => Promise<unknown>): Promise<void> {
    for (let tried = 1; ; tried++) {
        try {
            await call();
            return;
        } catch (error) {
            const passes = isAwsError(
                error,
                "ConcurrentModification",
                "FinalizingOrganization",
                "PolicyChangesInProgress",
            );
            if (!passes || tried >= tries) throw error;
            await sleep(pause);
        }
    }
}
