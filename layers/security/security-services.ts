import * as pulumi from "@pulumi/pulumi";
import type { ClientOptions } from "../../aws/clients";
import { plansOfAll, type PlansThere } from "../../aws/guardduty";
import { OrganizationGuardDuty, planName } from "../../components/security-services/guardduty";
import type { ManagementOutputs, SecurityServices } from "../../config";
import type { GuardDutyPlan } from "../../config/aws-facts";
import type { OwnStack } from "../shared/own-stack";

/** What is to be made of these services, by what AWS has of them. */
export interface ServicesThere {
    /** GuardDuty's plans that are to be made, by region. */
    readonly plans: Readonly<Record<string, readonly GuardDutyPlan[]>>;
}

/** Asks AWS what the organization's services have on. */
export async function readServices(
    { audit }: Pick<ManagementOutputs, "audit">,
    options: ClientOptions,
    own: OwnStack,
): Promise<ServicesThere> {
    const { guardduty } = audit ?? {};
    const plans =
        guardduty === undefined
            ? []
            : guardduty.regions.map(async (region) => {
                  // Who may not ask hears from AWS what is in the way.
                  const there =
                      guardduty.plans.length === 0
                          ? undefined
                          : await plansOfAll({ ...options, region }).catch(() => undefined);
                  return [region, plansToMake(guardduty, region, there, own)] as const;
              });
    return { plans: Object.fromEntries(await Promise.all(plans)) };
}

/** What is on at AWS cannot be imported, so it is left as it is; what the state has stays in it. */
function plansToMake(
    { plans, agents }: NonNullable<SecurityServices["guardduty"]>,
    region: string,
    there: PlansThere | undefined,
    { resources }: OwnStack,
): readonly GuardDutyPlan[] {
    const unknown = there === undefined ? [] : plans.filter((plan) => !there.known.includes(plan));
    if (unknown.length > 0)
        void pulumi.log.warn(
            `audit.guardduty.plans: GuardDuty does not have ${unknown.join(", ")} in ${region}; this run leaves it out there`,
        );
    return plans.filter((plan) => {
        if (resources.some(({ urn }) => urn.endsWith(`::${planName(guardDuty, region, plan, agents)}`))) return true;
        if (there === undefined) return true;
        const wanted = [plan, ...(plan === "RUNTIME_MONITORING" ? agents : [])];
        return there.known.includes(plan) && !wanted.every((each) => there.on.includes(each));
    });
}

const guardDuty = "guardduty";

/** Registers what the account `security` sets as the administrator of these services. */
export function buildSecurityServices(
    { audit }: Pick<ManagementOutputs, "audit">,
    { plans }: ServicesThere,
    opts: pulumi.ComponentResourceOptions,
): void {
    const { guardduty } = audit ?? {};
    if (guardduty !== undefined) new OrganizationGuardDuty(guardDuty, { plans, agents: guardduty.agents }, opts);
}
