import { deepStrictEqual } from "node:assert/strict";
import { judgeContactDetails, judgeSecurityContact } from "../../../cli/doctor/checks/cis-contacts";
import {
    judgeDelegationPolicy,
    judgeGuardrails,
    judgeRootAccess,
    judgeServices,
    judgeUnits,
} from "../../../cli/doctor/checks/cis-organization";
import { isOfWorkload, judgeWorkloads } from "../../../cli/doctor/checks/cis-workloads";
import { delegatedPrincipals } from "../../../cli/doctor/delegation-policy";
import { managementConfig } from "../../support/company";
import { assertFindings } from "../../support/findings";

const policy = (more: object = {}): { id: string; name: string; type: string; targets: readonly string[] } => ({
    id: "p-1",
    name: "guard",
    type: "SERVICE_CONTROL_POLICY",
    targets: ["r-1"],
    ...more,
});

describe("org doctor --cis", () => {
    it("2.1.1: root credentials of members are managed centrally", () => {
        assertFindings(judgeRootAccess({ features: ["RootCredentialsManagement"] }), ["ok", /central root access/u]);
        assertFindings(judgeRootAccess({ features: ["RootSessions"] }), [
            "fault",
            /not managed centrally/u,
            /rootAccess: true/u,
        ]);
    });

    it("2.1.2: a control policy reaches each member, from above or on itself", () => {
        const members = [
            { id: "1", name: "a", above: ["1", "r-1", "ou-1"] },
            { id: "2", name: "b", above: ["2", "r-1"] },
        ];
        const judge = (...policies: ReturnType<typeof policy>[]): ReturnType<typeof judgeGuardrails> =>
            judgeGuardrails({ rootId: "r-1", policies, members });
        assertFindings(judge(policy()), ["ok", /all 2 members; on the root: guard/u]);
        assertFindings(
            judge(policy({ targets: ["ou-1"] }), policy({ targets: ["2"], type: "RESOURCE_CONTROL_POLICY" })),
            ["ok", /all 2/u],
        );
        assertFindings(judge(policy({ targets: ["ou-1"] })), ["fault", /reaches b \(2\)/u]);
        assertFindings(judge(policy({ type: "TAG_POLICY" })), ["fault", /a \(1\), b \(2\)/u]);
        assertFindings(judgeGuardrails({ rootId: "r-1", policies: [], members: [] }), ["skipped", /no member/u]);
    });

    it("2.1.3: signs of a workload are reported; without one nothing is claimed", () => {
        assertFindings(judgeWorkloads({ workloadRoles: [], buckets: [] }), ["skipped", /no sign .* not judged/u]);
        assertFindings(judgeWorkloads({ workloadRoles: ["web"], buckets: ["photos"] }), [
            "warning",
            /web; buckets: photos/u,
        ]);
        const trust = (service: string): string =>
            encodeURIComponent(JSON.stringify({ Statement: [{ Principal: { Service: service } }] }));
        deepStrictEqual(
            ["lambda.amazonaws.com", "ec2.amazonaws.com", "cloudtrail.amazonaws.com", "backup.amazonaws.com"].map(
                (each) => isOfWorkload(trust(each)),
            ),
            [true, true, false, false],
        );
    });

    it("2.1.4: every member is in a unit whose name tells environment or sensitivity", () => {
        assertFindings(judgeUnits({ paths: ["security", "workloads/prd", "team/sandbox"], atRoot: [] }), [
            "ok",
            /environment and sensitivity/u,
        ]);
        assertFindings(judgeUnits({ paths: ["security", "marketing"], atRoot: [] }), [
            "warning",
            /sensitivity: marketing/u,
        ]);
        assertFindings(judgeUnits({ paths: ["security"], atRoot: ["x (1)"] }), ["fault", /in no unit: x/u]);
        assertFindings(judgeUnits({ paths: [], atRoot: [] }), ["fault", /no units/u]);
    });

    it("2.1.5: the delegation policy lets an active member manage policies", () => {
        const statement = (principal: unknown, action: unknown, effect = "Allow"): string =>
            JSON.stringify({ Statement: [{ Effect: effect, Principal: principal, Action: action }] });
        const root = { AWS: "arn:aws:iam::222222222222:root" };
        for (const [text, accounts] of [
            [statement(root, "organizations:AttachPolicy"), ["222222222222"]],
            [
                statement({ AWS: ["222222222222", "arn:aws:iam::333333333333:role/x"] }, ["organizations:*"]),
                ["222222222222", "333333333333"],
            ],
            [statement(root, "organizations:ListPolicies"), []],
            [statement(root, "organizations:*", "Deny"), []],
            [statement("*", "organizations:*"), []],
            ["{", []],
        ] as const)
            deepStrictEqual(delegatedPrincipals(text), accounts, text);
        const members = [{ id: "222222222222", name: "acme-security" }];
        assertFindings(judgeDelegationPolicy({ policy: undefined, members }), [
            "fault",
            /no delegation policy/u,
            /resourcePolicy/u,
        ]);
        assertFindings(judgeDelegationPolicy({ policy: statement(root, "organizations:*"), members }), [
            "ok",
            /acme-security/u,
        ]);
        assertFindings(
            judgeDelegationPolicy({ policy: statement({ AWS: "999999999999" }, "organizations:*"), members }),
            ["fault", /no active member/u],
        );
    });

    it("2.1.6: trusted services have a delegated administrator", () => {
        const trusted = ["cloudtrail.amazonaws.com", "config.amazonaws.com", "ram.amazonaws.com"];
        const judge = (...found: string[]): ReturnType<typeof judgeServices> =>
            judgeServices({ trusted, delegations: new Set(found) });
        assertFindings(judge(), ["fault", /no trusted service/u]);
        assertFindings(judge("2/cloudtrail.amazonaws.com"), ["warning", /config\.amazonaws\.com/u]);
        // Resource Access Manager has none.
        assertFindings(judge("2/cloudtrail.amazonaws.com", "2/config.amazonaws.com"), ["ok", /all 2/u]);
        assertFindings(judgeServices({ trusted: ["ram.amazonaws.com"], delegations: new Set() }), [
            "skipped",
            /no trusted/u,
        ]);
    });

    it("2.2 and 2.3: every account has contact details and a security contact", () => {
        const contact = (account: string, value?: string): { account: string; readable: true; value?: string } => ({
            account,
            readable: true,
            ...(value === undefined ? {} : { value }),
        });
        assertFindings(judgeContactDetails({ contacts: [contact("a", "Acme, +1"), contact("b", "Acme, +1")] }), [
            "ok",
            /all 2 accounts/u,
        ]);
        assertFindings(judgeContactDetails({ contacts: [contact("a"), contact("b", "x")] }), [
            "fault",
            /no contact details for a/u,
        ]);
        assertFindings(
            judgeContactDetails({ contacts: [contact("a", "x"), { account: "b", readable: "no trusted access" }] }),
            ["warning", /does not tell of b: no trusted access/u],
        );
        const wanted = managementConfig({
            organization: { services: ["account.amazonaws.com"] },
            contacts: { security: { name: "S", title: "S", email: "security@acme.example", phone: "+1 555 0100" } },
        }).contacts.security;
        assertFindings(judgeSecurityContact({ wanted, contacts: [contact("a", "security@acme.example")] }), [
            "ok",
            /all 1/u,
        ]);
        assertFindings(judgeSecurityContact({ wanted, contacts: [contact("a", "ada@mail.example")] }), [
            "warning",
            /ada@mail\.example/u,
        ]);
        assertFindings(judgeSecurityContact({ wanted: undefined, contacts: [contact("a")] }), [
            "fault",
            /no security contact for a/u,
        ]);
    });
});
