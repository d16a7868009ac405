import { isOpenUntilUp, trustsBootstrapUserAlone } from "../core/access-role-trust";
import type { ResourceRule } from "../core/rule";
import { roleTypes } from "../core/tokens";
import { ourAccounts } from "../core/our-accounts";
import { accountOf, admitsPeople, required, trustedByAws } from "../core/trust";
import { showTitle, trustOf } from "../core/trust-policy";

const key = "aws:MultiFactorAuthPresent";

/** People must prove MFA when they assume a role. */
export const humanTrustNeedsMfa: ResourceRule = {
    name: "human-trust-needs-mfa",
    description: "Every role that people can take on asks for MFA: `Bool aws:MultiFactorAuthPresent true`.",
    why: "`BoolIfExists` lets plain access keys in: they carry no such key at all. Roles that take a role on prove nothing and are named by their ARN; third parties bring an external id. Two trusts are excepted, and temporary-trusts-end tells of them: one of the bootstrap user alone, and that of a member's access role until the first `up` of its stack.",
    level: "mandatory",
    severity: "critical",
    remedy: 'Add Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } }, and an age: NumericLessThan aws:MultiFactorAuthAge.',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html",
    settings: {
        accounts: {
            type: "array",
            items: { type: "string" },
            description:
                "Ids of the organization's accounts: an external id does not excuse their people from MFA. Default: those of the stack's config.",
        },
    },
    types: roleTypes,
    judge:
        () =>
        (role, { settings, facts, report }) => {
            const ours = ourAccounts(role, settings, facts);
            for (const statement of trustOf(role)) {
                if (!admitsPeople(statement) || required(statement, key, ["Bool"])?.join() === "true") continue;
                // The rule temporary-trusts-end reports these.
                if (trustsBootstrapUserAlone(statement) || isOpenUntilUp(role, statement, facts)) continue;
                const isThirdParty =
                    required(statement, "sts:ExternalId", ["StringEquals"]) !== undefined &&
                    trustedByAws(statement).every((principal) => !ours.has(accountOf(principal) ?? ""));
                if (isThirdParty) continue;
                const asked = statement.conditions.find((condition) => condition.key === key.toLowerCase());
                report({
                    message:
                        asked === undefined
                            ? `${showTitle(role, statement)} lets people in without MFA`
                            : `${showTitle(role, statement)} asks for MFA by ${asked.operator}, which lets some in without it`,
                    cure: 'add Bool: { "aws:MultiFactorAuthPresent": "true" }; for roles only: ArnEquals aws:PrincipalArn',
                });
            }
        },
};
