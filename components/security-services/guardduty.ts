import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import type { GuardDutyAgent, GuardDutyPlan } from "../../config/aws-facts";

export interface GuardDutyDetectorsArgs {
    /** Regions in which GuardDuty is on in the account. */
    readonly regions: readonly string[];
}

const stays = { retainOnDelete: true };

/** GuardDuty in the account itself, in each region. A region that is no longer wanted stays on at AWS. */
export class GuardDutyDetectors extends pulumi.ComponentResource {
    /** Detector by region. */
    public readonly detectors: Readonly<Record<string, aws.guardduty.Detector>>;

    constructor(name: string, { regions }: GuardDutyDetectorsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:GuardDutyDetectors", name, {}, opts);
        this.detectors = Object.fromEntries(
            regions.map((region) => [
                region,
                new aws.guardduty.Detector(`${name}-${region}`, { enable: true, region }, { parent: this, ...stays }),
            ]),
        );
        this.registerOutputs({});
    }
}

export interface OrganizationGuardDutyArgs {
    /** GuardDuty plans for all accounts, by governed region. */
    readonly plans: Readonly<Record<string, readonly GuardDutyPlan[]>>;
    /** Agents that GuardDuty installs where RUNTIME_MONITORING is on. */
    readonly agents: readonly GuardDutyAgent[];
}

/** GuardDuty for all accounts, including those that join later: the administrator's settings in each region. */
export class OrganizationGuardDuty extends pulumi.ComponentResource {
    constructor(name: string, { plans, agents }: OrganizationGuardDutyArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:OrganizationGuardDuty", name, {}, opts);
        const { detectors } = new GuardDutyDetectors(
            `${name}-detector`,
            { regions: Object.keys(plans) },
            { parent: this },
        );
        for (const [region, detector] of Object.entries(detectors)) {
            const detectorId = detector.id;
            const members = new aws.guardduty.OrganizationConfiguration(
                `${name}-${region}`,
                { detectorId, autoEnableOrganizationMembers: "ALL", region },
                // `OrganizationConfigurationFeature` sets the plans.
                { parent: this, ignoreChanges: ["datasources"], ...stays },
            );
            for (const plan of plans[region]!) {
                const own = plan === "RUNTIME_MONITORING" ? agents : [];
                new aws.guardduty.OrganizationConfigurationFeature(
                    planName(name, region, plan, agents),
                    {
                        detectorId,
                        name: plan,
                        autoEnable: "ALL",
                        region,
                        ...(own.length === 0
                            ? {}
                            : { additionalConfigurations: own.map((agent) => ({ name: agent, autoEnable: "ALL" })) }),
                    },
                    // AWS returns all agents, in any order, so they are not compared; a changed list of agents changes
                    // the resource's name.
                    { parent: this, dependsOn: members, ignoreChanges: ["additionalConfigurations"], ...stays },
                );
            }
        }
        this.registerOutputs({});
    }
}

/** Name of a plan's resource in the component `name`. */
export function planName(name: string, region: string, plan: GuardDutyPlan, agents: readonly GuardDutyAgent[]): string {
    return [name, region, plan, ...(plan === "RUNTIME_MONITORING" ? [...agents].sort() : [])].join("-");
}
