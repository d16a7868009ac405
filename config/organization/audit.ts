import { distance } from "fastest-levenshtein";
import type { CheckContext, ParseContext } from "../check/context";
import type { Draft } from "../model/draft";
import type { SecurityConfig } from "../model/security-config";
import { awsEmailFaults } from "../email/address";
import { personalComplaint } from "../email/personal";
import { dataEventType, type SecurityInput } from "../schema/security";

type Audit = SecurityConfig["audit"];
type AuditDraft = NonNullable<Draft<SecurityInput>["audit"]>;

/** Settings that need the trail, by key, with the message if it is off. */
const onTheTrail = {
    alarms: "watches a trail that is switched off",
    accessLogs: "logs who reads the bucket of a trail that is switched off",
    objectLock: "locks the files of a trail that is switched off",
    dataEvents: "is what a trail that is switched off is to record",
} as const;

/** The audit's settings with every default filled in. */
export function resolveAudit(
    draft: Draft<SecurityInput>,
    users: readonly string[],
    context: ParseContext,
    { faults }: CheckContext,
): Audit {
    const audit = draft.audit ?? {};
    const { trail = true, retentionDays = 400, analyzer = true, alarms, accessLogs = false } = audit;
    if (alarms?.email !== undefined) {
        const path = ["audit", "alarms", "email"];
        const complaints = awsEmailFaults(alarms.email);
        for (const complaint of complaints) faults.fault(path, complaint);
        const people = users.map((name) => ({ name, where: "users" }));
        const personal =
            complaints.length > 0
                ? undefined
                : personalComplaint(alarms.email, { people, ownedDomains: context.ownedDomains ?? [] });
        if (personal !== undefined) faults.fault(path, personal);
    }
    if (!trail)
        for (const [key, message] of Object.entries(onTheTrail)) {
            if (asksForSomething(audit[key as keyof typeof onTheTrail]))
                faults.fault(["audit", key], { message, cure: `write trail: true, or take ${key} out` });
        }
    const objectLock = resolveObjectLock(audit.objectLock, retentionDays, faults);
    const dataEvents = resolveDataEvents(audit.dataEvents, faults);
    return {
        trail,
        retentionDays,
        analyzer,
        ...(alarms?.email !== undefined && { alarms: { email: alarms.email, cis: alarms.cis ?? false } }),
        accessLogs,
        ...(objectLock !== undefined && { objectLock }),
        ...(dataEvents !== undefined && { dataEvents }),
    };
}

/** `false` and `{}` request nothing. */
function asksForSomething(value: AuditDraft[keyof typeof onTheTrail]): boolean {
    return typeof value === "object" ? Object.keys(value).length > 0 : value === true;
}

function resolveObjectLock(
    lock: AuditDraft["objectLock"],
    retentionDays: number,
    faults: CheckContext["faults"],
): Audit["objectLock"] {
    if (lock?.mode === undefined || lock.days === undefined) return undefined;
    const { mode, days } = lock;
    if (days > retentionDays)
        faults.fault(["audit", "objectLock", "days"], {
            message: `locks files longer than they are kept (${retentionDays} days)`,
            cure: `write ${retentionDays} or less, or more as audit.retentionDays`,
        });
    return { mode, days };
}

/** The most common types, for a cure: CloudTrail has over a hundred, and adds more. */
const commonTypes = [
    "AWS::Bedrock::Model",
    "AWS::Cognito::IdentityPool",
    "AWS::DynamoDB::Stream",
    "AWS::DynamoDB::Table",
    "AWS::EC2::Snapshot",
    "AWS::Kinesis::Stream",
    "AWS::Lambda::Function",
    "AWS::S3::AccessPoint",
    "AWS::S3::Object",
    "AWS::S3Express::Object",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
    "AWS::SSM::ManagedNode",
];

function resolveDataEvents(events: AuditDraft["dataEvents"], faults: CheckContext["faults"]): Audit["dataEvents"] {
    if (events === undefined) return undefined;
    return Object.fromEntries(
        Object.entries(events).flatMap(([type, which]) => {
            const near = commonTypes.find((known) => distance(known.toLowerCase(), type.toLowerCase()) <= 2);
            if (!dataEventType.test(type))
                faults.fault(["audit", "dataEvents", type], {
                    message: "is not a type of resources as CloudTrail names it",
                    cure: near === undefined ? "write it as AWS::S3::Object is written" : `did you mean ${near}?`,
                });
            else if (near !== undefined && near !== type)
                faults.warn(["audit", "dataEvents", type], {
                    message: `is near ${near}, and not a type that this program knows`,
                    cure: `did you mean ${near}? If not: AWS refuses the run where it knows no such type`,
                });
            return which === undefined ? [] : [[type, which] as const];
        }),
    );
}
