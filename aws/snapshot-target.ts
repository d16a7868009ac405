/** Finds at AWS what the config names. */
import type { AccountConfig, ManagementConfig, PolicyConfig } from "../config";
import { meaningOfTarget } from "../config/names";
import type { AwsAccount, AwsOrganization, AwsPolicy } from "./snapshot";

/** The parts of AWS's organization that are searched. Undefined: nothing is found. */
export interface Found<Part extends keyof AwsOrganization> {
    readonly organization: Pick<AwsOrganization, Part> | undefined;
}

/** The id of a target that exists at AWS. */
export function findTargetId(
    target: string,
    config: ManagementConfig,
    snapshot: Found<"rootId" | "units" | "accounts">,
): string | undefined {
    const meaning = meaningOfTarget(target, (word) => config.units.some(({ path }) => path === word));
    if (meaning.kind === "root") return snapshot.organization?.rootId;
    if (meaning.kind === "unit")
        return findUnitId(
            config.units.find(({ path }) => path === meaning.path)!,
            snapshot,
        );
    const { key } = meaning;
    if (key === "management") return config.management.id;
    const account = config.accounts.find((each) => each.key === key);
    return account && (account.id ?? accountByEmail(account, snapshot)?.id);
}

/** The id of a unit that exists at AWS, under its path or an earlier one. */
export function findUnitId(
    { path, formerly }: Pick<ManagementConfig["units"][number], "path" | "formerly">,
    snapshot: Found<"units">,
): string | undefined {
    const ids = [path, ...formerly].map((each) => snapshot.organization?.units.get(each));
    return ids.find((id) => id !== undefined);
}

/** The policy at AWS with this name, or with the newest of its earlier names. */
export function findPolicy(
    { name, formerly, type }: Pick<PolicyConfig, "name" | "formerly" | "type">,
    snapshot: Found<"policies">,
): AwsPolicy | undefined {
    const found = [name, ...[...formerly].reverse()].map((each) =>
        snapshot.organization?.policies.find((policy) => policy.name === each && policy.type === type),
    );
    return found.find((policy) => policy !== undefined);
}

/** An account that a killed run left behind is found by its email and imported, never created twice. */
export function accountByEmail(
    account: Pick<AccountConfig, "email">,
    snapshot: Found<"accounts">,
): AwsAccount | undefined {
    return snapshot.organization?.accounts.find((each) => each.email.toLowerCase() === account.email.toLowerCase());
}
