/** Invited accounts: whether AWS allows invitations, and the state of each. */
import { check } from "../check";
import { notYet, ok, skipped, warning, type Finding } from "../line";
import { absentAccounts, type AbsentAccount } from "../../../aws/absent-accounts";
import { acceptCommand, isOpen } from "../../../aws/invitations";
import { invitations, knownAccounts, accountsOfOrganization, type MemberFacts } from "../organization-facts";
import type { AccountConfig } from "../../../config";

export interface VerificationFacts {
    /** Keys of invited accounts that have not joined. */
    readonly waiting: readonly string[];
    /** Whether AWS has accepted an invitation by this organization, which it does only for a verified email. */
    readonly invitedBefore: boolean;
    readonly email: string;
}

export const verification = check<VerificationFacts>(
    {
        id: "email-verified",
        group: "organization",
        proves: "AWS has accepted an invitation by this organization, and so has verified the management account's email; no API tells it otherwise",
        cure: "open the mail that AWS sent to the group, or send it again (AWS Organizations → Settings)",
        asks: ["organizations:ListAccounts", "organizations:ListHandshakesForOrganization"],
    },
    async (context) => {
        const { accounts, management } = context.config();
        const found = await accountsOfOrganization(context);
        const waiting = accounts.filter((each) => isAwaited(each, found)).map(({ key }) => key);
        const invited = found.some(({ id, joined }) => joined === "INVITED" && id !== management.id);
        return {
            waiting,
            invitedBefore: invited || (waiting.length > 0 && (await invitations(context)).length > 0),
            email: management.email,
        };
    },
    judgeVerification,
);

export function judgeVerification({ waiting, invitedBefore, email }: VerificationFacts): readonly Finding[] {
    if (invitedBefore) return [ok(`${email} is verified: AWS has accepted an invitation by this organization`)];
    if (waiting.length === 0) return [skipped("it matters when an account is invited, and none is")];
    return [
        warning(
            `${waiting.join(", ")} cannot be invited until ${email} is verified, and no API tells whether it is`,
            "see AWS Organizations → Settings in the console; there the mail can be sent again",
        ),
    ];
}

export interface InvitationFacts {
    readonly now: Date;
    readonly open: readonly { readonly account: string; readonly expires: Date | undefined; readonly id: string }[];
    /** Accounts of the config that a run would leave out, without an open invitation. */
    readonly absent: readonly AbsentAccount[];
}

export const openInvitations = check<InvitationFacts>(
    {
        id: "invitations",
        group: "accounts",
        proves: "no invitation waits, and every account that the config invites has joined",
        cure: "`./org invite <account>`; its own administrator accepts by `./org invite <account> --owner`",
        asks: ["organizations:ListHandshakesForOrganization"],
    },
    async (context) => {
        const declared = context.configIfGood()?.accounts ?? [];
        const sent = await invitations(context);
        const open = sent.filter(isOpen);
        const facts = {
            accounts: await accountsOfOrganization(context),
            previous: await knownAccounts(context),
            invitations: sent,
        };
        const isInvited = (key: string): boolean => {
            const { id, email = "" } = declared.find((each) => each.key === key) ?? {};
            return open.some(({ invitee }) => invitee === id || invitee.toLowerCase() === email.toLowerCase());
        };
        return {
            now: context.now,
            open: open.map(({ id, invitee, expires }) => ({ account: invitee, expires, id })),
            absent: absentAccounts({ accounts: declared }, facts).filter(({ key }) => !isInvited(key)),
        };
    },
    judgeInvitations,
);

export function judgeInvitations({ now, open, absent }: InvitationFacts): readonly Finding[] {
    const invited = open.map(({ account, expires }) => {
        const days = expires === undefined ? undefined : Math.ceil((expires.getTime() - now.getTime()) / 86_400_000);
        return warning(
            `the invitation of ${account} waits${days === undefined ? "" : `; it expires in ${days} d`}`,
            `as that account's administrator: ${acceptCommand(account)}`,
            account,
        );
    });
    const missing = absent.map(({ key, message, cure }) => notYet(`${key}: ${message}`, cure));
    const findings = [...invited, ...missing];
    return findings.length > 0 ? findings : [ok("no invitation is open")];
}

/** Whether the config invites an account that has not joined. */
function isAwaited({ joined, state, id }: AccountConfig, found: readonly MemberFacts[]): boolean {
    return joined === "invited" && state === "active" && !found.some((each) => each.id === id);
}
