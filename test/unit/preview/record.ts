/**
 * Records the event logs that the golden comments are made from, with the real engine in the sandbox: `node --require ./bin/typescript
 * test/unit/preview/record.ts`, then run the tests with UPDATE_GOLDEN=1.
 */
import {
    DetachPolicyCommand,
    EnableAWSServiceAccessCommand,
    ListPoliciesCommand,
    ListRootsCommand,
} from "@aws-sdk/client-organizations";
import * as fs from "node:fs";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import type { EngineEvent, StepMetadata, StepState } from "../../../cli/preview/engine-event";
import { parseEvents } from "../../../cli/preview/events";
import { AccessProject, company as accessCompany, security } from "../../support/access-project";
import { clientsOf } from "../../support/aws";
import { TestProject } from "../../support/project";

const root = path.resolve(__dirname, "../../..");
const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const company = {
    "aws:region": "us-east-1",
    company: { name: "acme", short: "ac" },
    email: "aws@acme.example",
    management: { id: account.id },
    organization: { policyTypes: ["SERVICE_CONTROL_POLICY"], services: ["account.amazonaws.com"] },
    units: ["workloads/prd"],
    accounts: { "apps-prd": { unit: "workloads/prd" } },
    policies: { "deny-leaving-organization": { targets: ["root"] } },
    admins: ["ada.lovelace"],
};
const teams = Array.from({ length: 400 }, (_, index) => `team-${String(index + 1).padStart(3, "0")}`);

async function main(): Promise<void> {
    const project = await TestProject.open({ management: company }, account);
    const record = (name: string, ...args: readonly string[]): Promise<void> =>
        recordEvents(project, name, "management", ...args);
    process.env["PULUMI_DEBUG_COMMANDS"] = "true";
    try {
        await project.must("stack", "init", "management");
        project.writeStack("management", {
            ...company,
            accountQuota: 500,
            accounts: Object.fromEntries(teams.map((team) => [team, { unit: "workloads/prd" }])),
        });
        await record("400-accounts", "--policy-pack", path.join(root, "policy-pack"));
        project.writeStack("management", company);
        await project.must("up", "--stack", "management", "--yes", "--skip-preview");
        const { organizations } = clientsOf(project.sandbox);
        const [{ Roots }, { Policies }] = await Promise.all([
            organizations.send(new ListRootsCommand({})),
            organizations.send(new ListPoliciesCommand({ Filter: "SERVICE_CONTROL_POLICY" })),
        ]);
        const policy = Policies!.find(({ Name }) => Name === "deny-leaving-organization")!;
        await organizations.send(new DetachPolicyCommand({ PolicyId: policy.Id!, TargetId: Roots![0]!.Id! }));
        await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "guardduty.amazonaws.com" }));
        await record("drift", "--refresh");
    } finally {
        await project.close();
    }
    await recordWords();
}

/** Accounts, units, a policy and access, changed at once; then the resulting changes of the other stacks. */
async function recordWords(): Promise<void> {
    const { project } = await AccessProject.open(["apps-prd"]);
    const machines = (...actions: readonly string[]): object => ({
        targets: ["workloads"],
        document: {
            Version: "2012-10-17",
            Statement: [{ Sid: "DenyBigMachines", Effect: "Deny", Action: actions, Resource: "*" }],
        },
    });
    const management = {
        ...accessCompany,
        policies: { "no-big-machines": machines("ec2:RunInstances") },
        organization: { policyTypes: ["SERVICE_CONTROL_POLICY"] },
    };
    try {
        project.writeStack("management", management);
        await project.must("up", "--stack", "management", "--yes", "--skip-preview");
        const { DevOps, Auditor, Scanner } = accessCompany.access;
        project.writeStack("management", {
            ...management,
            units: [...accessCompany.units, "shared"],
            accounts: {
                ...accessCompany.accounts,
                payments: { unit: "workloads/prd" },
                "apps-devstg": { unit: "shared" },
            },
            policies: { "no-big-machines": machines("ec2:RunInstances", "ec2:StartInstances") },
            access: {
                DevOps: { ...DevOps, accounts: ["apps-devstg"] },
                Auditor: { ...Auditor, policies: ["ReadOnlyAccess"] },
                Scanner,
            },
            admins: [...accessCompany.admins, "kurt.godel"],
        });
        await recordEvents(project, "words-management", "management");
        await project.must("up", "--stack", "management", "--yes", "--skip-preview");
        const { "grace.hopper": grace } = security.users;
        const users = { "ada.lovelace": { groups: ["auditors"] }, "grace.hopper": grace };
        project.writeStack("security", { ...security, users });
        await recordEvents(project, "words-security", "security");
        await recordEvents(project, "words-member", "apps-prd");
    } finally {
        await project.close();
    }
}

async function recordEvents(
    project: TestProject,
    name: string,
    stack: string,
    ...args: readonly string[]
): Promise<void> {
    const log = path.join(project.folder, "events.json");
    fs.rmSync(log, { force: true });
    await project.pulumi("preview", "--stack", stack, "--event-log", log, ...args);
    const events = parseEvents(fs.readFileSync(log, "utf8"))
        .flatMap(reduced)
        .map((event) => JSON.stringify(event));
    fs.writeFileSync(path.join(__dirname, "recorded", `${name}.json.gz`), gzipSync(events.join("\n"), { level: 9 }));
}

/** Only what the comment reads. */
function reduced(event: EngineEvent): readonly EngineEvent[] {
    const { resourcePreEvent, resOutputsEvent, diagnosticEvent, policyEvent, summaryEvent, errorEvent } = event;
    const { op, type } = resourcePreEvent?.metadata ?? {};
    // All policies are needed to judge what they deny.
    const isKept = op !== "same" || /^aws:organizations\/policy(?:Attachment)?:/u.test(type ?? "");
    if (resourcePreEvent !== undefined && isKept)
        return [{ resourcePreEvent: { metadata: step(resourcePreEvent.metadata) } }];
    if (resOutputsEvent?.metadata.op === "refresh" || resOutputsEvent?.metadata.type === "pulumi:pulumi:Stack")
        return [{ resOutputsEvent: { metadata: step(resOutputsEvent.metadata) } }];
    if (diagnosticEvent !== undefined && diagnosticEvent.ephemeral !== true) return [{ diagnosticEvent }];
    if (policyEvent !== undefined) return [{ policyEvent }];
    if (summaryEvent !== undefined) return [{ summaryEvent }];
    return errorEvent === undefined ? [] : [{ errorEvent }];
}

function step({ op, urn, type, old, new: next, keys, diffs, detailedDiff }: StepMetadata): StepMetadata {
    return {
        op,
        urn,
        type,
        old: state(old),
        new: state(next),
        keys: keys ?? null,
        diffs: diffs ?? null,
        detailedDiff: detailedDiff ?? null,
    };
}

function state(from: StepState | null): StepState | null {
    if (from === null) return null;
    const { custom, inputs, outputs, retainOnDelete } = from;
    return {
        ...(custom === undefined ? {} : { custom }),
        ...(inputs === undefined ? {} : { inputs }),
        ...(outputs === undefined ? {} : { outputs }),
        ...(retainOnDelete === undefined ? {} : { retainOnDelete }),
    };
}

void main();
