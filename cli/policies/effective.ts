import { policyTypes } from "../../config/aws-facts";
import { type Fault, formatFaults, nearest } from "../../config/faults";
import { effectiveDocument, PlacedAccounts, type EffectiveSetting } from "../../policies/evaluate";
import { exitCodes, faultFormat, print, printJson, say } from "../common/ui";
import { readManagement } from "../common/management";
import { bindingOf, type Binding } from "./binding";
import { accountFaults } from "./question";

/** Options of `org policies effective`. */
export interface EffectiveOptions {
    readonly dir: string;
    readonly account: string;
    readonly type?: string;
    readonly json?: boolean;
}

/** Prints the policies that apply to an account, and where they are attached. Returns the exit code. */
export function effectivePolicies({ dir, account, type, json = false }: EffectiveOptions): number {
    const { config } = readManagement(dir);
    const faults = [...accountFaults({ account }, config), ...typeFaults(type)];
    if (faults.length > 0) {
        say(formatFaults(faults, faultFormat(2)));
        return exitCodes.usage;
    }
    const accounts = new PlacedAccounts(config);
    const isManagement = account === "management";
    const on = config.organization.policyTypes;
    const types = Object.keys(policyTypes).filter((each) => (type === undefined ? on.includes(each) : each === type));
    const all = types.filter((each) => !isManagement || policyTypes[each]!.bindsManagement);
    const bindings = all.map((each) => bindingOf(each, accounts.attached(account, each), on.includes(each)));
    const shown = bindings.filter(({ attached }) => type !== undefined || attached.length > 0);
    if (json) printJson({ account, types: shown.map((binding) => asJson(binding)) });
    else show(account, shown, isManagement);
    return exitCodes.ok;
}

function typeFaults(type: string | undefined): readonly Fault[] {
    const known = Object.keys(policyTypes);
    if (type === undefined || known.includes(type)) return [];
    const near = nearest(type, known);
    const cure = near === undefined ? `write one of ${known.join(", ")}` : `did you mean ${near}?`;
    return [{ severity: "fault", path: "--type", value: JSON.stringify(type), message: "is no type of policy", cure }];
}

function asJson({ type, attached, settings }: Binding): object {
    if (settings === undefined) return { type, attached };
    return { type, attached, effective: effectiveDocument(settings), settings };
}

function show(account: string, bindings: readonly Binding[], isManagement: boolean): void {
    if (isManagement) print("service and resource control policies do not bind the management account");
    if (bindings.length === 0) print(`no policy binds ${account}`);
    for (const { type, attached, settings } of bindings) {
        print(`${policyTypes[type]!.title} (${type})`);
        if (attached.length === 0) print("    none");
        if (settings === undefined)
            for (const { level, policies } of attached) print(`    ${level}: ${policies.join(", ")}`);
        for (const setting of settings ?? []) for (const line of settingLines(setting)) print(`    ${line}`);
    }
}

function settingLines({ path, value, from, conflict }: EffectiveSetting): readonly string[] {
    const source = from.map(({ policy, level }) => `${policy} at ${level}`).join(", ");
    const line = `${path.join("/")}: ${JSON.stringify(value)}    ${source === "" ? "AWS's default" : source}`;
    if (conflict === undefined) return [line];
    return [
        line,
        `    not sure: ${conflict.join(" and ")} assign it at the same level, and the one that was attached first counts`,
    ];
}
