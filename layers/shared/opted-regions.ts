import * as pulumi from "@pulumi/pulumi";
import type { ClientOptions } from "../../aws/clients";
import { enabledRegions } from "../../aws/opted-regions";
import { OptedRegions } from "../../components/account/opted-regions";
import { unlessDenied } from "./unless-denied";

/** Registers the regions that the account opts into. Returns resource options for everything in these regions, which waits for them. */
export function optIn(
    regions: readonly string[] = [],
    opts: pulumi.ComponentResourceOptions,
): pulumi.ComponentResourceOptions {
    if (regions.length === 0) return opts;
    return pulumi.mergeOptions(opts, { dependsOn: new OptedRegions("opted-regions", { regions }, opts) });
}

/** Those of the regions that are still off: nothing exists there, and no service responds until this run has enabled them. */
export async function regionsOff(
    regions: readonly string[] = [],
    options: ClientOptions,
): Promise<ReadonlySet<string>> {
    if (regions.length === 0) return new Set();
    const on = await unlessDenied("which regions are on", enabledRegions(options));
    return new Set(on === undefined ? [] : regions.filter((region) => !on.includes(region)));
}
