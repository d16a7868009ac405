import { deepStrictEqual, match } from "node:assert/strict";
import { preflightFaults } from "../../../aws/preflight/preflight";
import { noPrevious, type Previous } from "../../../aws/preflight/previous";
import { replacedFaults } from "../../../aws/preflight/replaced-faults";
import { previousOf } from "../../../layers/management/previous";
import { ownStack } from "../../../layers/shared/own-stack";
import { managementConfig, snapshotWith } from "../../support/company";

const deny = { Sid: "Leave", Effect: "Deny", Action: ["a:B", "a:C"], Resource: "*" };
const document = { Version: "2012-10-17", Statement: [deny] };
/** The same document in another form. */
const respelled = {
    Version: "2012-10-17",
    Statement: { Resource: ["*"], Action: ["a:C", "a:B"], Effect: "Deny", Sid: "Leave" },
};
const wider = { Version: "2012-10-17", Statement: [{ ...deny, Action: ["a:B"] }] };

const scp = "SERVICE_CONTROL_POLICY";
const there = (id: string, name: string, type = scp) => ({ id, name, type, targets: ["r-abcd"] });

/** The state after a run with these policies, by name. */
function stateWith(policies: Readonly<Record<string, { id: string; document?: object; type?: string }>>): Previous {
    const state = Object.entries(policies).map(([name, { id, document: of = document, type = scp }]) => [
        `urn:pulumi:management::acme::aws:organizations/policy:Policy::policy-${name}-policy`,
        { type: "aws:organizations/policy:Policy", outputs: { id, type, content: JSON.stringify(of) } },
    ]);
    return previousOf(ownStack({}, Object.fromEntries(state) as Parameters<typeof ownStack>[1]));
}

