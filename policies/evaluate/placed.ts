import type { ManagementConfig, PolicyConfig } from "../../config";
import type { Level, Placed } from "./decide";
import { fullAccess } from "./judge-case";
import { compilePolicy, type CompiledPolicy } from "./statements";

/** The organization of a config: each account with what the config attaches above it and to it. */
export class PlacedAccounts {
    private readonly compiled = new Map<string, CompiledPolicy>();

    constructor(private readonly config: ManagementConfig) {}

    /**
     * What binds an account. AWS's own FullAWSAccess is attached everywhere, for the program never detaches it.
     *
     * @param key `management`, or a key of `accounts` whose unit the config says
     */
    of(key: string): Placed {
        const isManagement = key === "management";
        const unit = isManagement
            ? this.config.management.unit
            : this.config.accounts.find((account) => account.key === key)?.unit;
        const levels = [["root", "root"], ...unitsAbove(unit).map((path) => [path, path]), [key, this.wordOf(key)]];
        const at = (type: string, own: readonly CompiledPolicy[]): readonly Level[] =>
            levels.map(([name, word]) => ({ name: name!, policies: [...own, ...this.attachedTo(word!, type)] }));
        return {
            isManagement,
            serviceControl: at("SERVICE_CONTROL_POLICY", [fullAccess]),
            resourceControl: at("RESOURCE_CONTROL_POLICY", []),
        };
    }

    /** An account's word among targets: a word that is a unit's path too is the unit. */
    private wordOf(key: string): string {
        return this.config.units.some(({ path }) => path === key) ? `account:${key}` : key;
    }

    private attachedTo(target: string, type: string): readonly CompiledPolicy[] {
        return this.config.policies
            .filter((policy) => policy.type === type && policy.targets.includes(target))
            .map((policy) => this.policy(policy));
    }

    private policy({ name, document }: PolicyConfig): CompiledPolicy {
        const compiled = this.compiled.get(name) ?? compilePolicy(name, document);
        this.compiled.set(name, compiled);
        return compiled;
    }
}

/** A unit's path with those above it, from the top. */
function unitsAbove(path: string | undefined): readonly string[] {
    if (path === undefined || path === "root") return [];
    const names = path.split("/");
    return names.map((_, index) => names.slice(0, index + 1).join("/"));
}
