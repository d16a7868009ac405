import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { accountQuotaIn, isOpenRequest } from "../../../aws/quotas";

describe("the quota of accounts", () => {
    it("is found by its name, whatever its code is by now", () => {
        const units = { QuotaCode: "L-29A0C5DF", QuotaName: "Number of OUs in an organization", Value: 2000 };
        const accounts = { QuotaCode: "L-NEW", QuotaName: "Default maximum number of accounts", Value: 10 };
        deepStrictEqual(accountQuotaIn([units, accounts]), { code: "L-NEW", value: 10 });
        strictEqual(accountQuotaIn([units]), undefined);
    });

    it("is found by its code where Service Quotas gives no names", () => {
        for (const code of ["L-29A0C5DF", "L-E619E033"])
            deepStrictEqual(accountQuotaIn([{ QuotaCode: code, Value: 25 }]), { code, value: 25 });
        strictEqual(accountQuotaIn([{ QuotaCode: "L-0", Value: 25 }]), undefined);
        strictEqual(accountQuotaIn([]), undefined);
    });

    it("has a request that is open until AWS has decided", () => {
        for (const status of ["PENDING", "CASE_OPENED"]) strictEqual(isOpenRequest({ status }), true);
        for (const status of ["APPROVED", "DENIED", "CASE_CLOSED", "NOT_APPROVED", "INVALID_REQUEST"])
            strictEqual(isOpenRequest({ status }), false);
    });
});
