/**
 * `org fleet preview` of many member stacks with nothing to change, beside `pulumi preview` of each, one after another, as the official host
 * starts it. The state's secrets are under a KMS key, as users have it. Run by `make bench`; FLEET_MEMBERS says how many (60), and FLEET_PARALLEL
 * how many at a time (2).
 */
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { execa } from "execa";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import { processEnvironment } from "../../sandbox/environment";
import { testClient } from "../support/test-client";
import { TestProject } from "../support/project";

const count = Number(process.env["FLEET_MEMBERS"] ?? 60);
const parallel = process.env["FLEET_PARALLEL"] ?? "2";
const root = path.join(__dirname, "..", "..");
const org = path.join(root, "bin", "org.js");
const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const members = Array.from({ length: count }, (_, index) => `apps-${String(index + 1).padStart(3, "0")}`);
const company = {
    "aws:region": "us-east-1",
    company: { name: "acme", short: "ac" },
    email: account.email,
    management: { id: account.id },
    accountQuota: count + 10,
    units: ["security", "apps"],
    accounts: {
        security: { unit: "security" },
        ...Object.fromEntries(members.map((key) => [key, { unit: "apps" }] as const)),
    },
    access: { DevOps: { accounts: ["*"], policies: ["PowerUserAccess"] } },
    admins: ["ada.lovelace"],
};
const security = { groups: { devops: { roles: ["DevOps"] } }, audit: { trail: false, analyzer: false } };

/** What a command took. `memory`: bytes of all its processes together at their peak (PSS: pages that they share count once). */
interface Taken {
    readonly wall: number;
    readonly cpu: number;
    readonly memory: number;
}

async function measured(project: TestProject, words: readonly string[]): Promise<Taken> {
    const script = 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null 2>&1';
    const child = execa("bash", ["-c", script, "bench", ...words], {
        cwd: project.folder,
        env: processEnvironment(project.sandbox.folder, project.sandbox.environment),
        extendEnv: false,
        reject: false,
        stdin: "ignore",
    });
    let [memory, hasEnded] = [0, false];
    const sampling = (async () => {
        while (!hasEnded) {
            memory = Math.max(memory, pssBelow(child.pid!));
            await sleep(250);
        }
    })();
    const { stderr, exitCode } = await child;
    hasEnded = true;
    await sampling;
    if (exitCode !== 0) throw new Error(`${words.join(" ")} answered ${String(exitCode)}`);
    const [wall, user, system] = stderr.trim().split("\n").at(-1)!.split(" ").map(Number);
    return { wall: wall!, cpu: user! + system!, memory };
}

/** Bytes of a process and of all that it started, by Linux. */
function pssBelow(pid: number): number {
    const parents = new Map<number, number[]>();
    for (const name of fs.readdirSync("/proc")) {
        const id = Number(name);
        const parent = Number.isInteger(id) ? Number(/^PPid:\s*(\d+)/mu.exec(read(`/proc/${id}/status`))?.[1] ?? 0) : 0;
        if (parent > 0) parents.set(parent, [...(parents.get(parent) ?? []), id]);
    }
    const sum = (id: number): number =>
        Number(/^Pss:\s*(\d+) kB/mu.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0) * 1024 +
        (parents.get(id) ?? []).reduce((all, child) => all + sum(child), 0);
    return sum(pid);
}

/** Nothing of a process that has ended meanwhile. */
function read(file: string): string {
    try {
        return fs.readFileSync(file, "utf8");
    } catch {
        return "";
    }
}

async function makeKey(project: TestProject): Promise<string> {
    const kms = testClient(KMSClient, endpoint(project.sandbox.emulator), bootstrapKeys);
    const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({}));
    await kms.send(new CreateAliasCommand({ AliasName: "alias/bench", TargetKeyId: key!.KeyId! }));
    return "awskms://alias/bench?region=us-east-1";
}

async function main(): Promise<void> {
    const opened = await TestProject.open({ management: company, security }, account, "us-east-1", { asUser: true });
    // Of a stack without a file the engine takes the provider from its state.
    const project = opened.with({ PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true" });
    try {
        await project.must("stack", "init", "management", "--secrets-provider", await makeKey(project));
        const up = await measured(project, [process.execPath, org, "fleet", "up", "--yes", "--parallel", parallel]);
        show(`org fleet up from nothing, ${count} members`, up);
        const only = ["--only", "apps-*", "--parallel", parallel];
        const fleet = await measured(project, [process.execPath, org, "fleet", "preview", ...only]);
        show(`org fleet preview, ${count} members`, fleet);
        const loop = 'for stack in "$@"; do pulumi preview --non-interactive --stack "$stack" || exit 1; done';
        const one = await measured(project, ["bash", "-c", loop, "loop", ...members]);
        show(`pulumi preview one after another, ${count} members`, one);
        const ratio = (a: number, b: number): string => (a / b).toFixed(2);
        console.log(
            `fleet beside one after another: CPU ${ratio(fleet.cpu, one.cpu)}, wall ${ratio(fleet.wall, one.wall)}`,
        );
    } finally {
        await project.close();
    }
}

function show(what: string, { wall, cpu, memory }: Taken): void {
    console.log(
        `${what}: ${wall.toFixed(1)} s by the clock, ${cpu.toFixed(1)} CPU s, ${(memory / 2 ** 20).toFixed(0)} MiB at the peak`,
    );
}

void main();
