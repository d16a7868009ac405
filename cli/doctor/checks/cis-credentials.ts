/** CIS AWS Foundations 7.0, 2.11: unused passwords and access keys of the management account's users. */
import type { IAMClient, User } from "@aws-sdk/client-iam";
import { bounded } from "../../../aws/bounded";
import { credentialReport, type ReportedUser } from "../../../aws/credential-report";
import { noneAt } from "../../../aws/error-codes";
import { check } from "../check";
import { about } from "../cis";
import { ok, skipped, some, warning, type Finding } from "../line";

/** Days without use after which the control requires that a credential is disabled. */
const most = 45;

/**
 * How often IAM is asked for its credential report, which takes some seconds, and the pause in milliseconds. Without the report, each user
 * is read.
 */
const reportTries = { times: 20, pause: 1000 };

export interface CredentialFacts {
    readonly user: string;
    /** `password`, or the last four characters of an active access key: `key …ABCD`. */
    readonly what: string;
    /** Days since it was last used, or since it was created if it never was. */
    readonly days: number;
}

export const unusedCredentials = check<readonly CredentialFacts[]>(
    about("2.11", {
        proves: `every password and every active access key of a user of the management account was used within ${most} days, or is younger than that`,
        cure: "take who has left out of `admins`; delete the key or the password; `org bootstrap-user remove` for the temporary administrator",
        asks: [
            "iam:ListUsers",
            "iam:GenerateCredentialReport",
            "iam:GetCredentialReport",
            "iam:GetLoginProfile",
            "iam:ListAccessKeys",
            "iam:GetAccessKeyLastUsed",
        ],
    }),
    async (context) => {
        await context.organization();
        const { IAMClient: Client, paginateListUsers } = await import("@aws-sdk/client-iam");
        const { collect } = await import("../../../aws/snapshot");
        const client = context.client(Client);
        const [users, report] = await Promise.all([
            collect(paginateListUsers({ client }, {}), (page) => page.Users),
            credentialReport(client, reportTries).catch(noneAt("AccessDenied")),
        ]);
        const reported = new Map(report?.users.map((user) => [user.name, user]));
        const days = (then: Date): number => Math.floor((context.now.getTime() - then.getTime()) / 86_400_000);
        const found = await bounded(users, 4, async (user) => {
            const known = reported.get(user.UserName!);
            return (known && usedOf(known, days)) ?? credentialsOf(client, user, days);
        });
        return found.flat();
    },
    judgeUnused,
);

export function judgeUnused(found: readonly CredentialFacts[]): readonly Finding[] {
    if (found.length === 0) return [skipped("no user of the management account has a password or an access key")];
    const unused = found.filter(({ days }) => days > most);
    if (unused.length === 0)
        return [ok(`passwords and access keys: ${found.length}, each used or made within the last ${most} days`)];
    const texts = unused.map(({ user, what, days }) => `${user}: ${what}, ${days} days`);
    return [
        warning(
            `unused for more than ${most} days: ${some(texts)}`,
            "take who has left out of admins; of the others, delete the key or the password",
            unused.map(({ user }) => user),
        ),
    ];
}

/**
 * The credentials of a user in IAM's credential report, if all of them were used recently: that stays true although the report may be four
 * hours old. Undefined if one was not: then IAM is asked for the user's current credentials.
 */
export function usedOf(
    { name: user, password, keys }: ReportedUser,
    days: (then: Date) => number,
): readonly CredentialFacts[] | undefined {
    const latest = (...dates: readonly (Date | undefined)[]): number =>
        Math.min(...dates.map((date) => (date === undefined ? Infinity : days(date))));
    const found = [
        ...(password === undefined
            ? []
            : [{ user, what: "password", days: latest(password.changed, password.lastUsed) }]),
        ...keys
            .filter(({ isActive }) => isActive)
            .map(({ made, lastUsed }) => ({ user, what: "key", days: latest(lastUsed ?? made) })),
    ];
    return found.every((each) => each.days <= most) ? found : undefined;
}

async function credentialsOf(
    client: IAMClient,
    { UserName: user = "", PasswordLastUsed: used }: User,
    days: (then: Date) => number,
): Promise<readonly CredentialFacts[]> {
    const { GetAccessKeyLastUsedCommand, GetLoginProfileCommand, ListAccessKeysCommand } =
        await import("@aws-sdk/client-iam");
    const [login, { AccessKeyMetadata: keys = [] }] = await Promise.all([
        client.send(new GetLoginProfileCommand({ UserName: user })).catch(noneAt("NoSuchEntity")),
        client.send(new ListAccessKeysCommand({ UserName: user })),
    ]);
    const active = keys.filter(({ Status }) => Status === "Active");
    const ofKeys = active.map(async ({ AccessKeyId = "", CreateDate }) => {
        const { AccessKeyLastUsed } = await client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }));
        const then = AccessKeyLastUsed?.LastUsedDate ?? CreateDate!;
        return { user, what: `key …${AccessKeyId.slice(-4)}`, days: days(then) };
    });
    // A password that was changed after its last use counts from the change.
    const latest = (a: Date, b: Date | undefined): Date => (b === undefined || a > b ? a : b);
    const profile = login?.LoginProfile;
    return [
        ...(profile === undefined ? [] : [{ user, what: "password", days: days(latest(profile.CreateDate!, used)) }]),
        ...(await Promise.all(ofKeys)),
    ];
}
