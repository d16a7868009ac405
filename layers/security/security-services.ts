import * as pulumi from "@pulumi/pulumi";
import type { ClientOptions } from "../../aws/clients";
import { readFault } from "../../aws/faults";
import { plansOfAll, type PlansThere } from "../../aws/guardduty";
import { OrganizationGuardDuty, planName } from "../../components/security-services/guardduty";
import { OrganizationInspector, type InspectorRegion } from "../../components/security-services/inspector";
import { OrganizationMacie, type MacieRegion } from "../../components/security-services/macie";
import {
    OrganizationSecurityHub,
    type OrganizationSecurityHubArgs,
} from "../../components/security-services/securityhub";
import type { ManagementOutputs, SecurityServices } from "../../config";
import type { GuardDutyPlan } from "../../config/aws-facts";
import type { Fault } from "../../config/faults";
import { resourceNamed, type OwnStack } from "../shared/own-stack";
import { unlessDenied } from "../shared/unless-denied";
import { inspectorRegions, macieRegions, membersOf } from "./members-of-services";
import { securityHubOf } from "./security-hub";

/** What to register for these services, given what AWS has. */
export interface ServicesThere {
    /** GuardDuty plans to register, by region. */
    readonly plans: Readonly<Record<string, readonly GuardDutyPlan[]>>;
    readonly securityHub: OrganizationSecurityHubArgs | undefined;
    /** By region. */
    readonly inspector: Readonly<Record<string, InspectorRegion>> | undefined;
    readonly macie: Readonly<Record<string, MacieRegion>> | undefined;
}

/**
 * Asks AWS which parts of the organization's services are on. Faults where the config would end one of them.
 * @param off regions that this run opts into: nothing is there, and no service responds yet
 */
export async function readServices(
    management: ManagementOutputs,
    administrator: string,
    options: ClientOptions,
    own: OwnStack,
    off: ReadonlySet<string>,
): Promise<ServicesThere | readonly Fault[]> {
    const { guardduty } = management.audit ?? {};
    const ofMembers = await membersThere(management, administrator, options, own, off).catch((error: unknown) =>
        readFault("what Inspector and Macie have on", error),
    );
    const securityHub = await securityHubOf(management, options, own, off);
    if ("cure" in ofMembers || isFaults(securityHub))
        return [...("cure" in ofMembers ? [ofMembers] : []), ...(isFaults(securityHub) ? securityHub : [])];
    const plans =
        guardduty === undefined
            ? []
            : guardduty.regions.map(async (region) => {
                  const there =
                      guardduty.plans.length === 0 || off.has(region)
                          ? undefined
                          : await unlessDenied(
                                `which plans of GuardDuty all accounts have in ${region}`,
                                plansOfAll({ ...options, region }),
                            );
                  return [region, plansToMake(guardduty, region, there, own)] as const;
              });
    return { plans: Object.fromEntries(await Promise.all(plans)), securityHub, ...ofMembers };
}

/** Reads Inspector and Macie, which AWS switches on by itself for new accounts only. */
async function membersThere(
    management: ManagementOutputs,
    administrator: string,
    options: ClientOptions,
    own: OwnStack,
    off: ReadonlySet<string>,
): Promise<Pick<ServicesThere, "inspector" | "macie">> {
    const { inspector, macie } = management.audit ?? {};
    const members = membersOf(management);
    return {
        inspector:
            inspector === undefined
                ? undefined
                : await inspectorRegions(inspector, inspectorComponent, { administrator, members }, options, own, off),
        macie: macie === undefined ? undefined : await macieRegions(macie, macieComponent, members, options, own, off),
    };
}

function isFaults(read: object | undefined): read is readonly Fault[] {
    return Array.isArray(read);
}

/** What is on at AWS cannot be imported, so it is not registered. What the state has stays registered. */
function plansToMake(
    { plans, agents }: NonNullable<SecurityServices["guardduty"]>,
    region: string,
    there: PlansThere | undefined,
    own: OwnStack,
): readonly GuardDutyPlan[] {
    const unknown = there === undefined ? [] : plans.filter((plan) => !there.known.includes(plan));
    if (unknown.length > 0)
        void pulumi.log.warn(
            `audit.guardduty.plans: GuardDuty does not have ${unknown.join(", ")} in ${region}; this run leaves it out there`,
        );
    return plans.filter((plan) => {
        if (resourceNamed(own, planName(guardDuty, region, plan, agents)) !== undefined) return true;
        if (there === undefined) return true;
        const wanted = [plan, ...(plan === "RUNTIME_MONITORING" ? agents : [])];
        return there.known.includes(plan) && !wanted.every((each) => there.on.includes(each));
    });
}

const guardDuty = "guardduty";
const inspectorComponent = "inspector";
const macieComponent = "macie";

/** Registers the settings that `security`, as the administrator of these services, makes for all accounts. */
export function buildSecurityServices(
    { audit }: Pick<ManagementOutputs, "audit">,
    { plans, securityHub, inspector, macie }: ServicesThere,
    opts: pulumi.ComponentResourceOptions,
): void {
    const { guardduty } = audit ?? {};
    if (guardduty !== undefined) new OrganizationGuardDuty(guardDuty, { plans, agents: guardduty.agents }, opts);
    if (securityHub !== undefined) new OrganizationSecurityHub("security-hub", securityHub, opts);
    if (inspector !== undefined) new OrganizationInspector(inspectorComponent, { regions: inspector }, opts);
    if (macie !== undefined) new OrganizationMacie(macieComponent, { regions: macie }, opts);
}
