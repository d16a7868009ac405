import {
    CreateBucketCommand,
    PutBucketPolicyCommand,
    S3Client,
    type BucketLocationConstraint,
} from "@aws-sdk/client-s3";
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { execa, execaSync, type ResultPromise } from "execa";
import * as fs from "node:fs";
import { constants } from "node:os";
import * as path from "node:path";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import { writeScript, shellQuote } from "../../sandbox/project";
import { TestProject, type EngineRun } from "./project";
import { scratchCache } from "./scratch-cache";
import { newAccount } from "./test-emulator";
import type { Moment } from "./cut";
import { killAll } from "./kill-all";
import type { Keys } from "./test-client";

const root = path.resolve(__dirname, "../..");

/** A secret in the state and config of a stack, which must not appear anywhere in plain text. */
export const canary = "canary-3f1d0c";

/** A management stack file as a person writes it: with comments, layout, bare keys. */
export const managementFile = (region: string, more = ""): string =>
    `# Acme's organization.
config:
  # Home region.
  aws:region: ${region}    # state is here
  company: { name: acme,   short: ac }

  email: aws@example.com
  ownedDomains: [example.com]
  management: { id: "111111111111" } # in quotes
${more}`;

/** Without a provider, so that a run takes two seconds; with secrets, which the product's own program does not have. */
const program = `const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config("github");
// After it has announced itself, it never ends.
if (process.env.HANGS) fetch(process.env.AWS_ENDPOINT_URL + "/hangs"), setInterval(() => {}, 1000);
if (process.env.MORE) new pulumi.ComponentResource("test:index:Thing", process.env.MORE);
exports.plain = process.env.CHANGED || "x";
exports.token = pulumi.secret("${canary}");
exports.sealed = config.getSecret("token"); // a member stack has one
exports.read = pulumi.getStack() === "management" ? null
    : new pulumi.StackReference("organization/" + pulumi.getProject() + "/management").getOutput("plain");
`;

/** A stack on the disk, as the engine created it: the stack file, and files of the state by path. */
interface Begun {
    readonly file: string;
    readonly state: Readonly<Record<string, string>>;
}

/** Reused for the same settings. */
const begun = new Map<string, Begun>();

/**
 * A project on the engine itself, as users have it, without the sandbox's `pulumi`, which keeps the engine from changing stack files. Its
 * calls of the engine go through a shim that logs the arguments and looks for the canary in files.
 */
export class StateProject {
    readonly folder: string;
    /** Folder of the user's local state. */
    readonly local: string;
    /** Temporary files of the commands. */
    readonly temporary: string;
    private readonly shim: string;
    private readonly log: string;
    private readonly pids: string;

    private constructor(
        readonly project: TestProject,
        readonly region: string,
        /** Which program it has. */
        private readonly kind: "the product's" | "of a few lines",
    ) {
        const { folder } = project;
        this.folder = folder;
        this.local = path.join(folder, "old state");
        this.temporary = path.join(folder, ".sandbox", "tmp");
        this.shim = path.join(folder, ".sandbox", "shim");
        this.log = path.join(folder, ".sandbox", "engine.log");
        this.pids = path.join(folder, ".sandbox", "engine.pids");
    }

    /** With `real`, the product's program; otherwise a short one with secrets. `name` is the management account's. */
    static async open(
        region = "us-east-1",
        { real, file, name }: { real?: boolean; file?: string; name?: string } = {},
    ): Promise<StateProject> {
        const text = file ?? managementFile(region);
        const account = { ...newAccount, ...(name === undefined ? {} : { name }) };
        const project = await TestProject.open({ management: text }, account, region);
        const opened = new StateProject(project, region, real === true ? "the product's" : "of a few lines");
        if (real !== true) {
            opened.write(
                "Pulumi.yaml",
                "# The project.\nname: aws-organization\nruntime: nodejs # 20\nmain: index.js\n",
            );
            opened.write("index.js", program);
        }
        for (const folder of [opened.local, opened.temporary]) fs.mkdirSync(folder, { recursive: true });
        const seen = `grep -rlsF ${shellQuote(canary)} "$TMPDIR" ${shellQuote(`${opened.folder}/`)}Pulumi.*.yaml`;
        const engine = shellQuote(opened.project.sandbox.engine);
        writeScript(
            path.join(opened.shim, "pulumi"),
            `{ printf '%s ' "$@"; echo; ${seen} && echo FOUND; } >>${shellQuote(opened.log)}\n` +
                `echo $$ >>${shellQuote(opened.pids)}\nexec ${engine} "$@"`,
        );
        return opened;
    }

    get home(): string {
        return `s3://ac-management-pulumi-state?region=${this.region}`;
    }

