import { deepStrictEqual, match, ok } from "node:assert/strict";
import { parseManagement } from "../../../config";
import { acme } from "../../support/company";
import { faultsOf, holds, pathsOf, valueOf } from "./base";

const budget = (notify: readonly unknown[], monthly: unknown = 500): Readonly<Record<string, unknown>> => ({
    budget: { monthly, notify },
});

describe("the organization's budget", () => {
    it("is none unless it is written, and names each address once", () => {
        deepStrictEqual("budget" in valueOf({}), false);
        const address = "finops@acme.example";
        deepStrictEqual(valueOf(budget([address, address])).budget, { monthly: 500, notify: [address] });
    });

    it("tells of anomalies where it is asked to, from 100 dollars on unless it says otherwise", () => {
        const anomalies = (value: unknown): unknown =>
            valueOf({ budget: { monthly: 500, notify: ["finops@acme.example"], anomalies: value } }).budget?.anomalies;
        deepStrictEqual(
            [anomalies(true), anomalies({}), anomalies({ from: 20 })],
            [{ from: 100 }, { from: 100 }, { from: 20 }],
        );
        deepStrictEqual(anomalies(false), undefined);
    });

    for (const region of ["us-gov-west-1", "cn-north-1", "eusc-de-east-1"])
        it(`refuses one in ${region}, where it is not to be had in US dollars`, () => {
            const result = parseManagement({ ...acme, ...budget(["finops@acme.example"]) }, { region });
            ok(!result.ok);
            const faults = result.faults.filter(({ path }) => path.startsWith("budget"));
            deepStrictEqual(
                faults.map(({ path }) => path),
                ["budget"],
            );
            match(faults[0]!.cure, /take it out/u);
        });

    for (const [what, changes, path, part] of [
        ["an amount of nothing", budget(["finops@acme.example"], 0), "budget.monthly", /1/u],
        ["an amount that is a text", budget(["finops@acme.example"], "500 USD"), "budget.monthly", /500/u],
        [
            "anomalies of nothing",
            { budget: { monthly: 500, notify: ["finops@acme.example"], anomalies: { from: 0 } } },
            "budget.anomalies.from",
            /1/u,
        ],
        ["nobody", budget([]), "budget.notify", /nobody/u],
        ["no list", { budget: { monthly: 500 } }, "budget.notify", /required/u],
        ["no address", budget(["finops"]), "budget.notify[0]", /@/u],
        ["a personal mailbox", budget(["ada@gmail.com"]), "budget.notify[0]", /personal/u],
        ["an admin's own", budget(["ada.lovelace@acme.example"]), "budget.notify[0]", /ada\.lovelace/u],
        [
            "eleven addresses",
            budget(Array.from({ length: 11 }, (_, index) => `group-${index}@acme.example`)),
            "budget.notify",
            /11 addresses/u,
        ],
    ] as const)
        it(`refuses ${what}`, () => {
            holds(faultsOf({ ...changes }), path, part);
            deepStrictEqual(pathsOf({ ...changes }), [path]);
        });
});
