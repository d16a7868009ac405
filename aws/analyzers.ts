/** Analyzers of IAM Access Analyzer in an account; each belongs to one region. */
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";
import type { Properties } from "./identity-center-things";
import { regionalId } from "./regional-id";
import { collect } from "./snapshot";

export type AnalyzerType = "aws:accessanalyzer/analyzer:Analyzer";

/** Names of the account's analyzers of the organization's external access in a region, oldest first. */
export async function organizationAnalyzers(options: ClientOptions): Promise<readonly string[]> {
    const sdk = await import("@aws-sdk/client-accessanalyzer");
    const client = awsClient(sdk.AccessAnalyzerClient, options);
    const found = await collect(
        sdk.paginateListAnalyzers({ client }, { type: "ORGANIZATION" }),
        (page) => page.analyzers,
    );
    return found.sort((one, other) => Number(one.createdAt) - Number(other.createdAt)).map(({ name }) => name!);
}

/** The import id of an analyzer; undefined if its region has none of this name. */
export async function findAnalyzer(
    options: ClientOptions,
    { analyzerName, region }: Properties,
): Promise<string | undefined> {
    const sdk = await import("@aws-sdk/client-accessanalyzer");
    const client = awsClient(sdk.AccessAnalyzerClient, { ...options, region: region as string });
    try {
        await client.send(new sdk.GetAnalyzerCommand({ analyzerName: analyzerName as string }));
    } catch (error) {
        if (isAwsError(error, "ResourceNotFound")) return undefined;
        throw error;
    }
    return regionalId(analyzerName as string, region as string, options);
}
