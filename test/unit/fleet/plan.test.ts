import { deepStrictEqual, strictEqual, match, throws } from "node:assert/strict";
import type { AccountOutput } from "../../../config";
import { laneCount } from "../../../cli/fleet/lanes";
import { outcomeOf, type Outcome } from "../../../cli/fleet/outcome";
import { planFleet, stacksOf, type FleetOutputs, type Selection } from "../../../cli/fleet/plan";
import { Queue } from "../../../cli/fleet/queue";
import { shardsOf } from "../../../cli/fleet/shards";
import { exitCodeOf } from "../../../cli/fleet/summary";
import type { Operation, StackRun } from "../../../cli/fleet/messages";
import type { Change, Preview } from "../../../cli/preview/events";

function account(unit: string | null, more: Partial<AccountOutput> = {}): AccountOutput {
    return {
        id: "222222222222",
        name: "acme-x",
        alias: null,
        email: "aws+x@acme.example",
        unit,
        state: "active",
        roleName: "OrganizationAccountAccessRole",
        ...more,
    };
}

const outputs: FleetOutputs = {
    email: "aws@acme.example",
    management: {
        id: "111111111111",
        name: "acme-management",
        email: "aws@acme.example",
    } as FleetOutputs["management"],
    accounts: {
        "data-1": account("data"),
        security: account("security"),
        "apps-prd": account("apps/prd"),
        "apps-devstg": account("apps/devstg"),
        appsmith: account("apps"),
        old: account("data", { state: "closed", id: null }),
        invited: account("apps", { id: null }),
        stray: account(null),
    },
    units: { security: "ou-1", apps: "ou-2", "apps/prd": "ou-3", "apps/devstg": "ou-4", data: "ou-5", empty: "ou-6" },
};

function names(selection: Selection): readonly (readonly string[])[] {
    return planFleet(outputs, selection).phases.map((phase) => phase.map(({ stack }) => stack));
}

describe("the fleet's plan", () => {
    const everyone = ["apps-devstg", "apps-prd", "appsmith", "data-1", "stray"];
    const table: readonly (readonly [string, Selection, readonly (readonly string[])[]])[] = [
        ["all: management, security, then members by name", {}, [["management"], ["security"], everyone]],
        ["a name", { only: ["apps-prd"] }, [["apps-prd"]]],
        ["names keep the order of the phases", { only: ["data-1", "management"] }, [["management"], ["data-1"]]],
        ["a pattern", { only: ["apps-*"] }, [["apps-devstg", "apps-prd"]]],
        ["a pattern for all", { only: ["*"] }, [["management"], ["security"], everyone]],
        ["a unit and those below it", { unit: ["apps"] }, [["apps-devstg", "apps-prd", "appsmith"]]],
        ["a unit below", { unit: ["apps/prd"] }, [["apps-prd"]]],
        ["two units", { unit: ["data", "security"] }, [["security"], ["data-1"]]],
        ["the root is all", { unit: ["root"] }, [["management"], ["security"], everyone]],
        ["both are meant", { unit: ["apps"], only: ["*-prd", "data-1"] }, [["apps-prd"]]],
        ["a unit without accounts", { unit: ["empty"] }, []],
        ["a closed account alone", { only: ["old"] }, []],
    ];
    for (const [what, selection, expected] of table)
        it(what, () => {
            deepStrictEqual(names(selection), expected);
        });

    it("leaves out accounts that are closed or not made yet, and says so", () => {
        deepStrictEqual(planFleet(outputs).leftOut, [
            { stack: "invited", unit: "apps", why: "not made yet" },
            { stack: "old", unit: "data", why: "closed" },
        ]);
        deepStrictEqual(
            planFleet(outputs, { unit: ["apps"] }).leftOut.map(({ stack }) => stack),
            ["invited"],
        );
    });

    const wrong: readonly (readonly [Selection, RegExp, RegExp])[] = [
        [{ only: ["apps-prod"] }, /--only apps-prod is no stack/u, /did you mean apps-prd\?/u],
        [{ only: ["zzz*"] }, /--only zzz\* matches no stack/u, /the stacks are management, /u],
        [{ only: ["data-1", "."] }, /--only \. is no stack/u, /./u],
        [{ unit: ["app"] }, /--unit app is no unit/u, /did you mean apps\?/u],
        [{ unit: ["apps/"] }, /--unit apps\/ is no unit/u, /./u],
    ];
    for (const [selection, message, cure] of wrong)
        it(`refuses ${JSON.stringify(selection)}`, () => {
            throws(
                () => planFleet(outputs, selection),
                (error: Error & { cure: string; exitCode: number }) => {
                    match(error.message, message);
                    match(error.cure, cure);
                    strictEqual(error.exitCode, 2);
                    return true;
                },
            );
        });
});

