import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { awsClient } from "../../aws/clients";
import { readMembership, type Member, type Membership } from "../../aws/members";
import { findAccount, type KnownAccounts } from "../../aws/unmanaged";
import type { AccountConfig, ManagementConfig, ManagementOutputs } from "../../config";
import { nearest } from "../../config/faults";
import { managementConfig } from "../common/check-stack";
import { stackOutputs } from "../common/engine";
import { unlessFailed } from "../common/interrupt";
import type { ActOptions } from "../common/plan";
import { findProject, type Project } from "../common/project";
import { CliError } from "../common/ui";
import { mustBeManagement } from "../state/guard";
import { outputsAfterKill } from "../state/outputs-after-kill";

/** The organization as the config, the state and AWS have it, for commands on accounts. */
export interface OrganizationFacts {
    readonly project: Project;
    readonly config: ManagementConfig;
    /** `aws:region` of the management stack. */
    readonly region: string;
    readonly client: OrganizationsClient;
    readonly membership: Membership;
    /** The accounts in the outputs of the management stack's last run; empty where they cannot be read. */
    readonly previous: KnownAccounts;
}

/**
 * Reads all of it. If a killed engine has left half-written files beside the state, they are removed first, except by a dry run.
 *
 * @throws CliError where the config has faults, or the credentials are not the management account's
 */
export async function readOrganizationFacts(
    dir: string,
    { dryRun = false }: ActOptions = {},
): Promise<OrganizationFacts> {
    const project = findProject(dir);
    const { config, region } = managementConfig(project);
    await mustBeManagement(config, region);
    const client = awsClient(OrganizationsClient, { region });
    const [membership, outputs] = await Promise.all([
        readMembership(client),
        unlessFailed((dryRun ? stackOutputs : outputsAfterKill)(project, "management")),
    ]);
    const accounts = (outputs?.["accounts"] ?? {}) as ManagementOutputs["accounts"];
    return { project, config, region, client, membership, previous: { accounts } };
}

/** An account of the config, and the same account at AWS. */
export interface Found {
    readonly account: AccountConfig;
    /** Absent where the organization does not have it. */
    readonly member: Member | undefined;
}

/** The account at AWS for an account of the config; undefined: the organization does not have it. */
export function memberOf(
    account: AccountConfig,
    { membership, previous }: Pick<OrganizationFacts, "membership" | "previous">,
): Member | undefined {
    const found = findAccount(account, membership.members, previous);
    return membership.members.find(({ id }) => id === found?.id);
}

/**
 * The account with this key or id.
 *
 * @throws CliError where there is none, or it is the management account
 */
export function accountOf(key: string, facts: OrganizationFacts): Found {
    const { config } = facts;
    if (key === "management" || key === config.management.id)
        throw new CliError(
            "management is the management account: it cannot be closed, leave its organization or be managed from outside",
            "name a member account; all of them: ./org accounts list",
        );
    const account =
        config.accounts.find((each) => each.key === key || each.id === key) ??
        config.accounts.find((each) => memberOf(each, facts)?.id === key);
    if (account === undefined) {
        const stranger = facts.membership.members.find(({ id, name }) => id === key || name === key);
        throw new CliError(
            `Pulumi.management.yaml has no account ${key}`,
            stranger === undefined
                ? didYouMean(
                      key,
                      config.accounts.map((each) => each.key),
                  )
                : `the organization has ${stranger.name} (${stranger.id}) without the config: take it in first (docs/existing-organizations.md)`,
        );
    }
    return { account, member: memberOf(account, facts) };
}

function didYouMean(key: string, keys: readonly string[]): string {
    const near = nearest(key, keys);
    return near === undefined ? `its accounts are ${keys.join(", ")}` : `did you mean ${near}?`;
}

/** Same as `accountOf`, for an account that the organization must have. */
export function memberAccount(key: string, facts: OrganizationFacts): { account: AccountConfig; member: Member } {
    const { account, member } = accountOf(key, facts);
    if (member === undefined)
        throw new CliError(
            `the organization has no account ${key}${account.id === undefined ? "" : ` (${account.id})`}`,
            "see what it has: ./org accounts list",
        );
    return { account, member };
}
