/**
 * CPU seconds (program, engine and provider) of a management preview without changes, with all services of `audit` on, a budget and cost
 * anomalies, compared with none of these, for seven accounts and two regions. Run by `make bench`. BENCH_ROUNDS: runs of each (5).
 */
import { execa } from "execa";
import * as path from "node:path";
import { processEnvironment } from "../../sandbox/environment";
import { acme } from "../support/company";
import { TestProject } from "../support/project";

const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);
const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const members = ["apps-devstg", "apps-prd", "data", "network", "shared"];
const management = {
    "aws:region": "us-east-1",
    ...acme,
    regions: ["us-east-1", "eu-west-1"],
    accounts: {
        security: { unit: "security" },
        ...Object.fromEntries(members.map((key) => [key, { unit: "workloads/prd" }])),
    },
};
const budget = { monthly: 500, notify: ["finops@acme.example"], anomalies: true };
const audit = {
    config: true,
    guardduty: { plans: ["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "RUNTIME_MONITORING"] },
    inspector: true,
    macie: true,
    securityHub: true,
};
const stack = ["--stack", "management", "--exclude", "**-lifecycle"];

/** The management account is recorded once the audit account has the bucket, so its stack runs before and after that one. */
async function open(config: object): Promise<TestProject> {
    const stacks = { management: config, security: { audit: { trail: false, analyzer: false } } };
    const project = await TestProject.open(stacks, account, "us-east-1", { asUser: true });
    for (const name of ["management", "security"]) await project.must("stack", "init", name);
    for (const name of ["management", "security", "management"])
        await project.must("up", "--yes", "--skip-preview", "--stack", name, "--exclude", "**-lifecycle");
    return project;
}

/** CPU seconds of the command and its child processes. */
async function preview({ folder, sandbox }: TestProject): Promise<number> {
    const script = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1';
    const engine = path.join(sandbox.folder, "bin", "pulumi");
    const words = [engine, "preview", "--expect-no-changes", ...stack];
    const env = processEnvironment(sandbox.folder, sandbox.environment);
    const { stderr } = await execa("bash", ["-c", script, "bench", ...words], { cwd: folder, env, extendEnv: false });
    const [user, system] = stderr.trim().split(" ").map(Number);
    return user! + system!;
}

const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]!;

async function main(): Promise<void> {
    const projects: TestProject[] = [];
    try {
        for (const config of [{ ...management, audit, budget }, management]) projects.push(await open(config));
        const taken: [number[], number[]] = [[], []];
        for (let round = 0; round <= rounds; round++) {
            const [a, b] = [await preview(projects[0]!), await preview(projects[1]!)];
            if (round > 0) [taken[0].push(a), taken[1].push(b)];
        }
        const [a, b] = taken.map(median) as [number, number];
        console.log(
            `empty management preview: ${a.toFixed(2)} CPU s with the services of audit, ${b.toFixed(2)} without: ${(a / b).toFixed(2)} times`,
        );
    } finally {
        for (const project of projects) await project.close();
    }
}

void main();
