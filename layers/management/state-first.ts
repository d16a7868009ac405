import type * as pulumi from "@pulumi/pulumi";
import { StateBackend, type StateBackendArgs } from "../../components/state/state-backend";
import type { ManagementConfig } from "../../config";
import type { LayerOutputs } from "../shared/layer-outputs";
import type { AwsSnapshot } from "../../aws/snapshot";

/** The state's bucket and key, as the management stack has them; and what AWS has off of them. */
export function buildStateBackend(
    config: ManagementConfig,
    { partition }: Pick<AwsSnapshot, "partition">,
    opts: pulumi.ComponentResourceOptions,
    offAtAws: readonly string[] = [],
): StateBackend {
    const { bucket, alias, noncurrentDays } = config.state;
    return new StateBackend(
        "state",
        {
            bucketName: bucket,
            ...namespaceOf(config.state),
            keyAlias: alias,
            noncurrentDays,
            accountId: config.management.id,
            partition,
            offAtAws,
        },
        opts,
    );
}

/**
 * Named for the account's own namespace alone: buckets in the shared one are made as they always were. An emulator has no namespaces, and the
 * provider that is built for it, 6.34, does not know the argument (it came with 6.37: hashicorp/terraform-provider-aws#46917).
 */
function namespaceOf({ namespace }: ManagementConfig["state"]): Pick<StateBackendArgs, "bucketNamespace"> {
    return namespace === "global" || process.env["AWS_ENDPOINT_URL"] ? {} : { bucketNamespace: namespace };
}

/** True in the first run of `org state create`, which moves the state into the bucket before anything else is made. */
export function isStateFirst(): boolean {
    return process.env["AWS_ORGANIZATION_STATE_FIRST"] === "true";
}

/** The state's home alone. Its outputs are not those of a whole run, so nobody takes it for one. */
export function buildStateFirst(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    opts: pulumi.ComponentResourceOptions,
): LayerOutputs {
    const { bucketName, keyAlias } = buildStateBackend(config, snapshot, opts);
    return { state: { bucket: bucketName, keyAlias } };
}
