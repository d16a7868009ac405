import { type ManagementConfig, type ParseContext, parseManagement } from "../../../config";
import type { Fault } from "../../../config/faults";

/** A valid config, which the tests change. */
export const base = {
    company: { name: "acme", short: "ac" },
    email: "aws@acme.example",
    management: { id: "111111111111" },
    organization: { policyTypes: ["SERVICE_CONTROL_POLICY"], services: [] as string[] },
    units: ["security", "workloads/prd"],
    accounts: { security: { unit: "security" }, "apps-prd": { unit: "workloads/prd" } },
    policies: {},
    admins: ["ada.lovelace"],
};

/** The faults of the base config with some keys changed. */
export function faultsOf(changes: Readonly<Record<string, unknown>>, context?: ParseContext): readonly Fault[] {
    const parsed = parseManagement({ ...base, ...changes }, context);
    return parsed.ok ? [] : parsed.faults;
}

/** The warnings of the base config with some keys changed. */
export function warningsOf(changes: Readonly<Record<string, unknown>>, context?: ParseContext): readonly Fault[] {
    return parseManagement({ ...base, ...changes }, context).warnings;
}

/** The value of the base config with some keys changed; throws when there are faults. */
export function valueOf(changes: Readonly<Record<string, unknown>>, context?: ParseContext): ManagementConfig {
    const parsed = parseManagement({ ...base, ...changes }, context);
    if (!parsed.ok) throw new Error(parsed.faults.map(({ path, message }) => `${path}: ${message}`).join("\n"));
    return parsed.value;
}

/** Paths of the faults, sorted. */
export function pathsOf(changes: Readonly<Record<string, unknown>>, context?: ParseContext): readonly string[] {
    return faultsOf(changes, context)
        .map(({ path }) => path)
        .sort();
}

/** Asserts that the only fault at a path has these parts in its message or cure. */
export function holds(faults: readonly Fault[], path: string, ...parts: readonly (string | RegExp)[]): void {
    const found = faults.filter((fault) => fault.path === path);
    if (found.length !== 1)
        throw new Error(`${found.length} faults at ${path}, among ${JSON.stringify(faults, undefined, 2)}`);
    const text = `${found[0]!.value ?? ""}\n${found[0]!.message}\n${found[0]!.cure}`;
    for (const part of parts) {
        if (typeof part === "string" ? !text.includes(part) : !part.test(text))
            throw new Error(`no ${String(part)} in\n${text}`);
    }
}

/** Accounts in the unit `security`, by key. */
export function accountsIn(keys: readonly string[]): Readonly<Record<string, unknown>> {
    return Object.fromEntries(keys.map((key) => [key, { unit: "security" }]));
}

/** A copy without one key. */
export function without<T extends object>(value: T, key: keyof T): Partial<T> {
    return Object.fromEntries(Object.entries(value).filter(([each]) => each !== key)) as Partial<T>;
}
