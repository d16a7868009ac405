import {
    ConstraintViolationExceptionReason,
    CreateAccountFailureReason,
    HandshakeConstraintViolationExceptionReason,
} from "@aws-sdk/client-organizations";
import { strict as assert } from "node:assert";
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
            assert.deepEqual(Object.keys(ours).sort(), Object.values(sdk).sort());
        });

        it(`${name}: each is one line`, () => {
            for (const { meaning, cure } of Object.values(ours)) assert.doesNotMatch(`${meaning}${cure}`, /\n|\.$/);
        });
    }

    it("are found in the provider's text", () => {
        assert.equal(
            reasonIn("creating account (x): unexpected state 'FAILED', wanted target 'SUCCEEDED': EMAIL_ALREADY_EXISTS")
                ?.code,
            "EMAIL_ALREADY_EXISTS",
        );
    });

    it("are not seen where there are none", () => {
        assert.equal(reasonIn("error with SOME_OTHER_WORD in it"), undefined);
    });
});
