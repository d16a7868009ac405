import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Notification } from "@aws-sdk/client-budgets";
import { noticesNotIn, noticeText, type Notice } from "../../../aws/budget-notices";

describe("notices of a budget", () => {
    const notice: Notice = {
        comparisonOperator: "GREATER_THAN",
        notificationType: "ACTUAL",
        threshold: 80,
        thresholdType: "PERCENTAGE",
        subscriberEmailAddresses: ["finops@acme.example"],
    };
    const byDefault: Notification = { ComparisonOperator: "GREATER_THAN", NotificationType: "ACTUAL", Threshold: 80 };
    const there: Notification = { ...byDefault, ThresholdType: "PERCENTAGE" };
    const cases: readonly (readonly [what: string, atAws: Notification, isThere: boolean])[] = [
        ["the same", there, true],
        ["the same, of percent by default", byDefault, true],
        ["of a forecast", { ...there, NotificationType: "FORECASTED" }, false],
        ["with another operator", { ...there, ComparisonOperator: "LESS_THAN" }, false],
        ["of another threshold", { ...there, Threshold: 100 }, false],
        ["of an amount", { ...there, ThresholdType: "ABSOLUTE_VALUE" }, false],
    ];
    for (const [what, atAws, isThere] of cases)
        it(`one that AWS has ${what}: ${isThere ? "there" : "missing"}`, () => {
            deepStrictEqual(noticesNotIn([atAws], [notice]), isThere ? [] : [notice]);
        });

    it("are put into words", () => {
        strictEqual(noticeText(notice), "80 % of what is spent");
        strictEqual(noticeText({ ...notice, notificationType: "FORECASTED" }), "80 % of what is forecast");
        strictEqual(noticeText({ ...notice, thresholdType: "ABSOLUTE_VALUE" }), "80 (an amount) of what is spent");
        strictEqual(noticeText({ ...notice, comparisonOperator: "LESS_THAN" }), "less than 80 % of what is spent");
        strictEqual(noticeText({ ...notice, comparisonOperator: "EQUAL_TO" }), "just 80 % of what is spent");
    });
});
