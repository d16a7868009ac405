/** Whether the organization's budget warns: the provider does not see notices that AWS lacks. */
import { missingNotices, noticeText, type Notice } from "../../../aws/budget-notices";
import { isAwsError } from "../../../aws/error-codes";
import { check } from "../check";
import { stateResource } from "../state-resource";
import { fault, ok, skipped, type Finding } from "../line";

export interface BudgetFacts {
    /** Name of the budget in the management stack's state; undefined where it has none. */
    readonly name: string | undefined;
    /** Notices of the state that AWS does not have, in words; `gone` where it has no such budget. */
    readonly missing: readonly string[] | "gone";
}

export const budget = check<BudgetFacts>(
    {
        id: "budget",
        group: "organization",
        proves: "the organization's budget is there with all its notices, whatever the state says",
        cure: "`pulumi up --stack management`",
        asks: ["budgets:ViewBudget"],
    },
    async (context) => {
        await context.organization();
        const { id, outputs = {} } = (await stateResource(context, "management", "aws:budgets/budget:Budget")) ?? {};
        const notices = outputs["notifications"];
        if (id === undefined || !Array.isArray(notices)) return { name: undefined, missing: [] };
        const [accountId = "", name = ""] = id.split(":");
        const options = { region: context.region };
        const missing = await missingNotices({ accountId, name }, notices as readonly Notice[], options).catch(
            (error: unknown) => {
                if (isAwsError(error, "NotFound")) return undefined;
                throw error;
            },
        );
        return { name, missing: missing?.map(noticeText) ?? "gone" };
    },
    judgeBudget,
);

export function judgeBudget({ name, missing }: BudgetFacts): readonly Finding[] {
    if (name === undefined) return [skipped("the management stack has no budget")];
    const up = "pulumi up --stack management";
    if (missing === "gone")
        return [fault(`AWS has no budget ${name}`, "pulumi up --refresh --stack management makes it", name)];
    if (missing.length === 0) return [ok(`budget ${name} is there with its notices`, name)];
    return missing.map((notice) => fault(`budget ${name} does not warn of ${notice}`, `${up} makes the notice`, name));
}
