import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { wantedPlugins } from "../../../cli/doctor/plugins";
import { type Job, readWorkflow, scriptOf, type Step, workflowFolder, workflowText } from "../../support/workflow";

const names = readdirSync(workflowFolder).map((file) => file.replace(/\.yml$/u, ""));

/** Exactly what each job may do with GitHub's token. */
const permissions: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
    preview: {
        validate: { contents: "read" },
        shards: { contents: "read", "id-token": "write" },
        stack: { contents: "read", "id-token": "write" },
        preview: {},
        comment: { actions: "read", "pull-requests": "write" },
    },
    up: {
        validate: { contents: "read" },
        first: { contents: "read", "id-token": "write" },
        members: { contents: "read", "id-token": "write" },
    },
    drift: {
        shards: { contents: "read", "id-token": "write" },
        check: { contents: "read", "id-token": "write" },
        report: { actions: "read", contents: "read", "id-token": "write" },
        issue: { actions: "read", issues: "write" },
    },
    test: { test: { contents: "read" } },
};

/** From each action's own action.yml, at the pinned commit. */
interface Action {
    readonly action: string;
    /** `v7.0.1`. */
    readonly version: string;
    /** 40 hexadecimal digits. */
    readonly commit: string;
    /** Its `runs.using`. */
    readonly runtime: string;
    /** The day on which it was read, `YYYY-MM-DD`. */
    readonly read: string;
}
const actions = JSON.parse(readFileSync(join(workflowFolder, "../actions.json"), "utf8")) as readonly Action[];

// Runtimes that GitHub's runners still have: Node 20 was removed in September 2026.
const runtimes = ["node24", "composite", "docker"];

