import { accountKeyComplaint } from "../schema/account-key";
import type { AccountsContext } from "./accounts-context";
import { checkAccountEmails } from "./account-emails";
import type { Complaint } from "../faults/complaint";
import type { Draft } from "../model/draft";
import { deriveEmail } from "../email/alias";
import type { FaultList } from "../faults/fault-list";
import { checkFormerly, firstKey, formerNames } from "./formerly";
import type { AccountConfig } from "../model/management-config";
import { nearest } from "../faults/nearest";
import { valueAt, type Path } from "../faults/path";
import { inlineYaml } from "../stack-file/write";
import { keepSecurityKey, securityKey, securityKeyStays } from "../names/security-account";
import type { ManagementInput } from "../schema/management";
import { accountNameRule } from "../schema/rules";
import type { Tags } from "../model/tags";
import { resolveOptedRegions } from "./opted-regions";
import { checkTags } from "./tags";
import { rootWord, unitPath, type Units } from "./units";

type AccountDraft = Draft<NonNullable<ManagementInput["accounts"]>[string]>;

/** The accounts with every default filled in; faults go into the list. */
export function resolveAccounts(context: AccountsContext, faults: FaultList): readonly AccountConfig[] {
    const { draft, limits } = context;
    const entries = Object.entries(draft.accounts ?? {}).map(([key, account]) => [key, account ?? {}] as const);
    for (const [key, account] of entries) {
        const complaint = accountKeyComplaint(key, limits);
        if (complaint !== undefined) faults.fault(["accounts", key], complaint, JSON.stringify(key));
        checkName(key, account, complaint === undefined, context, faults);
        checkPlace(key, faults);
        checkUnit(["accounts", key, "unit"], account.unit, context.units, faults);
        checkJoined(key, account, faults);
        checkTags(["accounts", key, "tags"], account.tags, limits, faults);
    }
    checkIds(entries, draft.management?.id, faults);
    const formerly = checkFormerly(
        "accounts",
        entries,
        faults,
        (former, key) => boundKeyComplaint(former, key, draft) ?? accountKeyComplaint(former, limits),
    );
    const named = entries.filter(([key, account]) => formerly(key).length === formerNames(account.formerly).length);
    checkAccountEmails(named, context, faults);
    checkQuota(entries.length + 1, draft.accountQuota, faults);
    return entries.map(([key, account]) => ({
        ...accountOf(key, account, context),
        ...resolveOptedRegions(["accounts", key], account.regions?.optIn, context.home, faults),
        formerly: formerly(key),
    }));
}

/** The security layer's account cannot get another key, so its key cannot be an earlier one of another account. */
function boundKeyComplaint(
    former: string,
    key: string,
    { accounts, company }: AccountsContext["draft"],
): Complaint | undefined {
    if (former !== securityKey) return undefined;
    const settings = Object.entries(accounts?.[key] ?? {}).filter(
        ([setting, value]) => setting !== "formerly" && value !== undefined,
    );
    const written = settings.length === 0 ? "{ unit: … }" : inlineYaml(Object.fromEntries(settings));
    const name = company?.name === undefined ? "…" : `${company.name}-${key}`;
    return {
        message: securityKeyStays,
        cure:
            accounts?.[securityKey] === undefined
                ? keepSecurityKey(written, name)
                : `take the line out: accounts.${securityKey} has this key, and ${key} is another account`,
    };
}

/** The account's name at AWS. */
function nameOf(key: string, account: AccountDraft, draft: Draft<ManagementInput>): string {
    return account.name ?? `${draft.company?.name ?? ""}-${firstKey(key, account)}`;
}

function accountOf(
    key: string,
    account: AccountDraft,
    { draft, management }: AccountsContext,
): Omit<AccountConfig, "formerly"> {
    const { id } = account;
    return {
        key,
        name: nameOf(key, account, draft),
        nameGiven: account.name !== undefined,
        emailGiven: account.email !== undefined,
        email: account.email ?? deriveEmail(draft.email ?? "", firstKey(key, account)),
        ...(account.unit !== undefined && { unit: unitPath(account.unit) }),
        ...(id !== undefined && { id }),
        joined: account.joined ?? "created",
        state: account.state ?? "active",
        roleName: account.roleName ?? management.roleName,
        tags: (account.tags ?? {}) as Tags,
    };
}

