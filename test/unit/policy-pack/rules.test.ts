import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { rules } from "../../../policy-pack/rules";
import { judge, secret, unknown, type Given } from "./judge";
import { samples, type Sample } from "./samples";

/** Rules about options, or about the existence of the resource: no value can be unknown or secret. */
const withoutValues = new Set([
    "irreversible-is-protected",
    "accounts-are-not-replaced",
    "no-long-lived-credentials",
    "no-exclusive-policy-attachment",
]);

describe("rules of the policy pack", () => {
    it("each has samples, and a name of its own", () => {
        deepStrictEqual(Object.keys(samples).sort(), rules.map(({ name }) => name).sort());
    });

    for (const rule of rules) {
        describe(rule.name, () => {
            const own = samples[rule.name] ?? [];
            const bad = own.find(({ violations }) => violations.length > 0);

            for (const { title, resources, violations, ...context } of own) {
                it(`${violations.length === 0 ? "passes" : "refuses"}: ${title}`, async () => {
                    const verdict = await judge(rule, resources, context);
                    strictEqual(verdict.violations.length, violations.length, verdict.violations.join("\n"));
                    violations.forEach((expected, index) => {
                        match(verdict.violations[index]!, expected);
                    });
                    strictEqual(verdict.notKnown, undefined);
                });
            }

            it("says a cure with each violation", async () => {
                const { violations } = await judge(rule, bad!.resources, bad);
                for (const violation of violations) match(violation, /^.+ → .+$/u);
            });

            it("has no verdict on other types", async () => {
                const others = bad!.resources.map((each) => ({ ...each, type: "random:index/randomId:RandomId" }));
                deepStrictEqual(await judge(rule, others, bad), { violations: [], notKnown: undefined });
            });

            it("shows no secret, and judges it all the same", async () => {
                const open = await judge(rule, bad!.resources, bad);
                const hidden = await judge(rule, map(bad!, (value) => secret(value)).resources, bad);
                strictEqual(hidden.violations.length, open.violations.length, hidden.violations.join("\n"));
                for (const text of textsOf(bad!.resources))
                    for (const violation of hidden.violations)
                        ok(!violation.includes(text), `${violation} shows ${text}`);
            });

            if (withoutValues.has(rule.name) || "judgeStack" in rule) return;

            it("says in a preview what is not known yet, and does not call it wrong", async () => {
                const verdict = await judge(rule, map(bad!, () => unknown).resources, bad);
                const hasValues = bad!.resources.some(({ props }) => Object.keys(props ?? {}).length > 0);
                if (hasValues)
                    match(verdict.notKnown ?? "", /not known yet; judged in `up`, before anything is sent to AWS/);
                deepStrictEqual(verdict.violations, []);
            });

            it("refuses in up what is not known", async () => {
                const context = { ...bad!, facts: { ...bad!.facts, isPreview: false } };
                const verdict = await judge(rule, map(bad!, () => unknown).resources, context);
                strictEqual(verdict.notKnown, undefined);
                notStrictEqual(verdict.violations.length, 0);
                match(verdict.violations[0]!, /not known when the resource is about to be made/);
                doesNotMatch(verdict.violations.join(), new RegExp(unknown));
            });
        });
    }
});

/** The sample with each property changed. */
function map(sample: Sample, change: (value: unknown) => unknown): Sample {
    const changed = ({ props = {}, ...rest }: Given): Given => ({
        ...rest,
        props: Object.fromEntries(Object.entries(props).map(([key, value]) => [key, change(value)])),
    });
    return { ...sample, resources: sample.resources.map(changed) };
}

/** Texts that would reveal a secret; `true` and `*` are in any sentence. */
function textsOf(resources: readonly Given[]): readonly string[] {
    return resources
        .flatMap(({ props = {} }) => Object.values(props))
        .flatMap((value) => JSON.stringify(value).match(/[\w@.+:/-]{6,}/gu) ?? [])
        .filter(
            (text) =>
                !/^(?:Statement|StringEquals|StringLike|Version|Effect|Action|Principal|Condition|Resource|sts:AssumeRole.*|aws:MultiFactor.*|token.actions.githubusercontent.com.*|2012-10-17)$/u.test(
                    text,
                ),
        );
}
