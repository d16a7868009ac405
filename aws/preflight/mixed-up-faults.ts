import type { ManagementConfig, UnitConfig } from "../../config";
import { deriveEmail } from "../../config/email";
import { type Fault, formatPath } from "../../config/faults";
import { securityKey, securityKeyStays } from "../../config/names";
import { emailUpdate } from "../account-email";
import type { AwsSnapshot } from "../snapshot";
import { findPolicy, findUnitId } from "../snapshot-target";
import { findAccount, idAsKnown } from "../unmanaged";
import type { Previous } from "./previous";

/**
 * Names that mean one thing in the state and another one at AWS: the engine would import the one, and delete the other with everything
 * attached to it. It happens when a name was reused, by hand or in the config, or when AWS has something else under a new name.
 */
export function mixedUpFaults(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): readonly Fault[] {
    const { organization } = snapshot;
    if (organization === undefined) return [];
    const accounts = config.accounts.flatMap((account) => {
        const known = idAsKnown(account, previous);
        const found = findAccount(account, organization.accounts, previous)?.id;
        const isThere = organization.accounts.some(({ id }) => id === known);
        return isMixedUp(known, found, isThere) ? [accountFault(account.key, known, found!)] : [];
    });
    const ids = [...organization.units.values()];
    const units = config.units.flatMap((unit) => {
        const known = unitAsKnown(unit, previous);
        const found = findUnitId(unit, snapshot);
        if (!isMixedUp(known, found, ids.includes(known ?? ""))) return [];
        const rename = "rename one of the two: aws organizations update-organizational-unit";
        return [fault(["units"], "unit", known, found, rename, unit.path)];
    });
    const policies = config.policies.flatMap((policy) => {
        const known = asKnown(policy.name, policy.formerly, previous.policies);
        const found = findPolicy(policy, snapshot)?.id;
        if (
            !isMixedUp(
                known,
                found,
                organization.policies.some(({ id }) => id === known),
            )
        )
            return [];
        const rename = "rename one of the two: aws organizations update-policy";
        return [fault(["policies", policy.name], "policy", known, found, rename)];
    });
    return [...accounts, ...units, ...policies, ...twiceFaults(config, snapshot, previous)];
}

/** The id of a unit in the last run, under its path or an earlier one. */
export function unitAsKnown(
    { path, formerly }: Pick<UnitConfig, "path" | "formerly">,
    { units }: Pick<Previous, "units">,
): string | undefined {
    return asKnown(path, formerly, units);
}

function asKnown(
    name: string,
    formerly: readonly string[],
    known: Readonly<Record<string, string>>,
): string | undefined {
    const before = [name, ...[...formerly].reverse()].find((each) => known[each] !== undefined);
    return before === undefined ? undefined : known[before];
}

function isMixedUp(known: string | undefined, found: string | undefined, isThere: boolean): known is string {
    return known !== undefined && found !== undefined && known !== found && isThere;
}

function accountFault(key: string, known: string, found: string): Fault {
    const mixedUp = fault(["accounts", key], "account", known, found, `write id: "${known}"`);
    // Another key for the security account is refused, so a third name would not help.
    return key === securityKey ? { ...mixedUp, cure: `write id: "${known}": ${key} ${securityKeyStays}` } : mixedUp;
}

function fault(
    path: readonly string[],
    thing: string,
    known: string,
    found: string | undefined,
    rename: string,
    value?: string,
): Fault {
    return {
        severity: "fault",
        path: formatPath(path),
        ...(value === undefined ? {} : { value }),
        message: `this stack has the ${thing} as ${known}, and this name is ${found!} at AWS: two ${thing === "policy" ? "policies" : `${thing}s`}, one of which would be deleted`,
        cure: `say which one is meant: ${rename}; to change names around, give one of them a third name first, in a run of its own`,
    };
}

/** An account of the config with the email of another one: the alias of a key that was reused. */
function twiceFaults(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): readonly Fault[] {
    const owners = new Map<string, string>();
    const claims = config.accounts
        .filter(({ state }) => state === "active")
        .flatMap((account) => {
            const found = findAccount(account, snapshot.organization!.accounts, previous);
            const isById = found !== undefined && found.id === (account.id ?? idAsKnown(account, previous));
            if (isById) owners.set(found.id, account.key);
            return found === undefined || isById ? [] : [{ account, found }];
        });
    return claims.flatMap(({ account: { key, email }, found }) => {
        const owner = owners.get(found.id);
        if (owner === undefined) return [];
        return [
            {
                severity: "fault" as const,
                path: formatPath(["accounts", key]),
                value: email,
                message: `is the email of account ${owner} (${found.id}), which had this key before; AWS takes an address once`,
                cure: `give this account another key; or give account ${owner} the alias of its own key first, ${emailUpdate(found.id, deriveEmail(config.email, owner))}`,
            },
        ];
    });
}
