/** The policy pack, started by the real engine as its analyzer, with the real provider code; only AWS is a stand-in (moto). */
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { execa } from "execa";
import * as fs from "node:fs";
import * as path from "node:path";
import { buildPack } from "../../policy-pack/build";
import { rules } from "../../policy-pack/rules";
import { TestProject, type EngineRun } from "../support/project";
import { PulumiCloud } from "../support/pulumi-cloud";

const root = path.resolve(__dirname, "../..");
const pack = path.join(root, "policy-pack");
const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };

/** Calls that change AWS: all except reads, and the provider's check of its identity. */
function writes(project: TestProject): readonly string[] {
    const operations = project.proxy!.calls.map(({ operation }) => operation);
    return operations.filter((operation) => !/^(?:Get|List|Describe|Head|AssumeRole|GET |HEAD )/u.test(operation));
}

describe("the policy pack on programs of others", () => {
    let project: TestProject;
    const config = {
        "aws:region": "us-east-1",
        email: "aws@acme.example",
        management: { id: account.id },
        organization: { services: ["cloudtrail.amazonaws.com", "sso.amazonaws.com"] },
    };
    const run = async (wrong: string, ...args: readonly string[]): Promise<EngineRun> => {
        project.writeStack("probe", { ...config, wrong });
        project.proxy!.calls.length = 0;
        return project.pulumi(...args, "--stack", "probe", "--policy-pack", pack);
    };

    before(async () => {
        project = await TestProject.open({ probe: config }, account, "us-east-1", { faults: [] });
        const program = path.join(__dirname, "policy-pack/wrong-program");
        project.writeProgram(`export = require(${JSON.stringify(program)});\n`);
        await project.must("stack", "init", "probe");
    });
    after(() => project.close());

    describe("up of a program in which everything is wrong", () => {
        let result: EngineRun;
        before(async () => {
            result = await run("*", "up", "--yes");
        });

        it("is refused before anything is made", () => {
            notStrictEqual(result.exitCode, 0);
            strictEqual(writes(project).join(), "");
        });

        it("a secret is judged and never shown", () => {
            match(result.text, /email \[secret\] is refused/u);
            doesNotMatch(result.text, /canary/u);
        });

        // Rules about the whole stack are only judged if nothing else is wrong: see below.
        const ofResources = rules.filter((rule) => rule.level === "mandatory" && "judge" in rule);
        for (const { name } of ofResources) {
            it(`is refused by ${name}`, () => {
                match(result.text, new RegExp(`\\[mandatory\\].*${name}`, "u"), result.text);
            });
        }
    });

    const ofStacks = rules.filter((rule) => "judgeStack" in rule).map(({ name }) => name);
    // One of a resource: see what is published, below.
    for (const name of ofStacks) {
        it(`one wrong thing is enough: ${name}`, async () => {
            const result = await run(name, "up", "--yes");
            notStrictEqual(result.exitCode, 0);
            match(result.text, new RegExp(`\\[mandatory\\].*${name}`, "u"));
            strictEqual(writes(project).join(), "");
        });
    }

    it("an advisory rule is reported and refuses nothing", async () => {
        const result = await run("mfa-proof-has-an-age", "preview");
        strictEqual(result.exitCode, 0, result.text);
        match(result.text, /\[advisory\].*mfa-proof-has-an-age/u);
    });

    it("a policy config file sets levels and settings", async () => {
        const file = path.join(project.folder, "policy.json");
        fs.writeFileSync(file, JSON.stringify({ "keys-rotate": "advisory" }));
        const advisory = await run("keys-rotate", "preview", "--policy-pack-config", file);
        strictEqual(advisory.exitCode, 0, advisory.text);
        match(advisory.text, /\[advisory\].*keys-rotate/u);
        const owned = { "no-personal-emails": { ownedDomains: ["gmail.com"] } };
        fs.writeFileSync(file, JSON.stringify({ ...owned, "account-emails-are-group-aliases": "disabled" }));
        const result = await run("no-personal-emails", "preview", "--policy-pack-config", file);
        strictEqual(result.exitCode, 0, result.text);
    });

    it("takes the example of a policy config file", async () => {
        const file = path.join(pack, "config.example.json");
        const result = await run("mfa-proof-has-an-age", "preview", "--policy-pack-config", file);
        notStrictEqual(result.exitCode, 0);
        match(result.text, /\[mandatory\].*mfa-proof-has-an-age/u);
    });

    it("is published by `pulumi policy publish`, and what was uploaded runs without the repository", async () => {
        const cloud = await PulumiCloud.open();
        const built = path.join(project.folder, "built");
        buildPack(built);
        fs.symlinkSync(path.join(root, "node_modules"), path.join(built, "node_modules"));
        try {
            const login = { PULUMI_BACKEND_URL: cloud.url, PULUMI_ACCESS_TOKEN: "pul-test" };
            const result = await project.with(login).pulumi("policy", "publish", "acme", "--cwd", built);
            strictEqual(result.exitCode, 0, result.text);
        } finally {
            await cloud.close();
        }
        const reported = JSON.parse(cloud.bodyOf("POST /api/orgs/acme/policypacks").toString()) as {
            readonly name: string;
            readonly versionTag: string;
            readonly policies: readonly { readonly name: string; readonly enforcementLevel: string }[];
        };
        deepStrictEqual(
            reported.policies.map(({ name, enforcementLevel }) => `${name} ${enforcementLevel}`).sort(),
            rules.map(({ name, level }) => `${name} ${level}`).sort(),
        );
        cloud.bodyOf(`POST /api/orgs/acme/policypacks/${reported.name}/versions/${reported.versionTag}/complete`);

        const published = path.join(project.folder, "published");
        fs.mkdirSync(published);
        await execa("tar", ["-xz", "-C", published, "--strip-components=1"], { input: cloud.bodyOf("PUT /upload") });
        deepStrictEqual(fs.readdirSync(published).sort(), [
            "PulumiPolicy.yaml",
            "bundle.js",
            "index.js",
            "package.json",
        ]);
        fs.symlinkSync(path.join(root, "node_modules"), path.join(published, "node_modules"));
        project.writeStack("probe", { ...config, wrong: "no-personal-emails" });
        const result = await project.pulumi("preview", "--stack", "probe", "--policy-pack", published);
        notStrictEqual(result.exitCode, 0);
        match(result.text, /"ada@gmail.com" is a personal mailbox/u);
    });

    // The last one, for it makes something.
    it("what is not known in a preview is reported there, and refused in up before the account is asked for", async () => {
        const { exitCode, text } = await run("unknown email", "up", "--yes");
        notStrictEqual(exitCode, 0);
        const [preview, up] = text.split(/^Updating \(/mu);
        match(preview!, /\[advisory\].*no-personal-emails/u);
        match(preview!, /email is not known yet; judged in `up`/u);
        doesNotMatch(preview!, /\[mandatory\]/u);
        match(up!, /"ada@gmail.com" is a personal mailbox/u);
        strictEqual(writes(project).join(), "CreateUser");
    });
});

describe("the policy pack on the shipped stack", () => {
    let project: TestProject;
    const management = {
        "aws:region": "us-east-1",
        company: { name: "acme", short: "ac" },
        email: "aws@acme.example",
        management: { id: account.id },
        organization: { policyTypes: ["SERVICE_CONTROL_POLICY"], services: ["account.amazonaws.com"] },
        units: ["workloads/prd"],
        accounts: { "apps-prd": { unit: "workloads/prd" } },
        admins: ["ada.lovelace"],
        policies: { "deny-leaving-organization": { targets: ["root"] }, "deny-everything": { targets: ["workloads"] } },
        contacts: {
            security: { name: "Security", title: "Security", email: "security@acme.example", phone: "+1 555 0100" },
        },
        ci: { repository: "acme/aws-organization", branch: "main", environment: "production" },
    };

    before(async () => {
        project = await TestProject.open({ management }, account);
        await project.must("stack", "init", "management");
    });
    after(() => project.close());

    it("passes the first preview, up, and then a preview with no advisory: nothing that a rule reads is unknown then", async () => {
        // By design the official plugin waits a minute for the state bucket's lifecycle, which no rule is about.
        const options = ["--stack", "management", "--policy-pack", pack, "--exclude", "**state-lifecycle"];
        const up = await project.must("up", "--yes", ...options);
        match(up, /^Previewing update \([^]*^Updating \(/mu);
        doesNotMatch(up, /\[(?:mandatory|advisory)\]/u);
        const preview = await project.must("preview", "--stack", "management", "--policy-pack", pack);
        doesNotMatch(preview, /\[(?:mandatory|advisory)\]/u);
    });

    it("passes a member's stack on its first days, and says what has to end after them", async () => {
        await project.must("stack", "init", "apps-prd");
        const run = async (...args: readonly string[]): Promise<string> => {
            const text = await project.must(...args, "--stack", "apps-prd", "--policy-pack", pack);
            doesNotMatch(text, /\[mandatory\]/u);
            return text;
        };
        const reported = (text: string): readonly string[] => [
            ...new Set(
                text.match(/the access role is open to[^→]*|lets the bootstrap user in[^]*?bootstrap-user remove/gu),
            ),
        ];
        const [preview, up] = (await run("up", "--yes")).split(/^Updating \(/mu);
        match(reported(preview!)[0]!, /open to the whole management account/u);
        for (const text of [up!, await run("preview")]) {
            const said = reported(text);
            strictEqual(said.length, 1);
            match(said[0]!, /bootstrap user[^]*\.\/org bootstrap-user remove/u);
        }
    });

    it("judges a state without AWS: pulumi policy analyze", async () => {
        const good = await project.pulumi("policy", "analyze", "--stack", "management", "--policy-pack", pack);
        strictEqual(good.exitCode, 0, good.text);
        const file = path.join(project.folder, "state.json");
        const state = await project.must("stack", "export", "--stack", "management");
        fs.writeFileSync(file, state.replaceAll("aws+apps-prd@acme.example", "ada@gmail.com"));
        const bad = await project.pulumi("policy", "analyze", "--file", file, "--policy-pack", pack);
        notStrictEqual(bad.exitCode, 0);
        ok(bad.text.includes('"ada@gmail.com" is a personal mailbox'), bad.text);
    });
});
