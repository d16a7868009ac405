import { existsSync } from "node:fs";
import { join } from "node:path";
import pico from "picocolors";
import { formatFaults, isMap, nearest } from "../../config/faults";
import type { ShapeCase } from "../../policies/cases";
import { judgeCase } from "../../policies/evaluate";
import { renderShippedPolicy, shippedPolicy, shippedPolicyNames } from "../../policies/shipped";
import type { JsonObject } from "../../policies/template";
import { cloneFolder } from "../common/clone-folder";
import { findProject, stackFileOf } from "../common/project";
import { CliError, exitCodes, faultFormat, hasColour, print, printJson, say } from "../common/ui";
import { readCases, type Cases } from "./cases-file";
import { readManagement } from "../common/management";
import { ownFile } from "./sources";

/** Options of `org policies test`. */
export interface TestOptions {
    readonly dir: string;
    readonly names: readonly string[];
    readonly json?: boolean;
}

/** A policy and its file of cases. */
interface Tested {
    readonly name: string;
    readonly type: string;
    /** Path of its file of cases, for messages. */
    readonly file: string;
    readonly path: string;
    /** Makes its document with a case's parameters; a text says why it cannot be made. */
    readonly document: (parameters: Readonly<Record<string, unknown>>) => JsonObject | string;
}

interface Result {
    readonly policy: string;
    readonly file: string;
    readonly case: string;
    readonly ok: boolean;
    /** The decision, if it is not the expected one. */
    readonly found?: string;
}

/** Runs the test cases of policies. Returns the exit code. */
export function testPolicies({ dir, names, json = false }: TestOptions): number {
    const custom = customPolicies(dir);
    const all = [...shippedPolicyNames.map((name) => shippedTested(name)), ...custom.tested];
    const wanted = names.length === 0 ? all : chosen(names, all, custom.without);
    const read = wanted.map((policy) => ({ policy, cases: readCases(policy.path, policy.type) }));
    const faults = read.flatMap(({ cases }) => (cases !== undefined && "faults" in cases ? cases.faults : []));
    if (faults.length > 0) {
        say(formatFaults(faults, faultFormat(2)));
        return exitCodes.fault;
    }
    const results = read.flatMap(({ policy, cases }) => resultsOf(policy, cases as Cases | undefined));
    const isGood = results.every(({ ok }) => ok);
    if (json) printJson({ ok: isGood, cases: results, withoutCases: custom.without });
    else show(results, names.length === 0 ? custom.without : []);
    return isGood ? exitCodes.ok : exitCodes.fault;
}

function shippedTested(name: string): Tested {
    const policy = shippedPolicy(name)!;
    const file = `policies/${name}.cases.json`;
    return {
        name,
        type: policy.type,
        file,
        path: join(cloneFolder, file),
        document: (parameters) => {
            const rendered = renderShippedPolicy(policy, parameters);
            return rendered.ok
                ? rendered.document
                : rendered.faults.map(({ parameter, message }) => `${parameter} ${message}`).join("; ");
        },
    };
}

/** Custom policies with cases, and names of those without. Both are empty for a project without a stack file. */
export function customPolicies(dir: string): {
    readonly tested: readonly Tested[];
    readonly without: readonly string[];
} {
    const project = findProject(dir);
    if (!existsSync(stackFileOf(project, "management"))) return { tested: [], without: [] };
    const { config, file: stackFile } = readManagement(dir);
    const isShipped = (name: string): boolean =>
        shippedPolicyNames.includes(name) &&
        !isInline(name, stackFile.raw) &&
        ownFile(name, stackFile.raw) === undefined;
    const custom = config.policies.filter(({ name }) => !isShipped(name));
    const tested = custom.flatMap(({ name, type, document }): readonly Tested[] => {
        // A document in the stack file has no file of its own; its cases are in policies/, by its name.
        const own = ownFile(name, stackFile.raw) ?? `policies/${name}.json`;
        const file = own.replace(/(?:\.json)?$/u, ".cases.json");
        const path = join(project.dir, file);
        const whole = document as JsonObject;
        return existsSync(path) ? [{ name, type, file, path, document: () => whole }] : [];
    });
    const known = new Set(tested.map(({ name }) => name));
    return { tested, without: custom.map(({ name }) => name).filter((name) => !known.has(name)) };
}

