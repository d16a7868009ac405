import { execa, type ResultPromise } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { stringify } from "yaml";
import { dropHalfFiles } from "../../engine/half-files";
import { endpoint, stopEmulator, type EmulatorOptions, type NewAccount } from "../../sandbox/emulator/emulator";
import { processEnvironment } from "../../sandbox/environment";
import { shellQuote, writeScript } from "../../sandbox/project";
import { openSandbox, pulumi, type Sandbox } from "../../sandbox/sandbox";
import { installTools } from "../../sandbox/tools";
import type { Moment } from "./cut";
import { FaultProxy, type Rule } from "./fault-proxy";
import { killedAtMoment } from "./kill-all";

const root = path.resolve(__dirname, "../..");

/** Files of the repository that a program needs, and that tests may change. */
const programFiles = ["Pulumi.yaml", "org", "package.json"];
/** Linked, so that all projects share their bundle and Node's compiled code. */
const programLinks = ["index.ts", "aws", "bin", "components", "config", "layers", "policies"];
const orgFile = path.join(root, "bin", "org.js");
const ownProgram = fs.readFileSync(path.join(root, "index.ts"), "utf8");

/** A started program. Its output is text, its standard input is empty, and a failure is returned, not thrown. */
export type StartedProgram = ResultPromise<{ reject: false; stdin: "ignore"; detached: true }>;

/** A resource of an exported state. */
export interface StateResource {
    readonly urn: string;
    readonly type: string;
    readonly id?: string;
    readonly protect?: boolean;
    readonly retainOnDelete?: boolean;
    readonly provider?: string;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Result of a run of the engine. */
export interface EngineRun {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
    /** stdout and stderr. */
    readonly text: string;
}

/** The program in its own folder, with the test's stack files, a state and an emulator. */
export class TestProject {
    private constructor(
        readonly folder: string,
        readonly sandbox: Sandbox,
        /** Between this project and its emulator, if it was opened with `faults`. */
        readonly proxy: FaultProxy | undefined,
    ) {}

    /**
     * Opens a project. With `faults`, even an empty list, all its calls to AWS go through a fault proxy. `asUser`: without the settings
     * with which the test runner makes tests shorter. `accountQuota`: how many accounts AWS allows in the organization (50).
     */
    static async open(
        stacks: Readonly<Record<string, object | string>>,
        account: NewAccount,
        region = "us-east-1",
        {
            faults,
            asUser = false,
            accountQuota,
            holdShapes = false,
        }: EmulatorOptions & { readonly faults?: readonly Rule[]; readonly asUser?: boolean } = {},
    ): Promise<TestProject> {
        // With a blank in the path, as in some users' homes.
        const above = fs.mkdtempSync(path.join(os.tmpdir(), "aws organization "));
        const folder = path.join(above, "project");
        fs.mkdirSync(folder);
        for (const part of programFiles) fs.cpSync(path.join(root, part), path.join(folder, part));
        for (const part of programLinks) fs.symlinkSync(path.join(root, part), path.join(folder, part));
        // At each run the language host searches for packages in everything below a program's folder; Node.js finds them above it too.
        fs.symlinkSync(path.join(root, "node_modules"), path.join(asUser ? folder : above, "node_modules"));
        for (const [stack, config] of Object.entries(stacks)) writeStackFile(folder, stack, config);
        const tools = await installTools({ silent: true });
        const opened = await openSandbox(folder, path.join(folder, ".sandbox"), tools, account, region, {
            accountQuota,
            holdShapes,
        });
        // A separate folder, so that it does not find what killed runs of other tests have left.
        const TMPDIR = path.join(above, "tmp");
        fs.mkdirSync(TMPDIR);
        // Also for commands that a test starts without any other variables.
        const quick = asUser ? { NODE_OPTIONS: undefined, GOGC: undefined } : quickStart();
        if (quick.NODE_OPTIONS !== undefined) await writeKnownNpm(path.join(opened.folder, "bin", "npm"));
        const sandbox = { ...opened, environment: { ...opened.environment, TMPDIR, ...quick } };
        if (faults === undefined) return new TestProject(folder, sandbox, undefined);
        const proxy = await FaultProxy.open(endpoint(sandbox.emulator), faults);
        const environment = {
            ...sandbox.environment,
            AWS_ENDPOINT_URL: proxy.endpoint,
            AWS_ENDPOINT_URL_STS: proxy.endpoint,
        };
        return new TestProject(folder, { ...sandbox, environment }, proxy);
    }

    /** The same project with other environment variables. */
    with(environment: Readonly<Record<string, string | undefined>>): TestProject {
        const merged = { ...this.sandbox.environment, ...environment };
        return new TestProject(this.folder, { ...this.sandbox, environment: merged }, this.proxy);
    }

    /** Folder for temporary files of its commands, with a blank in its path. */
    get temporary(): string {
        return this.sandbox.environment["TMPDIR"]!;
    }

    writeStack(stack: string, config: object | string): void {
        writeStackFile(this.folder, stack, config);
    }

    /** Replaces the linked program. */
    writeProgram(text: string): void {
        const file = path.join(this.folder, "index.ts");
        fs.rmSync(file);
        fs.writeFileSync(file, text);
    }

