import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { CliError } from "../../../cli/common/ui";
import { isSessionOf, waitWhile } from "../../../cli/fleet/access-role";
import type { Operation, StackRun } from "../../../cli/fleet/messages";
import { noPreview, withoutRun, type Outcome, type Result } from "../../../cli/fleet/outcome";
import { runPhase, type Run } from "../../../cli/fleet/phase";
import { runPhases, type Steps } from "../../../cli/fleet/phases";
import { beginning, planAsNamed, type FleetOutputs, type FleetPlan, type FleetStack } from "../../../cli/fleet/plan";
import { exitCodeOf, summaryJson, summaryText } from "../../../cli/fleet/summary";

const stack = (name: string, layer: FleetStack["layer"] = "member"): FleetStack => ({
    ...beginning,
    stack: name,
    layer,
    id: "222222222222",
    roleName: "OrganizationAccountAccessRole",
});
const plan = (...members: readonly string[]): FleetPlan => ({
    phases: [[beginning], [stack("security", "security")], members.map((name) => stack(name))],
    leftOut: [],
});

/** Runs the phases; `results`: of a stack, `same` unless given. */
async function run(
    operation: Operation,
    results: Readonly<Record<string, Result>>,
    more: Partial<Steps> = {},
): Promise<readonly string[]> {
    const { outcomes } = await runPhases(plan("apps", "data"), {
        operation,
        isEnded: () => false,
        runPhase: async (phase) =>
            Promise.resolve(phase.map((each) => withoutRun(each, results[each.stack] ?? "same", ""))),
        planAgain: async () => Promise.resolve(undefined),
        ...more,
    });
    return outcomes.map(({ stack: { stack: name }, result, why }) => `${name} ${result}${why && `: ${why}`}`);
}

describe("the phases of the fleet", () => {
    it("after an interrupt: what has run as it ended, the rest not run", async () => {
        let isEnded = false;
        const ran = await run(
            "up",
            {},
            {
                isEnded: () => isEnded,
                runPhase: async (phase) => {
                    if (phase[0]!.layer === "security") {
                        isEnded = true;
                        throw new CliError("interrupted", "run it again", 130);
                    }
                    return Promise.resolve(phase.map((each) => withoutRun(each, "changed")));
                },
            },
        );
        deepStrictEqual(ran, ["management changed", "security not run", "apps not run", "data not run"]);
    });

    it("after an interrupt while it plans again: nothing of what has run is lost", async () => {
        let isEnded = false;
        const ran = await run(
            "up",
            { management: "changed" },
            {
                isEnded: () => isEnded,
                planAgain: async () => {
                    isEnded = true;
                    return Promise.reject(new CliError("interrupted", "run it again", 130));
                },
            },
        );
        deepStrictEqual(ran, ["management changed", "security not run", "apps not run", "data not run"]);
    });

    it("after an up of management that failed, was locked or had no login: not run, and why", async () => {
        for (const result of ["failed", "locked", "credentials"] as const)
            deepStrictEqual(
                await run("up", { management: result }),
                [
                    `management ${result}`,
                    ...["security", "apps", "data"].map((name) => `${name} not run: not run: management failed`),
                ],
                result,
            );
        const tried = ["management failed", "security same", "apps same", "data same"];
        deepStrictEqual(await run("preview", { management: "failed" }), tried);
    });

    it("after a step that failed: its stacks failed by its words, the others run", async () => {
        const ran = await run(
            "preview",
            {},
            {
                runPhase: async (phase) => {
                    if (phase[0]!.layer === "security") throw new CliError("no login", "log in");
                    return Promise.resolve(phase.map((each) => withoutRun(each, "same")));
                },
            },
        );
        deepStrictEqual(ran, ["management same", "security failed: no login\n→ log in", "apps same", "data same"]);
        const unread = await run("up", {}, { planAgain: async () => Promise.reject(new Error("no outputs")) });
        match(unread[0]!, /^management failed: it is up, but its outputs cannot be read: no outputs$/u);
        match(unread[3]!, /^data not run: not run: the outputs of management/u);
    });

    it("planned again, a name that the run itself takes away is no fault", async () => {
        const outputs = { email: "", management: { id: "1" }, accounts: {} } as unknown as FleetOutputs;
        deepStrictEqual(planAsNamed(outputs, { only: ["management", "gone"] }).phases.flat().length, 1);
        const ran = await run(
            "up",
            {},
            { planAgain: async () => Promise.resolve(planAsNamed(outputs, { only: ["management", "gone"] })) },
        );
        deepStrictEqual(ran, ["management same"]);
    });
});