describe("the fleet's shards", () => {
    const stacks = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `a${index}`);
    for (const [count, shards, sizes] of [
        [0, 3, []],
        [1, 3, [1]],
        [3, 3, [1, 1, 1]],
        [7, 3, [2, 2, 3]],
        [1000, 256, undefined],
    ] as const)
        it(`${count} stacks in at most ${shards}`, () => {
            const parts = shardsOf(stacks(count), shards);
            const found = parts.map((each) => each.stacks.split(","));
            deepStrictEqual(found.flat(), stacks(count));
            if (sizes !== undefined)
                deepStrictEqual(
                    found.map((each) => each.length),
                    sizes,
                );
            const lengths = found.map((each) => each.length);
            strictEqual(Math.max(0, ...lengths) - Math.min(...lengths, Infinity) <= 1 || count === 0, true);
            deepStrictEqual(
                parts.map(({ shard }) => shard),
                parts.map((_, index) => `${index + 1}-of-${parts.length}`),
            );
        });
});

describe("how many stacks at the same time", () => {
    const gigabyte = 2 ** 30;
    for (const [asked, free, processors, lanes, fits] of [
        [undefined, 16 * gigabyte, 4, 4, 23],
        [undefined, 16 * gigabyte, 64, 16, 23],
        [undefined, 1.5 * gigabyte, 8, 2, 2],
        [undefined, 0.1 * gigabyte, 2, 1, 1],
        [10, 16 * gigabyte, 2, 10, 23],
        // An explicit number is used, with a warning.
        [10, 3 * gigabyte, 2, 10, 4],
        [1, 0.1 * gigabyte, 2, 1, 1],
    ] as const)
        it(`asked ${asked ?? "nothing"}, ${free / gigabyte} GiB, ${processors} processors: ${lanes}`, () => {
            deepStrictEqual(laneCount(asked, free, processors), { lanes, fits });
        });
});

describe("the queue of the fleet", () => {
    it("passes later items to whoever waits, and nothing when it is closed", async () => {
        const queue = new Queue<number>();
        const first = queue.next();
        queue.push(1);
        queue.push(2);
        strictEqual(await first, 1);
        strictEqual(await queue.next(), 2);
        const last = queue.next();
        queue.push(3);
        queue.close();
        strictEqual(await last, 3);
        strictEqual(await queue.next(), undefined);
    });
});

