import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { CliError } from "../../../cli/common/ui";
import { wallClock } from "../../../cli/fleet/access-role";
import { fleetMarkdown } from "../../../cli/fleet/markdown";
import type { Operation, StackRun } from "../../../cli/fleet/messages";
import { triedWords } from "../../../cli/fleet/operate";
import { noPreview, withoutRun, type Outcome, type Result } from "../../../cli/fleet/outcome";
import { runPhase, type Run } from "../../../cli/fleet/phase";
import { runPhases, type Steps } from "../../../cli/fleet/phases";
import {
    beginning,
    planAsNamed,
    planFleet,
    type FleetOutputs,
    type FleetPlan,
    type FleetStack,
    type Selection,
} from "../../../cli/fleet/plan";
import { exitCodeOf, summaryJson, summaryText } from "../../../cli/fleet/summary";
import type { Change } from "../../../cli/preview/events";

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

/** Runs the phases. `results`: result by stack, `same` by default. */
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
        readAgain: async () => Promise.resolve(),
        planAgain: () => undefined,
        waitsFor: () => [],
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
                readAgain: async () => {
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
        const unread = await run("up", {}, { readAgain: async () => Promise.reject(new Error("no outputs")) });
        match(unread[0]!, /^management failed: it is up, but its outputs cannot be read: no outputs$/u);
        match(unread[3]!, /^data not run: not run: the outputs of management/u);
    });

    it("after outputs that cannot be read: what the up of management came to is kept", async () => {
        const preview = { ...noPreview, unchanged: 7, ended: true };
        const { outcomes } = await runPhases(plan(), {
            operation: "up",
            isEnded: () => false,
            runPhase: async (phase) =>
                Promise.resolve(phase.map((each) => ({ ...withoutRun(each, "changed"), preview, seconds: 4 }))),
            readAgain: async () => Promise.reject(new CliError("no login", "log in")),
            planAgain: () => undefined,
            waitsFor: () => [],
        });
        const why = "it is up, but its outputs cannot be read: no login\n→ log in";
        deepStrictEqual(outcomes[0], { stack: beginning, result: "failed", preview, seconds: 4, why });
    });

    describe("where management has more to make once security has run", () => {
        const change = (name: string): Change => ({ kind: "create", name, type: "t", losses: [] }) as unknown as Change;
        /** The stacks in the order in which they ran, and the result of management. */
        async function ran(
            operation: Operation,
            results: Readonly<Record<string, readonly Result[]>>,
            phases: FleetPlan = plan("apps"),
        ): Promise<{ readonly order: readonly string[]; readonly outcomes: readonly Outcome[] }> {
            const order: string[] = [];
            const { outcomes } = await runPhases(phases, {
                operation,
                isEnded: () => false,
                runPhase: async (phase) =>
                    Promise.resolve(
                        phase.map((each) => {
                            order.push(each.stack);
                            const run = order.filter((name) => name === each.stack).length;
                            const preview = { ...noPreview, changes: [change(`${each.stack} ${run}`)] };
                            const result = results[each.stack]?.[run - 1] ?? "changed";
                            return { ...withoutRun(each, result), preview, seconds: run };
                        }),
                    ),
                readAgain: async () => Promise.resolve(),
                planAgain: () => undefined,
                waitsFor: () => ["security"],
            });
            return { order, outcomes };
        }

        it("it is run again before the members, and is one outcome of both runs", async () => {
            const { order, outcomes } = await ran("up", { management: ["changed", "same"] });
            deepStrictEqual(order, ["management", "security", "management", "apps"]);
            deepStrictEqual(
                outcomes.map(({ stack: { stack: name }, result }) => `${name} ${result}`),
                ["management changed", "security changed", "apps changed"],
            );
            deepStrictEqual(
                [outcomes[0]!.preview.changes.map(({ name }) => name), outcomes[0]!.seconds],
                [["management 1", "management 2"], 3],
            );
        });

        it("a second run that fails is management's failure, and the members are run all the same", async () => {
            const { order, outcomes } = await ran("up", { management: ["changed", "failed"] });
            deepStrictEqual(order, ["management", "security", "management", "apps"]);
            strictEqual(outcomes[0]!.result, "failed");
        });

        it("it is not run again where security failed, in a preview, nor where it or security is not meant", async () => {
            for (const { order } of [
                await ran("up", { security: ["failed"] }),
                await ran("preview", {}),
                await ran("up", {}, { phases: [[beginning], [stack("apps")]], leftOut: [] }),
                await ran("up", {}, { phases: [[stack("security", "security")], [stack("apps")]], leftOut: [] }),
            ])
                deepStrictEqual(order, [...new Set(order)]);
        });
    });

    it("a name that the first run's outputs do not have is a fault of the selection, and nothing of management's", async () => {
        const outputs = {
            email: "",
            management: { id: "1" },
            accounts: { "apps-prd": { id: "2", unit: "apps", state: "active" } },
        } as unknown as FleetOutputs;
        const options = (selection: Selection): Steps => ({
            operation: "up",
            isEnded: () => false,
            runPhase: async (phase) => Promise.resolve(phase.map((each) => withoutRun(each, "changed"))),
            readAgain: async () => Promise.resolve(),
            planAgain: () => planFleet(outputs, selection),
            waitsFor: () => [],
        });
        const first = { phases: [[beginning]], leftOut: [] };
        for (const [selection, message] of [
            [{ only: ["management", "app-prd"] }, "--only app-prd is no stack of this organization"],
            [{ unit: ["root", "app"] }, "--unit app is no unit of this organization"],
        ] as const) {
            const ran = await runPhases(first, options(selection));
            deepStrictEqual(
                ran.outcomes.map(({ result }) => result),
                ["changed"],
            );
            deepStrictEqual([ran.fault?.message, ran.fault?.exitCode], [message, 2]);
            const fleet = { operation: "up", ...ran } as const;
            strictEqual(exitCodeOf(fleet), 2);
            strictEqual(exitCodeOf({ ...fleet, interrupted: 130 }), 130);
            deepStrictEqual((summaryJson(fleet, { secrets: [] }) as { fault: object }).fault, {
                message,
                cure: selection.unit === undefined ? "did you mean apps-prd?" : "did you mean apps?",
            });
            match(
                fleetMarkdown(fleet, { secrets: [] }),
                new RegExp(`\\*\\*Failed\\*\\*\\n\\n\`\`\`text\\n${message}\\n→ did`, "u"),
            );
        }
        strictEqual((await runPhases(first, options({ only: ["management", "apps-prd"] }))).outcomes.length, 2);
    });

    it("planned again, a name that the run itself takes away is no fault", async () => {
        const outputs = { email: "", management: { id: "1" }, accounts: {} } as unknown as FleetOutputs;
        deepStrictEqual(planAsNamed(outputs, { only: ["management", "gone"] }).phases.flat().length, 1);
        const ran = await run("up", {}, { planAgain: () => planAsNamed(outputs, { only: ["management", "gone"] }) });
        deepStrictEqual(ran, ["management same"]);
    });
});