    get secretsProvider(): string {
        return `awskms://alias/ac-pulumi-state?region=${this.region}`;
    }

    get old(): string {
        return `file://${this.local}`;
    }

    /** A user's environment: its own home and AWS files, and the shim before the engine. */
    get environment(): NodeJS.ProcessEnv {
        const { PATH, SystemRoot } = process.env;
        return {
            ...this.project.sandbox.environment,
            PULUMI_BACKEND_URL: undefined,
            PULUMI_CONFIG_PASSPHRASE: undefined,
            ...(SystemRoot === undefined ? {} : { SystemRoot }),
            // After the shim, the commands that the sandbox puts first.
            PATH: [this.shim, path.join(this.project.sandbox.folder, "bin"), PATH ?? ""].join(path.delimiter),
            HOME: path.join(this.folder, ".sandbox", "user"),
            XDG_CACHE_HOME: scratchCache(this.temporary),
            TMPDIR: this.temporary,
        };
    }

    /** Adds a command that comes before the machine's. */
    addCommand(name: string, script: string): void {
        writeScript(path.join(this.shim, name), script);
    }

    /** The arguments of all engine runs, and places where the canary was found. */
    asked(): string {
        return fs.existsSync(this.log) ? fs.readFileSync(this.log, "utf8") : "";
    }

    /** Engine processes that are still running. */
    enginesAtWork(): readonly number[] {
        const pids = fs.existsSync(this.pids) ? fs.readFileSync(this.pids, "utf8").trim().split("\n") : [];
        const lines = execaSync("ps", ["-A", "-ww", "-o", "pid=,stat=,args="]).stdout.split("\n");
        // The id of a process that has exited may belong to another one by now. An exited process without a parent may remain for a while,
        // until it is reaped.
        const living = lines
            .filter((line) => line.includes(this.project.sandbox.engine))
            .map((line) => line.trim().split(/ +/u))
            .flatMap(([pid, stat]) => (stat!.startsWith("Z") ? [] : [pid!]));
        return pids.filter((pid) => living.includes(pid)).map(Number);
    }

    read(file: string): string {
        return fs.readFileSync(path.join(this.folder, file), "utf8");
    }

    write(file: string, text: string): void {
        fs.writeFileSync(path.join(this.folder, file), text);
    }

    /** All files below a folder of the project, by path. */
    files(folder: string): Readonly<Record<string, string>> {
        const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
        const files = names.filter((name) => fs.statSync(path.join(folder, name)).isFile());
        return Object.fromEntries(files.map((name) => [name, fs.readFileSync(path.join(folder, name), "latin1")]));
    }

    /** An SDK client for the emulator. */
    client<Client>(
        type: new (config: { region: string; endpoint: string; credentials: Keys; forcePathStyle: boolean }) => Client,
        { region = this.region, credentials = bootstrapKeys }: { region?: string; credentials?: Keys } = {},
    ): Client {
        return new type({
            region,
            credentials,
            endpoint: endpoint(this.project.sandbox.emulator),
            forcePathStyle: true,
        });
    }

    async makeBucket(options: { readonly region?: string; readonly credentials?: Keys } = {}): Promise<void> {
        const { region = this.region } = options;
        const Bucket = "ac-management-pulumi-state";
        const where = { LocationConstraint: region as BucketLocationConstraint };
        await this.client(S3Client, options).send(
            new CreateBucketCommand({
                Bucket,
                ...(region === "us-east-1" ? {} : { CreateBucketConfiguration: where }),
            }),
        );
    }