function checkName(
    key: string,
    account: AccountDraft,
    keyIsRight: boolean,
    context: AccountsContext,
    faults: FaultList,
): void {
    const name = nameOf(key, account, context.draft);
    const path = account.name === undefined ? ["accounts", key] : ["accounts", key, "name"];
    // An existing account keeps the name that it has; a changed name is compared with AWS's later (aws/preflight/account-faults).
    if (account.name !== undefined && valueAt(faults.config, ["accounts", key, "id"]) === undefined) {
        const complaint = accountNameRule(context.limits.accountName)(account.name);
        if (complaint !== undefined)
            faults.fault(path, {
                ...complaint,
                cure: `${complaint.cure}; an account that AWS has keeps its name: write its id`,
            });
    }
    if (account.name === undefined && (!keyIsRight || context.draft.company?.name === undefined)) return;
    if (account.name === undefined && name.length > context.limits.accountName) {
        faults.fault(
            path,
            {
                message: `would be named ${name}, ${name.length} characters; AWS takes ${context.limits.accountName}`,
                cure: `use a shorter key, or give the account a name of its own: name: …`,
            },
            JSON.stringify(key),
        );
    }
    const lower = name.toLowerCase();
    if (account.name !== undefined && (lower === "management" || lower === context.management.name.toLowerCase())) {
        faults.fault(path, { message: "is the management account's name", cure: "use another name" });
    }
}

/** An account with an `id` needs no unit, since AWS knows where it is. */
function checkPlace(key: string, faults: FaultList): void {
    const account = ["accounts", key];
    if (["unit", "id"].some((name) => valueAt(faults.config, [...account, name]) !== undefined)) return;
    // A misspelled key is reported already.
    if (nearest("unit", Object.keys(valueAt(faults.config, account) ?? {})) !== undefined) return;
    faults.fault([...account, "unit"], { message: "is required, and missing", cure: "write: {key}: workloads/prd" });
}

/** Adds a fault if the config does not have the unit that an account names. */
export function checkUnit(at: Path, unit: string | undefined, units: Units, faults: FaultList): void {
    if (unit === undefined || !units.complete) return;
    const path = unitPath(unit);
    if (path === rootWord || units.written.has(path) || units.nodes.some((node) => node.path === path)) return;
    const known = units.nodes.map((node) => node.path);
    const near = nearest(path, [...known, rootWord]);
    const cure =
        near === undefined
            ? `add it to units, or use one of them: ${[rootWord, ...known].slice(0, 12).join(", ")}`
            : `did you mean ${near}? Else add it to units`;
    faults.fault(at, { message: "is not a unit of this config", cure });
}

/** An account is invited by its id, and keeps its email. */
function checkJoined(key: string, { joined }: AccountDraft, faults: FaultList): void {
    if (joined !== "invited") return;
    const examples = { id: '"222233334444"', email: "billing@example.com" };
    for (const [name, example] of Object.entries(examples)) {
        // A key with a fault is not missing.
        if (valueAt(faults.config, ["accounts", key, name]) !== undefined) continue;
        faults.fault(["accounts", key, name], {
            message: "is required, and missing: the account is invited",
            cure: `write it as the account has it: {key}: ${example}`,
        });
    }
}

function checkIds(
    entries: readonly (readonly [string, AccountDraft])[],
    managementId: string | undefined,
    faults: FaultList,
): void {
    const owners = new Map<string, string>(managementId === undefined ? [] : [[managementId, "management"]]);
    for (const [key, { id }] of entries) {
        if (id === undefined) continue;
        const owner = owners.get(id);
        if (owner === undefined) owners.set(id, `accounts.${key}`);
        else
            faults.fault(["accounts", key, "id"], {
                message: `is also the id of ${owner}`,
                cure: "give each account its own id",
            });
    }
}

function checkQuota(count: number, quota: number | undefined, faults: FaultList): void {
    if (quota === undefined || count <= quota) return;
    faults.fault(["accountQuota"], {
        message: `${count} accounts with the management account and the closed ones; AWS allows this organization ${quota}`,
        cure: `ask AWS for more, ./org accounts quota ${count}, then write the new number here`,
    });
}
