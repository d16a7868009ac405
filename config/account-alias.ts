import type { Draft } from "./draft";
import type { FaultList } from "./fault-list";
import type { AccountAlias, AccountConfig, ManagementConfig } from "./management-config";
import type { ManagementInput } from "./schema/management";
import { plainName } from "./characters";
import { aliasRule, noAlias } from "./schema/rules";

const longest = 63;

type Management = Omit<ManagementConfig["management"], "alias">;
type Account = Omit<AccountConfig, "alias">;

/** The accounts with their aliases: the config's, else one made from the account's name; each once, for AWS takes it once. */
export function withAliases(
    draft: Draft<ManagementInput>,
    company: ManagementConfig["company"],
    management: Management,
    accounts: readonly Account[],
    faults: FaultList,
): { readonly management: ManagementConfig["management"]; readonly accounts: readonly AccountConfig[] } {
    const written = new Map([
        ["management", draft.management?.alias],
        ...Object.entries(draft.accounts ?? {}).map(([key, account]) => [key, account?.alias] as const),
    ]);
    const owners = new Map<string, string>();
    for (const [key, alias] of written) {
        if (alias === undefined || alias === noAlias) continue;
        const path = key === "management" ? ["management", "alias"] : ["accounts", key, "alias"];
        const owner = owners.get(alias);
        if (owner === undefined) owners.set(alias, path.slice(0, -1).join("."));
        else
            faults.fault(path, {
                message: `is also the alias of ${owner}; AWS gives it to one account`,
                cure: "give each account its own alias, or take the line out",
            });
    }
    const aliasOf = (key: string, name: string): { readonly alias?: AccountAlias } => {
        const given = written.get(key);
        if (given === noAlias) return {};
        if (given !== undefined) return { alias: { name: given, given: true } };
        const derived = derivedAlias(candidates(key, name, company), owners);
        owners.set(derived, key);
        return { alias: { name: derived, given: false } };
    };
    return {
        management: { ...management, ...aliasOf("management", management.name) },
        accounts: accounts.map((account) => ({ ...account, ...aliasOf(account.key, account.name) })),
    };
}

/** What an account's alias may be made from, the first that serves: keys are unique, names are not. */
function candidates(key: string, name: string, { short }: ManagementConfig["company"]): readonly string[] {
    return [name, `${short}-${name}`, `${short}-${key}`];
}

function derivedAlias(names: readonly string[], taken: ReadonlyMap<string, string>): string {
    const aliases = names.map((name) => plainName(name).slice(0, longest).replace(/-$/u, ""));
    const free = (alias: string): boolean => aliasRule(alias) === undefined && alias !== noAlias && !taken.has(alias);
    const found = aliases.find(free);
    if (found !== undefined) return found;
    // Names and keys that have a fault of their own may leave nothing.
    const base = aliases.at(-1)!.slice(0, longest - 6) || "account";
    for (let number = 2; ; number++) if (free(`${base}-${number}`)) return `${base}-${number}`;
}
