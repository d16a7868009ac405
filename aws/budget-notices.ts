/** Notices of a budget. The provider writes all of them into its state before AWS has them, and reads none where AWS has none. */
import type { Notification } from "@aws-sdk/client-budgets";
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";

/** A notice, as the provider's state has it. */
export interface Notice {
    readonly comparisonOperator: string;
    /** `ACTUAL` or `FORECASTED`. */
    readonly notificationType: string;
    readonly threshold: number;
    readonly thresholdType: string;
    readonly subscriberEmailAddresses: readonly string[];
}

/** A budget of an account. */
export interface BudgetPlace {
    /** 12 digits. */
    readonly accountId: string;
    readonly name: string;
}

/** Those of the notices that AWS does not have. Throws AWS's error, also where there is no such budget. */
export async function missingNotices(
    { accountId, name }: BudgetPlace,
    notices: readonly Notice[],
    options: ClientOptions,
): Promise<readonly Notice[]> {
    const sdk = await import("@aws-sdk/client-budgets");
    const client = awsClient(sdk.BudgetsClient, options);
    const there = new Set<string>();
    const pages = sdk.paginateDescribeNotificationsForBudget({ client }, { AccountId: accountId, BudgetName: name });
    for await (const { Notifications = [] } of pages) for (const each of Notifications) there.add(noticeText(each));
    return notices.filter((notice) => !there.has(noticeText(notificationOf(notice))));
}

/** Makes a notice with its subscribers. May be asked for twice: one that is there already is as good. */
export async function createNotice(
    { accountId, name }: BudgetPlace,
    notice: Notice,
    options: ClientOptions,
): Promise<void> {
    const sdk = await import("@aws-sdk/client-budgets");
    const call = new sdk.CreateNotificationCommand({
        AccountId: accountId,
        BudgetName: name,
        Notification: notificationOf(notice),
        Subscribers: notice.subscriberEmailAddresses.map((Address) => ({ SubscriptionType: "EMAIL", Address })),
    });
    await awsClient(sdk.BudgetsClient, options)
        .send(call)
        .catch((error: unknown) => {
            if (!isAwsError(error, "DuplicateRecord")) throw error;
        });
}

/** As `80 % of what is spent`. */
export function noticeText({
    NotificationType,
    Threshold,
}: Pick<Notification, "NotificationType" | "Threshold">): string {
    return `${Threshold} % of what is ${NotificationType === "FORECASTED" ? "forecast" : "spent"}`;
}

export function notificationOf(notice: Notice): Notification {
    return {
        NotificationType: notice.notificationType as "ACTUAL" | "FORECASTED",
        ComparisonOperator: notice.comparisonOperator as "GREATER_THAN",
        Threshold: notice.threshold,
        ThresholdType: notice.thresholdType as "PERCENTAGE",
    };
}
