/** What AWS has and the config does not know. It is reported, and never touched. */
import type { AccountConfig, ManagementConfig } from "../config";
import type { AwsAccount, AwsOrganization } from "./snapshot";
import { oddPath } from "./units";

/** Ids of accounts as the last run of the management stack left them. */
export interface KnownAccounts {
    readonly accounts: Readonly<Record<string, { readonly id: string | null }>>;
    /** AWS's ids of what the stack's state has; absent where the state was not read. */
    readonly ids?: ReadonlySet<string>;
    /** Delegations of the stack's state, as `account/service`; absent where the state was not read. */
    readonly delegations?: ReadonlySet<string>;
}

/** A resource of a stack's state. */
interface StateResource {
    readonly type: string;
    readonly id?: unknown;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

/**
 * What the stack's state has, whatever the config says: without it a policy that the next run deletes would be reported as one that is left
 * alone.
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

/** The id of an account as the last run knew it, under its key or one that it had before: the newest first. */
export function idAsKnown(
    { key, formerly }: Pick<AccountConfig, "key" | "formerly">,
    { accounts }: Pick<KnownAccounts, "accounts">,
): string | undefined {
    const ids = [key, ...[...formerly].reverse()].map((each) => accounts[each]?.id ?? undefined);
    return ids.find((id) => id !== undefined);
}

/** By id, as the config or the last run gives it; else by email, as a killed run leaves it. */
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

/** Accounts that AWS has and neither config nor last run knows. */
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

/** Delegations that AWS has and neither config nor state knows: made by hand, or left with Organizations by the service's own API. */
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

/** One line for each account, unit, policy and delegation that the config does not know. */
export function unmanaged(
    config: ManagementConfig,
    organization: Pick<AwsOrganization, "accounts" | "units" | "oddUnits" | "policies" | "delegations">,
    previous: KnownAccounts,
): readonly string[] {
    const paths = new Set(config.units.flatMap(({ path, formerly }) => [path, ...formerly]));
    // What the state has and the config no longer is not left alone: the engine shows what becomes of it.
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
