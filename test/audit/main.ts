/** `make audit`: compares the results of public checkers for the organization of `make sandbox` with the table of verdicts. */
import { STSClient, AssumeRoleCommand } from "@aws-sdk/client-sts";
import { paginateListAccounts, OrganizationsClient } from "@aws-sdk/client-organizations";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { parseManagement, productName, readStackFile, type ManagementConfig } from "../../config";
import { bootstrapKeys, endpoint, runningEmulator, type Emulator } from "../../sandbox/emulator/emulator";
import { processEnvironment, sandboxEnvironment } from "../../sandbox/environment";
import { projectRoot, sandboxRoot } from "../../sandbox/locations";
import { keysOf } from "../support/emulated-iam";
import { accessRole } from "../support/sessions";
import { testClient, type Keys } from "../support/test-client";
import { compare, tableFaults } from "./compare";
import { accounts, checkers, verdicts, type Account, type Finding } from "./findings";
import { installed } from "./installed";
import { runPolicyCheckers } from "./policies";
import { runProwler } from "./prowler";
import { table } from "./table";

const help = `make audit [AUDIT="options"]

Prowler (CIS AWS Foundations 7.0 and AWS's foundational security best practices), Cloudsplaining and Parliament look at the organization
that \`make sandbox\` makes: the management account, the audit account, and one member. Each FAIL has a row with a verdict in
test/audit/table.ts. A FAIL without a row ends the run with 1; a row that no FAIL has any more is reported.

  --account <name>   one of ${accounts.join(", ")}; may be given more than once. Default: all
  --list             prints every FAIL with its verdict
  --keep             keeps the checkers' reports, and says where
  --help             this text
`;

async function main(): Promise<number> {
    const { values } = parseArgs({
        options: {
            account: { type: "string", multiple: true },
            list: { type: "boolean" },
            keep: { type: "boolean" },
            help: { type: "boolean" },
        },
    });
    if (values.help === true) {
        process.stdout.write(help);
        return 0;
    }
    const wanted = accounts.filter((account) => values.account?.includes(account) ?? true);
    const strange = values.account?.find((name) => !(accounts as readonly string[]).includes(name));
    if (strange !== undefined) throw new AuditFault(`there is no account ${strange}: ${accounts.join(", ")}`);
    const faults = tableFaults(table);
    if (faults.length > 0) throw new AuditFault(`test/audit/table.ts: ${faults.join("; ")}`);
    const emulator = await runningEmulator(sandboxRoot);
    if (emulator === undefined) throw new AuditFault("no sandbox runs here: make sandbox");

    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "audit-"));
    try {
        return report(await findAll(emulator, wanted, folder), wanted, values.list === true);
    } finally {
        if (values.keep === true) say(`Reports: ${folder}`);
        else fs.rmSync(folder, { recursive: true, force: true });
    }
}

async function findAll(emulator: Emulator, wanted: readonly Account[], folder: string): Promise<readonly Finding[]> {
    const { config, region } = stackFile();
    const ids = await accountIds(emulator, config);
    say("The checkers are installed once, into the cache …");
    await Promise.all([installed("prowler"), installed("policies")]);
    const each = wanted.map(async (account): Promise<readonly Finding[]> => {
        const keys = account === "management" ? bootstrapKeys : await enter(emulator, ids[account]);
        const env = environment(emulator, region, keys);
        const started = Date.now();
        say(`${account}: Prowler looks at ${config.regions.join(" and ")} …`);
        const prowler = await runProwler(account, ids, config.regions, env, folder);
        const manual = prowler.manual.length === 0 ? "nothing" : prowler.manual.join(", ");
        say(
            `${account}: Prowler: ${prowler.findings.length} FAILs, ${prowler.passed} PASS; left to a person: ${manual}`,
        );
        const policies = await runPolicyCheckers(account, ids, env, folder);
        const seconds = Math.round((Date.now() - started) / 1000);
        say(`${account}: Cloudsplaining and Parliament: ${policies.length} FAILs (all in ${seconds} s)`);
        return [...prowler.findings, ...policies];
    });
    return (await Promise.all(each)).flat();
}

function report(findings: readonly Finding[], ran: readonly Account[], list: boolean): number {
    const { unknown, gone, counts } = compare(findings, table, { checkers, accounts: ran });
    say("");
    if (list) for (const each of findings) say(line(each));
    for (const part of gone) say(`no FAIL any more, take it out of the table: ${part}`);
    for (const each of unknown) say(`not in the table: ${line(each)}`);
    say(
        `${findings.length} FAILs: ${verdicts.map((verdict) => `${counts[verdict]} ${verdict}`).join(", ")}, ${unknown.length} not in the table`,
    );
    return unknown.length > 0 || counts.ours > 0 ? 1 : 0;
}

function line({ checker, check, account, resource, message }: Finding): string {
    return `${account} ${checker} ${check} ${resource}\n    ${message}`;
}

function stackFile(): { readonly config: ManagementConfig; readonly region: string } {
    const { raw, region = "us-east-1" } = readStackFile(
        fs.readFileSync(path.join(projectRoot, "Pulumi.management.yaml"), "utf8"),
        productName,
    );
    const parsed = parseManagement(raw, { region, baseDir: projectRoot });
    if (!parsed.ok) throw new AuditFault("Pulumi.management.yaml has faults: ./org validate lists them");
    return { config: parsed.value, region };
}

async function accountIds(emulator: Emulator, config: ManagementConfig): Promise<Readonly<Record<Account, string>>> {
    const client = testClient(OrganizationsClient, endpoint(emulator), bootstrapKeys);
    const found = new Map<string, string>();
    for await (const { Accounts = [] } of paginateListAccounts({ client }, {}))
        for (const { Name, Id, State } of Accounts) if (State === "ACTIVE") found.set(Name!, Id!);
    const idOf = (key: string): string => {
        const id = found.get(config.accounts.find((account) => account.key === key)?.name ?? key);
        if (id === undefined) throw new AuditFault(`the sandbox has no account ${key}: make sandbox`);
        return id;
    };
    const member = config.accounts.find(({ key, name }) => key.startsWith("apps-") && found.has(name));
    return { management: config.management.id, security: idOf("security"), member: idOf(member?.key ?? "apps-…") };
}

async function enter(emulator: Emulator, id: string): Promise<Keys> {
    const client = testClient(STSClient, endpoint(emulator), bootstrapKeys);
    const session = new AssumeRoleCommand({ RoleArn: accessRole(id), RoleSessionName: "audit" });
    return keysOf((await client.send(session)).Credentials!);
}

/** The sandbox's environment with these keys: no call of a checker reaches AWS. */
function environment(emulator: Emulator, region: string, keys: Keys): NodeJS.ProcessEnv {
    return {
        ...processEnvironment(sandboxRoot, sandboxEnvironment(sandboxRoot, emulator, region)),
        AWS_ACCESS_KEY_ID: keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
        AWS_SESSION_TOKEN: keys.sessionToken,
        // S3 Control puts the account id in front of the host name, which cannot be resolved without a proxy.
        HTTP_PROXY: endpoint(emulator),
    };
}

class AuditFault extends Error {}

function say(text: string): void {
    process.stdout.write(`${text}\n`);
}

main().then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
        if (!(error instanceof AuditFault)) throw error;
        process.stderr.write(`audit: ${error.message}\n`);
        process.exitCode = 2;
    },
);
