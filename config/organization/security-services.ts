import { servedRegions } from "../aws-facts/regional-delegations";
import {
    administeredService,
    type InspectorScan,
    securityHubStandards,
    type SecurityServiceKey,
    trustedForPlan,
} from "../aws-facts/security-services";
import type { Draft } from "../model/draft";
import type { FaultList } from "../faults/fault-list";
import type { SecurityServices } from "../model/security-services";
import { securityKey } from "../names/security-account";
import type { ManagementInput } from "../schema/management";
import { nearest } from "../faults/nearest";
import { withoutInvalid } from "./organization";

interface Context {
    /** Keys of the config's accounts. */
    readonly accounts: ReadonlySet<string>;
    readonly closed: ReadonlySet<string>;
    /** Governed regions. */
    readonly regions: readonly string[];
}

/** Services of `audit` with their regions; faults go into the list. */
export function resolveSecurityServices(
    audit: Draft<ManagementInput["audit"]> | undefined,
    { accounts, closed, regions }: Context,
    faults: FaultList,
): SecurityServices {
    const asked = Object.entries(audit ?? {}).filter(([, value]) => value !== undefined && value !== false);
    if (asked.length > 0 && (!accounts.has(securityKey) || closed.has(securityKey)))
        faults.fault(
            ["audit"],
            {
                message: `is administered by the account with the key ${securityKey}, and accounts has ${closed.has(securityKey) ? "it closed" : "none"}`,
                cure: `add to accounts: ${securityKey}: { unit: … }; or take audit out`,
            },
            asked.map(([key]) => key).join(", "),
        );
    const served = (key: SecurityServiceKey): readonly string[] => {
        const found = servedRegions(administeredService[key], regions);
        if (found.length === 0)
            faults.fault(
                ["audit", key],
                {
                    message: `is in none of the governed regions (${regions.join(", ")})`,
                    cure: "take it out, or govern a region that has it",
                },
                "true",
            );
        return found;
    };
    const settings = <Key extends SecurityServiceKey>(key: Key): SettingsOf<Key> | undefined => {
        const value = audit?.[key];
        if (value === undefined || value === false) return undefined;
        return (value === true ? {} : value) as SettingsOf<Key>;
    };
    const config = settings("config");
    const guardduty = settings("guardduty");
    const inspector = settings("inspector");
    const securityHub = settings("securityHub");
    return {
        ...(config !== undefined && {
            config: {
                regions: served("config"),
                ...(config.frequency === undefined ? {} : { frequency: config.frequency }),
            },
        }),
        ...(guardduty !== undefined && { guardduty: guardDutyOf(guardduty, served("guardduty"), faults) }),
        ...(inspector !== undefined && { inspector: inspectorOf(inspector, served("inspector"), faults) }),
        ...(audit?.macie === true && { macie: { regions: served("macie") } }),
        ...(securityHub !== undefined && {
            securityHub: securityHubOf(securityHub, served("securityHub"), faults),
        }),
    };
}

type SettingsOf<Key extends SecurityServiceKey> = Exclude<
    NonNullable<Draft<NonNullable<ManagementInput["audit"]>>[Key]>,
    boolean
>;

function guardDutyOf(
    settings: SettingsOf<"guardduty">,
    regions: readonly string[],
    faults: FaultList,
): NonNullable<SecurityServices["guardduty"]> {
    const plans = [...new Set(withoutInvalid(settings.plans))];
    const agents = [...new Set(withoutInvalid(settings.agents))];
    if (agents.length > 0 && !plans.includes("RUNTIME_MONITORING"))
        faults.fault(["audit", "guardduty", "agents"], {
            message: "are of the plan RUNTIME_MONITORING, which plans does not have",
            cure: `write plans: [${[...plans, "RUNTIME_MONITORING"].join(", ")}], or take agents out`,
        });
    return { regions, plans, agents };
}

function inspectorOf(
    { scans }: SettingsOf<"inspector">,
    regions: readonly string[],
    faults: FaultList,
): NonNullable<SecurityServices["inspector"]> {
    const wanted: readonly InspectorScan[] =
        scans === undefined ? ["EC2", "ECR", "LAMBDA"] : [...new Set(withoutInvalid(scans))];
    if (scans?.length === 0)
        faults.fault(["audit", "inspector", "scans"], {
            message: "is empty: nothing would be scanned",
            cure: "write {key}: [EC2, ECR, LAMBDA], or inspector: false",
        });
    if (wanted.includes("LAMBDA_CODE") && !wanted.includes("LAMBDA"))
        faults.fault(["audit", "inspector", "scans"], {
            message: "has LAMBDA_CODE, which needs LAMBDA",
            cure: `write {key}: [${[...wanted, "LAMBDA"].join(", ")}]`,
        });
    return { regions, scans: wanted };
}

function securityHubOf(
    { standards, overwrite = false }: SettingsOf<"securityHub">,
    regions: readonly string[],
    faults: FaultList,
): NonNullable<SecurityServices["securityHub"]> {
    (standards ?? []).forEach((standard, index) => {
        if (standard === undefined || securityHubStandards.some((each) => each === standard)) return;
        const near = nearest(standard, securityHubStandards);
        faults.warn(["audit", "securityHub", "standards", index], {
            message: "is not a standard that this program knows",
            cure: `${near === undefined ? "" : `did you mean ${near}? If not: `}AWS refuses the run where it knows no such standard`,
        });
    });
    return {
        regions,
        standards: standards === undefined ? [securityHubStandards[0]] : [...new Set(withoutInvalid(standards))],
        overwrite,
    };
}

/** Checks that `organization.disable` does not name what these services need. */
export function checkNotDisabled(audit: SecurityServices, disable: readonly string[], faults: FaultList): void {
    const needed = trustedFor(audit);
    disable.forEach((name, index) => {
        if (needed.includes(name))
            faults.fault(
                ["organization", "disable", index],
                { message: "is what audit needs", cure: "take it out, or take the service out of audit" },
                name,
            );
    });
}

/** Service principals that need trusted access for these services. */
export function trustedFor(audit: SecurityServices): readonly string[] {
    return [...administeredFor(audit), ...(audit.guardduty?.plans ?? []).flatMap((plan) => trustedForPlan[plan] ?? [])];
}

/** Service principals that the account `security` must administer for these services. */
export function administeredFor(audit: SecurityServices): readonly string[] {
    return (Object.keys(audit) as SecurityServiceKey[]).map((key) => administeredService[key]);
}
