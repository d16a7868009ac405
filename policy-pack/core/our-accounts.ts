import { texts, type Facts } from "./facts";
import type { Settings } from "./rule";
import type { Subject } from "./subject";

/** Ids of accounts known to be the organization's: of the config, and those that the resource's provider may be in. */
export function ourAccounts(resource: Subject, settings: Settings, facts: Facts): ReadonlySet<string> {
    const allowed = resource.providerSetting("allowedAccountIds");
    return new Set([...texts(settings["accounts"]), ...facts.accounts, ...texts(asList(allowed))]);
}

/** Providers keep their lists as JSON. */
function asList(value: unknown): unknown {
    if (typeof value !== "string") return value;
    try {
        return JSON.parse(value) as unknown;
    } catch {
        return undefined;
    }
}
