/**
 * Commands that write, cut off at seeded moments by Ctrl-C (SIGINT to all that they started), by a closed terminal (SIGHUP) and by
 * SIGKILL, then run again as their own output says. `org state create` is cut off ten times, or as often as `ORG_CUTS` says.
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
import { newWrite, numbers, write } from "../support/cut";
import { FaultProxy } from "../support/fault-proxy";
import { enrolDevice } from "../support/mfa-device";
import { managementFile, StateProject } from "../support/state-project";
import { totp } from "../support/totp";
import { writesOf } from "../support/writes";

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
    /** What the file has before; unless given, what is there. */
    readonly old?: string;
    readonly input?: string;
    /** What has to be done before. */
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

/** Folders of the commands that are there still. */
function ours({ temporary }: StateProject): readonly string[] {
    return fs.readdirSync(temporary).filter((name) => name.startsWith("org-"));
}

describe("org state create, cut off", () => {
    let project: StateProject;
    let proxy: FaultProxy;

    before(async () => {
        project = await StateProject.open("us-east-1", { real: true, file: company });
        proxy = await FaultProxy.open(endpoint(project.project.sandbox.emulator));
    });
    after(async () => {
        await proxy.close();
        await project.close();
    });

    it("says in one line that a home or a disk cannot be written", async () => {
        // Root may write anywhere, but not below a file, and no file may be larger than the limit.
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
        // It has cut the state too, of which a test below is.
        fs.rmSync(path.join(project.folder, ".pulumi-state"), { recursive: true });
        for (const [name, text] of Object.entries(before)) project.write(name, text);
    });

    it("goes on where it was cut, as often as it is, and ends as if it had not been", async () => {
        const random = numbers(22);
        const environment = { AWS_ENDPOINT_URL: proxy.endpoint };
        const cut = new Set<string>();
        const reported: string[] = [];
        for (let index = 0; index < cuts; index += 1) {
            // The third is for the moment of which only the organization itself tells, the fourth for a terminal that is closed.
            const isOrganization = index === 2;
            const signal = index === 3 ? "SIGHUP" : isOrganization || index % 2 === 1 ? "SIGKILL" : "SIGINT";
            proxy.reset();
            const moment = isOrganization
                ? write(proxy, 1, "CreateOrganization")
                : newWrite(proxy, cut, Math.floor(random() * 3));
            const run = await project.cutOrg(["state", "create", "--yes"], { signal, moment }, environment);
            reported.push(`${signal} at ${isOrganization ? "CreateOrganization" : [...cut].at(-1)}: ${run.exitCode}`);
            ok(run.isCut, `nothing was left to cut off:\n${reported.join("\n")}\n${run.text}`);
            if (signal === "SIGKILL") continue;
            ok([0, signal === "SIGHUP" ? 129 : 130].includes(run.exitCode), run.text);
            if (run.exitCode !== 0)
                match(run.stderr, /error: interrupted\n +→ run it again: \.\/org state create --yes$/mu);
            deepStrictEqual(await locks(), [], `no lock stays after Ctrl-C; ${run.text}`);
        }
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
    });

    it("a state that a full disk has cut is made again, as docs/state.md says: what AWS has is imported, nothing is made twice", async () => {
        // As if the first state had never left this machine, and its disk had been full.
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
        proxy.reset();
        const again = await project.org(["create", "--yes"], { AWS_ENDPOINT_URL: proxy.endpoint });
        strictEqual(again.exitCode, 0, again.text);
        deepStrictEqual(await organizationOf(), before);
        const made = Object.keys(writesOf(proxy)).filter((operation) => /^Create(?!Policy)/u.test(operation));
        deepStrictEqual(made, [], "nothing is made a second time");
    });

    /** Accounts, units, keys and buckets that there are, in a word each. */
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
            // Of the config that `init` has written.
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
            // A code is good once: the session is made and kept before.
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
            name: "adopt",
            file: () => path.join(project.folder, "import.json"),
            args: ["adopt"],
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
            // Ctrl-C waits for the changes that are under way, so its moments are all alike.
            for (const [signal, most] of [
                ["SIGKILL", 40],
                ["SIGINT", 1],
            ] as const) {
                const seen: string[] = [];
                let isWhole = false;
                while (seen.length < most && !isWhole) {
                    fs.writeFileSync(file, old);
                    // What the command makes beside this file; what a kill left stays.
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
                // Opened, written, flushed and renamed at least.
                if (signal === "SIGKILL") ok(seen.length >= 4 && seen.length < most, `cut ${seen.length} times`);
                if (signal === "SIGKILL") ok(seen.includes(old), "no cut came before the file's change");
                for (const text of seen) ok(text === old || text === read(), text);
                deepStrictEqual(
                    fs.readdirSync(folder).filter((each) => each.startsWith(`.${path.basename(file)}.`)),
                    [],
                );
            }
        });

    it("state migrate: Ctrl-C in any step waits for the engine, leaves no lock, and the next run goes on", async () => {
        project.write("Pulumi.management.yaml", managementFile("us-east-1"));
        await project.makeHome();
        await project.begin("management");
        const old = { PULUMI_BACKEND_URL: project.old, PULUMI_CONFIG_PASSPHRASE: "correct horse" };
        for (const text of ["❯ copy the state", "❯ encrypt its secrets", "❯ prove it"]) {
            const run = await project.cutOrg(["state", "migrate", "--yes"], { signal: "SIGINT", text }, old);
            ok(run.isCut, run.text);
            strictEqual(run.exitCode, 130, run.text);
            match(run.stderr, /error: interrupted\n +→ run it again: \.\/org state migrate --yes$/mu);
            for (const url of [project.old, project.home]) {
                const locked = await project.pulumi(["stack", "ls", "--json"], { ...old, PULUMI_BACKEND_URL: url });
                doesNotMatch(locked.text, /"updateInProgress": true/u);
            }
        }
        const last = await project.org(["migrate", "--yes"], old);
        strictEqual(last.exitCode, 0, last.text);
        match(await project.must(["stack", "output", "plain", "--stack", "management"]), /x/u);
    });

    it("state init: cut off while the engine makes the stack and while its file is written, the next run ends well", async () => {
        const accounts = "  units: [security]\n  accounts:\n    security: { unit: security }\n";
        const notes = project.read("Pulumi.management.yaml").match(/^(?:secretsprovider|encryptedkey): .*\n/gmu) ?? [];
        project.write("Pulumi.management.yaml", [managementFile("us-east-1", accounts), ...notes].join(""));
        const args = ["state", "init", "security", "--yes"];
        const stackFile = "# Ours.\nconfig: {}\n";
        project.write("Pulumi.security.yaml", stackFile);
        for (const signal of ["SIGINT", "SIGKILL"] as const) {
            const run = await project.cutOrg(args, { signal, text: "❯ make stack" });
            ok(run.isCut, run.text);
            strictEqual(run.exitCode, signal === "SIGINT" ? 130 : 137, run.text);
        }
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
        match(project.read("Pulumi.security.yaml"), /^# Ours\.\nconfig: \{\}\n[^]*secretsprovider: awskms/u);
        await project.must(["stack", "export", "--stack", "security"]);
        deepStrictEqual(
            fs.readdirSync(project.folder).filter((each) => each.startsWith(".Pulumi.security.yaml.")),
            [],
        );
    });

    it("preview: Ctrl-C ends it with the engine, and leaves no folder", async () => {
        const args = ["preview", "--stack", "management", "--no-policy-pack"];
        const run = await project.cutOrg(args, { signal: "SIGINT", text: "Previewing update" });
        ok(run.isCut, run.text);
        strictEqual(run.exitCode, 130, run.text);
        match(run.stderr, /run it again: \.\/org preview --stack management --no-policy-pack$/mu);
        deepStrictEqual(ours(project), []);
    });

    it("state migrate: one resource with an open operation is moved, and reported before; the doctor reports it too", async () => {
        const old = { PULUMI_BACKEND_URL: project.old, PULUMI_CONFIG_PASSPHRASE: "correct horse" };
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
        match(doctor.stdout, /\.attrs empty: it cannot read its state/u);
        const args = ["migrate", "--yes", "--stack", "apps-prd"];
        const dry = await project.org([...args, "--dry-run"], old);
        match(
            dry.stderr,
            /stack apps-prd was cut off while creating auditor \(aws:iam\/role:Role\)[^\n]*pulumi refresh --clear-pending-creates --stack apps-prd/u,
        );
        match(
            (await project.orgCommand(["doctor", "--json"], old)).stdout,
            /apps-prd was cut off while creating auditor/u,
        );
        const moved = await project.org(args, old);
        strictEqual(moved.exitCode, 0, moved.text);
        // What the command does is the engine's word, not ours; the day that a shorter one does it too, it can be the cure.
        const exported = (): Promise<string> => project.must(["stack", "export", "--stack", "apps-prd"], old);
        const refresh = ["refresh", "--yes", "--skip-preview"];
        for (const command of [["cancel", "--yes"], refresh]) {
            await project.must([...command, "--stack", "apps-prd"], old);
            match(await exported(), /pending_operations/u, command[0]);
        }
        await project.must([...refresh, "--clear-pending-creates", "--stack", "apps-prd"], old);
        doesNotMatch(await exported(), /pending_operations/u);
    });

    it("accounts rename: cut off at any moment of the engine's rename, the next run ends well", async () => {
        const folder = path.join(project.local, ".pulumi", "stacks", "aws-organization");
        const accounts = "  units: [prd]\n  accounts:\n    apps-new: { unit: prd, formerly: apps-old }\n";
        project.write("Pulumi.management.yaml", managementFile("us-east-1", accounts));
        await project.begin("apps-old");
        const environment = { PULUMI_BACKEND_URL: project.old, PULUMI_CONFIG_PASSPHRASE: "correct horse" };
        const args = ["accounts", "rename", "apps-old", "apps-new", "--yes"];
        const [before, after] = ["apps-old", "apps-new"].map((stack) => path.join(folder, `${stack}.json`)) as [
            string,
            string,
        ];
        // As the engine leaves it: the new state is written, and the old one is there still.
        const state = fs.readFileSync(before, "utf8");
        const renamed = state.replaceAll(/(urn:pulumi:|Stack::aws-organization-|stacks?\/)apps-old/gu, "$1apps-new");
        fs.writeFileSync(after, renamed);
        const dry = await project.orgCommand([...args, "--dry-run"], environment);
        match(
            dry.stderr,
            /• pulumi stack rm apps-new --yes --force --preserve-config\n +• pulumi stack rename apps-new/u,
        );
        // Another stack is no half of a rename.
        fs.writeFileSync(after, renamed.replace(/("plain":\s*)"x"/u, '$1"y"'));
        match((await project.orgCommand(args, environment)).stderr, /there is a stack apps-old and a stack apps-new/u);
        fs.writeFileSync(after, renamed);
        for (const signal of ["SIGINT", "SIGKILL"] as const) {
            const run = await project.cutOrg(args, { signal, text: "❯ pulumi stack" }, environment);
            ok(run.isCut, run.text);
        }
        const last = await project.orgCommand(args, environment);
        strictEqual(last.exitCode, 0, last.text);
        // The file goes last.
        fs.renameSync(
            path.join(project.folder, "Pulumi.apps-new.yaml"),
            path.join(project.folder, "Pulumi.apps-old.yaml"),
        );
        const file = await project.orgCommand(args, environment);
        strictEqual(file.exitCode, 0, file.text);
        match(file.stderr, /rename Pulumi\.apps-old\.yaml to Pulumi\.apps-new\.yaml/u);
        ok(!fs.existsSync(before));
        match(await project.must(["stack", "output", "plain", "--stack", "apps-new"], environment), /x/u);
        match((await project.orgCommand(args, environment)).stderr, /apps-new already: nothing to do/u);
    });
});
