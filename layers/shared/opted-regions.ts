import * as pulumi from "@pulumi/pulumi";
import type { ClientOptions } from "../../aws/clients";
import { enabledRegions } from "../../aws/opted-regions";
import { OptedRegions } from "../../components/account/opted-regions";
import { unlessDenied } from "./unless-denied";

/** Registers the regions that the account opts into. Returns the options of what is in these regions, and waits for them. */
export function optIn(
    regions: readonly string[] = [],
    opts: pulumi.ComponentResourceOptions,
): pulumi.ComponentResourceOptions {
    if (regions.length === 0) return opts;
    return pulumi.mergeOptions(opts, { dependsOn: new OptedRegions("opted-regions", { regions }, opts) });
}

/** Of the regions that the account opts into, those that are still off: nothing is there, and no service responds until this run has switched them on. */
export async function regionsOff(
    regions: readonly string[] = [],
    options: ClientOptions,
): Promise<ReadonlySet<string>> {
    if (regions.length === 0) return new Set();
    const on = await unlessDenied("which regions are on", enabledRegions(options));
    return new Set(on === undefined ? [] : regions.filter((region) => !on.includes(region)));
}
