import type * as pulumi from "@pulumi/pulumi";
import type { ClientOptions } from "../../aws/clients";
import { aggregatorThere } from "../../aws/config-recorders";
import { readFault } from "../../aws/faults";
import {
    OrganizationConfig,
    type OrganizationConfigArgs,
} from "../../components/security-services/organization-config";
import type { ManagementOutputs, SecurityConfig } from "../../config";
import type { Fault } from "../../config/faults";
import { ownRoles } from "../../config/names";
import { resourceNamed, type OwnStack } from "../shared/own-stack";
import { deliveryBucket } from "../shared/recorders";

const component = "config";

/** AWS Config of the whole organization; undefined where the config does not ask for it, a fault where AWS's settings cannot be read. */
export async function organizationConfigOf(
    management: ManagementOutputs,
    { audit: { retentionDays } }: Pick<SecurityConfig, "audit">,
    options: ClientOptions,
    own: OwnStack,
): Promise<OrganizationConfigArgs | Fault | undefined> {
    if (management.audit?.config === undefined) return undefined;
    const { company, partition, region: home, organization } = management;
    const aggregator = await aggregatorOf(company.short, options, own).catch((error: unknown) =>
        readFault("what AWS Config aggregates", error),
    );
    if ("cure" in aggregator) return aggregator;
    return {
        partition,
        home,
        organizationId: organization.id,
        bucketName: deliveryBucket(company),
        retentionDays,
        roleName: ownRoles(company.short).configAggregator,
        aggregator,
    };
}

/** An organization's aggregator that somebody created by hand is kept, with its name and role. */
async function aggregatorOf(
    short: string,
    options: ClientOptions,
    own: OwnStack,
): Promise<OrganizationConfigArgs["aggregator"]> {
    const known = resourceNamed(own, `${component}-aggregator`)?.outputs;
    const source = known?.["organizationAggregationSource"] as { readonly roleArn: string } | undefined;
    const there =
        source === undefined
            ? await aggregatorThere(options)
            : { name: known!["name"] as string, roleArn: source.roleArn };
    return aggregatorFor(short, there);
}

/** The role is created unless somebody else's is used, whether or not the aggregator exists already. */
export function aggregatorFor(
    short: string,
    there: { readonly name: string; readonly roleArn: string } | undefined,
): OrganizationConfigArgs["aggregator"] {
    if (there === undefined) return { name: `${short}-organization` };
    return there.roleArn.endsWith(`:role/${ownRoles(short).configAggregator}`) ? { name: there.name } : there;
}

/** Registers it. Returns what the account's own recorders depend on, and the stack's outputs. */
export function buildOrganizationConfig(
    args: OrganizationConfigArgs,
    opts: pulumi.ComponentResourceOptions,
): {
    readonly bucketPolicy: pulumi.Resource;
    readonly outputs: { readonly configBucket: pulumi.Output<string> };
} {
    const { bucketName, bucketPolicy } = new OrganizationConfig(component, args, opts);
    return { bucketPolicy, outputs: { configBucket: bucketName } };
}
