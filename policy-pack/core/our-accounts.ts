import { texts, type Facts } from "./facts";
import type { Settings } from "./rule";
import type { Subject } from "./subject";

/**
 * 12-digit ids of accounts that are known to be the organization's: those in the config, and those that the resource's
 * provider may use.
 */
export function ourAccounts(resource: Subject, settings: Settings, facts: Facts): ReadonlySet<string> {
    const allowed = resource.providerSetting("allowedAccountIds");
    return new Set([...texts(settings["accounts"]), ...facts.accounts, ...texts(asList(allowed))]);
}

/** Provider inputs have lists as JSON text. */
function asList(value: unknown): unknown {
    if (typeof value !== "string") return value;
    try {
        return JSON.parse(value) as unknown;
    } catch {
        return undefined;
    }
}
