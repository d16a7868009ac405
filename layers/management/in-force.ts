import { OrganizationsClient } from "@aws-sdk/client-organizations";
import * as pulumi from "@pulumi/pulumi";
import { awsClient } from "../../aws/clients";
import { switchFault } from "../../aws/faults";
import { lacksOf, lackText, type Lack } from "../../aws/in-force";
import { livingPolicy } from "../../aws/snapshot-target";
import { attachPolicy, enablePolicyType, enableService } from "../../aws/switch-on";
import { readRoot, readServices } from "../../aws/snapshot";
import type { OrganizationArgs } from "../../components/organization/organization";
import type { OrganizationPolicyArgs } from "../../components/organization/organization-policy";
import type { ManagementConfig, PolicyConfig } from "../../config";
import type { OwnStack } from "../shared/own-stack";
import { isBoundByPlan } from "../shared/planned-run";
import { refuse } from "../shared/stack-config";
import type { AwsSnapshot } from "../../aws/snapshot";

/** What components have to do because AWS has something off that the state says is on. */
export interface InForce {
    readonly organization: Pick<OrganizationArgs, "offAtAws" | "switchOn">;
    readonly policy: (policy: PolicyConfig) => Pick<OrganizationPolicyArgs, "offAtAws" | "attach" | "mustBeThere">;
}

/** Where AWS has all, or nothing yet. */
export const allInForce: InForce = { organization: {}, policy: () => ({}) };

const types = {
    organization: "aws:organizations/organization:Organization",
    policy: "aws:organizations/policy:Policy",
    attachment: "aws:organizations/policyAttachment:PolicyAttachment",
};

/**
 * Compares policy types, trusted access and attachments with AWS itself: the engine compares the config with the state alone, and the
 * provider writes a call that AWS refused into the state as if it had been done. A preview says what is off, and counts it as a change of
 * the component; `pulumi up` switches it on by the API, after the engine has done its part, which with --refresh is all of it.
 */
export async function keepInForce(
    config: ManagementConfig,
    living: AwsSnapshot,
    own: OwnStack,
    region: string,
): Promise<InForce> {
    const { organization } = living;
    if (organization === undefined) return allInForce;
    const lacks = lacksOf(config, organization);
    const unseen = lacks.filter((lack) => isInState(lack, own));
    const gone = gonePolicies(config, living, own);
    if (lacks.length === 0 && gone.size === 0) return allInForce;
    const dryRun = pulumi.runtime.isDryRun();
    if (unseen.length > 0) report(unseen, dryRun);
    // What a plan foresees must come.
    const counts = unseen.length > 0 && (dryRun || (await isBoundByPlan()));
    const texts = unseen.map((lack) => ({ lack, text: lackText(lack) }));
    const ofOrganization = texts.filter(({ lack }) => lack.kind === "policy type" || lack.kind === "trusted access");
    const client = awsClient(OrganizationsClient, { region });
    return {
        organization: {
            ...(counts && ofOrganization.length > 0 ? { offAtAws: ofOrganization.map(({ text }) => text) } : {}),
            ...(dryRun ? {} : { switchOn: (rootId) => switchOn(client, rootId, lacks) }),
        },
        policy: (policy) => {
            const off = unseen.flatMap((lack) =>
                lack.kind === "attachment" && lack.name === policy.name ? [lack] : [],
            );
            const goneId = gone.get(policy.name);
            return {
                ...(counts && off.length > 0 ? { offAtAws: off.map(lackText) } : {}),
                ...(dryRun || off.length === 0 ? {} : { attach: attacher(client, off) }),
                ...(goneId === undefined ? {} : { mustBeThere: refuseGone(policy.name, goneId) }),
            };
        },
    };
}

/** The engine sees what is not in its state by itself. */
function isInState(lack: Lack, { resources, urnOf }: OwnStack): boolean {
    if (lack.kind === "policy") return false;
    if (lack.kind === "attachment") return urnOf(types.attachment, `${lack.targetId}:${lack.policyId}`) !== undefined;
    const outputs = resources.find(({ type }) => type === types.organization)?.outputs ?? {};
    const on = outputs[lack.kind === "policy type" ? "enabledPolicyTypes" : "awsServiceAccessPrincipals"];
    return Array.isArray(on) && on.includes(lack.name);
}

function report(unseen: readonly Lack[], dryRun: boolean): void {
    const lines = unseen.map((lack) => `  ${lackText(lack)}`).join("\n");
    void pulumi.log.warn(
        `AWS has off what was switched on before; ${dryRun ? "`pulumi up` switches it on again" : "this run switches it on again"}:\n${lines}`,
    );
}

/** What AWS lacks still, now that the engine has done its part. */
async function switchOn(client: OrganizationsClient, rootId: string, lacks: readonly Lack[]): Promise<void> {
    const [root, services] = await Promise.all([readRoot(client), readServices(client)]);
    for (const lack of lacks) {
        if (lack.kind === "policy type" && !root.policyTypes.includes(lack.name))
            await done(lack, enablePolicyType(client, rootId, lack.name));
        if (lack.kind === "trusted access" && !services.includes(lack.name))
            await done(lack, enableService(client, lack.name));
    }
}

function attacher(
    client: OrganizationsClient,
    off: readonly Extract<Lack, { kind: "attachment" }>[],
): (attachmentId: string) => Promise<void> {
    return async (attachmentId) => {
        const lack = off.find(({ targetId, policyId }) => attachmentId === `${targetId}:${policyId}`);
        if (lack !== undefined) await done(lack, attachPolicy(client, lack.policyId, lack.targetId));
    };
}

async function done(lack: Lack, call: Promise<boolean>): Promise<void> {
    const acted = await call.catch((error: unknown) => refuse([switchFault(lackText(lack), error)]));
    if (acted)
        void pulumi.log.info(
            `switched on again: ${lack.kind === "attachment" ? `${lack.name} on ${lack.target}` : lack.name}`,
        );
}

/** Policies that the state has and AWS has no more, by name: their id. A new one would have another id, so only the engine can make it. */
function gonePolicies(
    config: ManagementConfig,
    living: AwsSnapshot,
    { resources }: OwnStack,
): ReadonlyMap<string, string> {
    const ids = new Set(living.organization?.policies.map(({ id }) => id));
    return new Map(
        config.policies.flatMap((policy) => {
            const { name, formerly, type } = policy;
            const own = resources.find(
                (each) =>
                    each.type === types.policy &&
                    each.outputs["type"] === type &&
                    [name, ...formerly].includes(String(each.outputs["name"])),
            );
            const id = own?.outputs["id"];
            if (typeof id !== "string" || ids.has(id) || livingPolicy(policy, living) !== undefined) return [];
            return [[name, id] as const];
        }),
    );
}

/** With --refresh the engine has made another one by then. */
function refuseGone(name: string, goneId: string): (policyId: string) => string {
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
