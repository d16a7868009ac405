import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { runUntilDone } from "../../../cli/fleet/again";
import type { StackRun } from "../../../cli/fleet/messages";
import { noPreview } from "../../../cli/fleet/outcome";
import type { Change } from "../../../cli/preview/events";

const lost =
    "units-a: AWS has this already: the response to an earlier call was lost on its way, or somebody has made it";
const busy =
    "creating IAM Role (x): operation error IAM: CreateRole, https response error StatusCode: 409, ConcurrentModification: wait";
const made = (name: string): Change => ({
    kind: "create",
    urn: `urn:pulumi:management::p::t::${name}`,
    type: "t",
    name,
    properties: [],
    losses: [],
    reasons: [],
    isComponent: false,
    isRetained: false,
});

function failed(errors: readonly string[], changes: readonly Change[] = []): StackRun {
    return { exitCode: 255, preview: { ...noPreview, errors, changes }, lastWords: "" };
}
const green = (changes: readonly Change[] = []): StackRun => ({
    exitCode: 0,
    preview: { ...noPreview, changes, ended: true },
    lastWords: "",
});

describe("an up that goes on by itself", () => {
    const said: string[] = [];
    beforeEach(() => (said.length = 0));

    /** Runs with these results, one after another. */
    async function run(
        ends: readonly StackRun[],
        isEnded = () => false,
    ): Promise<{ readonly run: StackRun; readonly runs: number }> {
        let runs = 0;
        const once = (): Promise<StackRun> => Promise.resolve(ends[runs++]!);
        return { run: await runUntilDone("management", once, { isEnded, say: (text) => said.push(text) }), runs };
    }

    it("after lost responses and trouble that passes, and says of what; all runs together are one", async () => {
        const { run: all, runs } = await run([
            failed([lost, busy], [made("a"), made("b")]),
            failed(["EMAIL_ALREADY_EXISTS"], [made("b")]),
            green([made("c")]),
            green([made("d")]),
        ]);
        strictEqual(runs, 4, "with the one that proves it");
        strictEqual(all.exitCode, 0);
        deepStrictEqual(
            all.preview.changes.map(({ name }) => name),
            ["a", "b", "c", "d"],
        );
        match(
            said[0]!,
            /^management: units-a: AWS has this already.*\(and 1 more\)\n\s+→ run 2 of 10 at most goes on/u,
        );
    });

    it("a consequence of an error that passes is not an error of its own", async () => {
        const hanging = [
            'Unhandled exception: TypeError: error serializing property "parentId"',
            "account-a: 1 error occurred:\n\t* creating a: AccessDenied",
            "attachment: aws:organizations/policyAttachment:PolicyAttachment resource 'a' has a problem: Missing required argument.",
        ];
        const { run: all, runs } = await run([
            failed([lost]),
            failed([busy, ...hanging]),
            failed(["AccessDenied", ...hanging]),
        ]);
        strictEqual(runs, 3);
        deepStrictEqual(all.preview.errors, ["AccessDenied"]);
    });

    it("not after an error that stays, beside one that passes too", async () => {
        strictEqual((await run([failed([lost, "AccessDenied: no"])])).runs, 1);
        strictEqual((await run([failed([])])).runs, 1, "an engine that says nothing");
        deepStrictEqual(said, []);
    });

    it("not after what the provider has tried to its end, nor a quarter of an hour after the first failure", async () => {
        strictEqual((await run([failed([`exceeded maximum number of attempts, 10, ${busy}`])])).runs, 1);
        let [runs, time] = [0, 0];
        const once = (): Promise<StackRun> => {
            time += 400_000;
            return Promise.resolve(failed([`${runs++}: ${busy}`]));
        };
        await runUntilDone("management", once, { isEnded: () => false, say: () => undefined, now: () => time });
        strictEqual(runs, 4);
    });

    it("not where the same comes three times, more than nine times more, or once the command is interrupted", async () => {
        strictEqual((await run([failed([lost]), failed([lost]), failed([lost]), green()])).runs, 3);
        const others = Array.from({ length: 19 }, (_, index) => failed([`${index}: ${busy}`]));
        strictEqual((await run(others)).runs, 10);
        strictEqual((await run([failed([lost])], () => true)).runs, 1);
    });

    it("a run that ended well has no errors of tries that passed", async () => {
        const passed: StackRun = { ...green(), preview: { ...noPreview, errors: [busy], ended: true } };
        const { run: all, runs } = await run([passed]);
        deepStrictEqual([runs, all.preview.errors], [1, []]);
    });

    it("where the engine could not begin for the same reasons", async () => {
        const refused: StackRun = {
            ...failed([]),
            lastWords: "could not be read: AWS returned ThrottlingException: Rate exceeded",
        };
        strictEqual((await run([refused, green(), green()])).runs, 3);
    });
});
