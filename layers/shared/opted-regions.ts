import * as pulumi from "@pulumi/pulumi";
import { OptedRegions } from "../../components/account/opted-regions";

/** Registers the regions that the account opts into. Returns the options of what is in these regions, and waits for them. */
export function optIn(
    regions: readonly string[] = [],
    opts: pulumi.ComponentResourceOptions,
): pulumi.ComponentResourceOptions {
    if (regions.length === 0) return opts;
    return pulumi.mergeOptions(opts, { dependsOn: new OptedRegions("opted-regions", { regions }, opts) });
}
