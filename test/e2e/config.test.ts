/** The program judges its config with the same code as `org validate`: one error with every fault, and no call to AWS. */
import { CreateAccountCommand, CreateOrganizationCommand, ListAccountsCommand } from "@aws-sdk/client-organizations";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { installTools } from "../../sandbox/tools";
import { clientsOf } from "../support/aws";
import { TestProject } from "../support/project";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const file = `config:
  aws:region: us-east-1
  company: { name: acme, short: ac }
  email: aws@acme.example
  management: { id: 011111111111 }
  units: [security, workloads/devstg/]
  polices: {}
  accounts:
    security: { unit: security, untis: security }
    apps-prd: { unit: Workloads/prd, id: 089000000001 }
    False: { unit: security }
    007: { unit: security }
${Array.from({ length: 300 }, (_, index) => `    t${index}: { unti: security }\n`).join("")}  admins: [ada.lovelace]
  policies:
    freeze: { targets: [root], document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "*", Resource: "*" }] } }
`;

describe("a stack file with faults", () => {
    let project: TestProject;

    before(async () => {
        project = await TestProject.open({ management: file }, account, "us-east-1", { faults: [] });
        await project.must("stack", "init", "management");
    });
    after(() => project.close());

    for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
        it(`ends \`pulumi ${command[0]!}\` with one error that has every fault, its line and its cure, and no call of AWS`, async () => {
            const { exitCode, text } = await project.pulumi(...command, "--stack", "management");
            notStrictEqual(exitCode, 0);
            for (const [fault, line] of [
                ["management.id", 5],
                ["polices", 7],
                ["accounts.security.untis", 9],
                ["accounts.apps-prd.unit", 10],
                ["accounts.apps-prd.id", 10],
                ["accounts.False", 11],
                ["accounts.007", 12],
            ] as const) {
                match(
                    text,
                    new RegExp(
                        `${fault.replaceAll(".", "\\.")}.*line ${line}|line ${line}.*${fault.replaceAll(".", "\\.")}`,
                    ),
                    fault,
                );
            }
            // As in `org validate`, one cause is shown once.
            match(text, /8 kinds of fault in 308 places:/);
            match(text, /policies\.freeze\.document\.Statement\[0\].*\n.*locks out OrganizationAccountAccessRole/);
            match(
                text,
                /Denied: iam:GetRole on role\/OrganizationAccountAccessRole by role\/OrganizationAccountAccessRole in us-east-1/,
            );
            match(text, /300 more of this kind: accounts\.t0\.unti \(line 13\), /);
            match(text, /all of them: \.\/org validate --stack management --json/);
            doesNotMatch(text, /accounts\.t9\.unti/);
            match(text, /id: "011111111111"/);
            match(text, /write: "false":/);
            match(text, /write: "account-007":/);
            doesNotMatch(text, /accounts\.7\b|acme-false/, "the engine's names of what was written otherwise");
            doesNotMatch(text, /\n\s+at /);
            deepStrictEqual(project.proxy!.calls, []);
        });
    }
});

const small = `config:
  aws:region: us-east-1
  company: { name: acme, short: ac }
  email: aws@acme.example
  management: { id: "111111111111" }
  units: [legacy]
  accounts:
    billing-old: { unit: legacy, email: billing@acme.example }
  admins: [ada.lovelace]
`;

describe("ids that the engine's own commands write", () => {
    let project: TestProject;
    let engine: string;
    let id: string;

    before(async () => {
        project = await TestProject.open({ management: small }, account);
        engine = project.sandbox.engine;
        const member = await organizationWithMember(project);
        id = member.id;
        const text = small.replace("billing@acme.example", member.email);
        project.writeStack("management", `${text}  organization: { id: ${member.organization} }\n`);
        await project.must("stack", "init", "management");
        // The sandbox's `pulumi` runs in a copy of the folder, and writes no stack file: here the engine itself does.
        await shell("pulumi stack select management");
    });
    after(() => project.close());

    /** A command pasted into a shell whose `pulumi` is the engine. */
    async function shell(command: string): Promise<string> {
        const path = `PATH=${JSON.stringify(dirname(engine))}:"$PATH"`;
        const { exitCode, stdout, stderr } = await project.run("sh", ["-c", `export ${path}; ${command}`]);
        strictEqual(exitCode, 0, stdout + stderr);
        return stdout.trim();
    }

    it("an id set by path as a number is one fault, whose cure works when it is pasted", async () => {
        await shell(`pulumi config set --path 'aws-organization:accounts.billing-old.id' ${id}`);
        const refused = await project.pulumi("preview", "--stack", "management");
        notStrictEqual(refused.exitCode, 0);
        match(refused.text, /\b1 fault\b/);
        match(refused.text, new RegExp(`accounts\\.billing-old\\.id: ${id[0]!}`));
        const cure = /run: (pulumi config set .*)/.exec(refused.text)?.[1];
        ok(cure, refused.text);
        await shell(cure);
        const passed = await project.pulumi("preview", "--stack", "management");
        strictEqual(passed.exitCode, 0, passed.text);
        strictEqual(await shell("pulumi config get --path 'accounts.billing-old.id'"), id);
    });
});

