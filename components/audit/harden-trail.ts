import type * as pulumi from "@pulumi/pulumi";
import type { EventSelectors } from "./event-selectors";

/** How to change the children of `awsx.cloudtrail.Trail`. */
export interface TrailHardening {
    /** The bucket policy, JSON. */
    readonly bucketPolicy: string;
    /** Which events the trail records. Default: its event selectors stay as they are. */
    readonly events?: EventSelectors;
    /** ARNs of the log group for alarms and of the role that writes to it. Default: none. */
    readonly logs?: { readonly groupArn: string; readonly roleArn: string };
}

const irreversible = { protect: true, retainOnDelete: true };

/**
 * Hardens what `awsx.cloudtrail.Trail` creates, which has no arguments for it (awsx 3.9.0): its bucket may be emptied
 * on delete, nothing is protected, and the bucket policy lets CloudTrail write anywhere for any trail.
 */
export function hardenTrail({ bucketPolicy, events, logs }: TrailHardening): pulumi.ResourceTransform {
    return ({ type, props, opts }) => {
        switch (type) {
            case "aws:s3/bucket:Bucket":
                return { props: { ...props, forceDestroy: false }, opts: { ...opts, ...irreversible } };
            case "aws:s3/bucketPolicy:BucketPolicy":
                return { props: { ...props, policy: bucketPolicy }, opts: { ...opts, ...irreversible } };
            case "aws:cloudtrail/trail:Trail": {
                // awsx passes the log group on under a property name that the trail does not have, and passes no role.
                const delivery =
                    logs === undefined
                        ? {}
                        : { cloudWatchLogsGroupArn: `${logs.groupArn}:*`, cloudWatchLogsRoleArn: logs.roleArn };
                // Settings made by hand stay, also after a refresh and an import.
                const ignoreChanges = [
                    "insightSelectors",
                    ...(events === undefined ? ["eventSelectors", "advancedEventSelectors"] : []),
                ];
                return {
                    props: { ...props, ...events, ...delivery },
                    opts: { ...opts, ...irreversible, ignoreChanges },
                };
            }
            default:
                return undefined;
        }
    };
}
