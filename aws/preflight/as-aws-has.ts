import { findAccount } from "../unmanaged";
import { type ManagementConfig, withAliases } from "../../config";
import type { AwsSnapshot, AwsAccount } from "../snapshot";
import type { Previous } from "./previous";

/**
 * The config with AWS's spelling of existing emails, since another spelling of the same email would replace the account. Without
 * `name`, an account gets AWS's name.
 */
export function asAwsHas(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): ManagementConfig {
    const found = snapshot.organization?.accounts ?? [];
    const spelled = <Named extends { readonly name: string; readonly nameGiven: boolean; readonly email: string }>(
        account: Named,
        there: AwsAccount | undefined,
    ): Named =>
        there === undefined
            ? account
            : { ...account, email: there.email, name: account.nameGiven ? account.name : there.name };
    return withAliases({
        ...config,
        accounts: config.accounts.map((account) => spelled(account, findAccount(account, found, previous))),
        management: spelled(
            config.management,
            found.find(({ id }) => id === config.management.id),
        ),
    });
}
