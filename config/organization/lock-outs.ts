import { isSuspended, lockOutCure, lockOuts, type LockOut, type WaysIn } from "../../policies/evaluate/lockout";
import { policyTypes } from "../aws-facts/policy-types";
import { partitionOf } from "../aws-facts/partitions";
import type { CheckContext } from "../check/context";
import { valueAt } from "../faults/path";
import type { AccountConfig, ManagementConfig, PolicyConfig } from "../model/management-config";
import { ownRoles } from "../names/own-roles";
import { wordOfAccount } from "../names/target-words";
import { documentFaults } from "../policy-language/statements";

type Parts = Pick<
    ManagementConfig,
    "accounts" | "ci" | "company" | "management" | "organization" | "policies" | "units"
>;

/** Refuses policies that would lock out the access role, the admins' role or CI's roles in an account below them. */
export function checkLockOuts(config: Parts, { faults, region, now }: CheckContext): void {
    const accounts = config.accounts.filter(({ state, unit }) => state === "active" && !isSuspended(unit));
    for (const policy of config.policies) {
        const { language } = policyTypes[policy.type] ?? {};
        // Faults in a document are reported elsewhere.
        if (language === undefined || language === "management") continue;
        if (documentFaults(policy.document, language).length > 0) continue;
        for (const { lockOut, keys } of lockedOut(policy, accounts, config, { region, now })) {
            const { at, statement } = placeOf(policy.name, lockOut, faults.config);
            const value = at.at(-1) === policy.name ? JSON.stringify(policy.name) : undefined;
            faults.fault(at, complaintOf(policy, lockOut, statement, keys), value);
        }
    }
}

/** The faults of a policy: one for each statement, with the accounts that it locks out of. */
function lockedOut(
    policy: PolicyConfig,
    accounts: readonly AccountConfig[],
    config: Parts,
    asked: Pick<CheckContext, "region" | "now">,
): readonly { readonly lockOut: LockOut; readonly keys: readonly string[] }[] {
    const hasIds = /\d{12}/u.test(policy.minified);
    const judged = new Map<string, readonly LockOut[]>();
    const found = new Map<number, { lockOut: LockOut; keys: string[] }>();
    for (const account of accounts.filter((each) => binds(policy, each, config))) {
        const { roleName, id } = account;
        // Only a policy that contains ids can give different results for accounts with the same role name.
        const alike = `${roleName} ${hasIds ? (id ?? "") : ""}`;
        const lockedBy = judged.get(alike) ?? judge(policy, account, config, asked);
        judged.set(alike, lockedBy);
        for (const lockOut of lockedBy) {
            const known = found.get(lockOut.statement);
            if (known === undefined) found.set(lockOut.statement, { lockOut, keys: [account.key] });
            else known.keys.push(account.key);
        }
    }
    return [...found.values()];
}

function judge(
    { type, document }: PolicyConfig,
    { roleName, id }: AccountConfig,
    config: Parts,
    { region, now }: Pick<CheckContext, "region" | "now">,
): readonly LockOut[] {
    const { company, management, organization, ci } = config;
    const own = ownRoles(company.short);
    const ways: WaysIn = {
        accessRole: roleName,
        enteredBy: [management.roleName, ...(ci === undefined ? [] : [own.ciDeploy])],
        ...(ci === undefined ? {} : { ciPreview: own.ciPreview }),
    };
    return lockOuts(type, document, ways, {
        partition: partitionOf(region),
        region,
        now,
        ...(id === undefined ? {} : { member: id }),
        management: management.id,
        ...(organization.id === undefined ? {} : { organization: organization.id }),
    });
}

function binds({ targets }: PolicyConfig, { key, unit = "" }: AccountConfig, { units }: Parts): boolean {
    const word = wordOfAccount(key, (each) => units.some(({ path }) => path === each));
    return targets.some((target) => target === "root" || target === word || `${unit}/`.startsWith(`${target}/`));
}

function placeOf(
    name: string,
    { statement, sid }: LockOut,
    raw: unknown,
): { readonly at: readonly (string | number)[]; readonly statement: string } {
    const inside = ["policies", name, "document", "Statement", statement];
    const named = sid === undefined || sid === "" ? `statement ${statement + 1}` : sid;
    if (valueAt(raw, inside) !== undefined) return { at: inside, statement: named };
    const source = ["file", "document"].find((key) => valueAt(raw, ["policies", name, key]) !== undefined);
    return { at: ["policies", name, ...(source === undefined ? [] : [source])], statement: named };
}

function complaintOf(
    { type }: PolicyConfig,
    { roles, actions, request }: LockOut,
    statement: string,
    keys: readonly string[],
): { readonly message: string; readonly cure: string } {
    const [first, ...others] = keys;
    const where = others.length === 0 ? first! : `${first!} and ${others.length} more`;
    const message = `locks out ${roles.join(", ")}: ${statement} denies ${actions.join(", ")} in ${where}. Denied: ${request}`;
    return { message, cure: lockOutCure(type, roles) };
}
