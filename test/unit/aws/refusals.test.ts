import { match, strictEqual } from "node:assert/strict";
import { refusalIn } from "../../../aws/refusals";

const error = (name: string, Reason?: string, message = ""): Error =>
    Object.assign(new Error(message), { name, ...(Reason === undefined ? {} : { Reason }) });

describe("a refusal of AWS's", () => {
    it("is in words by its reason code, or by the code in its text", () => {
        const known = refusalIn(
            error("HandshakeConstraintViolationException", "MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED"),
        )!;
        strictEqual(known.code, "MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED");
        match(known.message, /^AWS refuses, MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED: .*not verified/u);
        match(known.cure, /open the mail/u);
        strictEqual(refusalIn(error("X", undefined, "WAIT_PERIOD_ACTIVE: wait"))?.code, "WAIT_PERIOD_ACTIVE");
    });

    it("is left as it is where it has no code, and says so where it hides it", () => {
        strictEqual(refusalIn(error("AccessDeniedException", undefined, "no")), undefined);
        strictEqual(refusalIn("no error"), undefined);
        match(refusalIn(error("ConstraintViolationException"))!.message, /reason code/u);
    });
});