function isInline(name: string, raw: Readonly<Record<string, unknown>>): boolean {
    const policies = raw["policies"];
    const entry = isMap(policies) ? policies[name] : undefined;
    return isMap(entry) && entry["document"] !== undefined;
}

function chosen(names: readonly string[], all: readonly Tested[], without: readonly string[]): readonly Tested[] {
    const unknown = names.filter((name) => !all.some((each) => each.name === name));
    if (unknown.length === 0) return all.filter(({ name }) => names.includes(name));
    const [first] = unknown;
    if (without.includes(first!))
        throw new CliError(
            `${first!} has no cases`,
            `write policies/${first!}.cases.json (docs/trying-policies.md)`,
            exitCodes.usage,
        );
    const near = nearest(first!, [...all.map(({ name }) => name), ...without]);
    throw new CliError(
        `${unknown.join(", ")}: no policy of that name, neither shipped nor in the stack file`,
        near === undefined ? `there are ${all.map(({ name }) => name).join(", ")}` : `did you mean ${near}?`,
        exitCodes.usage,
    );
}

function resultsOf({ name, type, file, document }: Tested, cases: Cases | undefined): readonly Result[] {
    return (cases?.cases ?? []).map((each) => {
        const base = { policy: name, file, case: each.name };
        const whole = document(each.with ?? {});
        if (typeof whole === "string") return { ...base, ok: false, found: `its parameters are refused: ${whole}` };
        if ("shape" in each) {
            const wrong = misplaced(whole, each);
            return wrong === undefined ? { ...base, ok: true } : { ...base, ok: false, found: wrong };
        }
        const { decision, by } = judgeCase(type, name, whole, each.request);
        if (decision === each.expect) return { ...base, ok: true };
        const [ground] = by;
        const statement =
            ground?.sid ?? (ground?.statement === undefined ? undefined : `statement ${ground.statement + 1}`);
        const why = decision === "allowed" || statement === undefined ? "" : `, by ${statement}`;
        const unknown = ground?.unknown === undefined ? "" : `: ${ground.unknown}`;
        const found = `${decision === "unknown" ? "not known" : decision}${why}${unknown}, and not ${each.expect}`;
        return { ...base, ok: false, found };
    });
}

function misplaced(document: JsonObject, { shape }: ShapeCase): string | undefined {
    for (const [place, expected] of Object.entries(shape)) {
        const found =
            place.split("/").reduce<unknown>((node, key) => (isMap(node) ? node[key] : undefined), document) ?? null;
        if (JSON.stringify(found) !== JSON.stringify(expected))
            return `${place} is ${JSON.stringify(found)}, and not ${JSON.stringify(expected)}`;
    }
    return undefined;
}

function show(results: readonly Result[], without: readonly string[]): void {
    const paint = pico.createColors(hasColour(1));
    const byPolicy = new Map<string, Result[]>();
    for (const result of results) byPolicy.set(result.policy, [...(byPolicy.get(result.policy) ?? []), result]);
    for (const [policy, all] of byPolicy) {
        const failed = all.filter(({ ok }) => !ok);
        const mark = failed.length === 0 ? paint.green("✔") : paint.red("✘");
        print(`${mark} ${policy}: ${all.length} cases${failed.length === 0 ? "" : `, ${failed.length} failed`}`);
        for (const { case: name, found, file } of failed) print(`    ${name}: ${found!} (${file})`);
    }
    if (without.length > 0)
        print(`without cases: ${without.join(", ")} (docs/trying-policies.md says how to write them)`);
    const failures = results.filter(({ ok }) => !ok).length;
    print(`${results.length - failures} passed, ${failures} failed`);
}
