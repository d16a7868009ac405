import type { CheckContext } from "../check/context";
import type { Draft } from "../model/draft";
import type { ManagementConfig } from "../model/management-config";
import type { ManagementInput } from "../schema/management";

type State = ManagementConfig["state"];
type Namespace = State["namespace"];

/** Regions without account-regional namespaces (S3 User Guide, "Namespaces for general purpose buckets", read 2026-11-29). */
const withoutNamespace: readonly string[] = ["me-central-1", "me-south-1"];

/** Namespace of a new organization's state bucket: the account's own, if S3 has it in the region. */
export function newNamespace(region: string): Namespace {
    return withoutNamespace.includes(region) ? "global" : "account-regional";
}

/** Where the state is kept, with every default filled in. */
export function resolveState(
    draft: Draft<ManagementInput>["state"],
    { short, accountId }: { readonly short: string; readonly accountId: string },
    { faults, region }: CheckContext,
): State {
    const namespace = draft?.namespace ?? "global";
    // S3 User Guide, "Account regional namespace naming rules".
    const ending = `-${accountId}-${region}-an`;
    const own = `${short}-pulumi${ending}`;
    const bucket = draft?.bucket;
    if (namespace === "account-regional" && withoutNamespace.includes(region))
        faults.fault(["state", "namespace"], {
            message: `is not there in ${region}: S3 has no namespaces of accounts in that region`,
            cure: "write: {key}: global",
        });
    else if (bucket !== undefined && namespace === "account-regional" && !bucket.endsWith(ending))
        faults.fault(["state", "bucket"], {
            message: `is no name of the account's own namespace in ${region}: those end in ${ending}`,
            cure: `leave it out, which makes it ${own}`,
        });
    else if (
        bucket !== undefined &&
        (bucket.endsWith(ending) || (bucket.endsWith("-an") && draft?.namespace === undefined)) &&
        namespace === "global"
    )
        faults.fault(["state", "bucket"], {
            message: "ends in -an, which S3 keeps for names of an account's own namespace",
            cure: bucket.endsWith(ending)
                ? "write: state: { namespace: account-regional }"
                : "write another name; of a bucket that is older than March 2026: state: { namespace: global }",
        });
    return {
        bucket: bucket ?? (namespace === "global" ? `${short}-management-pulumi-state` : own),
        namespace,
        alias: draft?.alias ?? `alias/${short}-pulumi-state`,
        noncurrentDays: draft?.noncurrentDays ?? 90,
    };
}
