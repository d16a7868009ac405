import type { ManagementConfig } from "../../config";
import * as aws from "../../components/aws";
import type { OwnStack } from "../shared/own-stack";

const budgetType = "aws:budgets/budget:Budget";

/** Name of the organization's budget. */
export function budgetName({ company }: Pick<ManagementConfig, "company">): string {
    return `${company.short}-monthly`;
}

/**
 * Import id of the budget, where AWS has it and the state does not: an earlier run made it and did not hear so, or somebody else has.
 * Who may not read it hears from the engine what is in the way.
 */
export async function unknownBudget(
    config: ManagementConfig,
    { resources, isKnown }: OwnStack,
    provider: aws.Provider,
): Promise<string | undefined> {
    if (config.budget === undefined || !isKnown || resources.some(({ type }) => type === budgetType)) return undefined;
    const [name, accountId] = [budgetName(config), config.management.id];
    const found = await aws.budgets.getBudget({ name, accountId }, { provider }).catch(() => undefined);
    return found === undefined ? undefined : `${accountId}:${name}`;
}
