import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface SecurityHubAccountsArgs {
    /** Regions in which the account has Security Hub on. */
    readonly regions: readonly string[];
}

const stays = { retainOnDelete: true };

/** Security Hub of the account itself, in each region, without standards: a policy gives them. What is no longer wanted here stays on at AWS. */
export class SecurityHubAccounts extends pulumi.ComponentResource {
    /** By region. */
    public readonly hubs: Readonly<Record<string, aws.securityhub.Account>>;

    constructor(name: string, { regions }: SecurityHubAccountsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:SecurityHubAccounts", name, {}, opts);
        this.hubs = Object.fromEntries(
            regions.map((region) => [
                region,
                new aws.securityhub.Account(
                    `${name}-${region}`,
                    { enableDefaultStandards: false, region },
                    // AWS does not say the first, and all of them are the policy's matter later.
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
    /** Home region, in which findings of all regions come together. */
    readonly home: string;
    /** Regions in which the administrator has Security Hub, the home region among them. */
    readonly regions: readonly string[];
    /** Which regions send their findings home. */
    readonly linking: { readonly mode: string; readonly regions: readonly string[] };
    /** The policy of all accounts: its name, and the ARNs of the standards that it switches on. */
    readonly policy: { readonly name: string; readonly description: string; readonly standards: readonly string[] };
    /** Of these the ones that AWS had before and the config does not name. */
    readonly kept: readonly string[];
    /** Id of the organization's root, `r-…`. */
    readonly rootId: string;
}

/** Security Hub of all accounts, those that join later among them: central configuration with one policy for the organization's root. */
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
            // Which controls are on is the security people's daily work.
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
