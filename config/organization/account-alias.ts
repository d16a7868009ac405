import { plainName } from "../faults/characters";
import type { Draft } from "../model/draft";
import type { FaultList } from "../faults/fault-list";
import type { AccountAlias, AccountConfig, ManagementConfig } from "../model/management-config";
import type { ManagementInput } from "../schema/management";
import { aliasRule, noAlias } from "../schema/rules";

const longest = 63;

/** An account, as far as its alias depends on it. */
interface Named {
    /** Absent for the management account. */
    readonly key?: string;
    readonly name: string;
    readonly alias?: AccountAlias;
}

/** The accounts, and what their aliases depend on. */
type Accounts = Pick<ManagementConfig, "company" | "management" | "accounts">;

/** The accounts with their aliases: the config's, otherwise one made from the account's name. */
export function resolveAliases(
    draft: Draft<ManagementInput>,
    company: ManagementConfig["company"],
    management: Omit<ManagementConfig["management"], "alias">,
    accounts: readonly Omit<AccountConfig, "alias">[],
    faults: FaultList,
): Pick<ManagementConfig, "management" | "accounts"> {
    const owners = new Map<string, string>();
    const written = (alias: string | undefined, path: readonly string[]): { readonly alias?: AccountAlias } => {
        if (alias === noAlias) return {};
        if (alias === undefined) return { alias: { name: "", given: false } };
        const owner = owners.get(alias);
        if (owner !== undefined)
            faults.fault([...path, "alias"], {
                message: `is also the alias of ${owner}; AWS gives it to one account`,
                cure: "give each account its own alias, or take the line out",
            });
        owners.set(alias, path.join("."));
        return { alias: { name: alias, given: true } };
    };
    return withAliases({
        company,
        management: { ...management, ...written(draft.management?.alias, ["management"]) },
        accounts: accounts.map((account) => ({
            ...account,
            ...written(draft.accounts?.[account.key]?.alias, ["accounts", account.key]),
        })),
    });
}

/** The accounts, each with an alias made from its name if the config has none. Each alias is unique, as in AWS. */
export function withAliases<Config extends Accounts>(config: Config): Config {
    const { company, management, accounts } = config;
    const taken = new Set(
        [management, ...accounts].flatMap(({ alias }) => (alias?.given === true ? [alias.name] : [])),
    );
    const aliased = <Account extends Named>(account: Account): Account => {
        if (account.alias === undefined || account.alias.given) return account;
        const { key = "management", name } = account;
        // Keys are unique, names are not.
        const alias = freeAlias([name, `${company.short}-${name}`, `${company.short}-${key}`], taken);
        taken.add(alias);
        return { ...account, alias: { name: alias, given: false } };
    };
    return { ...config, management: aliased(management), accounts: accounts.map(aliased) };
}

/** The first valid alias that these names give and that is not taken. */
function freeAlias(names: readonly string[], taken: ReadonlySet<string>): string {
    const aliases = names.map((name) => plainName(name).slice(0, longest).replace(/-$/u, ""));
    const isFree = (alias: string): boolean => aliasRule(alias) === undefined && alias !== noAlias && !taken.has(alias);
    const found = aliases.find(isFree);
    if (found !== undefined) return found;
    // A name or key with a fault may leave no characters.
    const base = aliases.at(-1)!.slice(0, longest - 6) || "account";
    for (let number = 2; ; number++) if (isFree(`${base}-${number}`)) return `${base}-${number}`;
}
