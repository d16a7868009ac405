import { OrganizationsClient } from "@aws-sdk/client-organizations";
import * as pulumi from "@pulumi/pulumi";
import { absentAccounts, withoutAccount, type AbsentAccount } from "../../aws/absent-accounts";
import { awsClient } from "../../aws/clients";
import { readInvitations } from "../../aws/invitations";
import { formatFaults, formatPath } from "../../config/faults";
import type { ManagementConfig } from "../../config";
import type { AwsSnapshot } from "../../aws/snapshot";
import { meaningOfTarget } from "../../config/names";
import { activationWarnings } from "../../aws/preflight/account-faults";
import type { Previous } from "../../aws/preflight/previous";

/**
 * Accounts of the config that this run can neither create nor import. AWS is asked for open invitations only where the config expects one.
 */
export async function readAbsent(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    previous: Previous,
    region: string,
): Promise<readonly AbsentAccount[]> {
    const facts = { accounts: snapshot.organization?.accounts ?? [], previous };
    // Other credentials than the management account's end the run elsewhere; that they may not read invitations is not reported as well.
    if (snapshot.caller.accountId !== config.management.id || withoutAccount(config, facts).length === 0) return [];
    const asked = snapshot.organization !== undefined;
    const invitations = asked ? await readInvitations(awsClient(OrganizationsClient, { region })) : [];
    return absentAccounts(config, { ...facts, invitations });
}

/** The config without these accounts and what depends on them: contacts, delegations, attachments, roles. All other accounts go on. */
export function withoutAbsent(config: ManagementConfig, absent: readonly AbsentAccount[]): ManagementConfig {
    if (absent.length === 0) return config;
    const kept = new Map(absent.map(({ key, keptAs }) => [key, keptAs]));
    const gone = new Set(absent.filter(({ keptAs }) => keptAs === undefined).map(({ key }) => key));
    const units = new Set(config.units.map(({ path }) => path));
    return {
        ...config,
        accounts: config.accounts
            .filter(({ key }) => !gone.has(key))
            .map((account) => ({
                ...account,
                ...(kept.get(account.key) === undefined ? {} : { id: kept.get(account.key)! }),
            })),
        policies: config.policies.map((policy) => ({
            ...policy,
            targets: policy.targets.filter((target) => {
                const meaning = meaningOfTarget(target, (path) => units.has(path));
                return meaning.kind !== "account" || !gone.has(meaning.key);
            }),
        })),
        delegatedAdministrators: config.delegatedAdministrators.filter(({ account }) => !gone.has(account)),
        access: config.access.map((role) => ({ ...role, accounts: role.accounts.filter((key) => !gone.has(key)) })),
    };
}

/** Reports accounts that AWS has not activated, and who can complete their sign-up. */
export function reportNotActivated(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): void {
    const warnings = activationWarnings(config, snapshot.organization?.accounts ?? [], previous);
    if (warnings.length > 0) void pulumi.log.warn(formatFaults(warnings));
}

/** Reports which accounts they are, and what to do next. */
export function reportAbsent(absent: readonly AbsentAccount[]): void {
    if (absent.length === 0) return;
    void pulumi.log.warn(
        formatFaults(
            absent.map(({ key, message, cure, keptAs }) => ({
                severity: "warning",
                path: formatPath(["accounts", key]),
                message: keptAs === undefined ? `is left out of this run: ${message}` : message,
                cure,
            })),
        ),
    );
}
