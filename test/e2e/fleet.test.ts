/**
 * `org fleet` on the real engine: one organization with a security account and eight members, ten stacks, from nothing. The tests depend on their order.
 */
import { DetachRolePolicyCommand } from "@aws-sdk/client-iam";
import { deepStrictEqual, doesNotMatch, notStrictEqual, strictEqual, match, ok } from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Report } from "../../cli/report/model";
import type { ManagementOutputs } from "../../config";
import { halfFiles } from "../../engine/half-files";
import { processEnvironment } from "../../sandbox/environment";
import type { Call } from "../support/aws-call";
import { endedWords, whileCredentialsEnd } from "../support/bad-credentials";
import { callWhere, newWrite, numbers, write, type Moment } from "../support/cut";
import { noProcess } from "../support/no-process";
import { TestProject } from "../support/project";
import { iamIn } from "../support/sessions";
import { killAll, killAlone } from "../support/kill-all";
import { atTerminal } from "../support/terminal";
import { isWrite, writesOf } from "../support/writes";

const root = path.resolve(__dirname, "../..");
const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const members = ["apps-1", "apps-2", "apps-3", "apps-4", "data-1", "data-2", "lab-1", "lab-2"];
/** The unit of each kind of member. */
const units = { apps: "apps/prd", data: "data", lab: "lab" } as const;
const company = {
    "aws:region": "us-east-1",
    company: { name: "acme", short: "ac" },
    email: account.email,
    management: { id: account.id },
    units: ["security", ...Object.values(units)],
    accounts: {
        security: { unit: "security" },
        ...Object.fromEntries(
            members.map((key) => [key, { unit: units[key.split("-")[0] as keyof typeof units] }] as const),
        ),
    },
    access: { DevOps: { accounts: ["*"], policies: ["PowerUserAccess"] } },
    admins: ["ada.lovelace"],
};
const security = {
    groups: { devops: { roles: ["DevOps"] } },
    users: { "ada.lovelace": { groups: ["devops"] } },
    audit: { trail: false, analyzer: false },
};

/** A secrets provider, as the engine writes it into a state. */
interface SecretsProvider {
    readonly type: string;
    readonly state: { readonly url?: string; readonly encryptedkey?: string };
}

/** What the engine keeps of a stack. */
interface Deployment {
    readonly secrets_providers: SecretsProvider;
    readonly resources: readonly { readonly type: string; readonly outputs?: unknown }[];
}

interface Summary {
    readonly exitCode: number;
    readonly losses: readonly { readonly stack: string; readonly kind: string }[];
    readonly stacks: readonly {
        readonly stack: string;
        readonly result: string;
        readonly why?: string;
        readonly changes: readonly { readonly kind: string; readonly name: string }[];
    }[];
}

/** The key that the management stack creates for states, as the engine names it. */
const key = "awskms://alias/ac-pulumi-state?region=us-east-1";

