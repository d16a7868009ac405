import type { SecurityConfig } from "../../config";
import type { Fault } from "../../config/faults";
import type { OwnResource, OwnStack } from "../shared/own-stack";
import { nameOf } from "../shared/own-stack";

interface Dropped {
    /** Whether this is the resource in question. */
    readonly is: (resource: OwnResource) => boolean;
    readonly isWanted: (audit: SecurityConfig["audit"]) => boolean;
    readonly path: string;
    /** How the config spells it; undefined where it does not name it. */
    readonly value?: string;
    readonly back: string;
    /** What exists at AWS, and why removing it from the config does not delete it. */
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
 * Resources that the config no longer names and that only a person should delete. The engine would refuse as well, but after other writes,
 * and with the advice to unprotect them.
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
