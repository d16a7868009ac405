import {
    InviteAccountToOrganizationCommand,
    MoveAccountCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { ended } from "../../aws/account-states";
import { whoAmI } from "../../aws/caller";
import { awsClient } from "../../aws/clients";
import { isAwsError } from "../../aws/error-codes";
import { isOpen, readInvitations, type Invitation } from "../../aws/invitations";
import { readMembership, type Member } from "../../aws/members";
import { accountQuota, readAccountQuota } from "../../aws/quotas";
import { isOutcomeUnknown, sentOnce } from "../../aws/sent-once";
import { refusalIn } from "../../aws/refusals";
import type { AccountConfig } from "../../config";
import { shellWord } from "../../config/faults";
import { editConfig } from "../accounts/edit-config";
import { readOrganizationFacts, type OrganizationFacts } from "../accounts/organization";
import { waitUntil } from "../accounts/wait";
import { dayOf } from "../common/day";
import { managementConfig } from "../common/check-stack";
import { carryOut, type ActOptions, type Step } from "../common/plan";
import { findProject } from "../common/project";
import { CliError, say } from "../common/ui";
import { administratorArn, wantedTrust } from "./access-role";
import { enterStep } from "./enter";
import { handOver } from "./hand-over";
import { mustBeLeavable } from "./leave-option";
import { mustBeFree, ownerSteps, readOwner } from "./owner";

/** Options of `org invite`. */
export interface InviteOptions extends ActOptions {
    readonly dir: string;
    readonly key: string;
    /** A profile of the invited account's own administrator. */
    readonly profile?: string;
    /** Do only the invited account's part, which needs no credentials of the management account. */
    readonly owner?: boolean;
    /** Invite an account again that has declined. */
    readonly again?: boolean;
    /** Id of the organization that the account must leave first. */
    readonly leave?: string;
}

/** Brings an existing account into the organization: invitation, access role, acceptance, unit, config, state. Returns the exit code. */
export async function invite({ owner = false, ...options }: InviteOptions): Promise<number> {
    mustBeLeavable(owner, options);
    return owner ? ownerSide(options) : managementSide(options);
}

async function ownerSide({ dir, key, profile, leave, ...options }: Omit<InviteOptions, "owner">): Promise<number> {
    const { config, region } = managementConfig(findProject(dir));
    const account = invitedAccount(key, config.accounts);
    const owner = await readOwner(account, config, region, profile);
    mustBeFree(owner, leave);
    return carryOut(
        {
            title: `Let account ${account.id} join the organization of account ${config.management.id}`,
            steps: ownerSteps(owner, leave),
            warnings: [
                "From then on the organization's policies bind the account, its management account administers it, and pays its bill.",
            ],
            nothing: `Already a member: account ${account.id}, with role ${account.roleName}.`,
            next: [`Next, as an admin of the management account: ./org invite ${shellWord(key)}`],
        },
        options,
    );
}

/**
 * The config's entry of the account.
 *
 * @throws CliError where the config does not invite it
 */
function invitedAccount(key: string, accounts: readonly AccountConfig[]): AccountConfig & { readonly id: string } {
    const account = accounts.find((each) => each.key === key || each.id === key);
    const line = 'billing-old: { unit: legacy, id: "222233334444", email: billing@example.com, joined: invited }';
    if (account === undefined)
        throw new CliError(
            `Pulumi.management.yaml has no account ${key}`,
            `write it under accounts first, as in ${line}`,
        );
    const { id, joined, state } = account;
    if (state === "closed") throw new CliError(`account ${key} is closed in the config`, "take state: closed out");
    if (id === undefined || joined !== "invited")
        throw new CliError(
            `account ${key} is one that AWS makes: it has no ${id === undefined ? "id" : "`joined: invited`"}`,
            `an account that exists has both, as in ${line}`,
        );
    return { ...account, id };
}

async function managementSide(options: Omit<InviteOptions, "owner">): Promise<number> {
    const { dir, key, profile, again = false, leave, ...act } = options;
    const facts = await readOrganizationFacts(dir, act);
    const account = invitedAccount(key, facts.config.accounts);
    const member = facts.membership.members.find(({ id }) => id === account.id);
    if (member !== undefined && ended.has(member.state))
        throw new CliError(
            `account ${account.id} is ${member.state}`,
            "write state: closed for it, or ask AWS Support to open it again",
        );
    mustHaveUnit(facts, account);
    const last = newest(await readInvitations(facts.client), account);
    if (member === undefined) await mustBeInvitable(facts, account, last, again);
    const owner = profile === undefined ? undefined : await readOwner(account, facts.config, facts.region, profile);
    if (owner !== undefined) mustBeFree(owner, leave);
    const isInvited = member !== undefined || (last !== undefined && isOpen(last));
    const goesOn = member !== undefined || owner !== undefined;
    const steps: readonly Step[] = [
        {
            title: `invite account ${account.id}${last !== undefined && isOpen(last) ? `; its invitation is open until ${day(last.expires)}` : ""}`,
            done: isInvited,
            act: () => send(facts, account),
        },
        ...(owner === undefined ? [] : ownerSteps(owner, leave)),
        ...(goesOn ? await joinedSteps(facts, account, member) : []),
    ];
    const owners = goesOn ? [] : await ownersPart(facts, account);
    return carryOut(
        {
            title: `Take account ${account.key} (${account.id}) into the organization`,
            steps,
            warnings:
                member === undefined
                    ? [
                          "An invitation is open for 15 days and counts against the quota of accounts. AWS takes none until the management account's email is verified.",
                          "Once it has joined, the organization's policies bind the account, and its bill is this organization's.",
                      ]
                    : [],
            nothing: goesOn
                ? `Already in: ${account.key} (${account.id}), with its role, in its unit, and known to the stack.`
                : [
                      `Invited already: ${account.key} (${account.id}), until ${day(last?.expires)}. It has not accepted.`,
                      ...owners,
                  ].join("\n"),
            next: goesOn
                ? [
                      "Next, its own stack, its people's ways in, and profiles:",
                      "  ./org fleet up",
                      "  ./org profiles render",
                  ]
                : owners,
        },
        act,
    );
}

function newest(invitations: readonly Invitation[], { id, email }: AccountConfig): Invitation | undefined {
    return invitations
        .filter(({ invitee }) => invitee === id || invitee.toLowerCase() === email.toLowerCase())
        .sort((one, other) => (other.sent?.getTime() ?? 0) - (one.sent?.getTime() ?? 0))[0];
}

function mustHaveUnit({ membership }: OrganizationFacts, { unit }: AccountConfig): void {
    if (unit === undefined || unit === "root" || membership.units.paths.has(unit)) return;
    throw new CliError(`the organization has no unit ${unit} yet`, "make it first: pulumi up --stack management");
}

/** Refuses what AWS would refuse, as far as that can be known. For the rest, the message explains AWS's error. */
async function mustBeInvitable(
    { client, membership }: OrganizationFacts,
    { key }: AccountConfig,
    last: Invitation | undefined,
    again: boolean,
): Promise<void> {
    if (last !== undefined && isOpen(last)) return;
    if (last?.state === "DECLINED" && !again)
        throw new CliError(
            `the owner of ${key} has declined the invitation of ${day(last.sent)}`,
            "ask that person; to invite the account once more: --again",
        );
    const quotas = awsClient(ServiceQuotasClient, { region: accountQuota.region });
    const quota = await readAccountQuota(quotas).catch(() => undefined);
    const open = (await readInvitations(client)).filter(isOpen).length;
    const used = membership.members.length + open;
    if (quota !== undefined && used >= quota.value)
        throw new CliError(
            `the organization may have ${quota.value} accounts and has ${membership.members.length}, closed ones included, and ${open} open invitations`,
            `ask AWS for more: ./org accounts quota ${used + 1}`,
        );
}

/**
 * Sends the invitation. One open invitation counts as sent: another admin may have been faster. AWS limits the number of invitations, so
 * after a lost response it looks for the invitation and does not send it again.
 */
async function send({ client, config, region }: OrganizationFacts, account: AccountConfig): Promise<void> {
    const { id } = account;
    try {
        await sentOnce(awsClient(OrganizationsClient, { region })).send(
            new InviteAccountToOrganizationCommand({
                Target: { Type: "ACCOUNT", Id: id },
                Notes: `${config.company.name} invites this account into its organization`,
            }),
        );
    } catch (error) {
        if (isAwsError(error, "DuplicateHandshake")) return;
        if (isOutcomeUnknown(error)) {
            const sent = newest(await readInvitations(client), account);
            if (sent !== undefined && isOpen(sent)) {
                say("! AWS's response was lost on its way; the invitation is open, and is not sent a second time");
                return;
            }
            throw new CliError(
                "AWS's response to the invitation was lost on its way, and AWS has no open one: it is not sent again by itself, for AWS counts invitations",
                "run the same command again",
            );
        }
        const refusal = refusalIn(error);
        throw refusal === undefined ? error : new CliError(refusal.message, refusal.cure);
    }
}

/** Steps after the account has joined. */
async function joinedSteps(
    facts: OrganizationFacts,
    account: AccountConfig & { readonly id: string },
    member: Member | undefined,
): Promise<readonly Step[]> {
    const { client, project } = facts;
    const { id, key, unit } = account;
    const here = async (): Promise<Member> => {
        const { members } = await readMembership(client);
        return members.find((each) => each.id === id)!;
    };
    const isOther = member !== undefined && member.email.toLowerCase() !== account.email.toLowerCase();
    return [
        {
            title: "wait until the organization has it",
            done: member !== undefined,
            act: () =>
                waitUntil(async () => (await readMembership(client)).members.some((each) => each.id === id), {
                    what: `the organization does not have account ${id}`,
                    cure: "run it again",
                }),
        },
        {
            title: isOther
                ? `write its real email, ${member.email}, into Pulumi.management.yaml, in place of ${account.email}`
                : "see that the config has the email that AWS has of it",
            done: member !== undefined && !isOther,
            act: async () => {
                const { email } = await here();
                if (email.toLowerCase() !== account.email.toLowerCase())
                    editConfig(project, [{ path: ["accounts", key, "email"], set: email }]);
            },
        },
        ...(unit === undefined
            ? []
            : [
                  {
                      title: `move it into unit ${unit}`,
                      done: member?.unit === unit,
                      act: async () => move(facts, await here(), unit),
                  },
              ]),
        ...(await handOver(facts, account)),
        await enterStep(facts, account, member !== undefined),
    ];
}

async function move({ client, membership }: OrganizationFacts, member: Member, unit: string): Promise<void> {
    if (member.unit === unit) return;
    const DestinationParentId = unit === "root" ? membership.rootId : membership.units.paths.get(unit)!;
    try {
        await client.send(
            new MoveAccountCommand({ AccountId: member.id, SourceParentId: member.parentId, DestinationParentId }),
        );
    } catch (error) {
        const { members } = await readMembership(client);
        if (members.some(({ id, parentId }) => id === member.id && parentId === DestinationParentId)) return;
        throw error;
    }
}

/** What the account's owner must do, with this program or without. */
async function ownersPart(
    { region }: OrganizationFacts,
    { key, id, roleName }: AccountConfig & { readonly id: string },
): Promise<readonly string[]> {
    const { arn, accountId: managementId } = await whoAmI({ region });
    const partition = arn.split(":")[1]!;
    const trust = JSON.stringify(wantedTrust({ partition, managementId }));
    return [
        `Next, as an administrator of account ${id}, here with a profile of that account:`,
        `  ./org invite ${shellWord(key)} --owner --profile <profile>`,
        "or wherever the AWS CLI has credentials of that account:",
        `  aws iam create-role --role-name ${roleName} --assume-role-policy-document '${trust}'`,
        `  aws iam attach-role-policy --role-name ${roleName} --policy-arn ${administratorArn(partition)}`,
        `  handshake="$(aws organizations list-handshakes-for-account --query "Handshakes[?State=='OPEN'].Id" --output text)"`,
        '  aws organizations accept-handshake --handshake-id "$handshake"',
        `Then, here again: ./org invite ${shellWord(key)}`,
    ];
}

function day(date: Date | undefined): string {
    return date === undefined ? "an unknown day" : dayOf(date);
}
