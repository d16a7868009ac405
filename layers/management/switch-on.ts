/** What `pulumi up` does by AWS's API where the engine sees no change. Each asks AWS first: with --refresh the engine has done it. */
import type { IAMClient } from "@aws-sdk/client-iam";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import * as pulumi from "@pulumi/pulumi";
import { awsClient, type ClientOptions } from "../../aws/clients";
import { runEndedIn } from "../../aws/failures";
import { awsFault, switchFault } from "../../aws/faults";
import { delegationLacks, lackText, sameDocument, type Lack } from "../../aws/in-force";
import { readPolicyContent } from "../../aws/policy-contents";
import { readDelegations, readRoot, readServices } from "../../aws/snapshot";
import { delegationPlace, missingDelegations } from "../../aws/own-delegations";
import { enableRootFeature, readRootFeatures } from "../../aws/root-access";
import {
    attachPolicy,
    delegate,
    disablePolicyType,
    disableService,
    enablePolicyType,
    enableService,
    writeContent,
} from "../../aws/switch-on";
import type { Fault } from "../../config/faults";
import { refuse } from "../shared/stack-config";

/** A lack of a kind. */
export type LackOf<Kind extends Lack["kind"]> = Extract<Lack, { kind: Kind }>;

/** What AWS lacks still, now that the engine has done its part; `disabled` are policy types and services that are to be off. */
export async function switchOn(
    client: OrganizationsClient,
    rootId: string,
    lacks: readonly Lack[],
    disabled: readonly string[],
): Promise<void> {
    const [root, services] = await Promise.all([readRoot(client), readServices(client)]);
    await eachDone(lacks, async (lack) => {
        if (lack.kind === "policy type" && !root.policyTypes.includes(lack.name))
            return enablePolicyType(client, rootId, lack.name);
        if (lack.kind === "trusted access" && !services.includes(lack.name)) return enableService(client, lack.name);
        return false;
    });
    for (const type of disabled)
        if (root.policyTypes.includes(type)) {
            await disablePolicyType(client, rootId, type);
            void pulumi.log.info(`switched off: ${type}`);
        }
    for (const service of disabled)
        if (services.includes(service)) {
            await disableService(client, service);
            void pulumi.log.info(`switched off: ${service}`);
        }
}

export async function switchRootAccessOn(off: readonly LackOf<"root access">[], options: ClientOptions): Promise<void> {
    const client = await iamClient(options);
    const on = await readRootFeatures(client);
    await eachDone(off, async (lack) => {
        if (on.includes(lack.name)) return false;
        await enableRootFeature(client, lack.name);
        return true;
    });
}

/** Registers one account with one service in a region, absent for the home region, if it is among those that are off. */
export async function delegateAgain(
    client: OrganizationsClient,
    off: readonly LackOf<"delegation">[],
    region: string | undefined,
    options: ClientOptions,
): Promise<void> {
    const lack = off.find((each) => each.region === region);
    if (lack === undefined) return;
    const { name: service, account, accountId } = lack;
    const wanted = { account, accountId, service, ...(region === undefined ? {} : { region }) };
    const place = delegationPlace(accountId, service, region);
    const asked = Promise.all([readDelegations(client), missingDelegations([place], options)]);
    const [registered, missing] = await asked.catch((error: unknown) => refuse([awsFault(error)]));
    if (delegationLacks([wanted], registered, missing).length === 0) return;
    await done(lack, delegate(client, wanted, { ...options, region: region ?? options.region }));
}

export function attacher(
    client: OrganizationsClient,
    off: readonly LackOf<"attachment">[],
): (attachmentId: string) => Promise<void> {
    return async (attachmentId) => {
        const lack = off.find(({ targetId, policyId }) => attachmentId === `${targetId}:${policyId}`);
        if (lack !== undefined) await done(lack, attachPolicy(client, lack.policyId, lack.targetId));
    };
}

/** Gives the policy its document back. */
export async function rewrite(client: OrganizationsClient, lack: LackOf<"content">): Promise<void> {
    if (sameDocument(await readPolicyContent(client, lack.policyId), lack.content)) return;
    await done(lack, writeContent(client, lack.policyId, lack.content));
}

export async function iamClient(options: ClientOptions): Promise<IAMClient> {
    const { IAMClient } = await import("@aws-sdk/client-iam");
    return awsClient(IAMClient, options);
}

async function done(lack: Lack, call: Promise<boolean>): Promise<void> {
    await eachDone([lack], () => call);
}

/**
 * Switches on one after the other, because Organizations accepts one change at a time. What AWS refuses keeps the others from nothing, and
 * all refusals are reported together. An error that ends the whole run, such as that of a session that has ended, is reported once.
 */
export async function eachDone<Each extends Lack>(
    lacks: readonly Each[],
    switchOne: (lack: Each) => Promise<boolean>,
    say: (message: string) => void = (message) => void pulumi.log.info(message),
): Promise<void> {
    const faults: Fault[] = [];
    for (const lack of lacks)
        try {
            if (await switchOne(lack)) say(`switched on again: ${doneText(lack)}`);
        } catch (error) {
            faults.push(switchFault(lackText(lack), error));
            if (runEndedIn(String(error)) !== undefined) break;
        }
    if (faults.length > 0) return refuse(faults);
}

function doneText(lack: Lack): string {
    if (lack.kind === "attachment") return `${lack.name} on ${lack.target}`;
    if (lack.kind === "content") return `the document of ${lack.name}`;
    return lack.kind === "delegation" ? lackedDelegation(lack) : lack.name;
}

function lackedDelegation({ name, account, region }: LackOf<"delegation">): string {
    return `${name}${region === undefined ? "" : ` in ${region}`}, administered by ${account}`;
}

/** With --refresh the engine has made another one by then. */
export function refuseGone(name: string, goneId: string): (policyId: string) => string {
    return (policyId) => {
        if (policyId !== goneId) return policyId;
        return refuse([
            {
                severity: "fault",
                path: "policies",
                value: name,
                message: `policy ${name} (${goneId}) was deleted at AWS, and the state has it still: it binds nobody`,
                cure: "make it again: pulumi up --refresh --stack management",
            },
        ]);
    };
}
