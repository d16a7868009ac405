import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface OrganizationAnalyzerArgs {
    /** Analyzer name, 1–255 letters, digits, `.`, `-` and `_`. */
    readonly analyzerName: string;
    /** Governed regions: an analyzer sees the resources of its own region alone. */
    readonly regions: readonly string[];
}

/** Finds what any account of the organization shares with the outside, in every governed region. */
export class OrganizationAnalyzer extends pulumi.ComponentResource {
    constructor(name: string, args: OrganizationAnalyzerArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:OrganizationAnalyzer", name, {}, opts);
        for (const region of args.regions) {
            new aws.accessanalyzer.Analyzer(
                `${name}-${region}`,
                { analyzerName: args.analyzerName, type: "ORGANIZATION", region: region },
                { parent: this },
            );
        }
        this.registerOutputs({});
    }
}
