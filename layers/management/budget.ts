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
 * Import id of the budget, where AWS has it and the state does not: an earlier run made it and did not hear so, or somebody else has.
 * Who may not read it hears from the engine what is in the way.
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
