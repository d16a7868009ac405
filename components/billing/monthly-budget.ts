import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface MonthlyBudgetArgs {
    /** Name of the budget, 1–100 characters, unique in the account. */
    readonly budgetName: string;
    /** US dollars a month, of all accounts together. */
    readonly monthly: number;
    /** Email addresses that get the notifications, at most 10. */
    readonly notify: readonly string[];
    /** Import id of a budget that exists at AWS: `<account>:<name>`. */
    readonly existing?: string;
    /**
     * Settings, in words, that are on in the state and off at AWS: the engine then counts a change of this component.
     */
    readonly offAtAws?: readonly string[];
}

// Thresholds are percent of the monthly amount.
const notices = [
    { notificationType: "ACTUAL", threshold: 80 },
    { notificationType: "ACTUAL", threshold: 100 },
    { notificationType: "FORECASTED", threshold: 100 },
] as const;

/**
 * A monthly budget for the whole organization, in the management account, which pays for all. It notifies, and stops
 * nothing.
 */
export class MonthlyBudget extends pulumi.ComponentResource {
    constructor(name: string, args: MonthlyBudgetArgs, opts?: pulumi.ComponentResourceOptions) {
        const { offAtAws = [] } = args;
        super(
            "aws-organization:billing:MonthlyBudget",
            name,
            offAtAws.length === 0 ? {} : { offAtAws: [...offAtAws] },
            opts,
        );
        new aws.budgets.Budget(
            `${name}-budget`,
            {
                name: args.budgetName,
                budgetType: "COST",
                timeUnit: "MONTHLY",
                limitAmount: String(args.monthly),
                limitUnit: "USD",
                notifications: notices.map((notice) => ({
                    ...notice,
                    comparisonOperator: "GREATER_THAN",
                    thresholdType: "PERCENTAGE",
                    subscriberEmailAddresses: [...args.notify],
                })),
            },
            { parent: this, ...(args.existing === undefined ? {} : { import: args.existing }) },
        );
        this.registerOutputs({});
    }
}