describe("the question after previews that failed", () => {
    it("says what the up does: management's stops all others, another fails alone", () => {
        const failed = [beginning, stack("apps")].map((each) => withoutRun(each, "failed"));
        match(triedWords(failed), /^The preview of management failed\. .* no other stack is run\.$/u);
        match(triedWords(failed.slice(1)), /fails alone\.$/u);
    });
});

describe("a phase of the fleet", () => {
    const phase = ["apps", "data", "web"].map((name) => stack(name));
    const phaseRun = (operation: Operation, runStack: (name: string) => Promise<StackRun>): Run => ({
        operation,
        workspace: {
            project: { dir: "/", name: "acme" },
            dir: "/",
            program: "/",
            environment: {},
            close: () => undefined,
        },
        workers: { run: async (_, name) => runStack(name) },
        stored: new Map(phase.map(({ stack: name }) => [name, { resourceCount: 3 }])),
        lanes: 2,
        isEnded: () => false,
        cleaning: { secrets: [] },
        clock: wallClock,
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

describe("the summary of a run that was cut or could not go on", () => {
    it("has the exit code of the process, and why stacks were not run", () => {
        const outcomes = [withoutRun(beginning, "same"), withoutRun(stack("apps"), "not run")];
        const cut = { operation: "up", outcomes, leftOut: [], interrupted: 130 } as const;
        strictEqual(exitCodeOf(cut), 130);
        strictEqual((summaryJson(cut, { secrets: [] }) as { exitCode: number }).exitCode, 130);
        const why = "not run: management failed";
        const failed = { operation: "up", outcomes: [withoutRun(stack("apps"), "not run", why)], leftOut: [] } as const;
        match(
            summaryText(failed, { secrets: [] }),
            /^Not run\n {2}apps: not run: management failed\n\n1 stack: 1 not run$/u,
        );
    });
});
