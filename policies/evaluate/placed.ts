import type { ManagementConfig, PolicyConfig } from "../../config";
import { unitsAbove, wordOfAccount } from "../../config/names";
import type { Level, Placed } from "./decide";
import { fullAccess } from "./judge-case";
import { compilePolicy, type CompiledPolicy } from "./statements";

/** The accounts of a config, each with the policies attached above it and to it. */
export class PlacedAccounts {
    private readonly compiled = new Map<string, CompiledPolicy>();

    constructor(private readonly config: ManagementConfig) {}

    /**
     * The policies that bind an account. AWS's own FullAWSAccess is attached everywhere, because the program never
     * detaches it.
     *
     * @param key `management`, or a key of `accounts` with a `unit`
     */
    of(key: string): Placed {
        const at = (type: string, own: readonly CompiledPolicy[]): readonly Level[] =>
            this.attached(key, type).map(({ name, policies }) => ({
                name,
                policies: [...own, ...policies.map((policy) => this.compile(policy))],
            }));
        return {
            isManagement: key === "management",
            serviceControl: at("SERVICE_CONTROL_POLICY", [fullAccess]),
            resourceControl: at("RESOURCE_CONTROL_POLICY", []),
        };
    }

    /** The config's policies of a type above an account and on it, root first. */
    attached(
        key: string,
        type: string,
    ): readonly { readonly name: string; readonly policies: readonly PolicyConfig[] }[] {
        const { management, accounts } = this.config;
        const unit = key === "management" ? management.unit : accounts.find((account) => account.key === key)?.unit;
        return [
            ...this.attachedToUnit(unit, type),
            { name: key, policies: this.at(wordOfAccount(key, this.isUnit), type) },
        ];
    }

    /**
     * The config's policies of a type above a unit and on it, root first. For `root`, and for an account without
     * `unit`, only the root's.
     */
    attachedToUnit(
        path: string | undefined,
        type: string,
    ): readonly { readonly name: string; readonly policies: readonly PolicyConfig[] }[] {
        return ["root", ...unitsAbove(path)].map((name) => ({ name, policies: this.at(name, type) }));
    }

    private readonly isUnit = (word: string): boolean => this.config.units.some(({ path }) => path === word);

    private at(word: string, type: string): readonly PolicyConfig[] {
        return this.config.policies.filter((policy) => policy.type === type && policy.targets.includes(word));
    }

    private compile({ name, document }: PolicyConfig): CompiledPolicy {
        const compiled = this.compiled.get(name) ?? compilePolicy(name, document);
        this.compiled.set(name, compiled);
        return compiled;
    }
}
