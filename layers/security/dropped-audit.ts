import type { SecurityConfig } from "../../config";
import type { Fault } from "../../config/faults";
import type { OwnResource, OwnStack } from "../shared/own-stack";
import { nameOf } from "../shared/own-stack";

interface Dropped {
    /** Whether the resource is the one. */
    readonly is: (resource: OwnResource) => boolean;
    readonly isWanted: (audit: SecurityConfig["audit"]) => boolean;
    readonly path: string;
    /** As it is written; undefined where it is not. */
    readonly value?: string;
    readonly back: string;
    /** What AWS has, and why no word in the config takes it away. */
    readonly message: (outputs: OwnResource["outputs"]) => string;
}

const irreversible: readonly Dropped[] = [
    {
        is: ({ type }) => type === "aws:cloudtrail/trail:Trail",
        isWanted: ({ trail }) => trail,
        path: "audit.trail",
        value: "false",
        back: "take the line out",
        message: ({ arn }) =>
            `the organization's trail is on (${String(arn)}), and is not switched off by a word in the config: nothing would be recorded from then on`,
    },
    {
        is: ({ type, urn }) => type === "aws:s3/bucket:Bucket" && nameOf(urn) === "audit-access-logs-bucket",
        isWanted: ({ trail, accessLogs }) => accessLogs || !trail,
        path: "audit.accessLogs",
        back: "write audit.accessLogs: true",
        message: ({ bucket }) =>
            `the access logs of the trail's bucket are in ${String(bucket)}, and a word in the config does not delete them`,
    },
    {
        is: ({ type }) => type === "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
        isWanted: ({ trail, objectLock }) => objectLock !== undefined || !trail,
        path: "audit.objectLock",
        back: "write audit.objectLock as it was, or with another mode or other days",
        message: ({ bucket }) =>
            `S3 keeps each new file of ${String(bucket)} for some days, and a word in the config does not end that`,
    },
];

/**
 * What the config no longer names and only an operator takes away. The engine would refuse to delete it too, after other writes, and with the
 * advice to unprotect it.
 */
export function droppedAuditFaults(
    { audit }: Pick<SecurityConfig, "audit">,
    { resources }: Pick<OwnStack, "resources">,
): readonly Fault[] {
    return irreversible.flatMap(({ is, isWanted, path, value, back, message }) => {
        const found = resources.find(is);
        if (found === undefined || isWanted(audit)) return [];
        return [
            {
                severity: "fault",
                path,
                ...(value === undefined ? {} : { value }),
                message: message(found.outputs),
                cure: `${back}; whoever means it finds the steps in docs/access.md, under Audit`,
            },
        ];
    });
}
