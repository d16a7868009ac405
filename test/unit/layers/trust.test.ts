import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { assumeRolesPolicies } from "../../../components/identity/people-group";
import { isoDuration } from "../../../components/identity-center/permission-set";
import { nameOf } from "../../../components/identity-center/directory";
import { administrators, lockoutFault, memberTrust, strangersFault } from "../../../layers/member/access-role";
import type { OwnStack } from "../../../layers/shared/own-stack";
import { roleTrust, trustedRoles, type TrustFacts } from "../../../layers/shared/roles";
import { assumable, profileOutputs } from "../../../layers/security/people";
import { accessRole, managementOutputs } from "../../support/management-outputs";

const facts: TrustFacts = {
    partition: "aws",
    organizationId: "o-exampleorgid",
    securityId: "333333333333",
    accountIds: ["111111111111", "222222222222", "333333333333"],
};

type OwnResource = OwnStack["resources"][number];

function statements(changes: Parameters<typeof accessRole>[0]): unknown {
    return roleTrust(accessRole(changes), facts).Statement;
}

describe("the trust of a role of the map", () => {
    it("is for users of the security account, of this organization, with recent MFA", () => {
        deepStrictEqual(statements({}), [
            {
                Sid: "Trusted",
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::333333333333:root" },
                Action: "sts:AssumeRole",
                Condition: {
                    ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::333333333333:user/*"] },
                    StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" },
                    Bool: { "aws:MultiFactorAuthPresent": "true" },
                    NumericLessThan: { "aws:MultiFactorAuthAge": "43200" },
                },
            },
        ]);
    });

    it("is for principals of the organization by their ARNs, and fenced by it", () => {
        const principals = [
            "arn:aws:iam::222222222222:role/Scanner",
            "arn:aws:sts::222222222222:assumed-role/Lambda/run",
        ];
        deepStrictEqual(statements({ principals, mfa: false }), [
            {
                Sid: "Trusted",
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::222222222222:root" },
                Action: "sts:AssumeRole",
                Condition: {
                    ArnLike: {
                        "aws:PrincipalArn": [
                            "arn:aws:iam::222222222222:role/Lambda",
                            "arn:aws:iam::222222222222:role/Scanner",
                        ],
                    },
                    StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" },
                },
            },
        ]);
    });

    it("is for a third party by its external id, without a fence that would keep it out", () => {
        const trusts = statements({ principals: ["999988887777"], mfa: false, externalId: "acme-7f3d" });
        deepStrictEqual((trusts as { Condition: unknown }[])[0]!.Condition, {
            StringEquals: { "sts:ExternalId": "acme-7f3d" },
        });
    });

    it("has a statement for each account", () => {
        const trusts = statements({
            principals: ["999988887777", "222222222222"],
            mfa: false,
            externalId: "acme-7f3d",
        });
        deepStrictEqual(
            (trusts as { Sid: string }[]).map(({ Sid }) => Sid),
            ["Trusted", "Trusted2"],
        );
    });

    it("is never wider than a group of accounts: no `*`, and no `IfExists` in an Allow", () => {
        const texts = [
            statements({}),
            statements({ principals: ["222222222222"], mfa: false }),
            memberTrust(managementOutputs(), []),
        ];
        for (const text of texts.map((each) => JSON.stringify(each))) {
            doesNotMatch(text, /IfExists/);
            doesNotMatch(text, /"AWS":"\*"|"Principal":"\*"/);
        }
    });
});

describe("roles while the organization does not have the account that people are in", () => {
    const scanner = accessRole({ role: "Scanner", principals: ["222222222222"], mfa: false });
    const waiting = { ...facts, securityId: undefined };
    const names = (roles: ReturnType<typeof trustedRoles>): readonly string[] => roles.map(({ role }) => role.role);

    it("of people wait, and those of others go on", () => {
        const roles = [accessRole({}), scanner];
        deepStrictEqual(names(trustedRoles(roles, waiting, { resources: [] })), ["Scanner"]);
        deepStrictEqual(names(trustedRoles(roles, facts, { resources: [] })), ["DevOps", "Scanner"]);
    });

    it("that are there already keep the trust that they have", () => {
        const before = { Version: "2012-10-17", Statement: [{ Sid: "Trusted" }] };
        const outputs = { name: "DevOps", assumeRolePolicy: JSON.stringify(before) };
        const resources = [{ urn: "", type: "aws:iam/role:Role", outputs }];
        deepStrictEqual(trustedRoles([accessRole({})], waiting, { resources })[0]!.trust, before);
    });
});

describe("a member's access role", () => {
    const role = "arn:aws:iam::111111111111:role/OrganizationAccountAccessRole";
    it("is for those who administer the organization, and for the bootstrap user while there is one", () => {
        deepStrictEqual(administrators(managementOutputs(), false), [role]);
        const ci = { previewRoleArn: "p", deployRoleArn: "arn:aws:iam::111111111111:role/ac-ci-deploy" };
        const all = administrators(managementOutputs({ ci, identity: ["identity-center"] }), true);
        deepStrictEqual(all, [
            role,
            "arn:aws:iam::111111111111:role/ac-ci-deploy",
            "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_OrganizationAccountAccessRole_*",
            "arn:aws:iam::111111111111:user/mgmt-org-admin",
        ]);
    });

    it("never locks its caller out", () => {
        const lets = (arn: string): boolean =>
            lockoutFault(
                arn,
                administrators(managementOutputs({ identity: ["identity-center"] }), true),
                "apps-prd",
            ) === undefined;
        const sts = "arn:aws:sts::111111111111:assumed-role";
        ok(lets("arn:aws:iam::111111111111:user/mgmt-org-admin"));
        ok(lets(`${sts}/OrganizationAccountAccessRole/ada`));
        ok(lets(`${sts}/AWSReservedSSO_OrganizationAccountAccessRole_0123456789abcdef/ada`));
        ok(!lets(`${sts}/AWSReservedSSO_ReadOnly_0123456789abcdef/ada`));
        ok(!lets(`${sts}/Other/ada`));
        ok(!lets("arn:aws:iam::111111111111:user/OrganizationAccountAccessRole"));
    });

    it("is closed for the management account's principals, and is not for those of other accounts unasked", () => {
        const account = { key: "apps-prd", roleName: "OrganizationAccountAccessRole" };
        const outputs = managementOutputs();
        const trust = memberTrust(outputs, [role]);
        const nothing = { resources: [] };
        const lets = (...names: string[]): string | undefined => {
            const statement = { Effect: "Allow" as const, Principal: { AWS: names }, Action: "sts:AssumeRole" };
            const present = { Version: "2012-10-17" as const, Statement: [statement] };
            return strangersFault(present, trust, nothing, outputs, account)?.message.split(": ")[1];
        };
        strictEqual(lets("arn:aws:iam::111111111111:root"), undefined);
        strictEqual(lets("111111111111", "arn:aws:iam::111111111111:user/ada"), undefined);
        strictEqual(lets("111111111111", "999988887777"), "999988887777");
        strictEqual(lets("arn:aws:iam::999988887777:role/Scanner"), "arn:aws:iam::999988887777:role/Scanner");

        // Also if our statement is beside theirs, unless the state has ours: then the engine shows what is removed.
        const theirs = { Effect: "Allow" as const, Principal: { AWS: "999988887777" }, Action: "sts:AssumeRole" };
        const both = { ...trust, Statement: [...(trust.Statement as object[]), theirs] } as typeof trust;
        const state = (policy: object): { resources: OwnResource[] } => ({
            resources: [
                {
                    urn: "urn:pulumi:apps-prd::acme::a$aws:iam/role:Role::access-role",
                    type: "aws:iam/role:Role",
                    outputs: { assumeRolePolicy: JSON.stringify(policy) },
                },
            ],
        });
        const open = { Statement: [{ Effect: "Allow", Principal: { AWS: "111111111111" }, Action: "sts:AssumeRole" }] };
        for (const own of [nothing, state(open)]) {
            match(strangersFault(both, trust, own, outputs, account)!.message, /: 999988887777$/u);
            strictEqual(strangersFault(trust, trust, own, outputs, account), undefined);
        }
        strictEqual(strangersFault(both, trust, state(trust), outputs, account), undefined);
        const spaced = { ...account, key: "a.b" };
        strictEqual(strangersFault(both, trust, nothing, outputs, spaced)!.path, 'accounts["a.b"]');
    });
});

describe("what a group may assume", () => {
    const access = [
        accessRole({ accounts: ["security", "apps-prd"] }),
        accessRole({ role: "Scanner", principals: ["222222222222"] }),
    ];
    it("is the roles of the map, where the map has them, and none of other principals", () => {
        deepStrictEqual(assumable(["DevOps", "Scanner"], managementOutputs({ access })), [
            "arn:aws:iam::333333333333:role/DevOps",
            "arn:aws:iam::222222222222:role/DevOps",
        ]);
    });

    it("is written in as many policies as IAM's limits ask for, each role once", () => {
        const arns = Array.from({ length: 1000 }, (_, index) => `arn:aws:iam::${100_000_000_000 + index}:role/DevOps`);
        const documents = assumeRolesPolicies([...arns, ...arns]);
        ok(documents.length <= 10, "as many as a group takes");
        for (const document of documents) ok(JSON.stringify(document).length <= 6144);
        const named = documents.flatMap(({ Statement }) => (Statement as { Resource: string[] }[])[0]!.Resource);
        deepStrictEqual(named, arns);
    });

    it("is handed on for the profiles, with the management account and without the closed ones", () => {
        const profiles = profileOutputs(managementOutputs({ access }));
        deepStrictEqual(Object.keys(profiles), ["management", "security", "apps-prd"]);
        deepStrictEqual(profiles["apps-prd"], {
            id: "222222222222",
            roles: {
                DevOps: { arn: "arn:aws:iam::222222222222:role/DevOps", mfa: true, mfaAge: 43_200, session: 3600 },
            },
        });
    });
});

describe("Identity Center", () => {
    it("takes durations in ISO 8601 and names in two parts", () => {
        deepStrictEqual([3600, 5400, 43_200, 3661].map(isoDuration), ["PT1H", "PT1H30M", "PT12H", "PT1H1M1S"]);
        deepStrictEqual(nameOf("ada.lovelace"), { givenName: "Ada", familyName: "Lovelace" });
        deepStrictEqual(nameOf("madonna"), { givenName: "Madonna", familyName: "Madonna" });
    });
});
