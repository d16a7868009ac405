import type * as pulumi from "@pulumi/pulumi";
import type { ManagementOutputs, SecurityConfig } from "../../config";
import { ownRoles } from "../../config/names";
import { OrganizationAnalyzer, type OrganizationAnalyzerArgs } from "../../components/audit/access-analyzer";
import { AuditAlarms } from "../../components/audit/audit-alarms";
import { AuditKey } from "../../components/audit/audit-key";
import type { AuditTrail } from "../../components/audit/audit-policies";
import { OrganizationTrail } from "../../components/audit/organization-trail";
import { TrailLogs } from "../../components/audit/trail-logs";
import type { MemberAccount } from "../shared/account-entry";
import type { LayerOutputs } from "../shared/layer-outputs";

/** What AWS has of it already. */
export interface Found {
    readonly analyzers: OrganizationAnalyzerArgs | undefined;
    /** What AWS has off of the key although the state says that it is on, in words. */
    readonly keyOff: readonly string[];
}

/** Registers the organization's audit, of which the security account is the delegated administrator. */
export function buildAudit(
    { audit }: Pick<SecurityConfig, "audit">,
    management: ManagementOutputs,
    account: MemberAccount,
    { analyzers, keyOff }: Found,
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
    const { keyArn } = new AuditKey("audit-key", { ...trail, alias: `alias/${short}-audit`, offAtAws: keyOff }, opts);
    const logs = audit.alarms === undefined ? undefined : buildAlarms(audit.alarms, trail, keyArn, management, opts);
    const made = new OrganizationTrail(
        "audit",
        { ...trail, keyArn, retentionDays: audit.retentionDays, ...(logs === undefined ? {} : { logs }) },
        opts,
    );
    return { audit: { bucket: made.bucketName, trailArn: made.trailArn, keyArn } };
}

function buildAlarms(
    { email }: NonNullable<SecurityConfig["audit"]["alarms"]>,
    trail: AuditTrail,
    keyArn: pulumi.Output<string>,
    { company, breakGlass }: ManagementOutputs,
    opts: pulumi.ComponentResourceOptions,
): TrailLogs {
    const names = {
        groupName: `${company.short}-security-cloudtrail-org`,
        roleName: ownRoles(company.short).trailLogs,
    };
    const logs = new TrailLogs("audit-logs", { ...trail, ...names, keyArn }, opts);
    new AuditAlarms(
        "audit-alarms",
        {
            logGroupName: logs.groupName,
            prefix: company.short,
            email,
            breakGlass,
            managementId: trail.managementId,
            keyArn,
        },
        opts,
    );
    return logs;
}
