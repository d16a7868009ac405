import type { ManagementConfig } from "../../config";
import { livingAccount } from "./accounts";
import type { Living } from "./living";

/** The id of a target that AWS has already. */
export function livingTargetId(target: string, config: ManagementConfig, living: Living): string | undefined {
    if (target === "root") return living.organization?.rootId;
    if (config.units.some((unit) => unit.path === target)) return living.organization?.units.get(target);
    const key = accountKey(target);
    if (key === "management") return config.management.id;
    const account = config.accounts.find((each) => each.key === key);
    return account && (account.id ?? livingAccount(account, living)?.id);
}

/** The account's key in a target that may say `account:<key>`. */
export function accountKey(target: string): string {
    return target.replace(/^account:/, "");
}
