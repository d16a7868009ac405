import { TestProject } from "../support/project";
import * as fs from "node:fs";
const company = {
    "aws:region": "us-east-1",
    company: { name: "acme", short: "ac" },
    email: "aws@acme.example",
    management: { id: "111111111111" },
    organization: { services: ["cloudtrail.amazonaws.com", "access-analyzer.amazonaws.com"] },
    units: ["security", "workloads/prd", "workloads/devstg"],
    accounts: { security: { unit: "security" }, "apps-prd": { unit: "workloads/prd" }, "apps-devstg": { unit: "workloads/devstg" } },
    delegatedAdministrators: { security: ["cloudtrail.amazonaws.com", "access-analyzer.amazonaws.com"] },
    access: {
        DevOps: { accounts: ["apps-*"], policies: ["PowerUserAccess"] },
        Auditor: { accounts: ["*"], policies: ["ReadOnlyAccess", "SecurityAudit"] },
        Scanner: { accounts: ["apps-prd"], policies: ["SecurityAudit"], principals: ["999988887777"], externalId: "acme-7f3d" },
    },
    admins: ["ada.lovelace"],
};
const security = {
    "aws:region": "us-east-1",
    groups: { devops: { roles: ["DevOps"] }, auditors: { roles: ["Auditor"] } },
    audit: { alarms: { email: "security@acme.example" } },
    users: { "ada.lovelace": { groups: ["devops"] }, "grace.hopper": { groups: ["auditors"] } },
};
async function main() {
    const p = await TestProject.open({ management: company, security }, { id: "111111111111", email: "aws@acme.example", name: "acme-management" });
    fs.writeFileSync("/tmp/acc/folder", p.folder);
    for (const s of ["management", "security", "apps-prd", "apps-devstg"]) await p.must("stack", "init", s);
    console.log((await p.pulumi("preview", "--stack", "security")).text);
    console.log((await p.must("up", "--stack", "management", "--yes", "--skip-preview", "--exclude", "**state-lifecycle")).slice(-1500));
    for (const s of ["security"]) {
        const t = Date.now();
        const r = await p.pulumi("up", "--stack", s, "--yes", "--exclude", "**audit-lifecycle");
        console.log(s, r.exitCode, Date.now() - t, r.text);
        if (r.exitCode) return;
        console.log((await p.pulumi("preview", "--stack", s, "--expect-no-changes", "--diff", "--exclude", "**audit-lifecycle")).text);
    }
}
main().catch((e) => console.log(String(e)));
