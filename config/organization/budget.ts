import type { Draft } from "../model/draft";
import { awsEmailFaults } from "../email/address";
import { personalComplaint, type PersonalContext } from "../email/personal";
import { partitionOf } from "../aws-facts/partitions";
import type { CheckContext } from "../check/context";
import type { ManagementConfig } from "../model/management-config";
import type { ManagementInput } from "../schema/management";

// Most addresses: AWS Budgets API, Notification with subscribers (read 2026-11-29).
const mostAddresses = 10;

/** US dollars, as in the subscription that AWS creates for new users of Cost Explorer. */
const usualFrom = 100;

/** The organization's budget. Its addresses must be those of groups. */
export function resolveBudget(
    budget: Draft<ManagementInput["budget"]> | undefined,
    context: PersonalContext,
    { faults, region }: Pick<CheckContext, "faults" | "region">,
): Pick<ManagementConfig, "budget"> {
    if (budget === undefined) return {};
    const partition = partitionOf(region);
    if (partition !== "aws")
        faults.fault(["budget"], {
            message: `is for AWS's commercial regions alone: ${partition} (${region}) has no budget in US dollars that this program could make`,
            cure: "take it out; set a budget in the console of the account that pays",
        });
    const written = budget.notify ?? [];
    written.forEach((address, index) => {
        if (address === undefined) return;
        const path = ["budget", "notify", index];
        const complaints = awsEmailFaults(address);
        for (const complaint of complaints) faults.fault(path, complaint);
        const personal = complaints.length > 0 ? undefined : personalComplaint(address, context);
        if (personal !== undefined) faults.fault(path, personal);
    });
    const notify = [...new Set(written.flatMap((address) => (address === undefined ? [] : [address])))];
    if (budget.notify?.length === 0)
        faults.fault(["budget", "notify"], {
            message: "is empty: nobody would be notified",
            cure: "name a group: {key}: [finops@example.com]",
        });
    if (notify.length > mostAddresses)
        faults.fault(["budget", "notify"], {
            message: `names ${notify.length} addresses; AWS takes ${mostAddresses}`,
            cure: "name a group of theirs instead",
        });
    const { monthly, anomalies } = budget;
    if (monthly === undefined || notify.length === 0) return {};
    if (anomalies === undefined || anomalies === false) return { budget: { monthly, notify } };
    const from = anomalies === true ? usualFrom : (anomalies.from ?? usualFrom);
    return { budget: { monthly, notify, anomalies: { from } } };
}
