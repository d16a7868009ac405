/** Accounts: the quota, their state by the config, and whether they can be entered. */
import { activationWarnings, foundFaults } from "../../../aws/preflight/account-faults";
import { accountQuotaVerdict, type QuotaFacts as AccountsAndQuota } from "../../../aws/preflight/account-quota";
import { isOpen } from "../../../aws/invitations";
import { isAwsError } from "../../../aws/error-codes";
import { accountQuota, readAccountQuota } from "../../../aws/quotas";
import { findAccount, unmanaged } from "../../../aws/unmanaged";
import type { ManagementConfig } from "../../../config";
import { defaultAccessRole } from "../../../config/names";
import { ended } from "../../../aws/account-states";
import type { AwsAccount } from "../../../aws/snapshot";
import type { KnownAccounts } from "../../../aws/unmanaged";
import { bounded } from "../../../aws/bounded";
import { check } from "../check";
import { SkipCheck } from "../skip-check";
import { count, fault, notYet, ofFault, ok, some, warning, type Finding } from "../line";
import {
    activeMembers,
    delegations,
    invitations,
    knownAccounts,
    accountsOfOrganization,
    policies,
    units,
} from "../organization-facts";
import type { DoctorContext } from "../context";

export interface QuotaFacts extends AccountsAndQuota {
    /** Where the quota is from. `default`: AWS's initial value, because it is unknown. */
    readonly source: "config" | "Service Quotas" | "default";
}

export const quota = check<QuotaFacts>(
    {
        id: "account-quota",
        group: "accounts",
        proves: "the quota has room for every account of the config; closed accounts and open invitations count",
        cure: "ask AWS for more: `./org accounts quota <number>`",
        asks: [
            "servicequotas:ListServiceQuotas",
            "organizations:ListAccounts",
            "organizations:ListHandshakesForOrganization",
        ],
    },
    async (context) => {
        const config = context.config();
        const isThere = (await context.askOrganization()) !== undefined;
        const accounts = isThere ? await accountsOfOrganization(context) : [];
        const known = await knownAccounts(context);
        const open = isThere ? (await invitations(context).catch(() => [])).filter(isOpen).length : 0;
        const wanted = config.accounts.filter(
            (each) => each.state === "active" && findAccount(each, accounts, known) === undefined,
        ).length;
        return {
            ...(await quotaOf(context, config)),
            there: Math.max(1, accounts.length),
            closed: accounts.filter(({ state }) => ended.has(state)).length,
            invited: open,
            wanted: Math.max(0, wanted - open),
        };
    },
    judgeQuota,
);

export function judgeQuota({ source, ...facts }: QuotaFacts): readonly Finding[] {
    const { total, message, cure } = accountQuotaVerdict(facts);
    const says = { config: "accountQuota", "Service Quotas": "Service Quotas", default: "AWS's initial value" }[source];
    if (total <= facts.quota) return [ok(`${message} of ${facts.quota} (${says})`, total)];
    if (source === "default")
        return [
            warning(
                `${message} until one asks for more`,
                `${cure}; if it was raised already, write accountQuota`,
                total,
            ),
        ];
    return [fault(`${message} (${says})`, source === "config" ? `${cure}, then write accountQuota` : cure, total)];
}

async function quotaOf(
    context: DoctorContext,
    config: ManagementConfig,
): Promise<Pick<QuotaFacts, "quota" | "source">> {
    if (config.accountQuota !== undefined) return { quota: config.accountQuota, source: "config" };
    const { ServiceQuotasClient } = await import("@aws-sdk/client-service-quotas");
    const client = context.client(ServiceQuotasClient, { region: accountQuota.region });
    // Not every account may read it, and AWS does not always report a raised quota (landing-zone-accelerator-on-aws#25).
    const asked = await readAccountQuota(client).catch(() => undefined);
    return asked === undefined
        ? { quota: accountQuota.initial, source: "default" }
        : { quota: asked.value, source: "Service Quotas" };
}

export interface AccountsFacts {
    readonly config: Pick<ManagementConfig, "accounts" | "email">;
    readonly found: readonly AwsAccount[];
    readonly known: KnownAccounts;
}

export const accounts = check<AccountsFacts>(
    {
        id: "accounts",
        group: "accounts",
        proves: "every account of the config is at AWS, with the state and the email that the config says",
        cure: "`pulumi up --stack management` makes what is missing; an email is changed by `./org accounts email`",
        asks: ["organizations:ListAccounts"],
    },
    async (context) => ({
        config: context.config(),
        found: await accountsOfOrganization(context),
        known: await knownAccounts(context),
    }),
    judgeAccounts,
);

