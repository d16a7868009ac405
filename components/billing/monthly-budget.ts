import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface MonthlyBudgetArgs {
    /** Name of the budget, 1–100 characters, unique in the account. */
    readonly budgetName: string;
    /** US dollars a month, of all accounts together. */
    readonly monthly: number;
    /** Addresses that get the notices, at most 10. */
    readonly notify: readonly string[];
    /** The budget's import id, if AWS has it already: `<account>:<name>`. */
    readonly existing?: string;
    /** What AWS has off although the state says that it is on, in words. */
    readonly offAtAws?: readonly string[];
}

// Of the month's amount, in percent.
const notices = [
    { notificationType: "ACTUAL", threshold: 80 },
    { notificationType: "ACTUAL", threshold: 100 },
    { notificationType: "FORECASTED", threshold: 100 },
] as const;

/** What the whole organization may cost a month: a budget of the management account, which pays for all. It warns, and stops nothing. */
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
