import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface SecurityHubAccountsArgs {
    /** Regions in which Security Hub is on in the account. */
    readonly regions: readonly string[];
}

const stays = { retainOnDelete: true };

/**
 * Security Hub in the account itself, in each region. It has no standards, because a policy adds them. A region that is
 * no longer wanted stays on at AWS.
 */
export class SecurityHubAccounts extends pulumi.ComponentResource {
    /** Security Hub by region. */
    public readonly hubs: Readonly<Record<string, aws.securityhub.Account>>;

    constructor(name: string, { regions }: SecurityHubAccountsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:SecurityHubAccounts", name, {}, opts);
        this.hubs = Object.fromEntries(
            regions.map((region) => [
                region,
                new aws.securityhub.Account(
                    `${name}-${region}`,
                    { enableDefaultStandards: false, region },
                    // AWS does not return the first, and the policy decides all of them later.
                    {
                        parent: this,
                        ignoreChanges: ["enableDefaultStandards", "autoEnableControls", "controlFindingGenerator"],
                        ...stays,
                    },
                ),
            ]),
        );
        this.registerOutputs({});
    }
}

export interface OrganizationSecurityHubArgs {
    /** Home region, which collects the findings of all regions. */
    readonly home: string;
    /** Regions in which Security Hub is on in the administrator's account, including the home region. */
    readonly regions: readonly string[];
    /** Which regions send their findings to the home region. */
    readonly linking: { readonly mode: string; readonly regions: readonly string[] };
    /** The policy for all accounts: its name and description, and the ARNs of the standards that it enables. */
    readonly policy: { readonly name: string; readonly description: string; readonly standards: readonly string[] };
    /** Those of the standards that AWS had before and the config does not name. */
    readonly kept: readonly string[];
    /** Id of the organization's root, `r-…`. */
    readonly rootId: string;
}

/**
 * Security Hub for all accounts, including those that join later: central configuration, with one policy for the
 * organization's root.
 */
export class OrganizationSecurityHub extends pulumi.ComponentResource {
    constructor(name: string, args: OrganizationSecurityHubArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:OrganizationSecurityHub", name, {}, opts);
        const { home: region, regions, linking, policy, kept, rootId } = args;
        const { hubs } = new SecurityHubAccounts(`${name}-account`, { regions }, { parent: this });
        const child = { parent: this, ...stays };
        const aggregator = new aws.securityhub.FindingAggregator(
            `${name}-findings`,
            {
                linkingMode: linking.mode,
                ...(linking.regions.length === 0 ? {} : { specifiedRegions: [...linking.regions] }),
                region,
            },
            { ...child, dependsOn: Object.values(hubs) },
        );
        const central = new aws.securityhub.OrganizationConfiguration(
            `${name}-central`,
            {
                autoEnable: false,
                autoEnableStandards: "NONE",
                organizationConfiguration: { configurationType: "CENTRAL" },
                region,
            },
            { ...child, dependsOn: aggregator },
        );
        const made = new aws.securityhub.ConfigurationPolicy(
            `${name}-policy`,
            {
                name: policy.name,
                description: policy.description,
                configurationPolicy: {
                    serviceEnabled: true,
                    enabledStandardArns: [...policy.standards],
                    securityControlsConfiguration: { disabledControlIdentifiers: [] },
                },
                region,
            },
            // The security team enables and disables controls in its daily work.
            {
                ...child,
                dependsOn: central,
                ignoreChanges: ["configurationPolicy.securityControlsConfiguration"],
            },
        );
        new aws.securityhub.ConfigurationPolicyAssociation(
            `${name}-policy-root`,
            { policyId: made.id, targetId: rootId, region },
            child,
        );
        this.registerOutputs({ kept: [...kept] });
    }
}
