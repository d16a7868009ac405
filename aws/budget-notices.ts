/** Notifications of a budget. The provider writes all of them into its state before AWS has them, and does not notice if AWS has none. */
import type { Notification } from "@aws-sdk/client-budgets";
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";

/** A notification, in the form of the provider's state. */
export interface Notice {
    /** `GREATER_THAN`, `LESS_THAN` or `EQUAL_TO`. */
    readonly comparisonOperator: string;
    /** `ACTUAL` or `FORECASTED`. */
    readonly notificationType: string;
    readonly threshold: number;
    /** `PERCENTAGE` of the budget or `ABSOLUTE_VALUE`. */
    readonly thresholdType: string;
    readonly subscriberEmailAddresses: readonly string[];
}

/** A budget of an account. */
export interface BudgetPlace {
    /** 12-digit account id. */
    readonly accountId: string;
    readonly name: string;
}

/** Those of the notifications that AWS does not have. Throws AWS's error, also if the budget does not exist. */
export async function missingNotices(
    { accountId, name }: BudgetPlace,
    notices: readonly Notice[],
    options: ClientOptions,
): Promise<readonly Notice[]> {
    const sdk = await import("@aws-sdk/client-budgets");
    const client = awsClient(sdk.BudgetsClient, options);
    const there: Notification[] = [];
    const pages = sdk.paginateDescribeNotificationsForBudget({ client }, { AccountId: accountId, BudgetName: name });
    for await (const { Notifications = [] } of pages) there.push(...Notifications);
    return noticesNotIn(there, notices);
}

/** Compares by everything that identifies a notification (Budgets API, Notification), which its subscribers do not. */
export function noticesNotIn(there: readonly Notification[], notices: readonly Notice[]): readonly Notice[] {
    const keys = new Set(there.map(keyOf));
    return notices.filter((notice) => !keys.has(keyOf(notificationOf(notice))));
}

function keyOf({
    NotificationType,
    ComparisonOperator,
    Threshold,
    ThresholdType = "PERCENTAGE",
}: Notification): string {
    return [NotificationType, ComparisonOperator, Threshold, ThresholdType].join(" ");
}

/** Whether an account has the budget. Throws AWS's error if it may not be read. */
export async function hasBudget({ accountId, name }: BudgetPlace, options: ClientOptions): Promise<boolean> {
    const sdk = await import("@aws-sdk/client-budgets");
    const call = new sdk.DescribeBudgetCommand({ AccountId: accountId, BudgetName: name });
    try {
        await awsClient(sdk.BudgetsClient, options).send(call);
        return true;
    } catch (error) {
        if (isAwsError(error, "NotFound")) return false;
        throw error;
    }
}

/** Creates a notification with its subscribers. One that exists already is no error. */
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

/** In words, such as `80 % of what is spent`. */
export function noticeText({ notificationType, comparisonOperator, threshold, thresholdType }: Notice): string {
    const by = comparisonOperator === "LESS_THAN" ? "less than " : comparisonOperator === "EQUAL_TO" ? "just " : "";
    const unit = thresholdType === "ABSOLUTE_VALUE" ? "(an amount)" : "%";
    return `${by}${threshold} ${unit} of what is ${notificationType === "FORECASTED" ? "forecast" : "spent"}`;
}

function notificationOf(notice: Notice): Notification {
    return {
        NotificationType: notice.notificationType as "ACTUAL" | "FORECASTED",
        ComparisonOperator: notice.comparisonOperator as "GREATER_THAN",
        Threshold: notice.threshold,
        ThresholdType: notice.thresholdType as "PERCENTAGE",
    };
}