describe("org fleet", () => {
    let project: TestProject;
    /** Where the command creates its working folders. */
    let temporary: string;
    let files: Readonly<Record<string, string>>;

    before(async () => {
        project = await TestProject.open({ management: company, security }, account, "us-east-1", { faults: [] });
        ({ temporary } = project);
        files = usersFiles();
    });
    after(() => project.close());

    /** Every file of the project's folder, with its text. */
    function usersFiles(): Readonly<Record<string, string>> {
        const names = fs.readdirSync(project.folder).filter((name) => /\.(?:ts|json|yaml)$|^org$/u.test(name));
        return Object.fromEntries(
            names.map((name) => [name, fs.readFileSync(path.join(project.folder, name), "utf8")]),
        );
    }

    // Fewer than there are members, on any machine: some are always left to do.
    const twoAtOnce = ["--parallel", "2"];

    /**
     * Starts `up`, and cuts it off at a moment: by Ctrl-C, by killing the command alone, or by killing it with all processes that it started.
     * When it returns, all of them have ended, and AWS has acted on their calls.
     */
    async function cut(
        signal: "SIGINT" | "SIGKILL" | "SIGKILL of all",
        moment: Moment,
        ...more: readonly string[]
    ): Promise<void> {
        const child = project.startOrg("fleet", "up", "--yes", ...twoAtOnce, ...more);
        let isCut = false;
        let ended: Promise<void> | undefined;
        let othersEnded: (() => Promise<void>) | undefined;
        const send = (): Promise<void> | undefined => {
            isCut = true;
            if (signal === "SIGKILL of all") return (ended = killAll(child.pid!));
            if (signal === "SIGKILL") othersEnded = killAlone(child.pid!);
            else process.kill(-child.pid!, signal);
            return undefined;
        };
        void moment.come.then(send).finally(moment.passed);
        const { exitCode, stderr: said } = await child;
        await ended;
        await othersEnded?.();
        await moment.settled?.();
        ok(isCut, said);
        if (signal !== "SIGINT") return;
        // The command may have finished before the signal took effect.
        ok([0, 130].includes(exitCode!), `${exitCode}: ${said}`);
        if (exitCode === 130) match(said, /error: interrupted\n +→ run it again: \.\/org fleet up --yes/u);
        deepStrictEqual([locks(), fs.readdirSync(temporary)], [[], []], said);
    }

    /**
     * Checks that the command reports the lock that is left on the management stack, with the command that removes it. Runs that command.
     */
    async function giveBack(): Promise<void> {
        const { exitCode, stdout, stderr } = await fleet("up", "--yes", "--only", "management");
        const commands = new Set(stdout.match(/pulumi cancel --stack \S+ --yes(?=, then run this again)/gu));
        deepStrictEqual([exitCode, commands.size], [1, 1], `${stdout}\n${stderr}`);
        for (const command of commands) await project.must(...command.split(" ").slice(1));
        deepStrictEqual(locks(), []);
    }

    /** Checks that the next command removes the locks of the killed engines, and says so. */
    async function mustBeGivenBack(): Promise<void> {
        const held = locks().length;
        ok(held > 0);
        const half = leaveHalfFile();
        const { stderr } = await fleet("status");
        ok(!fs.existsSync(half) || fs.statSync(half).size > 0, stderr);
        strictEqual(stderr.match(/which was killed, is given back: stack/gu)?.length ?? 0, held, stderr);
        deepStrictEqual(locks(), []);
    }

    /**
     * Leaves what a kill during a write leaves: an empty attribute file, with which the engine fails with "EOF" on every command. Returns
     * its path.
     */
    function leaveHalfFile(): string {
        const folder = path.join(project.sandbox.folder, "state", ".pulumi", "stacks");
        const state = fs
            .readdirSync(folder, { recursive: true, encoding: "utf8" })
            .find((name) => /\bmanagement\.json$/u.test(name));
        ok(state !== undefined);
        const file = path.join(folder, `${state}.attrs`);
        fs.writeFileSync(file, "");
        return file;
    }

    /**
     * Removes the stack's outputs, in case the last cut came after they were written. The next run is then management's first complete one.
     */
    async function forgetOutputs(): Promise<void> {
        const text = await project.must("stack", "export", "--stack", "management");
        const state = JSON.parse(text) as { deployment: { resources: { type: string; outputs?: object }[] } };
        const stack = state.deployment.resources.find(({ type }) => type === "pulumi:pulumi:Stack")!;
        if (!("schema" in (stack.outputs ?? {}))) return;
        stack.outputs = {};
        const file = path.join(temporary, "state.json");
        fs.writeFileSync(file, JSON.stringify(state));
        await project.must("stack", "import", "--stack", "management", "--file", file);
        fs.rmSync(file);
    }

    async function fleet(...args: readonly string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
        return project.org("fleet", ...args);
    }

    /** Runs the command with --json. Checks that the summary names its exit code. */
    async function summary(...args: readonly string[]): Promise<Summary & { readonly stderr: string }> {
        const { exitCode, stdout, stderr } = await fleet(...args, "--json");
        match(stdout, /^\{/u, stderr);
        const read = JSON.parse(stdout) as Summary;
        strictEqual(exitCode, read.exitCode, stderr);
        return { ...read, stderr };
    }

    function results({ stacks }: Summary): Readonly<Record<string, string>> {
        return Object.fromEntries(stacks.map(({ stack, result }) => [stack, result]));
    }

    const all = ["management", "security", ...members];
    const allAre = (result: string): Readonly<Record<string, string>> =>
        Object.fromEntries(all.map((stack) => [stack, result]));

    const stateFolder = (): string => path.join(project.sandbox.folder, "state");

    function locks(): readonly string[] {
        const folder = path.join(stateFolder(), ".pulumi", "locks");
        if (!fs.existsSync(folder)) return [];
        return fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
    }

    it("before there is anything, a preview says that the stack is to be made", async () => {
        const preview = await summary("preview");
        strictEqual(preview.exitCode, 3);
        deepStrictEqual(results(preview), { management: "new" });
    });

    it("a session that ends in the first run, and keys that are revoked in the next: a line each with its cure, nothing half done", async () => {
        for (const code of ["ExpiredToken", "InvalidClientTokenId"] as const) {
            const { exitCode, stdout, stderr } = await whileCredentialsEnd(project.proxy!, code, isWrite, () =>
                fleet("up", "--yes"),
            );
            strictEqual(exitCode, 1, stderr);
            const ended = `^Failed\\n {2}management: ${endedWords[code]}[^\\n]*\\n\\n1 stack: 1 could not be asked[^\\n]*$`;
            match(stdout, new RegExp(ended, "u"));
            deepStrictEqual([locks(), halfFiles(stateFolder()), fs.readdirSync(temporary)], [[], [], []]);
        }
        deepStrictEqual(usersFiles(), files);
    });

    const random = numbers(22);
    /** Operations at which `up` was cut off. */
    const cutAt = new Set<string>();

    it("up from nothing, cut off in the management stack: three times, by Ctrl-C and by a kill, and run again as it says", async () => {
        for (const signal of ["SIGINT", "SIGKILL of all", "SIGINT"] as const) {
            project.proxy!.reset();
            const moment =
                cutAt.size === 0 ? write(project.proxy!, 3, "CreateAccount") : newWrite(project.proxy!, cutAt, 0);
            cutAt.add("CreateAccount");
            await cut(signal, moment);
            project.proxy!.reset();
            if (signal === "SIGINT") continue;
            // Makes it look as if the killed run had been on another machine, which has left no notes here.
            for (const name of fs.readdirSync(temporary)) fs.rmSync(path.join(temporary, name), { recursive: true });
            await giveBack();
        }
        await forgetOutputs();
    });

    it("the first run to its end, with a name that is nobody's: management is up, and the name is what is wrong", async () => {
        project.proxy!.reset();
        const { exitCode, stdout, stderr } = await fleet("up", "--yes", "--only", "management,app-1", "--redact");
        strictEqual(exitCode, 2, stderr);
        match(stdout, /^1 stack: 1 (?:changed|without changes)$/mu);
        match(stderr, /error: --only app-1 is no stack of this organization\n +→ did you mean apps-1\?/u);
    });

    it("run again and killed among the members: the remaining runs end in good order", async () => {
        project.proxy!.reset();
        // Only the members have this role.
        const isMembers = ({ operation, body }: Call): boolean =>
            operation === "CreateRole" && new URLSearchParams(body).get("RoleName") === "DevOps";
        await cut("SIGKILL", callWhere(project.proxy!, isMembers));
        deepStrictEqual(locks(), []);
    });

    it("cut off among the members twice more, by Ctrl-C and by a kill of all, and run again as it says", async () => {
        for (const signal of ["SIGINT", "SIGKILL of all"] as const) {
            project.proxy!.reset();
            await cut(signal, write(project.proxy!, 1 + Math.floor(random() * 2)), "--only", "apps-*,data-*");
        }
        project.proxy!.reset();
        await mustBeGivenBack();
    });

    it("a session that ends among the members: no error of a resource, each reason once, nothing half done", async () => {
        const { exitCode, stdout, stderr } = await whileCredentialsEnd(project.proxy!, "ExpiredToken", isWrite, () =>
            fleet("up", "--yes", ...twoAtOnce, "--only", "data-*,lab-1"),
        );
        strictEqual(exitCode, 1, stderr);
        match(stdout, /\d could not be asked: the credentials do not work/u);
        doesNotMatch(stdout, /operation error|errors? occurred|\d failed/u);
        const [failed = ""] = stdout.split("\n\n");
        const reasons = failed.split(/^ {2}(?=\S)/mu).slice(1);
        ok(failed.startsWith("Failed\n") && reasons.length > 0, stdout);
        strictEqual(new Set(reasons.map((text) => text.replace(/^[^:]+/u, ""))).size, reasons.length);
        for (const text of reasons) match(text, /→ (?:get a new one: |the session has ended; get a session)/u);
        deepStrictEqual([locks(), halfFiles(stateFolder()), fs.readdirSync(temporary)], [[], [], []]);
    });

    it("run again, beside the lock of a `pulumi up` that was killed: it does what is left in nine stacks, and reports the tenth", async () => {
        // The fleet gives back what its own engines leave, as above. This lock is of another command: whether its work is over is for a person
        // to say, on the same machine too. So what is left to prove is that it is reported and kept, and holds nothing else up.
        project.proxy!.reset();
        // The language host of a killed run leaves its pipes in the folder for temporary files.
        const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), "aws-organization-killed-"));
        const first = callWhere(project.proxy!, () => true);
        const up = ["up", "--stack", "security", "--yes", "--skip-preview"];
        ok(await project.with({ TMPDIR: elsewhere }).pulumiUntil(first, ...up));
        fs.rmSync(elsewhere, { recursive: true });
        project.proxy!.reset();
        const left = locks();
        strictEqual(left.length, 1);
        const lock = path.join(stateFolder(), ".pulumi", "locks", left[0]!);
        const { pid, timestamp } = JSON.parse(fs.readFileSync(lock, "utf8")) as { pid: number; timestamp: string };

        const ended = await summary("up", "--yes");
        strictEqual(ended.exitCode, 1, JSON.stringify(ended, undefined, 1));
        const { management, security: people, ...others } = results(ended);
        deepStrictEqual([management, people], ["same", "locked"]);
        deepStrictEqual(Object.keys(others), members);
        deepStrictEqual(
            Object.values(others).filter((result) => result !== "changed" && result !== "same"),
            [],
        );
        ok(Object.values(others).includes("changed"), JSON.stringify(others));
        deepStrictEqual(writesOf(project.proxy!)["CreateAccount"], undefined);

        const holder = `${os.userInfo().username}@${os.hostname()} (pid ${pid})`;
        const { why } = ended.stacks.find(({ stack }) => stack === "security")!;
        ok(why!.startsWith(`the stack is locked: the lock was made by ${holder} at ${timestamp.slice(0, 19)}`), why);
        const command = "pulumi cancel --stack security --yes";
        ok(why!.endsWith(`\n→ wait until that run ends; if it was killed: ${command}, then run this again`), why);
        deepStrictEqual(locks(), left);
        const { stdout } = await fleet("status", "--unit", "security,data", "--json");
        const listed = JSON.parse(stdout) as { stacks: { stack: string; state: string; lock?: string }[] };
        deepStrictEqual(
            listed.stacks.map(({ stack, state, lock: who }) => [stack, state, who?.split(", since ")[0]]),
            [
                ["security", "ready", `${os.userInfo().username} on ${os.hostname()}, process ${pid}`],
                ["data-1", "ready", undefined],
                ["data-2", "ready", undefined],
            ],
        );
        await project.must(...command.split(" ").slice(1));
        deepStrictEqual(locks(), []);
    });

    it("leaves every file of the user's as it was, makes none, and encrypts secrets as those of the management stack", () => {
        deepStrictEqual(usersFiles(), files);
        deepStrictEqual(fs.readdirSync(temporary), []);
        deepStrictEqual(
            ["management", "apps-1"].map((stack) => providerOf(stack).type),
            ["passphrase", "passphrase"],
        );
    });

    it("status: units and accounts as a tree, each with its stack", async () => {
        const { exitCode, stdout } = await fleet("status");
        strictEqual(exitCode, 0);
        match(stdout, /^Root {2}o-\w+\n├─ management {2}111111111111 {2}aws@acme\.example {2}\d+ resources, run /u);
        match(
            stdout,
            /├─ apps\/\n│ {2}└─ prd\/\n│ {5}├─ apps-1 {2}\d{12} {2}aws\+apps-1@acme\.example {2}\d+ resources/u,
        );
    });

    it("run again: nothing to do, and nothing written at AWS; each stack that cannot be run is reported by its own error alone", async () => {
        const word = "kept-from-everybody-7";
        project.writeStack("apps-1", { baseline: { deleteDefaultVpc: "perhaps" } });
        project.writeStack("data-1", {});
        // A secret of the wrong type is refused, and its value is neither printed nor stored.
        await writeSecret("apps-4", "baseline.deleteDefaultVpc", word);
        const iam = await iamIn(project.sandbox, idOf("apps-3"));
        const PolicyArn = "arn:aws:iam::aws:policy/PowerUserAccess";
        await iam.send(new DetachRolePolicyCommand({ RoleName: "DevOps", PolicyArn }));
        project.proxy!.reset();
        // With only one worker, a worker whose stack has failed must run the next stack too.
        const up = await summary("up", "--yes", "--unit", "root", "--parallel", "1");
        strictEqual(up.exitCode, 1);
        const expected = { ...allAre("same"), "apps-1": "failed", "apps-4": "failed" };
        deepStrictEqual(results(up), expected, JSON.stringify(up, undefined, 1));
        deepStrictEqual(writesOf(project.proxy!), {});
        match(up.stderr, /^data-2: no changes \(/mu);
        const why = Object.fromEntries(up.stacks.map(({ stack, why: words }) => [stack, words]));
        match(why["apps-1"]!, /baseline\.deleteDefaultVpc[^]*perhaps/u);
        deepStrictEqual(
            Object.keys(why).filter((stack) => why[stack] !== undefined),
            ["apps-1", "apps-4"],
        );
        match(why["apps-4"]!, /baseline[^]*is a secret; this config holds none[^]*pulumi config rm baseline/u);
        deepStrictEqual([JSON.stringify(up).includes(word), filesWith(word)], [false, []]);
        for (const stack of ["apps-1", "data-1", "apps-4"])
            fs.rmSync(path.join(project.folder, `Pulumi.${stack}.yaml`));
    });

    it("refresh: what differs at AWS is drift, and no state is written", async () => {
        const before = fs.readFileSync(stateOf("apps-3"));
        const issues = path.join(project.folder, "issues");
        const refresh = await summary("refresh", "--only", "apps-3,apps-4", "--issues", issues);
        strictEqual(refresh.exitCode, 3, refresh.stderr);
        deepStrictEqual(results(refresh), { "apps-3": "changed", "apps-4": "same" });
        deepStrictEqual(
            refresh.stacks[0]!.changes.filter(({ kind }) => kind === "drift").map(({ name }) => name),
            ["role-DevOps:PowerUserAccess"],
        );
        ok(fs.readFileSync(stateOf("apps-3")).equals(before));
        deepStrictEqual(
            ["apps-3", "apps-4"].map((stack) => fs.readFileSync(path.join(issues, `${stack}.result`), "utf8")),
            ["drift\n", "same\n"],
        );
        match(fs.readFileSync(path.join(issues, "apps-3.md"), "utf8"), /PowerUserAccess/u);
        strictEqual(fs.readdirSync(issues).length, 3);
        fs.rmSync(issues, { recursive: true });
        const drift = path.join(project.folder, "drift.json");
        fs.writeFileSync(drift, JSON.stringify(refresh));
        project.proxy!.calls.length = 0;
        const report = await project.org("report", "--drift", drift, "--json");
        strictEqual(report.exitCode, 0, report.stderr);
        fs.rmSync(drift);
        const { accounts, drift: shown, findings, sources } = JSON.parse(report.stdout) as Report;
        deepStrictEqual(
            sources.map(({ isAsked }) => isAsked),
            [true, true, true],
        );
        deepStrictEqual(
            accounts.slice(1).map(({ key, id, awsState }) => [key, id, awsState]),
            accounts.slice(1).map(({ key }) => [key, idOf(key), "ACTIVE"]),
        );
        deepStrictEqual(
            shown?.stacks.map(({ stack, result, changes }) => [stack, result, changes.map(({ name }) => name)]),
            [
                ["apps-3", "changed", refresh.stacks[0]!.changes.map(({ name }) => name)],
                ["apps-4", "same", []],
            ],
        );
        // The doctor's findings about the organization, none about this machine; and nothing was written.
        const groups = new Set(findings?.map(({ group }) => group));
        deepStrictEqual([...groups].sort(), ["CIS AWS Foundations 7.0", "accounts", "organization", "people", "state"]);
        const writing = /^(?:Create|Put|Update|Delete|Attach|Detach|Enable|Disable|Register|Deregister|Tag|Untag)/u;
        deepStrictEqual(
            project.proxy!.calls.map(({ operation }) => operation).filter((operation) => writing.test(operation)),
            [],
        );
    });

    it("refresh: credentials that do not work are no drift", async () => {
        const dead = project.with({ AWS_ACCESS_KEY_ID: "AKIANOBODYKNOWSTHIS1", AWS_SECRET_ACCESS_KEY: "none" });
        const { exitCode, stdout } = await dead.org("fleet", "refresh", "--only", "apps-4", "--json");
        strictEqual(exitCode, 1, stdout);
        deepStrictEqual(results(JSON.parse(stdout) as Summary), { "apps-4": "credentials" });
    });

    it("an invited account without the role is one line, and no failure", async () => {
        await project.must("stack", "rm", "data-2", "--force", "--yes");
        project.proxy!.reset();
        project.proxy!.add({ operation: "AssumeRole", fault: { code: "AccessDenied", message: "no" } });
        project.proxy!.add({
            operation: "DescribeAccount",
            transform: (answer) => ({
                ...answer,
                Account: { ...(answer["Account"] as object), JoinedMethod: "INVITED" },
            }),
        });
        const up = await summary("up", "--yes", "--only", "data-2");
        project.proxy!.reset();
        deepStrictEqual([up.exitCode, results(up)], [0, { "data-2": "waits" }]);
        match(up.stderr, /^data-2: waits: account \d{12} was invited, and its access role is not there$/mu);
        ok(!fs.existsSync(stateOf("data-2")));
    });

    it("a new account's role that is not there yet is waited for, and its stack is made, under the key of the management stack", async () => {
        const state = stateOf("management");
        const before = fs.readFileSync(state);
        const change = ["stack", "change-secrets-provider", key, "--stack", "management"];
        await inOtherFolder(change, () => undefined);
        project.proxy!.add({ operation: "AssumeRole", times: 1, fault: { code: "AccessDenied", message: "not yet" } });
        // The lock of a run that was killed while it created the stack.
        const left = path.join(
            project.sandbox.folder,
            "state/.pulumi/locks/organization/aws-organization/data-2/1.json",
        );
        fs.mkdirSync(path.dirname(left), { recursive: true });
        const holder = { username: os.userInfo().username, hostname: os.hostname(), timestamp: "2026-11-01T00:00:00Z" };
        fs.writeFileSync(left, JSON.stringify({ ...holder, pid: noProcess }));
        const up = await summary("up", "--yes", "--only", "data-2");
        project.proxy!.reset();
        deepStrictEqual([up.exitCode, results(up)], [0, { "data-2": "changed" }]);
        match(up.stderr, /lock of process \d+, which has ended, is given back: stack data-2 /u);
        deepStrictEqual(locks(), []);
        match(up.stderr, /^data-2: its access role is not there yet; waiting up to 5 min$/mu);
        const [management, made] = ["management", "data-2"].map(providerOf);
        deepStrictEqual([made!.type, made!.state.url], ["cloud", key]);
        // The new stack has its own data key.
        notStrictEqual(made!.state.encryptedkey, management!.state.encryptedkey);
        deepStrictEqual(usersFiles(), files);
        fs.writeFileSync(state, before);
    });

    it("at a terminal: progress of each run, then the summary and a question; a no does nothing", async () => {
        project.proxy!.reset();
        const command = [
            process.execPath,
            path.join(root, "bin", "org.js"),
            "fleet",
            "up",
            "--only",
            "data-*",
            "--parallel",
            "1",
        ];
        const env = { ...processEnvironment(project.sandbox.folder, project.sandbox.environment), TERM: "xterm" };
        const { shown, code } = await atTerminal(
            `stty cols 120 rows 40; ${command.map((word) => `'${word}'`).join(" ")}`,
            [{ at: /Do this\?/u, text: "n" }],
            { cwd: project.folder, env },
        );
        strictEqual(code, 1, shown);
        match(shown, /2 member stacks/u);
        match(shown, /0 of 2 · [^\n]*data-[12]/u);
        match(shown, /1 of 2/u);
        // At a terminal, the lines of a CI job's log are not printed.
        doesNotMatch(shown, /data-[12]: no changes/u);
        match(shown, /2 stacks: 2 without changes[^]*Do this\?[^]*Nothing was done\./u);
        deepStrictEqual(writesOf(project.proxy!), {});
        deepStrictEqual([locks(), fs.readdirSync(temporary)], [[], []]);
    });

    it("matrix: the stacks in parts, as GitHub takes them", async () => {
        const { stdout } = await fleet("matrix", "--shards", "3", "--members");
        const parts = ["apps-1,apps-2", "apps-3,apps-4,data-1", "data-2,lab-1,lab-2"];
        const include = parts.map((stacks, index) => ({ shard: `${index + 1}-of-3`, stacks }));
        strictEqual(stdout, JSON.stringify({ include }));
    });

    it("preview: losses come first in the summary, and in the comment", async () => {
        // The role is removed from two of the accounts.
        project.writeStack("management", {
            ...company,
            access: { DevOps: { accounts: ["apps-1", "apps-2", "data-*"], policies: ["PowerUserAccess"] } },
        });
        await project.must("up", "--stack", "management", "--yes", "--skip-preview", "--exclude", "**state-lifecycle");
        const out = path.join(temporary, "comment.md");
        const options = ["--out", out, "--shard", "1-of-2"];
        const { exitCode, stderr } = await fleet("preview", "--only", "apps-3,apps-4", ...options);
        strictEqual(exitCode, 3);
        const comment = fs.readFileSync(out, "utf8");
        match(comment, /^<!-- aws-organization preview of fleet_1-of-2 -->\n### Preview of 2 stacks, part `1-of-2`\n/u);
        const lost = ["apps-3", "apps-4"].map(
            (key) => `- ${key}: role DevOps is deleted: people with DevOps can no longer enter ${key}\n`,
        );
        ok(comment.includes(`\n**Deleted and replaced**\n\n\`\`\`diff\n${lost.join("")}\`\`\`\n`), comment);
        match(comment, /\n#### apps-3, apps-4: 2 deleted\n\n<details><summary>The same in the engine/u);
        ok(stderr.includes(`Deleted, replaced, taken away\n${lost.map((line) => `  ${line}`).join("")}`), stderr);
    });

    /** Files that contain a text: in the project's folder, where the state is too, and in the command's temporary folders. */
    function filesWith(text: string): readonly string[] {
        const inside = (folder: string): readonly string[] =>
            fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
                const file = path.join(folder, entry.name);
                if (entry.isDirectory()) return entry.name === "node_modules" ? [] : inside(file);
                return entry.isFile() && fs.readFileSync(file).includes(text) ? [file] : [];
            });
        return [project.folder, temporary].flatMap(inside);
    }

    /** Runs the engine in another folder, because in the sandbox's folder it writes none of the user's files. */
    async function inOtherFolder(words: readonly string[], then: (folder: string) => void): Promise<void> {
        const folder = fs.mkdtempSync(path.join(temporary, "other "));
        fs.copyFileSync(path.join(project.folder, "Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
        const { exitCode, stderr } = await project.runIn(folder, "pulumi", words);
        strictEqual(exitCode, 0, stderr);
        then(folder);
        fs.rmSync(folder, { recursive: true });
    }

    /** Writes a stack file with a secret, which the engine encrypts. */
    async function writeSecret(stack: string, key: string, value: string): Promise<void> {
        await inOtherFolder(["config", "set", "--stack", stack, "--secret", "--path", key, value], (folder) => {
            const file = `Pulumi.${stack}.yaml`;
            fs.copyFileSync(path.join(folder, file), path.join(project.folder, file));
            match(fs.readFileSync(path.join(project.folder, file), "utf8"), /secure: /u);
        });
    }

    function stateOf(stack: string): string {
        return path.join(stateFolder(), ".pulumi", "stacks", "aws-organization", `${stack}.json`);
    }

    function deploymentOf(stack: string): Deployment {
        const state = JSON.parse(fs.readFileSync(stateOf(stack), "utf8")) as {
            readonly checkpoint: { readonly latest: Deployment };
        };
        return state.checkpoint.latest;
    }

    function providerOf(stack: string): SecretsProvider {
        return deploymentOf(stack).secrets_providers;
    }

    function idOf(key: string): string {
        const { outputs } = deploymentOf("management").resources.find(({ type }) => type === "pulumi:pulumi:Stack")!;
        return (outputs as ManagementOutputs).accounts[key]!.id!;
    }
});
