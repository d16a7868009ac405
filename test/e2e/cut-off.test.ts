/**
 * Commands that write are cut off at seeded moments by Ctrl-C (SIGINT to all processes that they started), by a closed terminal (SIGHUP)
 * and by SIGKILL, then run again as their own output says. `org state create` is cut off ten times, or as often as `ORG_CUTS` says; a
 * command that writes a file is cut off before each change that it makes.
 *
 * Commands that make the engine write are tested in cut-off-state.test.ts (`state migrate`, `state init`, `accounts rename`) and
 * fleet.test.ts (`fleet up`); `bootstrap-user remove` in bootstrap-user.test.ts.
 */
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient, ListAliasesCommand, ListKeysCommand, DescribeKeyCommand } from "@aws-sdk/client-kms";
import {
    DescribeOrganizationCommand,
    ListAccountsCommand,
    ListOrganizationalUnitsForParentCommand,
    ListRootsCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { DeleteObjectCommand, ListBucketsCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { execa } from "execa";
import * as fs from "node:fs";
import * as path from "node:path";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import { writeScript } from "../../sandbox/project";
import { bootstrapUser } from "../../config/names";
import { halfFiles } from "../../engine/half-files";
import type { Call } from "../support/aws-call";
import { endedWords, whileCredentialsEnd } from "../support/bad-credentials";
import { newWrite, numbers, write } from "../support/cut";
import { FaultProxy } from "../support/fault-proxy";
import { enrolDevice } from "../support/mfa-device";
import { StateProject } from "../support/state-project";
import { totp } from "../support/totp";
import { isWrite, writesOf } from "../support/writes";

const cuts = Number(process.env["ORG_CUTS"] ?? 10);

const company = `# Acme's organization.
config:
  aws:region: us-east-1
  company: { name: acme, short: ac }
  email: aws@example.com
  ownedDomains: [example.com]
  management: { id: "111111111111" }
  units: [security]
  accounts:
    security: { unit: security }
  admins: [ada.lovelace]
`;

const initFlags = [
    ...["init", "--company", "acme", "--short", "ac", "--email", "aws@acme.example", "--region", "eu-west-1"],
    ...["--management-id", "111111111111", "--account", "security", "--admin", "ada.lovelace"],
];

/** A command that writes a file. */
interface FileCommand {
    readonly name: string;
    readonly file: () => string;
    readonly args: readonly string[];
    /** Text of the file before the command runs. Default: the text that it has. */
    readonly old?: string;
    readonly input?: string;
    /** Runs before the command, where it needs something that this file does not set up. */
    readonly prepare?: () => unknown;
    readonly environment?: () => NodeJS.ProcessEnv;
}

/** The end of a preview, as the engine logs it. */
const endOfPreview = { sequence: 1, timestamp: 1, summaryEvent: { resourceChanges: { same: 1 } } };

/** What a preview would import. */
const accountToAdopt = {
    op: "import",
    urn: "urn:pulumi:management::p::aws:organizations/account:Account::security",
    newState: { type: "aws:organizations/account:Account", custom: true, importID: "222222222222" },
};

/** Temporary folders that commands have left. */
function ours({ temporary }: StateProject): readonly string[] {
    return fs.readdirSync(temporary).filter((name) => name.startsWith("org-"));
}

describe("org state create, cut off", () => {
    let project: StateProject;
    let proxy: FaultProxy;

    const begin = async (): Promise<void> => {
        project = await StateProject.open("us-east-1", { real: true, file: company });
        proxy = await FaultProxy.open(endpoint(project.project.sandbox.emulator));
    };
    const end = async (): Promise<void> => {
        await proxy.close();
        await project.close();
    };
    before(begin);
    after(end);

    it("says in one line that a home or a disk cannot be written", async () => {
        // Even root cannot write below a file, and cannot write a file that is larger than the limit.
        const before = Object.fromEntries(
            ["Pulumi.yaml", "Pulumi.management.yaml"].map((name) => [name, project.read(name)]),
        );
        const below = path.join(project.folder, "Pulumi.yaml", "home");
        const home = await project.org(["create", "--yes"], { PULUMI_HOME: below });
        strictEqual(home.exitCode, 1, home.text);
        match(home.stderr, /error: [^\n]*\n +→ Pulumi's home \S.* cannot be made there: [^\n]*\n*$/u);
        const command = `ulimit -f 4; exec "${process.execPath}" "${path.resolve("bin", "org.js")}" state create --yes`;
        const options = { cwd: project.folder, env: project.environment, extendEnv: false, reject: false } as const;
        const full = await execa("sh", ["-c", command], { ...options, stdin: "ignore" });
        strictEqual(full.exitCode, 1, full.stderr);
        match(full.stderr, /error: pulumi up failed: [^\n]*file too large[^\n]*\n +→ [^\n]*ulimit -f[^\n]*\n*$/u);
        deepStrictEqual(await locks(), []);
        // The limit has truncated the state too. A test below covers such a state.
        fs.rmSync(path.join(project.folder, ".pulumi-state"), { recursive: true });
        for (const [name, text] of Object.entries(before)) project.write(name, text);
    });

    it("a session that ends before it makes bucket and key: one line with its cure, and nothing half done", async () => {
        await endsAt("ExpiredToken", isWrite);
    });

    it("continues where it was cut off, however often, and ends as if it had not been", async () => {
        const random = numbers(22);
        let environment = { AWS_ENDPOINT_URL: proxy.endpoint };
        const cut = new Set<string>();
        const reported: string[] = [];
        let fresh = 0;
        for (let index = 0; index < cuts; index += 1) {
            // The third cut is by SIGKILL at CreateOrganization, after which only the organization itself shows what was done. The fourth
            // is a closed terminal.
            const isOrganization = index === 2;
            const signal = index === 3 ? "SIGHUP" : isOrganization || index % 2 === 1 ? "SIGKILL" : "SIGINT";
            proxy.reset();
            const moment = isOrganization
                ? write(proxy, 1, "CreateOrganization")
                : newWrite(proxy, cut, Math.floor(random() * 2));
            const run = await project.cutOrg(["state", "create", "--yes"], { signal, moment }, environment);
            reported.push(`${signal} at ${isOrganization ? "CreateOrganization" : [...cut].at(-1)}: ${run.exitCode}`);
            if (!run.isCut) {
                // How much a cut run has done depends on what the engine was doing. A run that ends before its moment has completed the
                // rest, so a new project starts here.
                strictEqual(run.exitCode, 0, `${reported.join("\n")}\n${run.text}`);
                await endsWell(reported, environment);
                ok(fresh++ < 3, `nothing is left to cut off:\n${reported.join("\n")}`);
                await end();
                await begin();
                environment = { AWS_ENDPOINT_URL: proxy.endpoint };
                index -= 1;
                continue;
            }
            if (signal === "SIGKILL") continue;
            ok([0, signal === "SIGHUP" ? 129 : 130].includes(run.exitCode), run.text);
            if (run.exitCode !== 0)
                match(run.stderr, /error: interrupted\n +→ run it again: \.\/org state create --yes$/mu);
            deepStrictEqual(await locks(), [], `no lock stays after Ctrl-C; ${run.text}`);
        }
        await endsWell(reported, environment);
    });

    it("a state that a full disk has cut is made again, as docs/state.md says, with keys that are revoked meanwhile too: what AWS has is imported, nothing is made twice", async () => {
        // Makes it look as if the first state had stayed on this machine, whose disk was full.
        const s3 = project.client(S3Client);
        const Bucket = "ac-management-pulumi-state";
        const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: ".pulumi/" }));
        const state = await project.must(["stack", "export", "--stack", "management"]);
        for (const { Key } of Contents) await s3.send(new DeleteObjectCommand({ Bucket, Key: Key! }));
        project.write("Pulumi.yaml", project.read("Pulumi.yaml").replace(/^# Where the state[^]*$/mu, ""));
        project.write("Pulumi.management.yaml", company);
        const stacks = path.join(project.folder, ".pulumi-state", ".pulumi", "stacks", "aws-organization");
        const half = `{"version":3,"checkpoint":{"stack":"x","latest":${state.slice(0, state.length / 2)}`;
        for (const name of ["management.json", "management.json.bak"]) fs.writeFileSync(path.join(stacks, name), half);

        const refused = await project.org(["create", "--yes"]);
        strictEqual(refused.exitCode, 1, refused.text);
        match(refused.stderr, /the state is cut, as a full disk does it: docs\/state\.md, When something is lost/u);

        const before = await organizationOf();
        fs.renameSync(path.join(project.folder, ".pulumi-state"), path.join(project.folder, ".pulumi-state.broken"));
        const { Organization } = await project.client(OrganizationsClient).send(new DescribeOrganizationCommand({}));
        project.write("Pulumi.management.yaml", `${company}  organization: { id: ${Organization!.Id!} }\n`);
        // The keys are revoked as soon as the key that they make is used, before the state moves into the bucket.
        await endsAt("InvalidClientTokenId", ({ operation }) => operation === "Encrypt");
        const again = await project.org(["create", "--yes"], { AWS_ENDPOINT_URL: proxy.endpoint });
        strictEqual(again.exitCode, 0, again.text);
        deepStrictEqual(await organizationOf(), before);
        const made = Object.keys(writesOf(proxy)).filter((operation) => /^Create(?!Policy)/u.test(operation));
        deepStrictEqual(made, [], "nothing is made a second time");
    });

    /** Runs the command, whose credentials stop working with a call. Checks that one line says so, and that nothing is left of the run. */
    async function endsAt(code: keyof typeof endedWords, isIt: (call: Call) => boolean): Promise<void> {
        const run = await whileCredentialsEnd(proxy, code, isIt, () =>
            project.org(["create", "--yes"], { AWS_ENDPOINT_URL: proxy.endpoint }),
        );
        strictEqual(run.exitCode, 1, run.text);
        strictEqual(run.stderr.match(/^error: /gmu)?.length, 1, run.stderr);
        match(run.stderr, new RegExp(`^error: pulumi [a-z ]+ failed: ${endedWords[code]}[^\\n]*\\n*$(?!\\n)`, "mu"));
        deepStrictEqual(await locks(), []);
        deepStrictEqual(halfFiles(path.join(project.folder, ".pulumi-state")), []);
        deepStrictEqual(ours(project), []);
        match(
            project.read("Pulumi.management.yaml"),
            /^# Acme's organization\.\nconfig:\n[^]*^encryptionsalt: \S+\n$/mu,
        );
    }

    /**
     * Runs the command twice more: the first run does what is left, the second reports that nothing is. Everything is there exactly once,
     * in the bucket, and nothing is left of the cut runs.
     */
    async function endsWell(reported: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
        proxy.reset();
        const last = await project.org(["create", "--yes"], environment);
        strictEqual(last.exitCode, 0, `${reported.join("\n")}\n${last.text}`);

        match(project.read("Pulumi.management.yaml"), /^# Acme's organization\.\n[^]*secretsprovider: awskms/u);
        match(project.read("Pulumi.yaml"), /url: s3:\/\/ac-management-pulumi-state/u);
        const again = await project.org(["create", "--yes"], environment);
        strictEqual(again.exitCode, 0, again.text);
        match(again.stderr, /Already there/u);

        deepStrictEqual(await organizationOf(), [
            "account acme-management",
            "account acme-security",
            "alias/ac-pulumi-state",
            "bucket ac-management-pulumi-state",
            "key Pulumi state of the organization, and the secrets in it",
            "unit security",
        ]);
        deepStrictEqual(await locks(), []);
        doesNotMatch(await project.must(["stack", "export", "--stack", "management"]), /pending_operations/u);
        deepStrictEqual(ours(project), [], "nothing of the killed runs stays");
    }

    /** The accounts, units, keys and buckets of the organization, as sorted lines. */
    async function organizationOf(): Promise<readonly string[]> {
        const organizations = project.client(OrganizationsClient);
        const { Accounts = [] } = await organizations.send(new ListAccountsCommand({}));
        const { Roots = [] } = await organizations.send(new ListRootsCommand({}));
        const ParentId = Roots[0]!.Id!;
        const units = await organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId }));
        const kms = project.client(KMSClient);
        const { Keys = [] } = await kms.send(new ListKeysCommand({}));
        const keys = await Promise.all(Keys.map(({ KeyId }) => kms.send(new DescribeKeyCommand({ KeyId: KeyId! }))));
        const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
        const { Buckets = [] } = await project.client(S3Client).send(new ListBucketsCommand({}));
        return [
            ...Accounts.map(({ Name }) => `account ${Name}`),
            ...(units.OrganizationalUnits ?? []).map(({ Name }) => `unit ${Name}`),
            ...keys.flatMap(({ KeyMetadata: key }) =>
                key?.KeyManager === "CUSTOMER" ? [`key ${key.Description}`] : [],
            ),
            ...Aliases.flatMap(({ AliasName: name }) => (name?.startsWith("alias/ac-") ? [name] : [])),
            ...Buckets.map(({ Name }) => `bucket ${Name}`),
        ].sort();
    }

    /** Locks of the stack, wherever its state is. */
    async function locks(): Promise<readonly string[]> {
        const local = `${project.folder}/.pulumi-state`;
        const files = fs.existsSync(local) ? Object.keys(project.files(local)) : [];
        const { Buckets = [] } = await project.client(S3Client).send(new ListBucketsCommand({}));
        const objects = Buckets.some(({ Name }) => Name === "ac-management-pulumi-state")
            ? await project
                  .client(S3Client)
                  .send(new ListObjectsV2Command({ Bucket: "ac-management-pulumi-state", Prefix: ".pulumi/locks/" }))
            : undefined;
        return [
            ...files.filter((name) => name.includes("/locks/") && name.endsWith(".json")),
            ...(objects?.Contents ?? []).map(({ Key }) => Key!),
        ];
    }
});

