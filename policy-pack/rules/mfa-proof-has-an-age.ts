import type { ResourceRule } from "../core/rule";
import { roleTypes } from "../core/tokens";
import { admitsPeople, required } from "../core/trust";
import { showTitle, trustOf } from "../core/trust-policy";

/** A proof of MFA is recent. */
export const mfaProofHasAnAge: ResourceRule = {
    name: "mfa-proof-has-an-age",
    description: "A role that asks people for MFA says how old the proof may be.",
    why: "Without an age a session of 36 hours proves MFA until it ends.",
    level: "advisory",
    severity: "low",
    remedy: 'Add Condition: { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } }, in seconds.',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html",
    types: roleTypes,
    judge:
        () =>
        (role, { report }) => {
            for (const statement of trustOf(role)) {
                if (!admitsPeople(statement)) continue;
                if (required(statement, "aws:MultiFactorAuthPresent", ["Bool"]) === undefined) continue;
                if (required(statement, "aws:MultiFactorAuthAge", ["NumericLessThan", "NumericLessThanEquals"]))
                    continue;
                report({
                    message: `${showTitle(role, statement)} takes a proof of MFA of any age`,
                    cure: 'add NumericLessThan: { "aws:MultiFactorAuthAge": "3600" }',
                });
            }
        },
};
