import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface OrganizationAnalyzerArgs {
    /**
     * Name of the analyzers that this program creates. An analyzer with another name existed before, and stays when the
     * config no longer wants it.
     */
    readonly ownName: string;
    /**
     * Analyzer name by governed region, 1–255 letters, digits, `.`, `-` and `_`. An analyzer sees only its own region.
     */
    readonly names: Readonly<Record<string, string>>;
}

/** Reports what any account of the organization shares with outsiders, in every governed region. */
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