describe("what became of a stack", () => {
    const stack = stacksOf(planFleet(outputs, { only: ["apps-prd"] }))[0]!;
    const change = { kind: "create", losses: [] } as unknown as Change;
    const ended: Preview = { changes: [], violations: [], errors: [], warnings: [], unchanged: 3, ended: true };
    const run = (exitCode: number, preview: Partial<Preview>, lastWords = ""): StackRun => ({
        exitCode,
        preview: { ...ended, ...preview },
        lastWords,
    });
    const locked =
        "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.\n  file:///x/1.json: created by ada@box (pid 7) at 2026-11-29T22:00:00Z";
    const violation = { policy: "p", level: "mandatory", resource: "r", message: "no" };
    const table: readonly (readonly [string, StackRun, Outcome["result"], RegExp])[] = [
        ["nothing to do", run(0, {}), "same", /^$/u],
        ["changes", run(0, { changes: [change] }), "changed", /^$/u],
        ["an error", run(1, { errors: ["it broke"] }), "failed", /^it broke$/u],
        ["no event at all", run(255, { ended: false }, "error: no stack"), "failed", /^error: no stack$/u],
        ["it did not come to its end", run(0, { ended: false }, "?"), "failed", /\?/u],
        ["a mandatory rule", run(0, { violations: [violation] }), "failed", /^p: no$/u],
        ["an advisory", run(0, { violations: [{ ...violation, level: "advisory" }] }), "same", /^$/u],
        [
            "an interrupt",
            run(1, { ended: false }, "+ a created\nerror: update cancelled"),
            "failed",
            /^it was interrupted/u,
        ],
        [
            "an interrupt that the engine gives as an error",
            run(1, { errors: ["update canceled"] }),
            "failed",
            /^it was interrupted/u,
        ],
        [
            "an interrupt, and an error before it",
            run(1, { errors: ["it broke", "update canceled"] }),
            "failed",
            /^it broke$/u,
        ],
        [
            "an engine that was killed",
            run(1, { ended: false }, "@ updating...\nthe engine was ended by SIGKILL"),
            "failed",
            /^it was interrupted/u,
        ],
        ["a lock", run(1, { ended: false }, locked), "locked", /made by ada@box[^]*pulumi cancel --stack apps-prd/u],
        ...[
            "AWS returned InvalidClientTokenId: The security token included in the request is invalid.",
            "api error ExpiredToken: The security token included in the request is expired",
            "operation error STS: GetCallerIdentity, failed to refresh cached credentials, no EC2 IMDS role found",
            "No valid credential sources found: no valid credentials",
            "UnrecognizedClientException: x",
            "the session ended in the middle of the run",
        ].map((error) => [error, run(1, { errors: [error] }), "credentials", /./u] as const),
        [
            "a session that ends for several resources",
            run(1, {
                errors: [
                    "a: creating X: api error ExpiredToken: The security token included in the request is expired",
                    "b: 1 error occurred:\n* reading Y: api error ExpiredToken: The security token included in the request is expired",
                    "c: 1 error occurred:",
                    "d: something else",
                ],
            }),
            "credentials",
            /^the session ended in the middle of the run\n→ get a new one: [^\n]*\nd: something else$/u,
        ],
        [
            "a session that ends for a resource and for a read of the program's",
            run(1, {
                errors: [
                    "1 fault:\nAWS\n  the keys could not be read: AWS returned ExpiredToken: it has ended\n  → get one",
                    "a: creating X: api error ExpiredToken: The security token included in the request is expired",
                ],
            }),
            "credentials",
            /^the session ended in the middle of the run\n→ get a new one: [^\n]*$/u,
        ],
        [
            "a session that had ended before",
            run(1, { errors: ["1 fault:\nAWS\n  AWS returned ExpiredToken: it has ended\n  → get one"] }),
            "credentials",
            /^1 fault:\nAWS\n {2}AWS returned ExpiredToken: it has ended\n {2}→ get one$/u,
        ],
        [
            "a network that goes",
            run(1, {
                errors: [
                    "a: dial tcp: lookup iam.amazonaws.com: no such host",
                    "b: dial tcp: lookup sts: no such host",
                ],
            }),
            "failed",
            /^AWS cannot be reached: [^\n]*\n→ see that this machine's network[^\n]*$/u,
        ],
        [
            "a full disk",
            run(1, { ended: false }, "a\nerror: write /s/m.json: no space left on device"),
            "failed",
            /^write [^\n]*\n→ the disk is full: make room/u,
        ],
        ["a role that refuses", run(1, { errors: ["AccessDenied: not authorized"] }), "failed", /AccessDenied/u],
    ];
    for (const [what, ran, result, why] of table)
        it(`${what}: ${result}`, () => {
            const outcome = outcomeOf(stack, "preview", ran, 1);
            strictEqual(outcome.result, result);
            match(outcome.why, why);
        });
});

describe("the fleet's exit code", () => {
    const of = (operation: Operation, ...results: readonly Outcome["result"][]): number =>
        exitCodeOf({ operation, leftOut: [], outcomes: results.map((result) => ({ result }) as Outcome) });
    for (const [operation, results, code] of [
        ["preview", ["same", "same"], 0],
        ["preview", ["same", "changed"], 3],
        ["preview", ["new"], 3],
        ["preview", ["changed", "failed"], 1],
        ["preview", ["waits"], 0],
        ["preview", [], 0],
        ["refresh", ["same"], 0],
        ["refresh", ["changed", "same"], 3],
        ["refresh", ["new"], 0],
        ["refresh", ["changed", "credentials"], 1],
        ["up", ["changed", "same", "waits"], 0],
        ["up", ["locked", "changed"], 1],
        ["up", ["not run"], 1],
    ] as const)
        it(`${operation}: ${results.join(", ") || "none"}: ${code}`, () => {
            strictEqual(of(operation, ...results), code);
        });
});
