import { createNotice, hasBudget, missingNotices, noticeText, type Notice } from "../../aws/budget-notices";
import type { ClientOptions } from "../../aws/clients";
import type { ManagementConfig } from "../../config";
import { switchOnAgain } from "../shared/off-at-aws";
import type { OwnStack } from "../shared/own-stack";
import { unlessDenied } from "../shared/unless-denied";

const budgetType = "aws:budgets/budget:Budget";

/** Name of the organization's budget. */
export function budgetName({ company }: Pick<ManagementConfig, "company">): string {
    return `${company.short}-monthly`;
}

/**
 * Import id of the budget, where AWS has it and the state does not: a run was cut off after it created it, or somebody else did. If it may
 * not be read, the engine reports why.
 */
export async function unknownBudget(
    config: ManagementConfig,
    options: ClientOptions,
    { resources, isKnown }: OwnStack,
): Promise<string | undefined> {
    if (config.budget === undefined || !isKnown || resources.some(({ type }) => type === budgetType)) return undefined;
    const [name, accountId] = [budgetName(config), config.management.id];
    const isThere = await unlessDenied(`whether AWS has budget ${name}`, hasBudget({ accountId, name }, options));
    return isThere === true ? `${accountId}:${name}` : undefined;
}

/**
 * Creates the notifications of this stack's budget that AWS does not have, for example because AWS refused one when the budget was created.
 * Which ones follows from the state, not from the config: the engine itself deletes those that have changed. Returns what the engine is to
 * count as a change.
 */
export async function keepNotices(
    config: ManagementConfig,
    options: ClientOptions,
    { resources }: OwnStack,
): Promise<readonly string[]> {
    const known = resources.find(({ type }) => type === budgetType)?.outputs["notifications"];
    if (config.budget === undefined || !Array.isArray(known)) return [];
    const place = { accountId: config.management.id, name: budgetName(config) };
    const { name } = place;
    const asked = missingNotices(place, known as readonly Notice[], options);
    const missing = (await unlessDenied(`the notices of budget ${name}`, asked, ["NotFound"])) ?? [];
    return switchOnAgain(
        missing.map((notice) => ({
            text: `budget ${name} does not warn of ${noticeText(notice)}`,
            what: `the notice of budget ${name} of ${noticeText(notice)}`,
            switchOn: () => createNotice(place, notice, options),
        })),
    );
}