    /** Creates bucket and key, with the product's bucket policy. */
    async makeHome(): Promise<void> {
        await this.makeBucket();
        const Bucket = "ac-management-pulumi-state";
        const Condition = { Bool: { "aws:SecureTransport": "false" } };
        const Resource = [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`];
        const Statement = [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource, Condition }];
        const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
        await this.client(S3Client).send(new PutBucketPolicyCommand({ Bucket, Policy }));
        const kms = this.client(KMSClient);
        const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
        await kms.send(
            new CreateAliasCommand({ AliasName: "alias/ac-pulumi-state", TargetKeyId: KeyMetadata!.KeyId! }),
        );
    }

    /** Creates a stack with local state; the user's file keeps its layout. */
    async begin(stack: string, passphrase = "correct horse"): Promise<void> {
        const file = `Pulumi.${stack}.yaml`;
        const before = fs.existsSync(path.join(this.folder, file)) ? this.read(file) : undefined;
        const key = JSON.stringify([this.kind, stack, passphrase, before]);
        const made = begun.get(key) ?? (await this.made(stack, passphrase));
        begun.set(key, made);
        this.write(file, made.file);
        for (const [name, content] of Object.entries(made.state)) {
            fs.mkdirSync(path.dirname(path.join(this.local, name)), { recursive: true });
            fs.writeFileSync(path.join(this.local, name), content, "latin1");
        }
        // The set-up does not count; from here on, tests look for the canary.
        fs.rmSync(this.log, { force: true });
    }

    private async made(stack: string, passphrase: string): Promise<Begun> {
        const environment = { PULUMI_BACKEND_URL: this.old, PULUMI_CONFIG_PASSPHRASE: passphrase };
        await this.must(["stack", "init", stack, "--no-select"], environment);
        if (stack !== "management")
            await this.must(
                ["config", "set", "--secret", "github:token", `${canary}-config`, "--stack", stack],
                environment,
            );
        await this.must(["up", "--yes", "--skip-preview", "--stack", stack], environment);
        const isOfStack = (name: string): boolean =>
            name.split(/[\\/.]/u).includes(stack) || path.basename(name) === "meta.yaml";
        const state = Object.entries(this.files(this.local)).filter(([name]) => isOfStack(name));
        return { file: this.read(`Pulumi.${stack}.yaml`), state: Object.fromEntries(state) };
    }

    async pulumi(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<EngineRun> {
        return this.run("pulumi", [...args, "--non-interactive", "--color", "never"], environment);
    }

    async must(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<string> {
        const { exitCode, text, stdout } = await this.pulumi(args, environment);
        if (exitCode !== 0) throw new Error(`pulumi ${args.join(" ")} exited with ${exitCode}:\n${text}`);
        return stdout;
    }

    /** Runs `org state …` as a user whose stacks are local. */
    org(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<EngineRun> {
        return this.orgCommand(["state", ...args], environment);
    }

    /** Runs any command of `org`; `input` goes to its standard input. */
    orgCommand(args: readonly string[], environment: NodeJS.ProcessEnv = {}, input?: string): Promise<EngineRun> {
        return this.run(process.execPath, [path.join(root, "bin", "org.js"), ...args], environment, input);
    }

    /**
     * Runs any command of `org` and, when it prints a text or when `moment` comes, sends a signal to it and its child processes, as a
     * terminal does on Ctrl-C.
     */
    async cutOrg(
        args: readonly string[],
        cut: { readonly signal: "SIGINT" | "SIGHUP" | "SIGKILL"; readonly text?: string; readonly moment?: Moment },
        environment: NodeJS.ProcessEnv = {},
        input?: string,
    ): Promise<EngineRun & { readonly isCut: boolean }> {
        const child = this.start(process.execPath, [path.join(root, "bin", "org.js"), ...args], environment, input);
        let [printed, isCut, hasEnded] = ["", false, false];
        let killed: Promise<void> | undefined;
        const send = (): Promise<void> | undefined => {
            if (isCut || hasEnded) return killed;
            isCut = true;
            // The engine is in its own process group, so that Ctrl-C only reaches the command; a kill is for all of them.
            if (cut.signal !== "SIGKILL") process.kill(-child.pid!, cut.signal);
            else killed = killAll(child.pid!);
            return killed;
        };
        void cut.moment?.come.then(send).finally(cut.moment.isHeld === true ? undefined : cut.moment.passed);
        child.stderr!.on("data", (data: Buffer) => {
            printed += data.toString("utf8");
            if (/^Interrupted: /mu.test(printed)) cut.moment?.passed?.();
            if (cut.text !== undefined && printed.includes(cut.text)) void send();
        });
        void child.then(() => (hasEnded = true));
        const run = endOf(await child);
        await killed;
        cut.moment?.passed?.();
        await cut.moment?.settled?.();
        return { ...run, isCut };
    }

    close(): Promise<void> {
        return this.project.close();
    }

    /** Runs any program, as the user would. */
    async run(
        file: string,
        args: readonly string[],
        environment: NodeJS.ProcessEnv,
        input?: string,
    ): Promise<EngineRun> {
        return endOf(await this.start(file, args, environment, input));
    }

    private start(
        file: string,
        args: readonly string[],
        environment: NodeJS.ProcessEnv,
        input?: string,
    ): ResultPromise {
        const env = { ...this.environment, ...environment };
        const options = {
            cwd: this.folder,
            env,
            extendEnv: false,
            reject: false,
            ...(input === undefined ? { stdin: "ignore" as const } : { input }),
            detached: true,
        } as const;
        return execa(file, args, options) as ResultPromise;
    }
}

function endOf({ exitCode, signal, stdout, stderr }: Awaited<ResultPromise>): EngineRun {
    const [out, err] = [String(stdout), String(stderr)];
    // The exit code that a shell reports.
    const bySignal = signal === undefined ? 1 : 128 + constants.signals[signal];
    return { exitCode: exitCode ?? bySignal, stdout: out, stderr: err, text: `${out}\n${err}` };
}
