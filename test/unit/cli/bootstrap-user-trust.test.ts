import { deepStrictEqual } from "node:assert/strict";
import { trustFaults } from "../../../cli/bootstrap-user/trust-faults";
import { adminTrust } from "../../../components/access/organization-access-role";

const account = "111111111111";
const user = (name: string): string => `arn:aws:iam::${account}:user/${name}`;
const root = `arn:aws:iam::${account}:root`;
const admins = [user("ada.lovelace"), user("alan.turing")];
const withMfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
const onlyAda = { ArnEquals: { "aws:PrincipalArn": [user("ada.lovelace")] } };

const faultsOf = (...statements: readonly object[]): readonly string[] =>
    trustFaults(
        {
            Statement: statements.map((statement) => ({
                Effect: "Allow",
                Action: "sts:AssumeRole",
                Principal: { AWS: root },
                ...statement,
            })),
        },
        admins,
    );

describe("what a trust policy proves of a session", () => {
    it("the stack's own: an admin came in with MFA", () => {
        const made = adminTrust({
            accountId: account,
            partition: "aws",
            admins: ["ada.lovelace", "alan.turing"],
            mfaAge: 3600,
        });
        deepStrictEqual(trustFaults(JSON.parse(JSON.stringify(made)), admins), []);
    });

    for (const [rule, statement, faults] of [
        ["users that are admins, named as principals", { Principal: { AWS: admins }, Condition: withMfa }, []],
        ["one of the admins is enough", { Condition: { ...withMfa, ...onlyAda } }, []],
        [
            "names of operators and keys have no case",
            {
                Condition: {
                    bool: { "aws:multifactorauthpresent": "true" },
                    arnequals: { "aws:principalarn": admins[0] },
                },
            },
            [],
        ],
        ["without MFA", { Condition: onlyAda }, ["does not ask for MFA"]],
        [
            "IfExists lets plain keys in",
            { Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" }, ...onlyAda } },
            ["does not ask for MFA"],
        ],
        [
            "MFA that must be absent",
            { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" }, ...onlyAda } },
            ["does not ask for MFA"],
        ],
        [
            "MFA or not",
            { Condition: { Bool: { "aws:MultiFactorAuthPresent": ["true", "false"] }, ...onlyAda } },
            ["does not ask for MFA"],
        ],
        ["the whole account", { Condition: withMfa }, [`lets in ${root}`]],
        ["everybody", { Principal: "*", Condition: withMfa }, ["lets in *"]],
        ["everybody but some", { Principal: undefined, NotPrincipal: {}, Condition: withMfa }, ["lets in *"]],
        [
            "the bootstrap user too",
            { Principal: { AWS: [...admins, user("mgmt-org-admin")] }, Condition: withMfa },
            [`lets in ${user("mgmt-org-admin")}`],
        ],
        [
            "a pattern, which may be anybody",
            { Condition: { ...withMfa, ArnLike: { "aws:PrincipalArn": user("*") } } },
            [`lets in ${user("*")}`],
        ],
        [
            "a condition that only excludes",
            { Condition: { ...withMfa, ArnNotEquals: { "aws:PrincipalArn": user("x") } } },
            [`lets in ${root}`],
        ],
        [
            "a service",
            { Principal: { Service: "ec2.amazonaws.com" }, Condition: { ...withMfa, ...onlyAda } },
            ["lets in ec2.amazonaws.com"],
        ],
        [
            "an identity provider",
            { Principal: { Federated: "arn:aws:iam::111111111111:saml-provider/x" }, Action: "sts:AssumeRoleWithSAML" },
            ["does not ask for MFA", "lets in arn:aws:iam::111111111111:saml-provider/x"],
        ],
    ] as const)
        it(rule, () => {
            deepStrictEqual(faultsOf(statement), faults);
        });

    it("every statement that opens a session counts, and no other", () => {
        const good = { Condition: { ...withMfa, ...onlyAda } };
        deepStrictEqual(faultsOf(good, { Action: "sts:TagSession" }, { Effect: "Deny", Principal: "*" }), []);
        deepStrictEqual(faultsOf(good, { Action: "sts:*", Condition: withMfa }), [`lets in ${root}`]);
        deepStrictEqual(faultsOf(good, { Action: undefined, NotAction: "sts:TagSession", Condition: withMfa }), [
            `lets in ${root}`,
        ]);
        deepStrictEqual(faultsOf({ Effect: "Deny" }), ["lets nobody in"]);
        deepStrictEqual(trustFaults(undefined, admins), ["lets nobody in"]);
    });
});