describe("a key that is written twice", () => {
    const twice = small.replace("  admins:", "    apps-prd: { unit: legacy }\n    apps-prd: { unit: root }\n  admins:");
    let project: TestProject;

    before(async () => {
        project = await TestProject.open({ management: small }, account, "us-east-1", { faults: [] });
        // The engine creates no stack if it cannot read its file.
        await project.must("stack", "init", "management");
        project.writeStack("management", twice);
    });
    after(() => project.close());

    it("ends the preview with the key and both lines, and no call of AWS", async () => {
        const { exitCode, text } = await project.pulumi("preview", "--stack", "management");
        notStrictEqual(exitCode, 0);
        match(text, /apps-prd/);
        // The engine reads the file before the program does, and reports: line 10: … already defined at line 9.
        match(text, /line 10\b[^]*line 9\b/);
        deepStrictEqual(project.proxy!.calls, []);
    });

    for (const command of [
        ["validate"],
        ["init", "--admin", "grace.hopper", "--yes"],
        ["bootstrap-user", "guide"],
        ["adopt"],
    ]) {
        it(`ends \`org ${command.join(" ")}\` with the key and both lines`, async () => {
            const { exitCode, stdout, stderr } = await project.org(...command);
            strictEqual(exitCode, 1, stdout + stderr);
            const reported = stdout + stderr;
            for (const part of ["apps-prd", "line 9", "line 10"]) ok(reported.includes(part), reported);
            strictEqual(readFileSync(join(project.folder, "Pulumi.management.yaml"), "utf8"), twice);
        });
    }
});

describe("the files that org init writes", () => {
    const ids = ["012345678901", "089000000001", "020222070707"];
    let project: TestProject;

    before(async () => {
        project = await TestProject.open({}, { id: ids[0]!, email: "aws@acme.example", name: "acme-management" });
        const { exitCode, stderr } = await project.org(
            ...["init", "--company", "acme", "--short", "ac", "--email", "aws@acme.example", "--region", "us-east-1"],
            ...["--management-id", ids[0]!, "--account", "security", "--account", "apps-prd=workloads/prd"],
            ...["--admin", "ada.lovelace", "--yes"],
        );
        strictEqual(exitCode, 0, stderr);
        await project.must("stack", "init", "management");
    });
    after(() => project.close());

    it("pass a first preview", async () => {
        const { exitCode, text } = await project.pulumi("preview", "--stack", "management");
        strictEqual(exitCode, 0, text);
    });

    it("ids with leading zeros, written and added, are the same 12 digits for the engine and for PyYAML", async () => {
        const added = await project.org(
            ...["init", "--account", `old=legacy:${ids[1]!}`, "--account", `older=legacy:${ids[2]!}`, "--yes"],
        );
        strictEqual(added.exitCode, 0, added.stderr);
        for (const [path, id] of [
            ["management.id", ids[0]],
            ["accounts.old.id", ids[1]],
            ["accounts.older.id", ids[2]],
        ] as const)
            strictEqual((await project.must("config", "get", "--path", path, "--stack", "management")).trim(), id);
        const { stdout, stderr } = await project.run((await installTools({ silent: true })).python, [
            "-c",
            `import json, yaml
config = yaml.safe_load(open("Pulumi.management.yaml"))["config"]
print(json.dumps([config["management"]["id"], config["accounts"]["old"]["id"], config["accounts"]["older"]["id"]]))`,
        ]);
        deepStrictEqual(JSON.parse(stdout), ids, stderr);
    });
});

/**
 * Creates the organization before the program does, with a member whose id the engine reads as a number: an id with a leading zero is none.
 */
async function organizationWithMember({
    sandbox,
}: TestProject): Promise<{ readonly organization: string; readonly id: string; readonly email: string }> {
    const { organizations } = clientsOf(sandbox);
    const { Organization } = await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
    for (let count = 1; ; count += 1) {
        const email = `billing-${count}@acme.example`;
        await organizations.send(new CreateAccountCommand({ Email: email, AccountName: "acme-billing-old" }));
        const { Accounts } = await organizations.send(new ListAccountsCommand({}));
        const id = Accounts?.find((each) => each.Email === email)?.Id;
        if (id?.startsWith("0") === false) return { organization: Organization!.Id!, id, email };
    }
}
