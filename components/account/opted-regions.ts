import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface OptedRegionsArgs {
    /** Regions that are off in every account until somebody enables them, such as `af-south-1`. */
    readonly regions: readonly string[];
}

/**
 * Regions that the account opts into. AWS takes minutes, for some accounts hours, and the run waits. A region that is
 * no longer named stays enabled.
 */
export class OptedRegions extends pulumi.ComponentResource {
    constructor(name: string, { regions }: OptedRegionsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:account:OptedRegions", name, {}, opts);
        for (const regionName of regions)
            new aws.account.Region(
                `${name}-${regionName}`,
                { regionName, enabled: true },
                { parent: this, retainOnDelete: true },
            );
        this.registerOutputs({});
    }
}
