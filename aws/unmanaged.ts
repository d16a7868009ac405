/** What exists at AWS and is not in the config. It is reported, and never changed. */
import type { AccountConfig, ManagementConfig } from "../config";
import type { AwsAccount, AwsOrganization } from "./snapshot";
import { oddPath } from "./units";

/** Ids of accounts as of the last run of the management stack. */
export interface KnownAccounts {
    readonly accounts: Readonly<Record<string, { readonly id: string | null }>>;
    /** AWS's ids of everything in the stack's state; undefined if the state was not read. */
    readonly ids?: ReadonlySet<string>;
    /** Delegations in the stack's state, as `account/service`; undefined if the state was not read. */
    readonly delegations?: ReadonlySet<string>;
}

/** A resource of a stack's state. */
interface StateResource {
    readonly type: string;
    readonly id?: unknown;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

/**
 * What is in the stack's state, whatever the config says. Without it, a policy that the next run deletes would be reported as unmanaged.
 */
export function knownByState(
    resources: readonly StateResource[],
): Required<Pick<KnownAccounts, "ids" | "delegations">> {
    const ids = resources.map(({ id, outputs }) => id ?? outputs?.["id"]).filter((id) => typeof id === "string");
    const delegations = resources
        .filter(({ type }) => type === "aws-organization:organization:DelegatedAdministrator")
        .map(({ outputs: of }) => `${String(of?.["accountId"])}/${String(of?.["service"])}`);
    return { ids: new Set(ids), delegations: new Set(delegations) };
}

/** The id of an account in the last run, under its key or an earlier one, newest first. */
export function idAsKnown(
    { key, formerly }: Pick<AccountConfig, "key" | "formerly">,
    { accounts }: Pick<KnownAccounts, "accounts">,
): string | undefined {
    const ids = [key, ...[...formerly].reverse()].map((each) => accounts[each]?.id ?? undefined);
    return ids.find((id) => id !== undefined);
}

/** Finds an account by its id in the config or in the last run, else by its email, as after a killed run. */
export function findAccount(
    account: AccountConfig,
    accounts: readonly AwsAccount[],
    previous: KnownAccounts,
): AwsAccount | undefined {
    const id = account.id ?? idAsKnown(account, previous);
    return (
        accounts.find((each) => each.id === id) ??
        accounts.find((each) => each.email.toLowerCase() === account.email.toLowerCase())
    );
}

/** Accounts at AWS that neither the config nor the last run has. */
export function unmanagedAccounts(
    config: ManagementConfig,
    accounts: readonly AwsAccount[],
    previous: KnownAccounts,
): readonly AwsAccount[] {
    const known = new Set([
        config.management.id,
        ...config.accounts.map((account) => findAccount(account, accounts, previous)?.id),
    ]);
    return accounts.filter((account) => !known.has(account.id));
}

/** Delegations at AWS that neither config nor state has: made by hand, or left with Organizations by a service's own API. */
export function unmanagedDelegations(
    config: ManagementConfig,
    { accounts, delegations }: Pick<AwsOrganization, "accounts" | "delegations">,
    previous: KnownAccounts,
): readonly { readonly account: string; readonly service: string }[] {
    const ids = new Map(config.accounts.map((each) => [each.key, findAccount(each, accounts, previous)?.id]));
    const known = new Set(
        config.delegatedAdministrators.map(({ account, service }) => `${ids.get(account) ?? ""}/${service}`),
    );
    return [...delegations]
        .filter((each) => !known.has(each) && previous.delegations?.has(each) !== true)
        .map((each) => {
            const [account = "", service = ""] = each.split("/");
            return { account, service };
        });
}

/** One line for each account, unit, policy and delegation that the config does not have. */
export function unmanaged(
    config: ManagementConfig,
    organization: Pick<AwsOrganization, "accounts" | "units" | "oddUnits" | "policies" | "delegations">,
    previous: KnownAccounts,
): readonly string[] {
    const paths = new Set(config.units.flatMap(({ path, formerly }) => [path, ...formerly]));
    // What is in the state and no longer in the config is not unmanaged: the engine shows what happens to it.
    const isOurs = (id: string): boolean => previous.ids?.has(id) === true;
    const units = [...organization.units].filter(([path, id]) => !paths.has(path) && !isOurs(id));
    const policies = organization.policies.filter(
        ({ id, name, type }) =>
            !isOurs(id) &&
            !config.policies.some((each) => each.type === type && [each.name, ...each.formerly].includes(name)),
    );
    return [
        ...unmanagedAccounts(config, organization.accounts, previous).map(
            ({ name, id, email, state }) => `account ${name} (${id}, ${email}, ${state})`,
        ),
        ...units.map(([path, id]) => `unit ${path} (${id})`),
        ...organization.oddUnits.map(
            (unit) => `unit ${oddPath(unit)} (${unit.id}), which no path can name: rename it at AWS to manage it`,
        ),
        ...policies.map(({ name, id, type }) => `policy ${name} (${id}, ${type})`),
        ...unmanagedDelegations(config, organization, previous).map(
            ({ account, service }) => `delegation of ${service} to account ${account}`,
        ),
    ];
}