describe("the workflows", () => {
    it("are those that are known here", () => {
        deepStrictEqual(names.sort(), Object.keys(permissions).sort());
    });

    for (const name of names) {
        describe(name, () => {
            const workflow = readWorkflow(name);
            const jobs = Object.entries(workflow.jobs);
            const steps = jobs.flatMap(([, job]) => job.steps);

            it("pins each action by commit, with its version beside it", () => {
                for (const line of workflowText(name)
                    .split("\n")
                    .filter((each) => /\buses:/u.test(each)))
                    match(line, /uses: [\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/u);
            });

            it("uses no action but those of .github/actions.json, which say what they run on", () => {
                for (const { uses } of steps) {
                    if (uses === undefined) continue;
                    const [action, commit] = uses.split("@");
                    const known = actions.find((each) => each.action === action && each.commit === commit);
                    ok(known !== undefined, `${uses}: read its action.yml, and write it into .github/actions.json`);
                    ok(runtimes.includes(known.runtime), `${uses} runs on ${known.runtime}`);
                    ok(workflowText(name).includes(`${uses} # ${known.version}\n`), `${uses} is ${known.version}`);
                }
            });

            it("runs the program on a Node that is kept", () => {
                for (const { with: inputs } of steps)
                    if (inputs?.["node-version"] !== undefined) strictEqual(inputs["node-version"], 24);
            });

            it("gives each job the permissions it needs and no more", () => {
                deepStrictEqual(workflow.permissions, {});
                deepStrictEqual(
                    Object.fromEntries(jobs.map(([job, { permissions: own }]) => [job, own])),
                    permissions[name],
                );
            });

            it("runs no foreign code with rights", () => {
                doesNotMatch(workflowText(name), /pull_request_target|workflow_run/u);
                for (const { uses, with: inputs } of steps)
                    if (uses?.startsWith("actions/checkout@") === true) {
                        strictEqual(inputs?.["persist-credentials"], false);
                        strictEqual(inputs["ref"], undefined);
                    }
                // A job that may write runs nothing from the repository.
                for (const [job, { permissions: own = {}, steps: ofJob }] of jobs)
                    if (Object.entries(own).some(([scope, level]) => level === "write" && scope !== "id-token"))
                        ok(
                            ofJob.every(({ uses }) => uses === undefined),
                            `${job} checks out code`,
                        );
            });

            it("passes values to scripts by the environment, never into their text", () => {
                for (const { run } of steps) doesNotMatch(run ?? "", /\$\{\{/u);
            });

            it("knows no secret: AWS lets in by OIDC", () => {
                doesNotMatch(workflowText(name), /secrets\.|aws-access-key-id/u);
            });

            it("ends each job some time", () => {
                for (const [job, { "timeout-minutes": minutes }] of jobs) ok(minutes !== undefined, job);
            });
        });
    }

    it("pull requests from forks get no credentials and no comment, and are not red", () => {
        const { jobs } = readWorkflow("preview");
        const own = "github.event.pull_request.head.repo.full_name == github.repository";
        for (const job of ["shards", "comment"]) ok(jobs[job]!.if!.includes(own), job);
        // A job that needs a skipped job is skipped too.
        deepStrictEqual([jobs["stack"]!.needs, jobs["stack"]!.if], ["shards", undefined]);
        const note = jobs["validate"]!.steps.find(({ name }) => name === "Say that a fork is not previewed")!.if!;
        ok(note.includes(own.replace("==", "!=")));
        strictEqual(jobs["validate"]!.permissions!["id-token"], undefined);
    });

    it("Dependabot's pull requests, whose jobs get no token of GitHub's, are as those from forks", () => {
        const { shards, validate, comment } = readWorkflow("preview").jobs;
        match(shards!.if!, /github\.actor != 'dependabot\[bot\]'/u);
        ok(validate!.steps.some(({ if: condition }) => condition?.includes("github.actor == 'dependabot[bot]'")));
        match(comment!.if!, /needs\.stack\.result != 'skipped'/u);
    });

    it("a merge queue gets the check that it waits for, by previews of what it would merge, and no comment", () => {
        const { on, jobs } = readWorkflow("preview");
        deepStrictEqual(on["merge_group"], { branches: ["main"] });
        match(jobs["shards"]!.if!, /^\(github\.event_name == 'merge_group' \|\| /u);
        match(jobs["comment"]!.if!, /github\.event_name == 'pull_request' && /u);
        deepStrictEqual([jobs["validate"]!.if, jobs["preview"]!.if], [undefined, "always()"]);
    });

    describe("each job that logs in to AWS", () => {
        const wanted: readonly (readonly [name: string, job: string, environment: string, role: string])[] = [
            ["preview", "shards", "preview", "preview"],
            ["preview", "stack", "preview", "preview"],
            ["drift", "shards", "preview", "preview"],
            ["drift", "check", "preview", "preview"],
            ["drift", "report", "preview", "preview"],
            ["up", "first", "production", "deploy"],
            ["up", "members", "production", "deploy"],
        ];
        for (const [name, job, environment, role] of wanted)
            it(`${name}, ${job}: is in the environment that its role trusts, and says why it was refused`, () => {
                const { environment: found, steps } = readWorkflow(name).jobs[job]!;
                strictEqual(found, environment);
                const login = steps.findIndex(({ uses }) => uses?.startsWith("aws-actions/"));
                strictEqual(steps[login]!.id, "login");
                deepStrictEqual(steps[login + 1], {
                    name: "Say why AWS refused the login",
                    if: "failure() && steps.login.outcome == 'failure'",
                    run: `./org explain-login --role ${role}`,
                });
            });
        it("no other job requests a token", () => {
            for (const name of names)
                for (const [job, { permissions: own }] of Object.entries(readWorkflow(name).jobs))
                    strictEqual(
                        own?.["id-token"] === "write",
                        wanted.some(([workflow, logsIn]) => workflow === name && logsIn === job),
                        job,
                    );
        });
    });

    describe("one check sums all previews up, for branch protection", () => {
        const { needs, if: condition } = readWorkflow("preview").jobs["preview"]!;
        const script = scriptOf("preview", "All stacks");
        const results = ["success", "failure", "cancelled", "skipped"];
        for (const validate of results)
            for (const shards of results)
                for (const stacks of results) {
                    const isGreen =
                        validate === "success" &&
                        [shards, stacks].every((each) => each === "success" || each === "skipped");
                    it(`${isGreen ? "green" : "red"}: stack files ${validate}, list ${shards}, previews ${stacks}`, () => {
                        const env = { PATH: process.env["PATH"], VALIDATE: validate, SHARDS: shards, STACKS: stacks };
                        const { status } = spawnSync("bash", ["-e", "-o", "pipefail", "-c", script], { env });
                        strictEqual(status === 0, isGreen);
                    });
                }

        it("whatever became of them", () => {
            deepStrictEqual([needs, condition], [["validate", "shards", "stack"], "always()"]);
        });
    });

    it("a comment that cannot be posted changes no result", () => {
        strictEqual(readWorkflow("preview").jobs["comment"]!["continue-on-error"], true);
    });

    it("up waits for approval, management and security first, one run at a time, and is never broken off", () => {
        const { on, jobs, concurrency } = readWorkflow("up");
        const { first, members } = jobs;
        deepStrictEqual([first!.environment, members!.environment], ["production", "production"]);
        deepStrictEqual(concurrency, { group: "up", "cancel-in-progress": false });
        deepStrictEqual([members!.needs, members!.strategy?.["fail-fast"]], ["first", false]);
        deepStrictEqual(Object.keys(on), ["push", "workflow_dispatch"]);
        // Started by hand from another branch, it can assume no role.
        for (const { if: condition } of [first!, members!]) match(condition!, /github\.ref == 'refs\/heads\/main'/u);
    });

    it("drift: two runs never check one part at the same time, nor write issues; all else may", () => {
        const { concurrency, jobs } = readWorkflow("drift");
        deepStrictEqual(
            [concurrency, ...Object.entries(jobs).map(([job, { concurrency: own }]) => [job, own])],
            [
                undefined,
                ["shards", undefined],
                ["check", { group: "drift-${{ matrix.shard }}", "cancel-in-progress": false }],
                ["report", undefined],
                ["issue", { group: "drift-issue", "cancel-in-progress": false }],
            ],
        );
    });

    it("up's members are the parts that its first job lists, each with its own stacks", () => {
        const { jobs } = readWorkflow("up");
        const { first, members } = jobs as Record<string, { outputs?: unknown; strategy?: unknown } & Job>;
        deepStrictEqual(first!.outputs, { matrix: "${{ steps.matrix.outputs.matrix }}" });
        strictEqual(first!.steps.find(({ id }) => id === "matrix")?.name, "List the members");
        deepStrictEqual(members!.strategy, {
            "fail-fast": false,
            matrix: "${{ fromJSON(needs.first.outputs.matrix) }}",
        });
        strictEqual(members!.steps.at(-1)!.env!["STACKS"], "${{ matrix.stacks }}");
        // The same preparation, so that the others may enter what the first job may.
        const before = (job: Job): readonly Step[] =>
            job.steps
                .slice(
                    0,
                    job.steps.findIndex(({ run }) => /fleet up/u.test(run ?? "")),
                )
                .filter(({ name }) => name !== "Cache the plugin of the trail");
        deepStrictEqual(before(members!), before(first!));
        for (const { steps } of [first!, members!])
            match(steps.find(({ run }) => run?.includes("fleet up"))!.run!, /--yes --policy-pack policy-pack$/u);
    });

    describe("each job that runs stacks keeps the plugins that it uses, by their versions", () => {
        const isSecurity = "contains(format(',{0},', matrix.stacks), ',security,')";
        for (const [name, job, trail] of [
            ["preview", "stack", { if: isSecurity }],
            ["drift", "check", { if: isSecurity }],
            ["up", "first", {}],
            // The security stack has run before.
            ["up", "members", undefined],
        ] as const)
            it(`${name}, ${job}`, () => {
                const { steps } = readWorkflow(name).jobs[job]!;
                const at = steps.findIndex(({ id }) => id === "plugins");
                const plugin = (of: string): Step["with"] => {
                    const version = `\${{ steps.plugins.outputs.${of} }}`;
                    return {
                        path: `~/.pulumi/plugins/resource-${of}-v${version}`,
                        key: `\${{ runner.os }}-\${{ runner.arch }}-pulumi-resource-${of}-v${version}`,
                    };
                };
                const kept = steps.filter(({ uses }) => uses?.startsWith("actions/cache@") === true);
                deepStrictEqual(
                    kept.map(({ with: inputs, if: condition }) => ({ with: inputs, if: condition })),
                    [
                        { with: plugin("aws"), if: undefined },
                        ...(trail === undefined ? [] : [{ with: plugin("awsx"), if: undefined, ...trail }]),
                    ],
                );
                // After the packages, which determine the versions, and before the stacks.
                const runs = steps.findIndex(({ run }) => run?.includes("./org fleet ") === true);
                const order = [steps.findIndex(({ run }) => run === "npm ci"), at, steps.indexOf(kept[0]!), runs];
                deepStrictEqual(
                    [...order].sort((a, b) => a - b),
                    order,
                );
            });

        it("the versions are those of the packages, and the plugins those that the program uses", () => {
            const used = wantedPlugins(join(workflowFolder, "../..")).filter(({ isUsed }) => isUsed);
            const folder = mkdtempSync(join(tmpdir(), "plugins-"));
            const output = join(folder, "output");
            const script = scriptOf("up", "Versions of the plugins");
            const { status, stderr } = spawnSync("bash", ["-e", "-o", "pipefail", "-c", script], {
                env: { PATH: process.env["PATH"], GITHUB_OUTPUT: output },
                cwd: join(workflowFolder, "../.."),
                encoding: "utf8",
            });
            strictEqual(status, 0, stderr);
            strictEqual(readFileSync(output, "utf8"), used.map(({ name, version }) => `${name}=${version}\n`).join(""));
            rmSync(folder, { recursive: true });
        });
    });

    it("the tests run for forks too: on pull requests, with no credentials", () => {
        const { on, jobs } = readWorkflow("test");
        ok(Object.keys(on).includes("pull_request"));
        strictEqual(jobs["test"]!.if, undefined);
        deepStrictEqual(jobs["test"]!.steps.at(-1), { run: "make test" });
    });

    it("a newer push ends an older one's previews, whatever parts that has, and nobody else's", () => {
        const { concurrency, jobs } = readWorkflow("preview");
        strictEqual(jobs["stack"]!.concurrency, undefined);
        deepStrictEqual(concurrency, {
            group: "preview-${{ github.event.pull_request.number || github.ref }}",
            "cancel-in-progress": true,
        });
    });
});
