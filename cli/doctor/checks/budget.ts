/** Whether the organization's budget sends its notices: the provider does not notice if AWS lacks one. */
import { findAnomalySubscription } from "../../../aws/cost-anomalies";
import { missingNotices, noticeText, type Notice } from "../../../aws/budget-notices";
import { isAwsError } from "../../../aws/error-codes";
import { check } from "../check";
import type { DoctorContext } from "../context";
import { stateResource } from "../state-resource";
import { fault, ok, skipped, type Finding } from "../line";

export interface BudgetFacts {
    /** Name of the budget in the management stack's state; undefined where it has none. */
    readonly name: string | undefined;
    /** Notices in the state that AWS does not have, in words; `gone`: AWS does not have the budget. */
    readonly missing: readonly string[] | "gone";
    /** Name of the subscription to cost anomalies in the state, and whether AWS has it. Absent: the state has none. */
    readonly anomalies?: { readonly name: string; readonly isThere: boolean };
}

export const budget = check<BudgetFacts>(
    {
        id: "budget",
        group: "organization",
        proves: "the organization's budget is there with all its notices, and who is notified of cost anomalies, whatever the state says",
        cure: "`pulumi up --stack management`",
        asks: ["budgets:ViewBudget", "ce:GetAnomalySubscriptions"],
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
        return { name, missing: missing?.map(noticeText) ?? "gone", ...(await anomaliesOf(context)) };
    },
    judgeBudget,
);

async function anomaliesOf(context: DoctorContext): Promise<Pick<BudgetFacts, "anomalies">> {
    const type = "aws:costexplorer/anomalySubscription:AnomalySubscription";
    const name = (await stateResource(context, "management", type))?.outputs?.["name"];
    if (typeof name !== "string") return {};
    const found = await findAnomalySubscription({ region: context.region }, { name });
    return { anomalies: { name, isThere: found !== undefined } };
}

export function judgeBudget({ name, missing, anomalies }: BudgetFacts): readonly Finding[] {
    if (name === undefined) return [skipped("the management stack has no budget")];
    return [...judgeNotices(name, missing), ...judgeAnomalies(anomalies)];
}

function judgeAnomalies(anomalies: BudgetFacts["anomalies"]): readonly Finding[] {
    if (anomalies === undefined || anomalies.isThere) return [];
    const cure = "pulumi up --refresh --stack management makes it";
    return [fault(`AWS has no subscription ${anomalies.name} to cost anomalies`, cure, anomalies.name)];
}

function judgeNotices(name: string, missing: BudgetFacts["missing"]): readonly Finding[] {
    const up = "pulumi up --stack management";
    if (missing === "gone")
        return [fault(`AWS has no budget ${name}`, "pulumi up --refresh --stack management makes it", name)];
    if (missing.length === 0) return [ok(`budget ${name} is there with its notices`, name)];
    return missing.map((notice) => fault(`budget ${name} does not warn of ${notice}`, `${up} makes the notice`, name));
}
