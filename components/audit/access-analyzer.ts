import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface OrganizationAnalyzerArgs {
    /** Name of an analyzer that this program makes; one of another name is AWS's own, and stays when it is no longer wanted here. */
    readonly ownName: string;
    /** Analyzer name by governed region, 1–255 letters, digits, `.`, `-` and `_`: an analyzer sees its own region alone. */
    readonly names: Readonly<Record<string, string>>;
}

/** Finds what any account of the organization shares with the outside, in every governed region. */
export class OrganizationAnalyzer extends pulumi.ComponentResource {
    constructor(name: string, args: OrganizationAnalyzerArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:OrganizationAnalyzer", name, {}, opts);
        for (const [region, analyzerName] of Object.entries(args.names)) {
            new aws.accessanalyzer.Analyzer(
                `${name}-${region}`,
                { analyzerName, type: "ORGANIZATION", region: region },
                { parent: this, retainOnDelete: analyzerName !== args.ownName },
            );
        }
        this.registerOutputs({});
    }
}
