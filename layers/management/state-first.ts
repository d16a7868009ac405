import type * as pulumi from "@pulumi/pulumi";
import { StateBackend } from "../../components/state/state-backend";
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
        { bucketName: bucket, keyAlias: alias, noncurrentDays, accountId: config.management.id, partition, offAtAws },
        opts,
    );
}

/** True in the first run of `org state create`, which moves the state into the bucket before anything else is made. */
export function isStateFirst(): boolean {
    return process.env["AWS_ORGANIZATION_STATE_FIRST"] === "true";
}

/** The state's home alone. Its outputs are not those of a whole run, so nobody takes it for one. */
export function buildStateFirst(
    config: ManagementConfig,
    living: AwsSnapshot,
    opts: pulumi.ComponentResourceOptions,
): LayerOutputs {
    const { bucketName, keyAlias } = buildStateBackend(config, living, opts);
    return { state: { bucket: bucketName, keyAlias } };
}
