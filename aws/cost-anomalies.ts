/** Cost Anomaly Detection of an account: the monitor of all AWS services, and its subscriptions. */
import { awsClient, type ClientOptions } from "./clients";
import type { Properties } from "./identity-center-things";
import { collect } from "./snapshot";

async function costExplorerOf(options: ClientOptions) {
    const sdk = await import("@aws-sdk/client-cost-explorer");
    return { sdk, client: awsClient(sdk.CostExplorerClient, options) };
}

/** ARN of the account's monitor for a dimension; there is at most one. Throws AWS's error. */
export async function findAnomalyMonitor(
    options: ClientOptions,
    { monitorDimension }: Properties,
): Promise<string | undefined> {
    const { sdk, client } = await costExplorerOf(options);
    const all = await collect(sdk.paginateGetAnomalyMonitors({ client }, {}), (page) => page.AnomalyMonitors);
    return all.find((each) => each.MonitorDimension === monitorDimension)?.MonitorArn;
}

/** ARN of a subscription by its name. Throws AWS's error. */
export async function findAnomalySubscription(
    options: ClientOptions,
    { name }: Properties,
): Promise<string | undefined> {
    const { sdk, client } = await costExplorerOf(options);
    const pages = sdk.paginateGetAnomalySubscriptions({ client }, {});
    const all = await collect(pages, (page) => page.AnomalySubscriptions);
    return all.find((each) => each.SubscriptionName === name)?.SubscriptionArn;
}