describe("a phase of the fleet", () => {
    const phase = ["apps", "data", "web"].map((name) => stack(name));
    const phaseRun = (operation: Operation, runStack: (name: string) => Promise<StackRun>): Run => ({
        operation,
        workspace: { dir: "/", program: "/", environment: {}, close: () => undefined },
        workers: { run: async (_, name) => runStack(name) },
        stored: new Map(phase.map(({ stack: name }) => [name, { resourceCount: 3 }])),
        lanes: 2,
        isEnded: () => false,
    });
    const organization = { region: "us-east-1", partition: "aws", ci: null } as const;
    const results = (outcomes: readonly Outcome[]): readonly string[] =>
        outcomes.map(({ stack: { stack: name }, result, why }) => `${name} ${result}${why && `: ${why}`}`);

    it("goes on where the run of one stack throws, and waits for all", async () => {
        const each = phaseRun("up", async (name) =>
            name === "apps"
                ? Promise.reject(new Error("no more processes"))
                : Promise.resolve({ exitCode: 0, preview: { ...noPreview, ended: true }, lastWords: "" }),
        );
        deepStrictEqual(results(await runPhase(each, phase, organization, undefined)), [
            "apps failed: no more processes",
            "data same",
            "web same",
        ]);
    });

    it("asks no account outside of up whose stack is missing: it is to be made", async () => {
        const each = phaseRun("preview", async () => Promise.reject(new Error("is not run")));
        each.stored.clear();
        deepStrictEqual(results(await runPhase(each, phase, organization, undefined)), [
            "apps new",
            "data new",
            "web new",
        ]);
    });
});

describe("waiting for an access role", () => {
    const always = async (): Promise<boolean> => Promise.resolve(true);
    it("ends with the role, with the time, or with an interrupt, which is no failure", async () => {
        let asked = 0;
        const second = async (): Promise<boolean> => Promise.resolve((asked += 1) < 2);
        const options = { seconds: 60, isEnded: () => false, milliseconds: 1 };
        strictEqual(await waitWhile(second, options), "there");
        strictEqual(await waitWhile(always, { ...options, seconds: 0 }), "not ready");
        strictEqual(await waitWhile(always, { ...options, isEnded: () => asked++ > 3 }), "there");
    });

    it("knows CI's preview role by its session", () => {
        const role = "arn:aws:iam::111111111111:role/ci/ac-ci-preview";
        strictEqual(isSessionOf(role, "arn:aws:sts::111111111111:assumed-role/ac-ci-preview/run"), true);
        strictEqual(isSessionOf(role, "arn:aws:sts::111111111111:assumed-role/ac-ci-deploy/run"), false);
        strictEqual(isSessionOf(role, "arn:aws:iam::111111111111:user/ac-ci-preview"), false);
    });
});

describe("the summary of a run that was cut or could not go on", () => {
    it("has the exit code of the process, and why stacks were not run", () => {
        const outcomes = [withoutRun(beginning, "same"), withoutRun(stack("apps"), "not run")];
        const cut = { operation: "up", outcomes, leftOut: [], interrupted: 130 } as const;
        strictEqual(exitCodeOf(cut), 130);
        strictEqual((summaryJson(cut) as { exitCode: number }).exitCode, 130);
        const why = "not run: management failed";
        const failed = { operation: "up", outcomes: [withoutRun(stack("apps"), "not run", why)], leftOut: [] } as const;
        match(summaryText(failed), /^Not run\n {2}apps: not run: management failed\n\n1 stack: 1 not run$/u);
    });
});
