/**
 * The first runs of all three layers while AWS refuses each writing call once, and while the response to each call that creates something
 * is lost. Run after run, without an edit by hand, all of the config comes into force. Real engine, real provider code; AWS is the emulator
 * behind a fault proxy.
 */
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { doctorOn, type DoctorRun } from "../support/doctor";
import { EachWriteOnce } from "../support/each-write";
import type { Call } from "../support/aws-call";
import type { Rule } from "../support/fault-proxy";
import { TestProject } from "../support/project";
import { switches, type Switches } from "../support/switches";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const services = ["access-analyzer", "cloudtrail", "guardduty", "sso"].map((name) => `${name}.amazonaws.com`);
const management = {
    "aws:region": "us-east-1",
    company: { name: "acme", short: "ac" },
    email: "aws@acme.example",
    management: { id: account.id },
    organization: {
        policyTypes: ["SERVICE_CONTROL_POLICY", "TAG_POLICY"],
        services: [...services, "account.amazonaws.com"],
    },
    units: ["security", "workloads/prd", "suspended"],
    accounts: { security: { unit: "security" }, "apps-prd": { unit: "workloads/prd" } },
    policies: {
        "deny-leaving-organization": { targets: ["root"] },
        "deny-everything": { targets: ["suspended"] },
        "deny-root-user": { targets: ["workloads", "account:security"] },
    },
    // GuardDuty has an administrator in each region.
    regions: ["us-east-1", "us-east-2"],
    delegatedAdministrators: { security: services },
    budget: { monthly: 500, notify: ["finops@acme.example"] },
    access: {
        DevOps: { accounts: ["apps-*"], policies: ["PowerUserAccess"] },
        Auditor: { accounts: ["*", "management"], policies: ["SecurityAudit"] },
    },
    identity: ["users", "identity-center"],
    admins: ["ada.lovelace"],
    breakGlass: ["break-glass-1"],
    contacts: {
        security: { name: "Security", title: "Security", email: "security@acme.example", phone: "+1 555 0100" },
    },
    ci: { repository: "acme/organization", ownerId: 123456, repositoryId: 456789 },
};
/** No account waits for the unit in a unit. */
const flat = { ...management, accounts: { ...management.accounts, "apps-prd": { unit: "workloads" } } };
const security = {
    groups: { devops: { roles: ["DevOps"] }, auditors: { roles: ["Auditor"] } },
    users: { "grace.hopper": { groups: ["auditors", "devops"] } },
    audit: { alarms: { email: "security@acme.example" } },
};
const stacks = ["management", "security", "apps-prd"];
/** Assignments in the management account need the groups of the security stack. */
const order = ["management", "security", "management", "apps-prd"];
// By design the official plugin waits a minute for a bucket's lifecycle, which these tests are not about.
const quick = ["--exclude", "**-lifecycle"];
/** Maximum runs of a stack. A resource that takes several calls is refused once for each. */
const most = 25;
/**
 * Calls of the stacks' longest chains that the same component makes for another stack, where they are refused. Each would take a run more
 * here.
 */
function isRepeated(stack: string, { operation, body }: Call): boolean {
    if (stack === "management") return operation === "AttachRolePolicy" && /SecurityAudit/u.test(body);
    if (stack === "security") return /^(?:CreateKey|PUT \/ac-security-[\w-]+)$/u.test(operation);
    return false;
}

/** GuardDuty's call that appoints its administrator. */
const appointing = "POST /admin/enable";
const sessionEnds = /the session ended in the middle of the run\n\s+→ get a new one: eval "\$\(\.\/org mfa\)"/gu;

/** What the config above brings into force. Central root access enables IAM's service. */
const whole: Switches = {
    types: ["SERVICE_CONTROL_POLICY", "TAG_POLICY"],
    services: [...services, "account.amazonaws.com", "iam.amazonaws.com"].sort(),
    attachments: { "deny-leaving-organization": 1, "deny-everything": 1, "deny-root-user": 2 },
    delegations: services.length,
    guardDuty: { "us-east-1": 1, "us-east-2": 1 },
    budgets: ["ac-monthly: 500, warns 3 times"],
    features: ["RootCredentialsManagement", "RootSessions"],
    rotates: true,
};

