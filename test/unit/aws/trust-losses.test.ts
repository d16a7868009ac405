import { deepStrictEqual } from "node:assert/strict";
import { trustLosses } from "../../../aws/preflight/trust-losses";
import { adminTrust } from "../../../components/access/organization-access-role";
import { roleTrust } from "../../../layers/shared/roles";
import { accessRole } from "../../support/management-outputs";

const [management, security, other] = ["111111111111", "333333333333", "999988887777"];
const facts = {
    ...{ partition: "aws", organizationId: "o-exampleorgid", securityId: security },
    accountIds: [management, security],
};
const root = (id: string): string => `arn:aws:iam::${id}:root`;
const user = (name: string): string => `arn:aws:iam::${security}:user/${name}`;
const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
type Trust = Parameters<typeof trustLosses>[0];
const trust = (...statements: object[]): Trust => ({
    Version: "2012-10-17",
    Statement: statements.map((more) => ({ Effect: "Allow", Action: "sts:AssumeRole", ...more })),
});
const ofPeople = roleTrust(accessRole({}), facts) as unknown as Trust;
const ofMachines = (changes: object): Trust =>
    roleTrust(accessRole({ mfa: false, ...changes }), facts) as unknown as Trust;

describe("principals that a trust policy no longer lets in", () => {
    const cases: readonly (readonly [what: string, before: Trust, after: Trust, losses: readonly string[]])[] = [
        ["is nobody where nobody was let in", trust(), ofPeople, []],
        ["is nobody where nothing differs", ofPeople, ofPeople, []],
        [
            "is nobody of an account that proves MFA",
            trust({ Principal: { AWS: root(security) }, Condition: mfa }),
            ofPeople,
            [],
        ],
        [
            "is nobody whose proof may be younger or older",
            trust({
                Principal: { AWS: security },
                Condition: { ...mfa, NumericLessThan: { "aws:MultiFactorAuthAge": "99999" } },
            }),
            ofPeople,
            [],
        ],
        [
            "is nobody of users that are named",
            trust({ Principal: { AWS: [user("ada"), user("bob")] }, Condition: mfa }),
            ofPeople,
            [],
        ],
        ["is an account whose roles come in", trust({ Principal: { AWS: root(security) } }), ofPeople, [security]],
        [
            "is a user who comes in without a code",
            trust({ Principal: { AWS: user("ada") } }),
            ofPeople,
            [`${user("ada")} without MFA`],
        ],
        // With IfExists, somebody without a proof gets in.
        [
            "is a user whose code is asked for only where there is one",
            trust({ Principal: { AWS: user("ada") }, Condition: { BoolIfExists: mfa.Bool } }),
            ofPeople,
            [`${user("ada")} without MFA`],
        ],
        [
            "is another account, beside ours",
            trust({ Principal: { AWS: [root(security), other] }, Condition: mfa }),
            ofPeople,
            [`arn:aws:iam::${other}:user/*`],
        ],
        [
            "is nobody who was deleted",
            trust({ Principal: { AWS: ["AIDACKCEVSQ6C2EXAMPLE", "AROACKCEVSQ6C2EXAMPLE"] } }),
            ofPeople,
            [],
        ],
        [
            "is a role",
            trust({ Principal: { AWS: `arn:aws:iam::${other}:role/Scanner` } }),
            ofPeople,
            [`arn:aws:iam::${other}:role/Scanner`],
        ],
        [
            "is a service and an identity provider",
            trust(
                { Principal: { Service: "ec2.amazonaws.com" } },
                {
                    Action: "sts:AssumeRoleWithSAML",
                    Principal: { Federated: `arn:aws:iam::${other}:saml-provider/Okta` },
                },
            ),
            ofPeople,
            ["Service ec2.amazonaws.com", `Federated arn:aws:iam::${other}:saml-provider/Okta`],
        ],
        [
            "is everybody",
            trust({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } } }),
            ofPeople,
            ["*"],
        ],
        [
            "is a role that a condition names",
            trust({
                Principal: { AWS: "*" },
                Condition: { ArnEquals: { "AWS:principalarn": `arn:aws:iam::${other}:role/Scanner` } },
            }),
            ofPeople,
            [`arn:aws:iam::${other}:role/Scanner`],
        ],
        [
            "is a Deny",
            trust({ Sid: "NotEve", Effect: "Deny", Principal: { AWS: user("eve") } }),
            ofPeople,
            ["statement NotEve"],
        ],
        [
            "is all but somebody",
            trust({ NotPrincipal: { AWS: user("eve") } }),
            ofPeople,
            ["statement Allow sts:AssumeRole"],
        ],
        [
            "is what somebody may do besides",
            trust({ Action: ["sts:AssumeRole", "sts:TagSession"], Principal: { AWS: user("ada") }, Condition: mfa }),
            ofPeople,
            [`${user("ada")}: sts:TagSession`],
        ],
        [
            "is everybody in where the condition names nobody",
            trust({ Principal: { AWS: user("ada") }, Condition: mfa }),
            trust({ Principal: { AWS: root(security) }, Condition: { ...mfa, ArnLike: { "aws:PrincipalArn": [] } } }),
            [user("ada")],
        ],
        [
            "is everybody in where the condition names others' principals",
            trust({ Principal: { AWS: user("ada") } }),
            trust({
                Principal: { AWS: root(security) },
                Condition: { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${other}:role/Scanner` } },
            }),
            [user("ada")],
        ],
        [
            "is nobody of an account by a condition on nobody in it",
            trust({
                Principal: { AWS: [other, "*"] },
                Condition: { ArnEquals: { "aws:PrincipalArn": [] } },
            }),
            ofPeople,
            [],
        ],
        [
            "is a principal by a condition on any account's",
            trust({
                Principal: { AWS: other },
                Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Scanner" } },
            }),
            ofPeople,
            [`arn:aws:iam::${other}:role/Scanner`],
        ],
        [
            "is an account by a condition that any principal meets",
            trust({ Principal: { AWS: other }, Condition: { ArnLike: { "aws:PrincipalArn": "*" } } }),
            ofPeople,
            [other],
        ],
        [
            "is who may do all but something",
            trust({ Action: undefined, NotAction: "sts:TagSession", Principal: { AWS: other } }),
            ofPeople,
            ["statement Allow all but sts:TagSession"],
        ],
        [
            "is nobody of an account by its id, in another partition",
            trust({ Principal: { AWS: security }, Condition: mfa }),
            roleTrust(accessRole({}), { ...facts, partition: "aws-us-gov" }) as unknown as Trust,
            [],
        ],
        [
            "is nobody of principals that the map names",
            trust({ Principal: { AWS: `arn:aws:iam::${management}:role/Scanner` } }),
            ofMachines({ principals: [management] }),
            [],
        ],
        [
            "is a third party without our external id",
            trust({ Principal: { AWS: other } }),
            ofMachines({ principals: [other], externalId: "acme-7f3d" }),
            [`${other} on other conditions`],
        ],
        [
            "is no third party with it",
            trust({
                Principal: { AWS: root(other) },
                Condition: { StringEquals: { "sts:ExternalId": ["acme-7f3d"] } },
            }),
            ofMachines({ principals: [other], externalId: "acme-7f3d" }),
            [],
        ],
        [
            "is an admin who is named no longer",
            adminTrust({
                partition: "aws",
                accountId: management,
                admins: ["ada", "bob"],
                mfaAge: 3600,
            }) as unknown as Trust,
            adminTrust({ partition: "aws", accountId: management, admins: ["ada"], mfaAge: 3600 }) as unknown as Trust,
            [`arn:aws:iam::${management}:user/bob`],
        ],
        [
            "is an admin where nobody is named",
            adminTrust({ partition: "aws", accountId: management, admins: ["ada"], mfaAge: 3600 }) as unknown as Trust,
            adminTrust({ partition: "aws", accountId: management, admins: [], mfaAge: 3600 }) as unknown as Trust,
            [`arn:aws:iam::${management}:user/ada`],
        ],
    ];
    for (const [what, before, after, losses] of cases)
        it(what, () => {
            deepStrictEqual(trustLosses(before, after), losses);
        });

    it("reads one statement without a list", () => {
        const before = { Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: other } } };
        deepStrictEqual(trustLosses(before, ofPeople), [other]);
    });
});
