/** GuardDuty in an account, one region at a time. */
import { awsClient, type ClientOptions } from "./clients";
import type { Properties } from "./identity-center-things";
import { regionalId } from "./regional-id";

/** The import id of the account's detector in a region; undefined if it has none. */
export async function findDetector(options: ClientOptions, { region }: Properties): Promise<string | undefined> {
    const id = await detectorIn({ ...options, region: region as string });
    return id === undefined ? undefined : regionalId(id, region as string, options);
}

/**
 * The plans and agents that all accounts get automatically in the client's region, including those that join later; undefined without a
 * detector.
 */
export async function plansOfAll(options: ClientOptions): Promise<PlansThere | undefined> {
    const detectorId = await detectorIn(options);
    if (detectorId === undefined) return undefined;
    const sdk = await import("@aws-sdk/client-guardduty");
    const client = awsClient(sdk.GuardDutyClient, options);
    const features = [];
    for (let NextToken: string | undefined; ;) {
        const page = await client.send(
            new sdk.DescribeOrganizationConfigurationCommand({ DetectorId: detectorId, NextToken }),
        );
        features.push(...(page.Features ?? []));
        NextToken = page.NextToken;
        if (NextToken === undefined || NextToken === "") break;
    }
    return {
        known: features.map(({ Name }) => Name!),
        on: features.flatMap(({ Name, AutoEnable, AdditionalConfiguration = [] }) => [
            ...(AutoEnable === "ALL" ? [Name!] : []),
            ...AdditionalConfiguration.flatMap((agent) => (agent.AutoEnable === "ALL" ? [agent.Name!] : [])),
        ]),
    };
}

export interface PlansThere {
    /** Plans that exist in the region. */
    readonly known: readonly string[];
    /** Plans and agents that all accounts get. */
    readonly on: readonly string[];
}

/** An account has at most one detector in a region. */
async function detectorIn(options: ClientOptions): Promise<string | undefined> {
    const sdk = await import("@aws-sdk/client-guardduty");
    const { DetectorIds: ids = [] } = await awsClient(sdk.GuardDutyClient, options).send(
        new sdk.ListDetectorsCommand({}),
    );
    return ids[0];
}
