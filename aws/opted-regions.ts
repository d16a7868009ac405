/** Regions that an account has enabled. */
import { awsClient, type ClientOptions } from "./clients";
import type { Properties } from "./identity-center-things";
import { collect } from "./snapshot";

/** The import id of an enabled region, which is its name; undefined if it is off. Throws AWS's error. */
export async function findOptedRegion(options: ClientOptions, { regionName }: Properties): Promise<string | undefined> {
    const sdk = await import("@aws-sdk/client-account");
    const client = awsClient(sdk.AccountClient, options);
    const RegionName = regionName as string;
    const { RegionOptStatus: status } = await client.send(new sdk.GetRegionOptStatusCommand({ RegionName }));
    return status === "ENABLED" || status === "ENABLING" ? RegionName : undefined;
}

/** Names of the regions that are enabled in the client's account, by default or because somebody opted in. Throws AWS's error. */
export async function enabledRegions(options: ClientOptions): Promise<readonly string[]> {
    const sdk = await import("@aws-sdk/client-account");
    const client = awsClient(sdk.AccountClient, options);
    const on = sdk.paginateListRegions({ client }, { RegionOptStatusContains: ["ENABLED", "ENABLED_BY_DEFAULT"] });
    return (await collect(on, (page) => page.Regions)).map(({ RegionName: name }) => name!);
}