describe("commands that write files, cut off", () => {
    let project: StateProject;
    before(async () => {
        project = await StateProject.open();
    });
    after(() => project.close());

    const keys = `${bootstrapKeys.accessKeyId}\n${bootstrapKeys.secretAccessKey}\n`;
    const credentials = (): string => project.environment["AWS_SHARED_CREDENTIALS_FILE"]!;
    const commands: readonly FileCommand[] = [
        {
            name: "init",
            file: () => path.join(project.folder, "Pulumi.management.yaml"),
            args: [...initFlags, "--yes"],
        },
        {
            name: "profiles bootstrap",
            file: credentials,
            args: ["profiles", "bootstrap", "--stdin", "--yes"],
            old: "# ours\n[other]\naws_access_key_id = AKIAOTHER\n",
            input: keys,
        },
        {
            // Renders from the config that `init` has written.
            name: "profiles render",
            file: () => project.environment["AWS_CONFIG_FILE"]!,
            args: ["profiles", "render", "--from-config", "--yes"],
            old: "# ours\n[profile other]\nregion = eu-west-1\n",
        },
        {
            name: "mfa --write",
            file: credentials,
            args: ["mfa", "--profile", "long", "--write", "cut"],
            old: `# ours\n[long]\naws_access_key_id = ${bootstrapKeys.accessKeyId}\naws_secret_access_key = ${bootstrapKeys.secretAccessKey}\n`,
            // A code is valid only once, so the session is created and cached first.
            prepare: async () => {
                const { seed } = await enrolDevice(project.client(IAMClient), bootstrapUser);
                const run = await project.orgCommand(["mfa", "--profile", "long", "--otp", totp(seed)]);
                strictEqual(run.exitCode, 0, run.text);
            },
        },
        {
            name: "schema",
            file: () => path.join(project.folder, "config.schema.json"),
            args: ["schema"],
            old: "{}\n",
        },
        {
            name: "preview --out",
            file: () => path.join(project.folder, "report.md"),
            args: ["preview", "--stack", "management", "--events", ".sandbox/events.json", "--out", "report.md"],
            old: "# before\n",
            prepare: () => {
                fs.writeFileSync(
                    path.join(project.folder, ".sandbox", "events.json"),
                    `${JSON.stringify(endOfPreview)}\n`,
                );
            },
        },
        {
            name: "fleet preview --out",
            file: () => path.join(project.folder, "fleet.md"),
            args: ["fleet", "preview", "--only", "", "--out", "fleet.md"],
            old: "# before\n",
        },
        {
            name: "adopt",
            file: () => path.join(project.folder, "import.json"),
            args: ["adopt", "--out", "import.json"],
            old: "{}\n",
            prepare: () => {
                fs.mkdirSync(path.join(project.folder, ".sandbox", "pulumi"));
                const answer = JSON.stringify({ steps: [accountToAdopt] });
                writeScript(path.join(project.folder, ".sandbox", "pulumi", "pulumi"), `echo '${answer}'`);
            },
            environment: () => ({
                PATH: `${path.join(project.folder, ".sandbox", "pulumi")}${path.delimiter}${process.env["PATH"] ?? ""}`,
            }),
        },
    ];
    for (const { name, file: fileOf, args, old: before, input, prepare, environment: others } of commands)
        it(`${name}: cut before each change of a file, the file is the old one or the new one, and the next run ends well and leaves nothing beside it`, async () => {
            const file = fileOf();
            const folder = path.dirname(file);
            fs.mkdirSync(folder, { recursive: true });
            if (before !== undefined) fs.writeFileSync(file, before);
            const read = (): string => fs.readFileSync(file, "utf8");
            const old = read();
            const there = new Set(fs.readdirSync(folder));
            await prepare?.();
            const preload = JSON.stringify(path.resolve(__dirname, "..", "support", "cut-writes.js"));
            const options = project.environment["NODE_OPTIONS"] ?? "";
            // SIGKILL at every moment, then Ctrl-C, which waits for what is under way, until there are ten cuts.
            let cuts = 0;
            for (const signal of ["SIGKILL", "SIGINT"] as const) {
                const most = signal === "SIGKILL" ? 40 : Math.max(1, 10 - cuts);
                const seen: string[] = [];
                let isWhole = false;
                while (seen.length < most && !isWhole) {
                    fs.writeFileSync(file, old);
                    // Removes what the command wrote beside this file, but not the hidden files that a kill left.
                    for (const each of fs.readdirSync(folder))
                        if (!there.has(each) && !each.startsWith(".")) fs.rmSync(path.join(folder, each));
                    const environment = {
                        NODE_OPTIONS: `${options} --require ${preload}`,
                        CUT_FOLDER: fs.realpathSync(folder),
                        CUT_AT: String(seen.length + 1),
                        CUT_SIGNAL: signal,
                        ...others?.(),
                    };
                    const run = await project.orgCommand(args, environment, input);
                    isWhole = !run.stderr.includes("cut before ");
                    if (isWhole) {
                        strictEqual(run.exitCode, 0, run.text);
                        continue;
                    }
                    if (signal === "SIGKILL") strictEqual(run.exitCode, 137, run.text);
                    else ok([0, 130].includes(run.exitCode), `${run.exitCode}: ${run.text}`);
                    seen.push(read());
                }
                if (!isWhole) {
                    const last = await project.orgCommand(args, others?.(), input);
                    strictEqual(last.exitCode, 0, last.text);
                }
                cuts += seen.length;
                // At least four changes: opened, written, flushed and renamed.
                if (signal === "SIGKILL") ok(seen.length >= 4 && seen.length < most, `cut ${seen.length} times`);
                if (signal === "SIGKILL") ok(seen.includes(old), "no cut came before the file's change");
                for (const text of seen) ok(text === old || text === read(), text);
                deepStrictEqual(
                    fs.readdirSync(folder).filter((each) => each.startsWith(`.${path.basename(file)}.`)),
                    [],
                );
            }
        });

    it("mfa --clear: cut before each file that it removes, by a kill and by Ctrl-C, and the next run removes the rest", async () => {
        const folder = path.join(project.temporary, "sessions", "aws-organization", "mfa");
        const kept = (): readonly string[] => (fs.existsSync(folder) ? fs.readdirSync(folder).sort() : []);
        const clear = (more: NodeJS.ProcessEnv = {}): ReturnType<typeof project.orgCommand> =>
            project.orgCommand(["mfa", "--clear"], {
                XDG_CACHE_HOME: path.join(project.temporary, "sessions"),
                ...more,
            });
        const preload = JSON.stringify(path.resolve(__dirname, "..", "support", "cut-writes.js"));
        fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
        for (const signal of ["SIGKILL", "SIGINT"])
            for (let at = 1; at <= 5; at += 1) {
                const names = ["a", "b", "c", "d", "e"].map((name) => `session-${name}.json`);
                for (const name of names) fs.writeFileSync(path.join(folder, name), "{}", { mode: 0o600 });
                const run = await clear({
                    NODE_OPTIONS: `${project.environment["NODE_OPTIONS"] ?? ""} --require ${preload}`,
                    CUT_FOLDER: fs.realpathSync(folder),
                    CUT_AT: String(at),
                    CUT_SIGNAL: signal,
                });
                match(run.stderr, /cut before rmSync/u);
                // Ctrl-C may take effect before or after all files are removed. The exit code says which.
                ok((signal === "SIGKILL" ? [137] : [0, 130]).includes(run.exitCode), `${run.exitCode}: ${run.text}`);
                if (signal === "SIGKILL") deepStrictEqual(kept(), names.slice(at - 1));
                if (run.exitCode === 0) deepStrictEqual(kept(), []);
                const next = await clear();
                strictEqual(next.exitCode, 0, next.text);
                deepStrictEqual(kept(), []);
            }
    });
});
