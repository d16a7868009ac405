import type * as pulumi from "@pulumi/pulumi";
import type { EventSelectors } from "./event-selectors";

/** What the children of `awsx.cloudtrail.Trail` are made to be. */
export interface TrailHardening {
    /** The bucket policy, JSON. */
    readonly bucketPolicy: string;
    /** Which events it records. Left out: those that it records stay. */
    readonly events?: EventSelectors;
    /** Log group and role for alarms, by ARN. */
    readonly logs?: { readonly groupArn: string; readonly roleArn: string };
}

const irreversible = { protect: true, retainOnDelete: true };

/**
 * Hardens what `awsx.cloudtrail.Trail` makes: its bucket may be emptied on delete, nothing of it is protected, and its bucket
 * policy lets CloudTrail write anywhere for anybody (awsx 3.9.0). The component offers no argument for that.
 */
export function hardenTrail({ bucketPolicy, events, logs }: TrailHardening): pulumi.ResourceTransform {
    return ({ type, props, opts }) => {
        switch (type) {
            case "aws:s3/bucket:Bucket":
                return { props: { ...props, forceDestroy: false }, opts: { ...opts, ...irreversible } };
            case "aws:s3/bucketPolicy:BucketPolicy":
                return { props: { ...props, policy: bucketPolicy }, opts: { ...opts, ...irreversible } };
            case "aws:cloudtrail/trail:Trail": {
                // awsx passes the log group on under a name that the trail does not have, and no role.
                const delivery =
                    logs === undefined
                        ? {}
                        : { cloudWatchLogsGroupArn: `${logs.groupArn}:*`, cloudWatchLogsRoleArn: logs.roleArn };
                // What somebody set by hand stays, after a refresh and an import too.
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
