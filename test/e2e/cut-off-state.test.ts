/**
 * Commands that make the engine write a state. Each is cut off ten times at seeded moments, by Ctrl-C (SIGINT) and by SIGKILL of all
 * processes that it started, then run again as its own output says. The tests depend on their order: the state moves into the bucket first.
 */
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { endpoint } from "../../sandbox/emulator/emulator";
import { call, numbers, write } from "../support/cut";
import { FaultProxy } from "../support/fault-proxy";
import type { EngineRun } from "../support/project";
import { skip } from "../support/skip";
import { hasSmallDisks, onFullDisk } from "../support/small-disk";
import { managementFile, StateProject } from "../support/state-project";

const passphrase = { PULUMI_CONFIG_PASSPHRASE: "correct horse" };

describe("commands on a state, cut off", () => {
    let project: StateProject;
    let proxy: FaultProxy;
    let old: NodeJS.ProcessEnv;
    /** Stacks whose state is in the bucket. */
    const moved: string[] = [];

    before(async () => {
        project = await StateProject.open();
        proxy = await FaultProxy.open(endpoint(project.project.sandbox.emulator));
        old = { PULUMI_BACKEND_URL: project.old, ...passphrase };
        project.write("Pulumi.management.yaml", managementFile("us-east-1"));
        await project.makeHome();
        await project.begin("management");
        await project.begin("apps-1");
    });
    after(async () => {
        await proxy.close();
        await project.close();
    });

    it("state migrate: continues where it was cut off", async () => {
        const stacks = ["management", "apps-1"];
        const before = await resources(["apps-1"], old);
        const more = (): void => {
            stacks.push(`apps-${stacks.length}`);
            copyStack("apps-1", stacks.at(-1)!);
        };
        more();
        await cutTen(["state", "migrate", "--yes"], 4, more, old);
        const last = await project.org(["migrate", "--yes"], old);
        strictEqual(last.exitCode, 0, last.text);
        deepStrictEqual(await stored(), keysOf(stacks));
        deepStrictEqual(await resources(["apps-1"], {}), before);
        deepStrictEqual(await resources(stacks, {}), await resources(stacks, old));
        match(project.read("Pulumi.management.yaml"), /# Home region\.\n/u);
        doesNotMatch(project.asked(), /FOUND/u);
        moved.push(...stacks);
    });

    it("state init: makes what is missing, and notes it in the stacks' files", async () => {
        const stacks = ["security"];
        const stackFile = "# Ours.\nconfig: {}\n";
        project.write("Pulumi.security.yaml", stackFile);
        const more = (): void => {
            stacks.push(`net-${stacks.length}`);
            project.write(`Pulumi.${stacks.at(-1)}.yaml`, stackFile);
            configure(stacks.map((key) => `${key}: { unit: security }`));
        };
        for (let count = 0; count < 4; count += 1) more();
        const args = ["state", "init", "--yes"];
        await cutTen(args, 2, more);
        // Now it is cut off while it writes the stack's file.
        const preload = JSON.stringify(path.resolve(__dirname, "..", "support", "cut-writes.js"));
        for (const at of ["1", "3", "5"]) {
            project.write("Pulumi.security.yaml", stackFile);
            await project.orgCommand(args, {
                NODE_OPTIONS: `${project.environment["NODE_OPTIONS"] ?? ""} --require ${preload}`,
                CUT_FOLDER: fs.realpathSync(project.folder),
                CUT_AT: at,
                CUT_SIGNAL: "SIGKILL",
            });
            const written = project.read("Pulumi.security.yaml");
            ok(written === stackFile || /secretsprovider: awskms/u.test(written), written);
        }
        const last = await project.orgCommand(args);
        strictEqual(last.exitCode, 0, last.text);
        deepStrictEqual(await stored(), keysOf([...moved, ...stacks]));
        for (const stack of stacks) {
            const [, key] = /^# Ours\.\nconfig: \{\}\n[^]*secretsprovider: awskms[^]*encryptedkey: (\S+)/u.exec(
                project.read(`Pulumi.${stack}.yaml`),
            )!;
            ok((await project.must(["stack", "export", "--stack", stack])).includes(key!), stack);
        }
        deepStrictEqual(
            fs.readdirSync(project.folder).filter((each) => each.startsWith(".Pulumi.")),
            [],
        );
    });

    it("accounts rename: there and back again, each time killed and then interrupted", async () => {
        const random = numbers(23);
        const whole = await resources(["apps-1"], {});
        let [from, to] = ["apps-1", "apps-new"];
        for (let turn = 0; turn < 6; turn += 1) {
            configure([`${to}: { unit: security, formerly: ${from} }`]);
            const args = ["accounts", "rename", from, to, "--yes"];
            // The sixth turn is not cut off: it brings back the first name.
            for (const signal of turn < 5 ? (["SIGKILL", "SIGINT"] as const) : []) {
                const run = await cut(args, signal, 1 + Math.floor(random() * 4));
                ok(run.isCut, run.text);
            }
            const last = await project.orgCommand(args);
            strictEqual(last.exitCode, 0, last.text);
            ok(fs.existsSync(path.join(project.folder, `Pulumi.${to}.yaml`)), to);
            ok(!fs.existsSync(path.join(project.folder, `Pulumi.${from}.yaml`)), from);
            const states = await stored();
            deepStrictEqual([states.includes(keyOf(from)), states.includes(keyOf(to))], [false, true]);
            [from, to] = [to, from];
        }
        deepStrictEqual(await resources(["apps-1"], {}), whole);
    });

    it("Ctrl-C in a command that only asks the engine: it ends with the engine, exits with 130 and says what to run", async () => {
        configure(["apps-1: { unit: security }"]);
        // The signal is sent while a request is held: the engine's read of the state, or a program's request that is never answered.
        const reads = /^GET \S+\/stacks\/aws-organization\/management\.json/u;
        for (const [operation, ...args] of [
            [reads, "doctor"],
            [reads, "fleet", "status"],
            [reads, "fleet", "preview"],
            [reads, "fleet", "refresh"],
            [reads, "profiles", "render", "--yes"],
            [reads, "profiles", "check"],
            [reads, "state", "migrate", "--dry-run"],
            [reads, "accounts", "rename", "apps-1", "apps-2", "--dry-run"],
            [/\/hangs/u, "adopt", "--out", "import.json"],
            [/\/hangs/u, "preview", "--stack", "management", "--no-policy-pack"],
        ] as const) {
            proxy.reset();
            const environment = { AWS_ENDPOINT_URL: proxy.endpoint, HANGS: operation === reads ? undefined : "true" };
            const run = await project.cutOrg(args, { signal: "SIGINT", moment: call(proxy, operation) }, environment);
            ok(run.isCut, `${args.join(" ")}: ${run.text}`);
            strictEqual(run.exitCode, 130, run.text);
            mustSayAgain(run, args);
            deepStrictEqual(project.enginesAtWork(), [], args.join(" "));
            deepStrictEqual([locks(), await lockKeys()], [[], []], args.join(" "));
            deepStrictEqual(
                fs.readdirSync(project.temporary).filter((name) => name.startsWith("org-")),
                [],
            );
        }
        proxy.reset();
        ok(!fs.existsSync(path.join(project.folder, "import.json")));
    });

    it("state migrate: one resource with an open operation is moved, and reported before; the doctor reports it too", async () => {
        await project.begin("apps-prd");
        const place = path.join(project.local, ".pulumi", "stacks", "aws-organization", "apps-prd.json");
        const state = JSON.parse(fs.readFileSync(place, "utf8")) as {
            checkpoint: { latest: { resources: readonly object[]; pending_operations?: readonly object[] } };
        };
        const urn = "urn:pulumi:apps-prd::aws-organization::aws:iam/role:Role::auditor";
        const resource = { urn, custom: true, type: "aws:iam/role:Role", inputs: {} };
        state.checkpoint.latest.pending_operations = [{ resource, type: "creating" }];
        fs.writeFileSync(place, JSON.stringify(state));
        fs.writeFileSync(`${place}.attrs`, "");

        const doctor = await project.orgCommand(["doctor", "--json"], old);
        match(doctor.stdout, /\.attrs half written: the engine cannot read its state/u);
        const args = ["migrate", "--yes", "--stack", "apps-prd"];
        const dry = await project.org([...args, "--dry-run"], old);
        match(dry.stderr, /• remove \S.*apps-prd\.json\.attrs\n/u);
        ok(fs.existsSync(`${place}.attrs`), "a dry run removes nothing");
        const moved = await project.org(args, old);
        strictEqual(moved.exitCode, 0, moved.text);
        ok(!fs.existsSync(`${place}.attrs`));
        match(
            moved.stderr,
            /stack apps-prd was cut off while creating auditor \(aws:iam\/role:Role\)[^\n]*pulumi refresh --clear-pending-creates --stack apps-prd/u,
        );
        match(
            (await project.orgCommand(["doctor", "--json"], old)).stdout,
            /apps-prd was cut off while creating auditor/u,
        );
        // Only the engine decides what clears a pending operation. If this test fails because a shorter command does it too, that command
        // can become the cure.
        const exported = (): Promise<string> => project.must(["stack", "export", "--stack", "apps-prd"], old);
        const refresh = ["refresh", "--yes", "--skip-preview"];
        for (const command of [["cancel", "--yes"], refresh]) {
            await project.must([...command, "--stack", "apps-prd"], old);
            match(await exported(), /pending_operations/u, command[0]);
        }
        await project.must([...refresh, "--clear-pending-creates", "--stack", "apps-prd"], old);
        doesNotMatch(await exported(), /pending_operations/u);
    });

    it("accounts rename: it recognizes a half-done rename, and nothing else as one", async () => {
        const folder = path.join(project.local, ".pulumi", "stacks", "aws-organization");
        const accounts = "  units: [prd]\n  accounts:\n    apps-new: { unit: prd, formerly: apps-old }\n";
        project.write("Pulumi.management.yaml", managementFile("us-east-1", accounts));
        await project.begin("apps-old");

        const args = ["accounts", "rename", "apps-old", "apps-new", "--yes"];
        const [before, after] = ["apps-old", "apps-new"].map((stack) => path.join(folder, `${stack}.json`)) as [
            string,
            string,
        ];
        // An engine that is killed between the two steps leaves this: the new state is written, and the old one is still there.
        const state = fs.readFileSync(before, "utf8");
        const renamed = state.replaceAll(/(urn:pulumi:|Stack::aws-organization-|stacks?\/)apps-old/gu, "$1apps-new");
        fs.writeFileSync(after, renamed);
        const dry = await project.orgCommand([...args, "--dry-run"], old);
        match(
            dry.stderr,
            /• pulumi stack rm apps-new --yes --force --preserve-config\n +• pulumi stack rename apps-new/u,
        );
        // A different stack with the new name is not a half-done rename.
        fs.writeFileSync(after, renamed.replace(/("plain":\s*)"x"/u, '$1"y"'));
        match((await project.orgCommand(args, old)).stderr, /there is a stack apps-old and a stack apps-new/u);
        fs.writeFileSync(after, renamed);
        const last = await project.orgCommand(args, old);
        strictEqual(last.exitCode, 0, last.text);
        // The stack's file is renamed last.
        fs.renameSync(
            path.join(project.folder, "Pulumi.apps-new.yaml"),
            path.join(project.folder, "Pulumi.apps-old.yaml"),
        );
        const file = await project.orgCommand(args, old);
        strictEqual(file.exitCode, 0, file.text);
        match(file.stderr, /rename Pulumi\.apps-old\.yaml to Pulumi\.apps-new\.yaml/u);
        ok(!fs.existsSync(before));
        match(await project.must(["stack", "output", "plain", "--stack", "apps-new"], old), /x/u);
        match((await project.orgCommand(args, old)).stderr, /apps-new already: nothing to do/u);
    });

    it("a full disk: of state, temporary files or home, a line each; what is there stays, and the next run goes on", async function () {
        // Where mounting is not permitted, cut-off.test.ts limits the file size instead.
        if (!hasSmallDisks()) skip(this, "this machine lets nobody mount a file system");
        project.write("index.js", "module.exports = async () => ({ plain: process.env.CHANGED || 'x' });\n");
        project.write("Pulumi.management.yaml", managementFile("us-east-1"));
        const home = path.join(project.folder, "home");
        fs.mkdirSync(home);
        const org = [process.execPath, path.resolve("bin", "org.js")];
        const up = [...org, "fleet", "up", "--yes", "--only", "management"];
        const plain = ["pulumi", "up", "--yes", "--skip-preview", "--stack", "management"];
        const states = (): unknown => project.files(path.join(project.local, ".pulumi", "stacks"));
        const run = async (folder: string, free: number, command: readonly string[], changed: string) => {
            const [file, ...args] = onFullDisk(folder, free, command);
            return project.run(file!, args, { ...old, PULUMI_HOME: home, CHANGED: changed });
        };

        for (const command of [plain, up]) {
            const before = states();
            // Not even a lock can be written. If its empty file stayed, the next run could not use the state.
            const full = await run(project.local, 0, command, "y");
            strictEqual(full.exitCode, 1, full.text);
            match(full.text, /\/locks\/[^\n]*: no space left on device/u);
            if (command === up) match(full.stdout, /no space left on device\n +→ the disk is full: make room/u);
            deepStrictEqual(states(), before);
            const next = await project.orgCommand(up.slice(2), old);
            strictEqual(next.exitCode, 0, next.text);
            deepStrictEqual(locks(), []);
        }
        // There is room for a lock, but not for everything else.
        const late = await run(project.local, 8192, up, "y");
        strictEqual(late.exitCode, 1, late.text);
        match(late.stdout, /no space left on device\n +→ the disk is full: make room/u);
        match(await project.must(["stack", "output", "plain", "--stack", "management"], old), /^[xy]$/mu);
        strictEqual((await project.orgCommand(up.slice(2), old)).exitCode, 0);

        const temporary = await run(project.temporary, 0, up, "x");
        strictEqual(temporary.exitCode, 1, temporary.text);
        match(
            temporary.stderr,
            /^error: [^\n]*org-fleet[^\n]* cannot be written: the disk is full\n +→ make room [^\n]*\s*$/u,
        );
        deepStrictEqual(
            fs.readdirSync(project.temporary).filter((name) => name.startsWith("org-")),
            [],
        );
        // Nothing in the home folder is needed, so the run succeeds without it.
        strictEqual((await run(home, 0, up, "x")).exitCode, 0);
    });

    /** The management stack's config with these accounts, and its key. */
    function configure(accounts: readonly string[]): void {
        const notes = project.read("Pulumi.management.yaml").match(/^(?:secretsprovider|encryptedkey): .*\n/gmu) ?? [];
        const config = managementFile(
            "us-east-1",
            `  units: [security]\n  accounts:\n${accounts.map((each) => `    ${each}\n`).join("")}`,
        );
        project.write("Pulumi.management.yaml", [config, ...notes].join(""));
    }

    /**
     * Cuts a command off ten times, each time after a random number of writes that AWS has accepted: 1 to `most`. If a run ends before the
     * signal arrives, `more` gives the next one more to do.
     */
    async function cutTen(
        args: readonly string[],
        most: number,
        more: () => void,
        environment: NodeJS.ProcessEnv = {},
    ): Promise<void> {
        const random = numbers(22);
        for (let cuts = 0; cuts < 10;) {
            const signal = cuts % 2 === 0 ? "SIGKILL" : "SIGINT";
            const run = await cut(args, signal, 1 + Math.floor(random() * most), environment);
            if (run.isCut) cuts += 1;
            else strictEqual(run.exitCode, 0, run.text);
            if (run.exitCode === 0) more();
        }
    }

    /** Cuts the command off once AWS has accepted this many writes. */
    async function cut(
        args: readonly string[],
        signal: "SIGINT" | "SIGKILL",
        writes: number,
        environment: NodeJS.ProcessEnv = {},
    ): Promise<EngineRun & { readonly isCut: boolean }> {
        proxy.reset();
        const moment = write(proxy, writes);
        const run = await project.cutOrg(
            args,
            { signal, moment },
            { ...environment, AWS_ENDPOINT_URL: proxy.endpoint },
        );
        proxy.reset();
        match(project.read("Pulumi.management.yaml"), /# Home region\.\n/u, `comments are there: ${run.text}`);
        if (signal === "SIGKILL") return run;
        ok([0, 130].includes(run.exitCode), run.text);
        if (run.exitCode !== 0) mustSayAgain(run, args);
        deepStrictEqual(locks(), [], run.text);
        deepStrictEqual(await lockKeys(), [], run.text);
        return run;
    }

    function mustSayAgain({ stderr, text }: EngineRun, args: readonly string[]): void {
        ok(
            stderr.includes(`error: interrupted\n    → run it again: ./org ${args.join(" ")}`) &&
                !/again: [^\n]*;/u.test(stderr),
            text,
        );
    }

    /** Copies the local state and the file of a stack, to create a stack named `to`. */
    function copyStack(from: string, to: string): void {
        const folder = path.join(project.local, ".pulumi", "stacks", "aws-organization");
        const renamed = (text: string): string =>
            text.replaceAll(new RegExp(`(urn:pulumi:|Stack::aws-organization-|stacks?/)${from}`, "gu"), `$1${to}`);
        fs.writeFileSync(
            path.join(folder, `${to}.json`),
            renamed(fs.readFileSync(path.join(folder, `${from}.json`), "utf8")),
        );
        project.write(`Pulumi.${to}.yaml`, project.read(`Pulumi.${from}.yaml`));
    }

    /** Resources and outputs of each stack, in plain text. */
    async function resources(stacks: readonly string[], environment: NodeJS.ProcessEnv): Promise<readonly unknown[]> {
        return Promise.all(
            stacks.map(async (stack) => {
                const text = await project.must(["stack", "export", "--show-secrets", "--stack", stack], environment);
                const { deployment } = JSON.parse(text) as {
                    deployment: { resources: unknown; pending_operations?: unknown };
                };
                return [stack, deployment.resources, deployment.pending_operations];
            }),
        );
    }

    /** Locks of the local state. */
    function locks(): readonly string[] {
        return Object.keys(project.files(project.local)).filter((name) => /locks.*\.json$/u.test(name));
    }

    function keyOf(stack: string): string {
        return `.pulumi/stacks/aws-organization/${stack}.json`;
    }

    function keysOf(stacks: readonly string[]): readonly string[] {
        return stacks.map(keyOf).sort();
    }

    async function lockKeys(): Promise<readonly string[]> {
        return (await stored()).filter((key) => key.includes("/locks/"));
    }

    /** Keys of states, tags and locks in the bucket, without the backups of earlier runs. */
    async function stored(): Promise<readonly string[]> {
        const Bucket = "ac-management-pulumi-state";
        const { Contents = [] } = await project.client(S3Client).send(new ListObjectsV2Command({ Bucket }));
        return Contents.map(({ Key }) => Key!)
            .filter((key) => /(?:stacks|locks)\/.*(?<!\.bak)$/u.test(key))
            .sort();
    }
});
