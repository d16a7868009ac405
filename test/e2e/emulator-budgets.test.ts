/** The emulator's budgets: what an update replaces, which limits are possible, and tags. */
import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { budgetCall } from "../support/budgets";
import { newAccount, TestEmulator } from "../support/test-emulator";

const BudgetName = "monthly";
const budget = { BudgetName, BudgetType: "COST", TimeUnit: "MONTHLY" };
const BudgetLimit = { Amount: "500", Unit: "USD" };
const PlannedBudgetLimits = { "1798761600": { Amount: "500", Unit: "USD" } };

describe("the emulator's budgets", () => {
    let aws: TestEmulator;
    const call = (operation: string, input: object): ReturnType<typeof budgetCall> => budgetCall(aws, operation, input);
    const described = async (): Promise<Readonly<Record<string, unknown>>> =>
        (await call("DescribeBudget", { BudgetName }))["Budget"] as Record<string, unknown>;

    before(async () => {
        aws = await TestEmulator.open();
        const CostFilters = { Service: ["Amazon EC2"] };
        await call("CreateBudget", {
            Budget: { ...budget, BudgetLimit, CostFilters },
            ResourceTags: [{ Key: "team", Value: "finops" }],
        });
    });
    after(() => aws.close());

    it("keep the tags that they are made with", async () => {
        const ResourceARN = `arn:aws:budgets::${newAccount.id}:budget/${BudgetName}`;
        const { ResourceTags } = await call("ListTagsForResource", { ResourceARN });
        deepStrictEqual(ResourceTags, [{ Key: "team", Value: "finops" }]);
    });

    it("are replaced as a whole by an update, except their period", async () => {
        const { TimePeriod } = await described();
        await call("UpdateBudget", { NewBudget: { ...budget, BudgetLimit: { Amount: "600", Unit: "USD" } } });
        const changed = await described();
        deepStrictEqual(changed["BudgetLimit"], { Amount: "600", Unit: "USD" });
        strictEqual("CostFilters" in changed, false);
        deepStrictEqual(changed["TimePeriod"], TimePeriod);
        await call("UpdateBudget", { NewBudget: { ...budget, PlannedBudgetLimits } });
        strictEqual("BudgetLimit" in (await described()), false);
    });

    it("have one of the two kinds of limits", async () => {
        for (const limits of [{}, { BudgetLimit, PlannedBudgetLimits }]) {
            const other = { ...budget, ...limits };
            const refused = /InvalidParameterException/u;
            await rejects(call("CreateBudget", { Budget: { ...other, BudgetName: "other" } }), refused);
            await rejects(call("UpdateBudget", { NewBudget: other }), refused);
        }
        await rejects(call("CreateBudget", { Budget: { ...budget, BudgetLimit } }), /DuplicateRecordException/u);
    });
});
