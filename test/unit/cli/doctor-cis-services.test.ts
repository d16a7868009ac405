import { deepStrictEqual } from "node:assert/strict";
import { judgePlainHttp } from "../../../cli/doctor/checks/cis-buckets";
import { judgeUnused, usedOf } from "../../../cli/doctor/checks/cis-credentials";
import { judgeShell } from "../../../cli/doctor/checks/cis-management";
import { judgeImds, refusingImdsv1 } from "../../../cli/doctor/checks/cis-organization";
import { judgeRecorders } from "../../../cli/doctor/checks/cis-services";
import { tlsOnly } from "../../../components/encrypted/bucket";
import { managementConfig } from "../../support/company";
import { assertFindings } from "../../support/findings";

describe("org doctor --cis, by what this program makes", () => {
    it("2.11: a password or a key that was not used for more than 45 days", () => {
        const credential = (days: number): Parameters<typeof judgeUnused>[0][number] => ({
            user: "ada",
            what: "password",
            days,
        });
        assertFindings(judgeUnused([]), ["skipped", /no user/u]);
        assertFindings(judgeUnused([credential(0), credential(45)]), ["ok", /keys: 2, each .* last 45 days/u]);
        assertFindings(judgeUnused([credential(46), { user: "eve", what: "key …ABCD", days: 90 }]), [
            "warning",
            /ada: password, 46 days, eve: key …ABCD, 90 days/u,
            /out of admins/u,
        ]);
    });

    it("2.11: IAM's report is enough for a user whose credentials were all used of late; of another IAM is asked", () => {
        const now = Date.parse("2026-11-30T00:00:00Z");
        const ago = (days: number): Date => new Date(now - days * 86_400_000);
        const days = (then: Date): number => Math.floor((now - then.getTime()) / 86_400_000);
        const of = (user: Partial<Parameters<typeof usedOf>[0]>): ReturnType<typeof usedOf> =>
            usedOf({ name: "ada", hasMfa: true, keys: [], certificates: 0, ...user }, days);
        const key = { isActive: true, made: ago(400), lastUsed: ago(3) };
        deepStrictEqual(of({ password: { changed: ago(90), lastUsed: ago(1) }, keys: [key] }), [
            { user: "ada", what: "password", days: 1 },
            { user: "ada", what: "key", days: 3 },
        ]);
        deepStrictEqual(of({ password: { changed: ago(45), lastUsed: ago(300) } })?.length, 1);
        deepStrictEqual(of({ keys: [{ ...key, lastUsed: ago(46) }] }), undefined);
        deepStrictEqual(of({ keys: [{ isActive: true, made: ago(46) }] }), undefined);
        deepStrictEqual(of({ keys: [{ isActive: true, made: ago(2) }] })?.length, 1);
        deepStrictEqual(of({ keys: [{ ...key, isActive: false, lastUsed: ago(46) }] }), []);
        // The report says neither when the password was created nor when it was used.
        deepStrictEqual(of({ password: {} }), undefined);
    });

    it("2.20: who has AWSCloudShellFullAccess, in the account and in the config", () => {
        const nobody = { roles: [], users: [], groups: [] };
        assertFindings(judgeShell({ holders: nobody, access: [] }), ["ok", /nobody/u]);
        assertFindings(judgeShell({ holders: { ...nobody, groups: ["ops"], roles: ["Shell"] }, access: ["DevOps"] }), [
            "warning",
            /access\.DevOps, group ops, role Shell/u,
            /access\.<role>\.policies/u,
        ]);
    });

    it("3.1.1: each bucket by its policy", () => {
        const bucket = (name: string, statement?: object): Parameters<typeof judgePlainHttp>[0][number] => ({
            name,
            policy: statement === undefined ? undefined : JSON.stringify({ Statement: [statement] }),
        });
        const ours = tlsOnly("arn:aws:s3:::state");
        assertFindings(judgePlainHttp([]), ["skipped", /no bucket/u]);
        assertFindings(judgePlainHttp([bucket("state", ours)]), ["ok", /denied by state/u]);
        for (const weak of [
            undefined,
            { ...ours, Effect: "Allow" },
            { ...ours, Principal: { AWS: "111111111111" } },
            { ...ours, Action: "s3:GetObject" },
            { ...ours, Condition: { Bool: { "aws:SecureTransport": "true" } } },
            {
                ...ours,
                Condition: { Bool: { "aws:SecureTransport": "false" }, StringEquals: { "aws:SourceVpc": "vpc-1" } },
            },
            { ...ours, Condition: { Bool: { "aws:SecureTransport": "false", "aws:ViaAWSService": "false" } } },
        ])
            assertFindings(judgePlainHttp([bucket("state", ours), bucket("photos", weak)]), [
                "fault",
                /not denied by photos$/u,
            ]);
    });

    it("4.3: recorders in every region that has the service", () => {
        const wanted = ["us-east-1", "eu-west-1"];
        assertFindings(judgeRecorders({ wanted: undefined, recorded: [] }), [
            "warning",
            /not have AWS Config on/u,
            /audit: \{ config: true \}/u,
        ]);
        assertFindings(judgeRecorders({ wanted, recorded: ["us-east-1"] }), [
            "fault",
            /management account in eu-west-1$/u,
            /--stack security, then .*--stack management/u,
        ]);
        assertFindings(judgeRecorders({ wanted, recorded: wanted }), ["ok", /us-east-1, eu-west-1/u]);
    });

    it("6.7: members that no policy of the config keeps from instances without IMDSv2", () => {
        const { policies } = managementConfig({
            organization: { policyTypes: ["SERVICE_CONTROL_POLICY", "DECLARATIVE_POLICY_EC2"] },
            policies: {
                "require-imdsv2": { targets: ["workloads"] },
                "declarative-ec2": { targets: ["root"] },
                "deny-leaving-organization": { targets: ["root"] },
            },
        });
        deepStrictEqual(refusingImdsv1(policies), ["require-imdsv2"]);
        const member = (id: string, ...above: string[]): { id: string; name: string; above: readonly string[] } => ({
            id,
            name: `acme-${id}`,
            above: [id, "r-1", ...above],
        });
        const attached = (...targets: string[]): Parameters<typeof judgeImds>[0]["policies"] => [
            { id: "p-1", name: "require-imdsv2", type: "SERVICE_CONTROL_POLICY", targets },
            { id: "p-2", name: "deny-leaving-organization", type: "SERVICE_CONTROL_POLICY", targets: ["r-1"] },
        ];
        const facts = { rootId: "r-1", refusing: ["require-imdsv2"], members: [member("1", "ou-1"), member("2")] };
        assertFindings(judgeImds({ ...facts, policies: attached("ou-1", "2") }), ["ok", /require-imdsv2 .* all 2/u]);
        assertFindings(judgeImds({ ...facts, policies: attached("ou-1") }), [
            "warning",
            /in acme-2 \(2\)$/u,
            /require-imdsv2/u,
        ]);
        assertFindings(judgeImds({ ...facts, refusing: [], policies: attached("r-1") }), ["warning", /acme-1/u]);
        assertFindings(judgeImds({ ...facts, members: [], policies: [] }), ["skipped", /no member/u]);
    });
});
