import { createNotice, missingNotices, noticeText, notificationOf, type Notice } from "../../aws/budget-notices";
import type { ClientOptions } from "../../aws/clients";
import type { ManagementConfig } from "../../config";
import * as aws from "../../components/aws";
import { switchOn } from "../shared/off-at-aws";
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

/**
 * Makes the notices of this stack's budget that AWS does not have, as where it refused one in the run that made the budget. Those that the
 * state has, whatever the config says by now: the engine takes away each of them that has changed. Returns what it is to count as a change.
 */
export async function keepNotices(
    config: ManagementConfig,
    options: ClientOptions,
    { resources }: OwnStack,
): Promise<readonly string[]> {
    const known = resources.find(({ type }) => type === budgetType)?.outputs["notifications"];
    if (config.budget === undefined || !Array.isArray(known)) return [];
    const place = { accountId: config.management.id, name: budgetName(config) };
    // Who may not ask hears nothing of it; a budget that is gone is the engine's to find.
    const missing = await missingNotices(place, known as readonly Notice[], options).catch(() => []);
    const off: string[] = [];
    for (const notice of missing) {
        const text = noticeText(notificationOf(notice));
        off.push(
            ...(await switchOn({
                text: `budget ${place.name} does not warn of ${text}`,
                what: `the notice of budget ${place.name} of ${text}`,
                switchOn: () => createNotice(place, notice, options),
            })),
        );
    }
    return off;
}
