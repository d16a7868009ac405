import { organizationAnalyzers } from "../../aws/analyzers";
import type { ClientOptions } from "../../aws/clients";
import type { OrganizationAnalyzerArgs } from "../../components/audit/access-analyzer";
import type { ManagementOutputs } from "../../config";
import type { OwnStack } from "../shared/own-stack";

/**
 * The name of the organization's analyzer in each governed region. AWS allows one for each account and region, and no renaming, so an
 * existing one is used: this stack's, else one with our name, else the oldest.
 */
export async function analyzersOf(
    { company, regions }: Pick<ManagementOutputs, "company" | "regions">,
    options: Omit<ClientOptions, "region">,
    { resources }: OwnStack,
): Promise<OrganizationAnalyzerArgs> {
    const ownName = `${company.short}-organization`;
    const nameIn = async (region: string): Promise<string> => {
        // If they may not be listed, AWS reports it when the analyzer is created.
        const there = await organizationAnalyzers({ ...options, region }).catch((): readonly string[] => []);
        const stacks = resources.find(({ type, outputs }) => type === analyzerType && outputs["region"] === region);
        const known = stacks?.outputs["analyzerName"] as string | undefined;
        const isThere = (name: string | undefined): name is string => name !== undefined && there.includes(name);
        return [known, ownName].find(isThere) ?? there[0] ?? known ?? ownName;
    };
    const names = await Promise.all(regions.map(async (region) => [region, await nameIn(region)] as const));
    return { ownName, names: Object.fromEntries(names) };
}

const analyzerType = "aws:accessanalyzer/analyzer:Analyzer";
