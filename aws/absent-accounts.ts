/** Accounts of the config that are not in the organization and that this program cannot create: the reason, and the next step. */
import { distance } from "fastest-levenshtein";
import type { AccountConfig, ManagementConfig } from "../config";
import { acceptCommand, inviteCommand, isOpen, type Invitation } from "./invitations";
import type { AwsAccount } from "./snapshot";
import { idAsKnown, type KnownAccounts } from "./unmanaged";

export interface AbsentAccount {
    readonly key: string;
    /** The reason. */
    readonly message: string;
    readonly cure: string;
    /** The account's id in the stack's state, if the config has another one: it is kept. */
    readonly keptAs?: string;
}

/** What is needed to judge absent accounts. */
export interface AbsenceFacts {
    /** The organization's accounts; empty if there is no organization yet. */
    readonly accounts: readonly AwsAccount[];
    readonly previous: KnownAccounts;
    readonly invitations: readonly Invitation[];
}

/** Accounts with an `id` that is not in the organization: AWS creates no account with a given id. */
export function withoutAccount(
    { accounts: declared }: Pick<ManagementConfig, "accounts">,
    { accounts, previous }: Pick<AbsenceFacts, "accounts" | "previous">,
): readonly (AccountConfig & { readonly id: string })[] {
    return declared.flatMap((account) => {
        const { id, state } = account;
        if (id === undefined || state === "closed" || accounts.some((each) => each.id === id)) return [];
        // An account that the stack has and AWS no longer has, has left: a refresh removes it from the state, and then it is absent.
        if (idBefore(account, previous) === id) return [];
        return [{ ...account, id }];
    });
}

export function absentAccounts(
    config: Pick<ManagementConfig, "accounts">,
    facts: AbsenceFacts,
): readonly AbsentAccount[] {
    return withoutAccount(config, facts).map((account) => ({
        key: account.key,
        ...(mistyped(account, config, facts) ??
            (account.joined === "invited" ? invited(account, facts.invitations) : stranger(account))),
    }));
}

type Judgement = Omit<AbsentAccount, "key">;
type WithId = AccountConfig & { readonly id: string };

function idBefore(account: AccountConfig, previous: KnownAccounts): string | null | undefined {
    return idAsKnown(account, previous);
}

/** The account that was meant exists, or is invited, under another id. */
function mistyped(
    account: WithId,
    config: Pick<ManagementConfig, "accounts">,
    facts: AbsenceFacts,
): Judgement | undefined {
    const { accounts, invitations, previous } = facts;
    const before = accounts.find((each) => each.id === idBefore(account, previous));
    if (before !== undefined) {
        return {
            message: `no account of the organization has the id ${account.id}; this stack has the account as ${before.id}, and keeps it so`,
            cure: `write: id: "${before.id}", or take the id out`,
            keptAs: before.id,
        };
    }
    const sameEmail = accounts.find((each) => each.email.toLowerCase() === account.email.toLowerCase());
    if (sameEmail !== undefined)
        return slip(account, `AWS has ${sameEmail.email} as account ${sameEmail.id}`, sameEmail.id);
    // Differs in two digits at most: swapped, or one wrong.
    const taken = new Set(config.accounts.map(({ id }) => id));
    const near = (id: string): boolean => !taken.has(id) && distance(id, account.id) <= 2;
    const member = accounts.find(({ id }) => near(id));
    if (member !== undefined)
        return slip(account, `the organization has account ${member.name} (${member.id}, ${member.email})`, member.id);
    if (invitations.some(({ invitee }) => isOf(account, invitee))) return undefined;
    const other = invitations.find(({ invitee }) => /^\d{12}$/u.test(invitee) && near(invitee));
    return other && slip(account, `it is ${other.invitee} that was invited`, other.invitee);
}

function slip({ id }: WithId, fact: string, meant: string): Judgement {
    return {
        message: `no account of the organization has the id ${id}, and ${fact}`,
        cure: `if that one is meant, write: id: "${meant}"`,
    };
}

function isOf({ id, email }: WithId, invitee: string): boolean {
    return invitee === id || invitee.toLowerCase() === email.toLowerCase();
}

/** Decides by the newest invitation, since an older one may have been declined. */
function invited(account: WithId, invitations: readonly Invitation[]): Judgement {
    const { id } = account;
    const [last] = invitations
        .filter(({ invitee }) => isOf(account, invitee))
        .sort((a, b) => (b.sent?.getTime() ?? 0) - (a.sent?.getTime() ?? 0));
    const again = `invite it again: ${inviteCommand(id)}`;
    const left = (why: string, cure: string): Judgement => ({ message: `account ${id} ${why}`, cure });
    if (last === undefined)
        return left(
            "is not in the organization, and AWS remembers no invitation",
            `check the id, then: ${inviteCommand(id)}`,
        );
    if (isOpen(last))
        return left(
            `was invited and has not accepted${last.expires === undefined ? "" : `; the invitation expires on ${day(last.expires)}`}`,
            `as that account's administrator: ${acceptCommand(id)}; then ${inviteCommand(id)}`,
        );
    switch (last.state) {
        case "DECLINED":
            return left("has declined the invitation", `ask its owner, then ${again} --again`);
        case "CANCELED":
            return left("was invited, and the invitation was cancelled", again);
        case "EXPIRED":
            return left(
                `did not accept in time${last.expires === undefined ? "" : `: the invitation expired on ${day(last.expires)}`}`,
                again,
            );
        default:
            return left(
                "accepted an invitation, and is in the organization no more",
                `${again}; or take it out of the config`,
            );
    }
}

function stranger({ id, email }: WithId): Judgement {
    return {
        message: `the organization has no account ${id}`,
        cure: `check the id; an account from outside is invited: joined: invited, email: ${email}, and ${inviteCommand(id)}`,
    };
}

function day(date: Date): string {
    return date.toISOString().slice(0, 10);
}