    /** Runs the engine; a failed run is returned, not thrown. */
    async pulumi(...args: string[]): Promise<EngineRun> {
        // The quick start leaves this out, and this run needs it.
        const environment = {
            ...this.sandbox.environment,
            ...(args.includes("--debug") ? { QUICK_START_KEEPS_DEBUG: "true" } : {}),
        };
        const run = { cwd: this.folder };
        const result = await pulumi({ ...this.sandbox, environment }, [...args, "--color", "never"], run);
        return { ...result, text: `${result.stdout}\n${result.stderr}` };
    }

    /** Runs the engine and kills it at a moment with its provider and program, like a crash. Whether the moment came before its end. */
    async pulumiUntil(moment: Moment, ...args: string[]): Promise<boolean> {
        const child = this.start(path.join(this.sandbox.folder, "bin", "pulumi"), [...args, "--non-interactive"]);
        const { signal } = await killedAtMoment(child, moment);
        dropHalfFiles(path.join(this.sandbox.folder, "state"));
        return signal === "SIGKILL";
    }

    /** Runs the engine, and throws its output unless it succeeds. */
    async must(...args: string[]): Promise<string> {
        const result = await this.pulumi(...args);
        if (result.exitCode !== 0)
            throw new Error(`pulumi ${args.join(" ")} exited with ${result.exitCode}:\n${result.text}`);
        return result.stdout;
    }

    async state(stack: string): Promise<readonly StateResource[]> {
        const exported = JSON.parse(await this.must("stack", "export", "--stack", stack)) as {
            deployment: { resources?: StateResource[] };
        };
        return exported.deployment.resources ?? [];
    }

    /** Runs another program in the sandbox's environment, as after `. .sandbox/env`. */
    run(file: string, args: readonly string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
        return this.runIn(this.folder, file, args);
    }

    /** The same in another folder. */
    async runIn(
        cwd: string,
        file: string,
        args: readonly string[],
    ): Promise<{ exitCode: number; stdout: string; stderr: string }> {
        const result = await execa(file, args, { ...this.asUser, cwd });
        return { exitCode: result.exitCode ?? 1, stdout: result.stdout, stderr: result.stderr };
    }

    /** Runs this repository's CLI on this project. */
    org(...args: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
        return this.run(process.execPath, [orgFile, ...args]);
    }

    /**
     * Runs this repository's CLI on this project within this process, in a third of the time. For a command that is neither killed nor at a
     * terminal, while no other one runs.
     */
    async orgHere(...args: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
        const { orgHere } = await import("./org-here");
        const { code, out, err } = await orgHere({ cwd: this.folder, env: this.asUser.env }, args);
        // As at the end of a process: who waits for the proxy to settle waits for open connections.
        this.proxy?.closeIdle();
        return { exitCode: code, stdout: out, stderr: err };
    }

    /** Starts a program in a process group of its own, for a test that interrupts or kills it. */
    start(file: string, args: readonly string[]): StartedProgram {
        return execa(file, args, { ...this.asUser, cwd: this.folder, detached: true }) as StartedProgram;
    }

    /** Starts this repository's CLI on this project, in a process group of its own. */
    startOrg(...args: readonly string[]): StartedProgram {
        return this.start(process.execPath, [orgFile, ...args]);
    }

    async close(): Promise<void> {
        await this.proxy?.close();
        await stopEmulator(this.sandbox.folder);
        fs.rmSync(path.dirname(this.folder), { recursive: true, force: true });
        // Writing through the link would change the program of every other test: writeProgram() is for that.
        if (fs.readFileSync(path.join(root, "index.ts"), "utf8") === ownProgram) return;
        fs.writeFileSync(path.join(root, "index.ts"), ownProgram);
        throw new Error("a test has written index.ts of the repository, through the link in its project");
    }

    /** How a user's shell starts a program. */
    private get asUser() {
        const env = processEnvironment(this.sandbox.folder, this.sandbox.environment);
        return { env, extendEnv: false, reject: false, stdin: "ignore" } as const;
    }
}

/** Variables of test/support/quick-start, if the test runner has enabled it. */
function quickStart(): { readonly NODE_OPTIONS?: string; readonly GOGC?: string } {
    const names = ["NODE_OPTIONS", "GOGC"];
    return Object.fromEntries(
        names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    );
}

let knownNpm: Promise<string> | undefined;

/** The language host runs npm for its version at each start, which takes longer than the rest of the host's start. */
async function writeKnownNpm(file: string): Promise<void> {
    knownNpm ??= execa("sh", ["-c", "command -v npm && npm --version"]).then(({ stdout }) => {
        const [npm, version] = stdout.split("\n");
        return `[ "$*" = --version ] && echo ${shellQuote(version!)} || exec ${shellQuote(npm!)} "$@"`;
    });
    writeScript(file, await knownNpm);
}

function writeStackFile(folder: string, stack: string, config: object | string): void {
    fs.writeFileSync(
        path.join(folder, `Pulumi.${stack}.yaml`),
        typeof config === "string"
            ? config
            : stringify({ config }, { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" }),
    );
}
