/** Switches on at AWS what an organization lacks. Each may be asked for twice. */
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

/** Milliseconds between two questions whether a policy type is on, or between two tries, and how many. */
const pause = 2000;
const tries = 30;

/** Enables a policy type, and waits until it is on: AWS returns before it is. */
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

/** Gives a policy (`p-…`) a document. */
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

/** Returns false where it was attached already. */
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
 * Makes the account the service's administrator, by the service's own API where it has one. Returns false where Organizations says that
 * it is already. CloudTrail's API is Organizations' and makes roles besides, which stay when the administrator goes (CloudTrail User
 * Guide, "Organization delegated administrator").
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

/** Again while AWS says that it is at something else; the SDK tries throttled calls again by itself. */
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
