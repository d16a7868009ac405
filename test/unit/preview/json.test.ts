import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { acmeStack, OrgProject } from "../../support/org-project";

const deny = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" }],
};
const outputs = {
    region: "eu-west-1",
    organization: { id: "o-exampleorgid" },
    accounts: { security: { id: "333333333333", unit: "security", roleName: "OrganizationAccountAccessRole" } },
};
const step = (op: string, type: string, name: string, old: object | null, next: object | null): object => ({
    resourcePreEvent: {
        metadata: { op, type, urn: `urn:pulumi:management::acme::${type}::${name}`, old, new: next },
    },
});
const events = [
    step("same", "pulumi:pulumi:Stack", "acme-management", { outputs }, { outputs }),
    step("create", "aws:organizations/policy:Policy", "policy-stay-policy", null, {
        custom: true,
        inputs: { type: "SERVICE_CONTROL_POLICY", content: JSON.stringify(deny) },
    }),
    step("create", "aws:organizations/policyAttachment:PolicyAttachment", "policy-stay:root", null, {
        custom: true,
        inputs: {},
    }),
    {
        resOutputsEvent: {
            metadata: {
                op: "same",
                type: "pulumi:pulumi:Stack",
                urn: "urn:pulumi:management::acme::pulumi:pulumi:Stack::acme-management",
                old: { outputs },
                new: { outputs },
            },
        },
    },
    { summaryEvent: { resourceChanges: { create: 2, same: 1 } } },
];

describe("org preview --json", () => {
    it("has what policies newly deny and allow, by the standing questions and by written cases", () => {
        const project = new OrgProject();
        project.write(
            "management",
            `${acmeStack}  policies:\n    stay: { file: policies/stay.json, targets: [root] }\n`,
        );
        mkdirSync(join(project.dir, "policies"));
        writeFileSync(join(project.dir, "policies/stay.json"), JSON.stringify(deny));
        const request = {
            principal: "arn:aws:sts::222222222222:assumed-role/DevOps/ada",
            action: "organizations:LeaveOrganization",
            resource: "*",
            context: {},
        };
        writeFileSync(
            join(project.dir, "policies/stay.cases.json"),
            JSON.stringify([{ name: "nobody leaves", request, expect: "denied" }]),
        );
        const log = join(project.dir, "events.json");
        writeFileSync(log, events.map((event) => JSON.stringify(event)).join("\n"));
        const run = project.org("preview", "--stack", "management", "--events", log, "--json");
        project.close();
        strictEqual(run.code, 0, run.err);
        const { verdicts, cases } = JSON.parse(run.out) as Record<string, unknown>;
        deepStrictEqual(verdicts, [
            {
                becomes: "denied",
                who: "everybody",
                what: "leave the organization (organizations:LeaveOrganization)",
                by: "stay at root",
                accounts: ["security"],
            },
        ]);
        deepStrictEqual(cases, [
            {
                policy: "stay",
                case: "nobody leaves",
                action: "organizations:LeaveOrganization",
                was: "allowed",
                is: "denied",
                expected: "denied",
                accounts: [{ becomes: "denied", by: "stay at root", accounts: ["security"] }],
            },
        ]);
    });
});
