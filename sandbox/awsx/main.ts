/** The sandbox's stand-in for the awsx plugin, which no package registry serves. It has one component. */
import * as pulumi from "@pulumi/pulumi";
import * as provider from "@pulumi/pulumi/provider";
import { StandInTrail } from "./trail";

class StandIn implements provider.Provider {
    readonly version = process.argv[2]!;

    construct(
        name: string,
        type: string,
        inputs: pulumi.Inputs,
        options: pulumi.ComponentResourceOptions,
    ): Promise<provider.ConstructResult> {
        if (type !== "awsx:cloudtrail:Trail")
            throw new Error(`the sandbox's stand-in for awsx has no ${type}: install the official plugin`);
        const trail = new StandInTrail(name, inputs, options);
        return Promise.resolve({ urn: trail.urn, state: { bucket: trail.bucket, trail: trail.trail } });
    }
}

// The engine passes its address as the last argument, after the version that the plugin's script passes.
void provider.main(new StandIn(), process.argv.slice(3));
