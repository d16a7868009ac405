import type * as pulumi from "@pulumi/pulumi";
import * as aws from "../../components/aws";
import type { ManagementOutputs, SecurityConfig } from "../../config";
import { ownRoles } from "../../config/names";
import { OrganizationAnalyzer, type OrganizationAnalyzerArgs } from "../../components/audit/access-analyzer";
import { AuditAlarms } from "../../components/audit/audit-alarms";
import { AuditKey } from "../../components/audit/audit-key";
import type { AuditTrail } from "../../components/audit/audit-policies";
import { recordedEvents } from "../../components/audit/event-selectors";
import { OrganizationTrail } from "../../components/audit/organization-trail";
import { TrailLogs, type TrailLogsArgs } from "../../components/audit/trail-logs";
import type { MemberAccount } from "../shared/account-entry";
import type { LayerOutputs } from "../shared/layer-outputs";
import type { OwnStack } from "../shared/own-stack";

/** What exists at AWS already. */
export interface Found {
    readonly analyzers: OrganizationAnalyzerArgs | undefined;
    /** Whether the trail's log group exists at AWS, but not in the state. */
    readonly logGroup: boolean;
    /** Settings of the key, in words, that are on in the state and off at AWS. */
    readonly keyOff: readonly string[];
    /** The same for the trail. */
    readonly trailOff: readonly string[];
}

/** Registers the organization's audit, of which the security account is the delegated administrator. */
export function buildAudit(
    { audit }: Pick<SecurityConfig, "audit">,
    management: ManagementOutputs,
    account: MemberAccount,
    { analyzers, keyOff, trailOff, logGroup }: Found,
    opts: pulumi.ComponentResourceOptions,
): LayerOutputs {
    const { short } = management.company;
    if (analyzers !== undefined) new OrganizationAnalyzer("analyzer", analyzers, opts);
    if (!audit.trail) return { audit: null };
    const trail: AuditTrail = {
        partition: management.partition,
        region: management.region,
        trailName: `${short}-security-cloudtrail-org`,
        bucketName: `${short}-security-cloudtrail-org`,
        accountId: account.id,
        managementId: management.management.id,
        organizationId: management.organization.id,
    };
    const accessLogsBucket = `${trail.bucketName}-access`;
    const { keyArn } = new AuditKey("audit-key", { ...trail, alias: `alias/${short}-audit`, offAtAws: keyOff }, opts);
    const log = { ...trail, keyArn, existing: logGroup };
    const logs = audit.alarms === undefined ? undefined : buildAlarms(audit.alarms, log, management, opts);
    const made = new OrganizationTrail(
        "audit",
        {
            ...trail,
            keyArn,
            retentionDays: audit.retentionDays,
            offAtAws: trailOff,
            ...(audit.accessLogs ? { accessLogsBucket } : {}),
            ...(audit.dataEvents === undefined
                ? {}
                : {
                      events: recordedEvents(audit.dataEvents, trail.partition, [trail.bucketName, accessLogsBucket]),
                  }),
            ...(audit.objectLock === undefined ? {} : { objectLock: audit.objectLock }),
            ...(logs === undefined ? {} : { logs }),
        },
        opts,
    );
    return { audit: { bucket: made.bucketName, trailArn: made.trailArn, keyArn } };
}

function logGroupName({ short }: ManagementOutputs["company"]): string {
    return `${short}-security-cloudtrail-org`;
}

/** Whether the log group exists at AWS, but not in the state: then it is imported, as its name is taken. */
export async function hasUnknownLogGroup(
    { audit }: Pick<SecurityConfig, "audit">,
    { company }: Pick<ManagementOutputs, "company">,
    { urnOf }: OwnStack,
    provider: aws.Provider,
): Promise<boolean> {
    const name = logGroupName(company);
    if (!audit.trail || audit.alarms === undefined || urnOf(logGroupType, name) !== undefined) return false;
    // If they may not be listed, the engine reports why.
    const found = await aws.cloudwatch.getLogGroups({ logGroupNamePrefix: name }, { provider }).catch(() => undefined);
    return found?.logGroupNames.includes(name) === true;
}

const logGroupType = "aws:cloudwatch/logGroup:LogGroup";

function buildAlarms(
    { email, cis }: NonNullable<SecurityConfig["audit"]["alarms"]>,
    log: AuditTrail & Pick<TrailLogsArgs, "existing"> & { readonly keyArn: pulumi.Output<string> },
    { company, breakGlass }: ManagementOutputs,
    opts: pulumi.ComponentResourceOptions,
): TrailLogs {
    const names = { groupName: logGroupName(company), roleName: ownRoles(company.short).trailLogs };
    const logs = new TrailLogs("audit-logs", { ...log, ...names }, opts);
    new AuditAlarms(
        "audit-alarms",
        {
            logGroupName: logs.groupName,
            prefix: company.short,
            email,
            cis,
            breakGlass,
            managementId: log.managementId,
            keyArn: log.keyArn,
        },
        opts,
    );
    return logs;
}
