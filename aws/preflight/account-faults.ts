import { emailUpdate } from "../account-email";
import { findAccount, idAsKnown, unmanagedAccounts, type KnownAccounts } from "../unmanaged";
import { type AccountConfig, accountNameRule, inlineYaml, type ManagementConfig } from "../../config";
import { isAliasOf } from "../../config/email";
import type { Fault } from "../../config/faults";
import { keepSecurityKey, securityKey, securityKeyStays } from "../../config/names";
import type { AwsSnapshot, AwsAccount } from "../snapshot";
import { accountQuotaVerdict } from "./account-quota";
import type { Previous, PreviousAccount } from "./previous";
import { activationCure, ended, notActivated } from "../account-states";

/** The trusted service with which names of members are changed (Account Management API, PutAccountName). */
const nameService = "account.amazonaws.com";

/**
 * Whatever would lose or replace an account: one that the config drops, an email that differs from AWS's, a state that is not AWS's. None
 * of them reaches the engine.
 */
export function accountFaults(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): readonly Fault[] {
    const trusted = [...config.organization.services, ...(snapshot.organization?.services ?? [])];
    return [
        ...droppedFaults(config, snapshot, previous),
        ...config.accounts.flatMap((account) => {
            const found = accountOf(account, snapshot, previous);
            return found === undefined
                ? twinFaults(account, config, snapshot, previous)
                : [...nameFaults(account, found, trusted), ...foundFaults(account, found, config.email)];
        }),
        ...managementFaults(config, snapshot.organization?.accounts ?? []),
        ...quotaFaults(config, snapshot, previous),
    ];
}

/** AWS would stop halfway through. */
function quotaFaults(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): readonly Fault[] {
    if (config.accountQuota === undefined) return [];
    const accounts = snapshot.organization?.accounts ?? [];
    const verdict = accountQuotaVerdict({
        quota: config.accountQuota,
        there: Math.max(1, accounts.length),
        closed: accounts.filter(({ state }) => ended.has(state)).length,
        invited: 0,
        wanted: config.accounts.filter(
            (account) => account.state === "active" && accountOf(account, snapshot, previous) === undefined,
        ).length,
    });
    if (verdict.total <= config.accountQuota) return [];
    return [
        {
            severity: "fault",
            path: "accountQuota",
            value: String(config.accountQuota),
            message: verdict.message,
            cure: `${verdict.cure}, then write the new number`,
        },
    ];
}

function accountOf(account: AccountConfig, snapshot: AwsSnapshot, previous: Previous): AwsAccount | undefined {
    return findAccount(account, snapshot.organization?.accounts ?? [], previous);
}

function droppedFaults(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): readonly Fault[] {
    // One that has left the organization, or was closed, is removed by a refresh and needs no entry in the config.
    const there = new Set(snapshot.organization?.accounts.filter(({ state }) => !ended.has(state)).map(({ id }) => id));
    const keys = new Set(config.accounts.flatMap(({ key, formerly }) => [key, ...formerly]));
    const kept = new Set(
        config.accounts.map((account) => accountOf(account, snapshot, previous)?.id ?? idAsKnown(account, previous)),
    );
    const added = config.accounts.filter(
        ({ key, formerly, id }) => formerly.length === 0 && id === undefined && previous.accounts[key] === undefined,
    );
    return Object.entries(previous.accounts)
        .filter(
            ([key, account]) =>
                account.state === "active" && there.has(account.id ?? "") && !(keys.has(key) && kept.has(account.id!)),
        )
        .map(([key, account]) => ({
            severity: "fault",
            path: `accounts.${key}`,
            message: `${account.name} (${account.id!}) is no longer in the config; nothing was closed, moved or removed`,
            cure: dropCure(
                key,
                account,
                // With its id, the account is in the config under another key.
                config.accounts.find(({ id }) => id === account.id) ?? added,
            ),
        }));
}

function dropCure(key: string, account: PreviousAccount, now: AccountConfig | readonly AccountConfig[]): string {
    if (key === securityKey && ("key" in now || now.length > 0)) return securityCure(account, now);
    if ("key" in now) return `say that it is the same account: ${now.key}: { …, formerly: ${key} }`;
    const placed = (unit: string | null | undefined): string =>
        unit === null || unit === undefined ? `id: "${account.id!}"` : `unit: ${unit}`;
    const back = `put it back: ${key}: { ${placed(account.unit)} }`;
    const renamed = now.map((other) => `to rename it: ${other.key}: { ${placed(other.unit)}, formerly: ${key} }`);
    const gone = `to let it go, or to close it: put it back, then ./org accounts release ${key}, or ./org accounts close ${key} (docs/close-account.md)`;
    return [back, ...renamed, gone].join("; ");
}

/** The security account's key cannot change: no new account can take its place by `formerly`, and people would lose their users with it. */
function securityCure(before: PreviousAccount, now: AccountConfig | readonly AccountConfig[]): string {
    const other = "key" in now ? now : now.length === 1 ? now[0]! : undefined;
    const { id, name, email } = before;
    const unit = other?.unit ?? before.unit;
    // Everything that the config said about it, without defaults.
    const settings = {
        ...(unit !== null && { unit }),
        ...{ id, name, email },
        ...(other?.alias?.given === true && { alias: other.alias.name }),
        ...(other?.joined === "invited" && { joined: other.joined }),
        ...(other !== undefined && { roleName: other.roleName }),
        ...(other !== undefined && Object.keys(other.tags).length > 0 && { tags: other.tags }),
    };
    return `${securityKey} ${securityKeyStays}; ${keepSecurityKey(inlineYaml(settings), other?.name ?? "…")}`;
}

