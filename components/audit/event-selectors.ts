import type * as aws from "@pulumi/aws/types/input";

/** Which events a trail records. */
export interface EventSelectors {
    readonly advancedEventSelectors: aws.cloudtrail.TrailAdvancedEventSelector[];
}

/** Data events to record, by CloudTrail's resource type, such as `AWS::S3::Object`. */
export type DataEvents = Readonly<Record<string, "all" | "read" | "write">>;

/**
 * All management events, and these data events. Requests to the buckets in `unrecorded`, which belong to the audit itself, are left out:
 * each file that CloudTrail writes there would be an event in its next file, without end (CloudTrail user guide, "Logging data events").
 */
export function recordedEvents(events: DataEvents, partition: string, unrecorded: readonly string[]): EventSelectors {
    const ofOthers = {
        field: "resources.ARN",
        notStartsWiths: unrecorded.map((bucket) => `arn:${partition}:s3:::${bucket}/`),
    };
    return {
        advancedEventSelectors: [
            { name: "Management events", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
            ...Object.entries(events).map(([type, which]) => ({
                name: `${type}: ${which}`,
                fieldSelectors: [
                    { field: "eventCategory", equals: ["Data"] },
                    { field: "resources.type", equals: [type] },
                    ...(which === "all" ? [] : [{ field: "readOnly", equals: [String(which === "read")] }]),
                    ...(type === "AWS::S3::Object" ? [ofOthers] : []),
                ],
            })),
        ],
    };
}