describe("the first runs of all layers", () => {
    it("where each call is refused once, and the session ends in each layer: the same is in force as soon as a run is green", async () => {
        let stack = "";
        const each = new EachWriteOnce(/./u, (call) => !isRepeated(stack, call));
        const project = await begin(flat, []);
        try {
            for (const [index, next] of order.entries()) {
                stack = next;
                const refuses: Rule = {
                    operation: /./u,
                    when: each.isNew,
                    fault: { code: "AccessDeniedException", status: 400 },
                };
                project.proxy!.reset();
                // In each layer the session ends once, during calls that several resources make at the same time.
                if (order.indexOf(stack) === index) {
                    const ends = { code: "ExpiredToken", status: 403 };
                    project.proxy!.add({ operation: /^Create(?:Role|User|Group)$/u, fault: ends });
                    project.proxy!.add(refuses);
                    // Changes that the program itself makes come first. Their refusals end a run before the session ends.
                    let said = 0;
                    for (let runs = 0; runs < most && said === 0; runs++) {
                        const { exitCode, text } = await project.pulumi(...up(stack), "--continue-on-error");
                        notStrictEqual(exitCode, 0, text);
                        doesNotMatch(text, /could not be read/u);
                        said = text.match(sessionEnds)?.length ?? 0;
                        ok(said <= 1, text);
                    }
                    strictEqual(said, 1, stack);
                    project.proxy!.reset();
                }
                project.proxy!.add(refuses);
                await untilGreen(project, stack);
            }
            // Shows that the proxy has refused calls.
            for (const call of [
                "EnablePolicyType",
                "EnableAWSServiceAccess",
                "AttachPolicy",
                "RegisterDelegatedAdministrator",
                "CreateBudget",
                "CreateNotification",
            ])
                ok((each.met[call] ?? 0) > 0, call);
            strictEqual(each.met[appointing], 2, `in each region: ${JSON.stringify(each.met)}`);
            ok(each.count > 100, String(each.count));
            await isWhole(project);
            const providers = (await project.state("apps-prd")).filter(({ type }) => type === "pulumi:providers:aws");
            deepStrictEqual(
                providers.map(({ outputs }) => outputs?.["maxRetries"]),
                ["10"],
            );
        } finally {
            await project.close();
        }
    });

    it("where the answer to each call that makes a thing is lost: it is taken in, run by run, and said so; a second key too", async () => {
        const each = new EachWriteOnce(/^(?:Create|Attach|Register|PUT \/[^/?]+$|POST \/admin\/enable$)/u);
        const project = await begin(management, [{ operation: /./u, when: each.isNew, drop: true }]);
        try {
            // The provider retries Identity Center's response to the second call for 45 seconds, unless it retries less.
            const own = fs.readFileSync(path.join(project.folder, "index.ts"), "utf8");
            project.writeProgram(own.replace(/^export = runLayer;$/mu, impatient));
            const failed: string[] = [];
            // Identity Center needs the organization.
            for (const stack of ["management", ...order]) failed.push(...(await untilGreen(project, stack)));
            for (const text of failed)
                match(text, /AWS has this already: the response to an earlier call was lost[^\n]*\n\s+→ run the same/u);
            const reported = failed.join("\n");
            doesNotMatch(reported, /adopt it/u);
            match(reported, /beside the new key [\w-]+ there is a key that nothing here uses/u);
            for (const call of [
                "CreateOrganization",
                "CreateAccount",
                "CreateKey",
                "CreatePermissionSet",
                "CreateTrail",
                "CreateBudget",
            ])
                ok((each.met[call] ?? 0) > 0, call);
            const doctor = await isWhole(project);
            strictEqual(each.met[appointing], 2, JSON.stringify(each.met));
            const [key] = doctor.of("state-key");
            strictEqual(key?.status, "warning");
            match(key.cure!, /^aws kms schedule-key-deletion --key-id [\w-]+ --region us-east-1$/u);
        } finally {
            await project.close();
        }
    });
});

const impatient = `export = () => {
    require("@pulumi/pulumi").runtime.registerStackTransformation(({ type, props, opts }) =>
        type === "pulumi:providers:aws" ? { props: { ...props, maxRetries: 3 }, opts } : undefined);
    return runLayer();
};`;

async function begin(config: object, faults: readonly Rule[]): Promise<TestProject> {
    const project = await TestProject.open({ management: config, security }, account, "us-east-1", { faults });
    try {
        for (const stack of stacks) await project.must("stack", "init", stack);
        return project;
    } catch (error) {
        await project.close();
        throw error;
    }
}

function up(stack: string): string[] {
    return ["up", "--stack", stack, "--yes", "--skip-preview", ...quick];
}

/** Runs a stack until a run succeeds. Returns the output of the failed runs. Error: none has succeeded after `most` runs. */
async function untilGreen(project: TestProject, stack: string): Promise<readonly string[]> {
    const failed: string[] = [];
    while (failed.length < most) {
        const { exitCode, text } = await project.pulumi(...up(stack), "--continue-on-error");
        if (exitCode === 0) return failed;
        failed.push(text);
    }
    throw new Error(`stack ${stack} is not green after ${most} runs:\n${failed.at(-1)!}`);
}

/** Checks that AWS has what the config says: with the snapshot, with the provider's read of each resource, and with the doctor, whose run it returns. */
async function isWhole(project: TestProject): Promise<DoctorRun> {
    project.proxy!.reset();
    deepStrictEqual(await switches(project), whole);
    for (const stack of stacks)
        await project.must("preview", "--stack", stack, "--refresh", "--expect-no-changes", ...quick);
    const doctor = await doctorOn(project);
    deepStrictEqual(
        doctor.lines.filter(({ status }) => status === "fault"),
        [],
    );
    return doctor;
}
