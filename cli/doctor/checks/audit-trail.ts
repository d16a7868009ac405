/**
 * Whether the organization's trail records. The management account owns the trail, whichever account creates it, so its credentials may
 * ask.
 */
import { isAwsError } from "../../../aws/error-codes";
import { check } from "../check";
import { stateResource } from "../state-resource";
import { fault, notYet, ok, type Finding } from "../line";

export interface TrailFacts {
    /** ARN in the security stack's state; undefined where it has no trail. */
    readonly arn: string | undefined;
    /** Undefined: there is no trail to ask about; `gone`: AWS does not have it. */
    readonly status: TrailStatus | "gone" | undefined;
}

/** Errors of AWS; empty or undefined if the last delivery succeeded. */
interface TrailStatus {
    readonly isLogging: boolean;
    /** Why log files are not delivered to the bucket. */
    readonly deliveryError: string | undefined;
    /** Why digest files, which validate the log files, are not delivered. */
    readonly digestError: string | undefined;
    /** Why events do not reach the log group, and so the alarms. */
    readonly logsError: string | undefined;
}

export const auditTrail = check<TrailFacts>(
    {
        id: "audit-trail",
        group: "organization",
        proves: "the organization's trail is on and delivers, whatever the state says",
        cure: "`pulumi up --stack security`",
        asks: ["cloudtrail:GetTrailStatus"],
    },
    async (context) => {
        await context.organization();
        // If starting its logging was refused, the state has only the id, which is the ARN.
        const arn = (await stateResource(context, "security", "aws:cloudtrail/trail:Trail"))?.id;
        if (arn === undefined) return { arn, status: undefined };
        const { CloudTrailClient, GetTrailStatusCommand } = await import("@aws-sdk/client-cloudtrail");
        const client = context.client(CloudTrailClient, { region: arn.split(":")[3]! });
        const found = await client.send(new GetTrailStatusCommand({ Name: arn })).catch((error: unknown) => {
            if (isAwsError(error, "TrailNotFound")) return undefined;
            throw error;
        });
        if (found === undefined) return { arn, status: "gone" };
        return {
            arn,
            status: {
                isLogging: found.IsLogging === true,
                deliveryError: found.LatestDeliveryError,
                digestError: found.LatestDigestDeliveryError,
                logsError: found.LatestCloudWatchLogsDeliveryError,
            },
        };
    },
    judgeTrail,
);

export function judgeTrail({ arn = "", status }: TrailFacts): readonly Finding[] {
    const up = "pulumi up --stack security";
    if (status === undefined)
        return [
            notYet(
                "the security stack has no trail of the organization",
                `${up} makes it, unless the config has audit: { trail: false }`,
            ),
        ];
    const name = arn.slice(arn.lastIndexOf("/") + 1);
    const mend = "pulumi up --refresh --stack security";
    if (status === "gone") return [fault(`AWS has no trail ${name}: nothing is recorded`, `${mend} makes it`, arn)];
    const { isLogging, deliveryError, digestError, logsError } = status;
    const errors = [
        ["what it records", deliveryError],
        ["its digests", digestError],
        ["to its log group", logsError],
    ] as const;
    const findings = [
        ...(isLogging ? [] : [fault(`the trail ${name} does not log: nothing is recorded`, up, arn)]),
        ...errors.flatMap(([what, error]) =>
            error === undefined || error === ""
                ? []
                : [fault(`the trail ${name} cannot deliver ${what}: ${error}`, mend, error)],
        ),
    ];
    return findings.length > 0 ? findings : [ok(`the trail ${name} logs, and delivers`, arn)];
}