describe("a policy that another one like it replaces", () => {
    const guard = { id: "p-guard" };
    const like = { document, targets: ["root"] };
    const cases: readonly {
        readonly what: string;
        readonly policies: object;
        readonly before?: Previous;
        readonly at?: readonly ReturnType<typeof there>[];
        readonly refused: readonly string[];
    }[] = [
        { what: "another name", policies: { fence: like }, refused: ["policies.fence guard"] },
        {
            what: "another name and other targets",
            policies: { fence: { document, targets: ["suspended"] } },
            refused: ["policies.fence guard"],
        },
        {
            what: "the document in another order and spelling",
            policies: { fence: { document: respelled, targets: ["root"] } },
            refused: ["policies.fence guard"],
        },
        {
            what: "a former name that nothing had",
            policies: { fence: { ...like, formerly: "gaurd" } },
            refused: ["policies.fence [gaurd, guard]"],
        },
        {
            what: "two like it, of which one has other signs alone",
            before: stateWith({ "guard-all": guard }),
            at: [there("p-guard", "guard-all")],
            policies: { fence: like, "guard.all": like },
            refused: ['policies["guard.all"] guard-all'],
        },
        { what: "two like it", policies: { fence: like, hedge: like }, refused: ["policies.fence guard, guard"] },
        {
            what: "two that go, and one like both",
            before: stateWith({ guard, twin: { id: "p-twin" } }),
            at: [there("p-guard", "guard"), there("p-twin", "twin")],
            policies: { fence: like },
            refused: ["policies.fence guard", "policies.fence twin"],
        },
        {
            what: "two that go, and more like them",
            before: stateWith({ guard, twin: { id: "p-twin" } }),
            at: [there("p-guard", "guard"), there("p-twin", "twin")],
            policies: { fence: like, hedge: like, wall: like },
            refused: ["policies.fence guard, guard, guard", "policies.hedge twin, twin, twin"],
        },
        {
            what: "one of two like it",
            before: stateWith({ guard, twin: { id: "p-twin" } }),
            at: [there("p-guard", "guard"), there("p-twin", "twin")],
            policies: { guard: like, fence: like },
            refused: ["policies.fence twin"],
        },
        {
            what: "one of two like it, and none that comes",
            before: stateWith({ guard, twin: { id: "p-twin" } }),
            at: [there("p-guard", "guard"), there("p-twin", "twin")],
            policies: { guard: like },
            refused: [],
        },
        {
            what: "two like it, and two like them",
            before: stateWith({ guard, twin: { id: "p-twin" } }),
            at: [there("p-guard", "guard"), there("p-twin", "twin")],
            policies: { fence: like, hedge: like },
            refused: ["policies.fence guard, guard", "policies.hedge twin, twin"],
        },
        {
            what: "a shipped policy under a name of the company's own",
            before: stateWith({ "deny-leaving-organization": { ...guard, document } }),
            policies: { stay: like },
            at: [there("p-guard", "deny-leaving-organization")],
            refused: ["policies.stay deny-leaving-organization"],
        },
        {
            what: "two that go, and two like them",
            before: stateWith({ guard, other: { id: "p-other", document: wider } }),
            policies: { fence: { document: wider, targets: ["root"] }, hedge: like },
            at: [there("p-guard", "guard"), there("p-other", "other")],
            refused: ["policies.hedge guard", "policies.fence other"],
        },
        { what: "the former name", policies: { fence: { ...like, formerly: "guard" } }, refused: [] },
        { what: "both", policies: { fence: like, guard: like }, refused: [] },
        { what: "none", policies: {}, refused: [] },
        { what: "another document", policies: { fence: { document: wider, targets: ["root"] } }, refused: [] },
        {
            what: "another type",
            before: stateWith({ guard: { ...guard, type: "RESOURCE_CONTROL_POLICY" } }),
            at: [there("p-guard", "guard", "RESOURCE_CONTROL_POLICY")],
            policies: { fence: like },
            refused: [],
        },
        { what: "the old one gone at AWS too", policies: { fence: like }, at: [], refused: [] },
        { what: "renamed at AWS by hand", policies: { fence: like }, at: [there("p-guard", "fence")], refused: [] },
        {
            what: "a new name that AWS has",
            policies: { fence: like },
            at: [there("p-guard", "guard"), there("p-2", "fence")],
            refused: [],
        },
        { what: "a state that nobody knows", policies: { fence: like }, before: noPrevious, refused: [] },
    ];
    for (const { what, policies, before = stateWith({ guard }), at = [there("p-guard", "guard")], refused } of cases)
        it(`${what}: ${refused.length === 0 ? "accepted" : "refused"}`, () => {
            const faults = replacedFaults(managementConfig({ policies }), snapshotWith({ policies: at }), before);
            deepStrictEqual(
                faults.map(({ path, cure }) => {
                    const former = [...cure.matchAll(/formerly: (\[[^\]]+\]|[\w-]+)/gu)].map(([, name]) => name);
                    return `${path} ${former.join(", ")}`;
                }),
                refused,
            );
        });

    it("says what would go, and both ways out", () => {
        const aws = snapshotWith({ policies: [there("p-guard", "guard")] });
        const [fault] = replacedFaults(managementConfig({ policies: { fence: like } }), aws, stateWith({ guard }));
        match(fault!.message, /policy guard \(p-guard\) .* would be detached and deleted/u);
        match(
            fault!.cure,
            /take guard out in this run, and add fence in the next; or put guard back beside it and run pulumi up, then take guard out in a run of its own/u,
        );
    });

    it("names all that are like it", () => {
        const aws = snapshotWith({ policies: [there("p-guard", "guard")] });
        const policies = { fence: like, hedge: { ...like, formerly: "heg" } };
        const [fault] = replacedFaults(managementConfig({ policies }), aws, stateWith({ guard }));
        match(fault!.message, /another one made; hedge is like it too$/u);
        match(
            fault!.cure,
            /fence: \{ formerly: guard \}, or hedge: \{ formerly: \[heg, guard\] \}; .*add fence and hedge/u,
        );
    });

    it("with another letter case is named once", () => {
        const aws = snapshotWith({ policies: [there("p-guard", "guard")] });
        const faults = preflightFaults(managementConfig({ policies: { Guard: like } }), aws, stateWith({ guard }));
        deepStrictEqual(
            faults.filter(({ path }) => path.startsWith("policies")).map(({ path }) => path),
            ["policies.Guard"],
        );
    });
});
