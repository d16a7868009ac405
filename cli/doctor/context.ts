import { setMaxListeners } from "node:events";
import type {
    Account,
    DescribeOrganizationCommand,
    Organization,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { awsClient, type ClientOptions } from "../../aws/clients";
import type { ClientConfig } from "../../aws/patient-client";
import { whoAmI, type Caller } from "../../aws/caller";
import { type ManagementConfig, type ManagementOutputs, readOutputs, readStackFiles } from "../../config";
import { checkStack, unseenFault, type CheckedStack } from "../common/check-stack";
import { pulumi, stackOutputs, type EngineRun } from "../common/engine";
import { findProject, type Project } from "../common/project";
import { CliError } from "../common/ui";
import { readDeployment, type Deployment } from "../state/deployment";
import { SkipCheck } from "./skip-check";
import { notYet, skipped } from "./line";

/**
 * What the checks read; each thing is read once for all of them. A method that has no result throws a SkipCheck: one check reports the
 * fault, and the others are skipped.
 */
export class DoctorContext {
    private readonly answers = new Map<string, Promise<unknown>>();
    private readonly open: { destroy(): void }[] = [];
    private readonly stop = new AbortController();
    private read: Files | undefined;

    public constructor(
        private readonly dir: string,
        /** The current time, from which ages are computed. */
        public readonly now: Date = new Date(),
    ) {
        // Every running call listens to it, more than Node's default limit.
        setMaxListeners(0, this.stop.signal);
    }

    /** Ends all running calls without waiting for them. */
    public close(): void {
        this.stop.abort();
        for (const client of this.open) client.destroy();
    }

    /** The project; undefined where there is no Pulumi.yaml. */
    public project(): Project | undefined {
        return this.files().project;
    }

    public mustProject(): Project {
        const project = this.project();
        if (project === undefined) throw new SkipCheck(skipped("there is no project here"));
        return project;
    }

    /** The checked file of the management stack; undefined where there is none. */
    public managementStack(): CheckedStack<"management"> | undefined {
        return this.files().management;
    }

    /** The management config; undefined where it is missing or has faults. */
    public configIfGood(): ManagementConfig | undefined {
        const stack = this.managementStack();
        return stack?.parsed.ok === true && stack.faults.length === 0 ? stack.parsed.value : undefined;
    }

    public config(): ManagementConfig {
        const config = this.configIfGood();
        if (config !== undefined) return config;
        this.mustProject();
        if (this.managementStack() === undefined)
            throw new SkipCheck(notYet("there is no Pulumi.management.yaml", "./org init"));
        const { faults, unseen } = this.managementStack()!;
        const missing = faults.length === 0 ? unseenFault(unseen) : undefined;
        if (missing !== undefined) throw new SkipCheck(skipped(missing.message, missing.cure));
        throw new SkipCheck(skipped("the config has faults", "./org validate"));
    }

    public get region(): string {
        return (
            this.managementStack()?.region ??
            (process.env["AWS_REGION"] || process.env["AWS_DEFAULT_REGION"] || "us-east-1")
        );
    }

    /** The engine's version. `pulumi about` shows more, but takes seconds, because it asks npm about every package. */
    public engine(): Promise<string> {
        return this.once("engine", async () => {
            const { stdout, stderr } = await this.pulumi(["version"]);
            const version = /^v?(\d+\.\d+\.\d+\S*)/u.exec(stdout.trim())?.[1];
            if (version === undefined) throw new Error(`pulumi version: ${lastLine(stderr || stdout)}`);
            return version;
        });
    }

    /**
     * The address of the engine's backend; undefined where it is logged in to none.
     *
     * @throws SkipCheck where the backend cannot be reached
     */
    public backend(): Promise<string | undefined> {
        return this.once("backend", async () => {
            const { exitCode, stdout, stderr } = await this.pulumi(["whoami", "--verbose", "--json"]);
            if (exitCode === 0) return (readJson(stdout) as { readonly url?: string } | undefined)?.url;
            // The engine's message without a terminal when it is logged in to no backend.
            if (/PULUMI_ACCESS_TOKEN must be set/u.test(stderr)) return undefined;
            throw new SkipCheck(skipped(`the engine does not reach its backend: ${engineWords(stderr)}`));
        });
    }

    /**
     * The backend's address.
     *
     * @throws SkipCheck where there is none
     */
    public async mustBackend(): Promise<string> {
        const url = await this.backend();
        if (url === undefined) throw new SkipCheck(skipped("the engine is logged in to no backend"));
        return url;
    }

    /** Runs the engine in the project's folder, or in the current one without a project. */
    public pulumi(args: readonly string[]): Promise<EngineRun> {
        const dir = this.project()?.dir ?? this.dir;
        return pulumi({ dir }, args, { cancelSignal: this.stop.signal }).catch((error: unknown) => {
            if (error instanceof CliError) throw new SkipCheck(skipped(error.message));
            throw error;
        });
    }

    /** The command that creates the organization. Without a backend, the state's bucket comes first (docs/day-0.md). */
    public async firstRun(): Promise<string> {
        const url = await this.backend().catch(() => undefined);
        return url === undefined ? "./org state create" : "pulumi up --stack management";
    }

    /** Names of the backend's stacks; undefined where they cannot be listed. */
    public stacks(): Promise<readonly string[] | undefined> {
        return this.once("stacks", async () => {
            const { exitCode, stdout } = await this.pulumi(["stack", "ls", "--json"]);
            if (exitCode !== 0) return undefined;
            return (JSON.parse(stdout) as readonly { readonly name: string }[]).map(({ name }) => name);
        });
    }

    /** A stack's state; undefined where it cannot be read. */
    public deployment(stack: string): Promise<Deployment | undefined> {
        return this.once(`state of ${stack}`, async () => {
            const { exitCode, stdout } = await this.pulumi(["stack", "export", "--stack", stack]);
            return exitCode === 0 ? readDeployment(stdout) : undefined;
        });
    }

    /**
     * The management stack's outputs.
     *
     * @throws SkipCheck where it has none
     */
    public outputs(): Promise<ManagementOutputs> {
        return this.once("outputs", async () => {
            const project = this.mustProject();
            await this.mustBackend();
            const outputs = await stackOutputs(project, "management", {
                cancelSignal: this.stop.signal,
            }).catch((error: unknown) => {
                throw new SkipCheck(skipped(`the management stack cannot be read: ${firstLine(error)}`));
            });
            const read = readOutputs(outputs ?? {}, "management");
            if (!read.ok) throw new SkipCheck(notYet(read.fault.message, "pulumi up --stack management"));
            return read.value;
        });
    }

    /** Asks STS whose credentials the engine would use. */
    public askCaller(): Promise<Caller> {
        return this.once("caller", () => whoAmI({ region: this.region }));
    }

    /**
     * The caller, of any account.
     *
     * @throws SkipCheck where the credentials do not work
     */
    public async caller(): Promise<Caller> {
        return this.askCaller().catch(() => {
            throw new SkipCheck(skipped("the credentials do not work"));
        });
    }

    /**
     * The caller, in the management account as far as the config names it.
     *
     * @throws SkipCheck for another account
     */
    public async managementCaller(): Promise<Caller> {
        const caller = await this.caller();
        const config = this.configIfGood();
        if (config !== undefined && config.management.id !== caller.accountId)
            throw new SkipCheck(skipped("the credentials are not the management account's"));
        return caller;
    }

    /** The organization of the caller's account; undefined where there is none. */
    public async askOrganization(): Promise<Organization | undefined> {
        await this.managementCaller();
        return this.once("organization", async () => {
            const { DescribeOrganizationCommand: Describe } = await import("@aws-sdk/client-organizations");
            const command: DescribeOrganizationCommand = new Describe({});
            const client = await this.organizations();
            const answer = await client.send(command).catch((error: unknown) => {
                if ((error as Error).name === "AWSOrganizationsNotInUseException") return undefined;
                throw error;
            });
            return answer?.Organization;
        });
    }

    /**
     * The organization whose management account is the caller's.
     *
     * @throws SkipCheck where there is none, or another account manages it
     */
    public async organization(): Promise<Organization> {
        const organization = await this.askOrganization();
        if (organization === undefined) throw new SkipCheck(notYet("there is no organization", await this.firstRun()));
        const { accountId } = await this.caller();
        if (organization.MasterAccountId !== accountId)
            throw new SkipCheck(skipped("the account is a member of another account's organization"));
        return organization;
    }

    /** The organization's accounts, with the management account and closed ones. */
    public async accounts(): Promise<readonly Account[]> {
        await this.organization();
        return this.once("accounts", async () => {
            const { paginateListAccounts } = await import("@aws-sdk/client-organizations");
            const { collect } = await import("../../aws/snapshot");
            return collect(paginateListAccounts({ client: await this.organizations() }, {}), (page) => page.Accounts);
        });
    }

    /**
     * Makes an AWS client. `close` ends its calls.
     *
     * @param options `region` only where it differs from the stack's
     */
    public client<Client extends Sender>(
        type: new (config: ClientConfig) => Client,
        options: Partial<ClientOptions> & {
            readonly forcePathStyle?: boolean;
            readonly followRegionRedirects?: true;
        } = {},
    ): Client {
        // Only S3 reads these: an emulator needs path-style addresses, and a bucket may be in another region.
        const s3 = { forcePathStyle: Boolean(process.env["AWS_ENDPOINT_URL"]), followRegionRedirects: true };
        const client = awsClient(type, { region: this.region, ...s3, ...options });
        // A call that hangs must not keep the process running once the report is written.
        const send = client.send.bind(client) as (...args: unknown[]) => unknown;
        const { signal } = this.stop;
        client.send = (command: unknown, more?: object) => send(command, { abortSignal: signal, ...more });
        this.open.push(client);
        return client;
    }

    public async organizations(): Promise<OrganizationsClient> {
        const { OrganizationsClient: Client } = await import("@aws-sdk/client-organizations");
        return this.once("organizations client", () => Promise.resolve(this.client(Client)));
    }

    private files(): Files {
        this.read ??= readFiles(this.dir);
        return this.read;
    }

    /** Reads a value once; later calls with the same key get the same result, or the same failure. */
    public once<T>(key: string, read: () => Promise<T>): Promise<T> {
        const answer = (this.answers.get(key) as Promise<T> | undefined) ?? read();
        this.answers.set(key, answer);
        return answer;
    }
}

/** The project's files when the first check read them. */
interface Files {
    readonly project: Project | undefined;
    readonly management: CheckedStack<"management"> | undefined;
}

function readFiles(dir: string): Files {
    let project: Project;
    try {
        project = findProject(dir);
    } catch (error) {
        if (error instanceof CliError) return { project: undefined, management: undefined };
        throw error;
    }
    const files = readStackFiles(project.stackDir, project.name, ["management", "security"]);
    const management =
        files["management"] === undefined ? undefined : checkStack("management", "management", files, project);
    return { project, management };
}

interface Sender {
    send: (...args: never[]) => unknown;
    destroy(): void;
}

function readJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

function engineWords(stderr: string): string {
    return firstLine(new Error(stderr.trim().replace(/^error: /u, "")));
}

function lastLine(text: string): string {
    return text.trim().split("\n").at(-1) ?? "";
}

function firstLine(error: unknown): string {
    return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
