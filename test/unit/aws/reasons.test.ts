import {
    ConstraintViolationExceptionReason,
    CreateAccountFailureReason,
    HandshakeConstraintViolationExceptionReason,
} from "@aws-sdk/client-organizations";
import { deepStrictEqual, doesNotMatch, match, strictEqual } from "node:assert/strict";
import { constraintReasons, createAccountReasons, handshakeReasons, reasonIn, type Reason } from "../../../aws/reasons";

const tables: readonly [name: string, ours: Readonly<Record<string, Reason>>, sdk: Readonly<Record<string, string>>][] =
    [
        ["CreateAccount", createAccountReasons, CreateAccountFailureReason],
        ["ConstraintViolation", constraintReasons, ConstraintViolationExceptionReason],
        ["HandshakeConstraintViolation", handshakeReasons, HandshakeConstraintViolationExceptionReason],
    ];

describe("reasons of Organizations", () => {
    for (const [name, ours, sdk] of tables) {
        it(`${name}: each that the SDK knows has a meaning and a cure, and no other`, () => {
            deepStrictEqual(Object.keys(ours).sort(), Object.values(sdk).sort());
        });

        it(`${name}: each is one line`, () => {
            for (const { meaning, cure } of Object.values(ours)) doesNotMatch(`${meaning}${cure}`, /\n|\.$/);
        });
    }

    it("are found in the provider's text", () => {
        strictEqual(
            reasonIn("creating account (x): unexpected state 'FAILED', wanted target 'SUCCEEDED': EMAIL_ALREADY_EXISTS")
                ?.code,
            "EMAIL_ALREADY_EXISTS",
        );
    });

    it("are known by AWS's words where the provider leaves the code out", () => {
        const text = (words: string): string => `api error ConstraintViolationException: ${words}`;
        strictEqual(
            reasonIn(text("You have exceeded the allowed number of AWS Accounts."))?.code,
            "ACCOUNT_NUMBER_LIMIT_EXCEEDED",
        );
        strictEqual(reasonIn(text("it would exceed the max depth allowed."))?.code, "OU_DEPTH_LIMIT_EXCEEDED");
        const unknown = reasonIn(text("words that nobody has seen"));
        strictEqual(unknown?.code, "ConstraintViolationException");
        match(unknown.reason.cure, /CloudTrail/);
    });

    it("are not seen where there are none", () => {
        strictEqual(reasonIn("error with SOME_OTHER_WORD in it"), undefined);
    });
});