export function judgeAccounts({ config, found, known }: AccountsFacts): readonly Finding[] {
    const active = config.accounts.filter(({ state }) => state === "active");
    const findings = active.flatMap((account) => {
        const atAws = findAccount(account, found, known);
        return atAws === undefined ? [] : foundFaults(account, atAws, config.email).map(ofFault);
    });
    findings.push(...activationWarnings(config, found, known).map(ofFault));
    const missing = active.filter((each) => each.joined === "created" && findAccount(each, found, known) === undefined);
    if (missing.length > 0)
        findings.push(notYet(`${some(missing.map(({ key }) => key))}: not made`, "pulumi up --stack management"));
    return findings.length > 0
        ? findings
        : [ok(`${count(active.length, "account")} as the config says`, active.length)];
}

export const unmanagedThings = check<{ readonly things: readonly string[] }>(
    {
        id: "unmanaged",
        group: "accounts",
        proves: "AWS has no account, unit, policy or delegation that the config does not know",
        cure: "write it into the config (docs/existing-organizations.md), or leave it: it is never touched",
        asks: ["organizations:List*"],
    },
    async (context) => {
        const config = context.config();
        const { paths, odd } = await units(context);
        const organization = {
            accounts: await accountsOfOrganization(context),
            units: paths,
            oddUnits: odd,
            policies: await policies(context),
            delegations: await delegations(context),
        };
        return { things: unmanaged(config, organization, await knownAccounts(context)) };
    },
    judgeUnmanaged,
);

export function judgeUnmanaged({ things }: { readonly things: readonly string[] }): readonly Finding[] {
    return things.length === 0
        ? [ok("AWS has nothing that the config does not know")]
        : [
              warning(
                  `not managed here, and left alone: ${some(things, 10)}`,
                  "write it into the config to manage it (docs/existing-organizations.md, ./org adopt)",
                  things,
              ),
          ];
}

/** The result of entering an account. */
export interface EntryFacts {
    readonly account: string;
    readonly roleArn: string;
    /** AWS's message if it refused. */
    readonly refusal?: string;
}

export const entries = check<{ readonly entries: readonly EntryFacts[] }>(
    {
        id: "access-roles",
        group: "accounts",
        proves: "every active member account can be entered by its OrganizationAccountAccessRole, by a session of 15 min that is thrown away",
        cure: "make the role in that account as its own administrator (docs/day-0.md tells how for invited accounts)",
        asks: ["sts:AssumeRole"],
        only: "deep",
        seconds: 120,
    },
    async (context) => {
        const members = await activeMembers(context);
        const config = context.configIfGood();
        const { arn, kind } = await context.caller();
        if (kind === "root user")
            throw new SkipCheck(notYet("root can assume no role", "run it as the bootstrap user or as an admin"));
        const known = await knownAccounts(context);
        const { AssumeRoleCommand, STSClient } = await import("@aws-sdk/client-sts");
        const client = context.client(STSClient);
        const all = await accountsOfOrganization(context);
        const roleOf = (id: string): string =>
            config?.accounts.find((each) => findAccount(each, all, known)?.id === id)?.roleName ?? defaultAccessRole;
        return {
            entries: await bounded(members, 5, async ({ id, name }) => {
                const RoleArn = `arn:${arn.split(":")[1]!}:iam::${id}:role/${roleOf(id)}`;
                const facts = { account: `${name} (${id})`, roleArn: RoleArn };
                return client
                    .send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "org-doctor", DurationSeconds: 900 }))
                    .then(
                        () => facts,
                        (error: unknown) => {
                            if (isAwsError(error, "AccessDenied", "RegionDisabled"))
                                return { ...facts, refusal: (error as Error).message };
                            throw error;
                        },
                    );
            }),
        };
    },
    judgeEntries,
);

export function judgeEntries({ entries: tries }: { readonly entries: readonly EntryFacts[] }): readonly Finding[] {
    if (tries.length === 0) return [notYet("there is no member account", "pulumi up --stack management")];
    const shut = tries.filter(({ refusal }) => refusal !== undefined);
    if (shut.length === 0) return [ok(`${count(tries.length, "member account")} can be entered`, tries.length)];
    return shut.map(({ account, roleArn }) =>
        fault(
            `${account} cannot be entered: ${roleArn} is not there, or does not let these credentials in`,
            "make it there as that account's administrator, trusting the management account (docs/invite-account.md); where its name is another, also in its letter case, write it in the config: roleName beside the account",
            roleArn,
        ),
    );
}