/**
 * A killed run may have created accounts that are not in the state. If their emails were corrected since, each would be created a second
 * time.
 */
function twinFaults(
    account: AccountConfig,
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    previous: Previous,
): readonly Fault[] {
    const strangers = unmanagedAccounts(config, snapshot.organization?.accounts ?? [], previous);
    const twin = strangers.find(({ name, state }) => name === account.name && !ended.has(state));
    if (account.state === "closed" || twin === undefined) return [];
    return [
        {
            severity: "fault",
            path: `accounts.${account.key}.email`,
            value: account.email,
            message: `AWS has an account ${twin.name} already, ${twin.id} with ${twin.email}, which the config does not know; another one would be made`,
            cure: `if it is this one, write id: "${twin.id}", email: ${twin.email}, or change its email at AWS first, ${emailUpdate(twin.id, account.email)}; if it is another one, give this one a name of its own: name: …`,
        },
    ];
}

/** What is wrong with an account that exists at AWS: its state, or its email. */
export function foundFaults(account: AccountConfig, found: AwsAccount, group: string): readonly Fault[] {
    // The email of a closed account cannot be changed, so its state comes first.
    const state = stateFaults(account, found);
    return state.length > 0 ? state : emailFaults(account, found, group);
}

/** An account without `email` keeps the alias that it was created with, although its key may have changed since. */
function emailFaults(account: AccountConfig, found: AwsAccount, group: string): readonly Fault[] {
    if (account.email.toLowerCase() === found.email.toLowerCase()) return [];
    if (!account.emailGiven && isAliasOf(group, found.email)) return [];
    return [
        {
            severity: "fault",
            path: `accounts.${account.key}.email`,
            value: account.email,
            message: `AWS has ${found.email} for account ${found.id}; another email would make another account`,
            cure: `change it at AWS first, ${emailUpdate(found.id, account.email)}; or keep the old one: id: "${found.id}", email: ${found.email}`,
        },
    ];
}

/** The name at AWS is never judged. Another one in the config is a new name for the account. */
function nameFaults(account: AccountConfig, found: AwsAccount, trusted: readonly string[]): readonly Fault[] {
    const { key, name, nameGiven } = account;
    if (!nameGiven || name === found.name) return [];
    const fault = { severity: "fault", path: `accounts.${key}.name`, value: name } as const;
    const message = `is not the name that AWS has of account ${found.id}, ${found.name}`;
    const keep = `write AWS's: name: ${JSON.stringify(found.name)}`;
    const complaint = accountNameRule()(name);
    if (complaint !== undefined)
        return [
            {
                ...fault,
                message: `${message}, and ${complaint.message}`,
                cure: `${keep}; or another one: ${complaint.cure}`,
            },
        ];
    if (trusted.includes(nameService)) return [];
    return [
        {
            ...fault,
            message: `${message}, which is changed through ${nameService}, and the organization does not trust it`,
            cure: `${keep}; or add ${nameService} to organization.services`,
        },
    ];
}

/** Accounts of the config that AWS has not activated: what belongs to the organization goes on, and what is inside of them waits. */
export function activationWarnings(
    config: Pick<ManagementConfig, "accounts">,
    found: readonly AwsAccount[],
    previous: KnownAccounts,
): readonly Fault[] {
    return config.accounts.flatMap((account) => {
        const there = account.state === "active" ? findAccount(account, found, previous) : undefined;
        if (there?.state !== notActivated) return [];
        return [
            {
                severity: "warning" as const,
                path: `accounts.${account.key}`,
                message: `AWS says ${notActivated} of account ${there.id}: its sign-up was begun and not completed, so nobody can enter it; its own stack and its contacts wait`,
                cure: activationCure(there.email),
            },
        ];
    });
}

function stateFaults(account: AccountConfig, found: AwsAccount): readonly Fault[] {
    const path = `accounts.${account.key}.state`;
    if (account.state === "active" && ended.has(found.state)) {
        return [
            {
                severity: "fault",
                path,
                value: account.state,
                message: `AWS says ${found.state} of account ${found.id}; a closed account's email stays taken for good`,
                cure: `write: state: closed, and run pulumi up --refresh${found.state === "SUSPENDED" ? "; if AWS suspended it, AWS support can reopen it" : ""}`,
            },
        ];
    }
    if (account.state === "closed" && !ended.has(found.state)) {
        return [
            {
                severity: "fault",
                path,
                value: account.state,
                message: `account ${found.id} is ${found.state} at AWS`,
                cure: `take state: closed out; then close it: ./org accounts close ${account.key}`,
            },
        ];
    }
    return [];
}

/**
 * The management account is imported with its email and name, so both must be AWS's. Only the account itself can change its name (Account
 * Management API, PutAccountName), so this program does not; without `name` in the config, AWS's is used.
 */
export function managementFaults(
    { management }: Pick<ManagementConfig, "management">,
    accounts: readonly AwsAccount[],
): readonly Fault[] {
    const found = accounts.find((each) => each.id === management.id);
    if (found === undefined) return [];
    const faults: Fault[] = [];
    if (management.nameGiven && management.name !== found.name)
        faults.push({
            severity: "fault",
            path: "management.name",
            value: management.name,
            message: `AWS has the name ${found.name} for the management account ${management.id}`,
            cure: `take the line out, or change it at AWS: aws account put-account-name --account-name ${JSON.stringify(management.name)}`,
        });
    if (found.email.toLowerCase() !== management.email.toLowerCase())
        faults.push({
            severity: "fault",
            path: "management.email",
            value: management.email,
            message: `AWS has ${found.email} for the management account ${management.id}`,
            cure: `change it in the console as its root user (Account → Edit), or write: management: { id: "${management.id}", email: ${found.email} }`,
        });
    return faults;
}
