/** People of the management account: its admins, the bootstrap user, the root user. */
import type { IAMClient } from "@aws-sdk/client-iam";
import { isAwsError } from "../../../aws/error-codes";
import { bootstrapUser as bootstrapName } from "../../../config/names";
import { bounded } from "../../../aws/bounded";
import { check } from "../check";
import { fault, notYet, ok, skipped, warning, type Finding } from "../line";
import type { DoctorContext } from "../context";

// CIS AWS Foundations: access keys should be rotated every 90 days.
const oldKey = 90;

/** A user of the config, as IAM has it. */
export interface UserFacts {
    readonly name: string;
    readonly exists: boolean;
    readonly devices: number;
    readonly hasPassword: boolean;
    /** Active access keys: the last four characters, and the age in days. */
    readonly keys: readonly { readonly end: string; readonly days: number }[];
}

export interface AdminsFacts {
    readonly users: readonly UserFacts[];
    /** False: admins use IAM Identity Center only. */
    readonly areUsers: boolean;
    /** The command that creates missing users. */
    readonly firstRun: string;
}

const userActions = ["iam:GetUser", "iam:ListMFADevices", "iam:GetLoginProfile", "iam:ListAccessKeys"];

export const admins = check<AdminsFacts>(
    {
        id: "admins",
        group: "people",
        proves: "every admin and break-glass user of the config exists, has an MFA device and a password, and no access key older than 90 days",
        cure: "`pulumi up --stack management`; sign in and add the device; rotate the key",
        asks: userActions,
    },
    async (context) => {
        const config = context.config();
        await context.managementCaller();
        const areUsers = config.identity.includes("users");
        const names = [
            ...(areUsers ? config.admins.map(({ name }) => name) : []),
            ...config.breakGlass.map(({ name }) => name),
        ];
        return { users: await usersOf(context, names), areUsers, firstRun: await context.firstRun() };
    },
    judgeAdmins,
);

export function judgeAdmins({ users, areUsers, firstRun }: AdminsFacts): readonly Finding[] {
    if (users.length === 0)
        return [areUsers ? skipped("the config names no admin") : skipped("admins come by Identity Center")];
    return users.map(({ name, exists, devices, hasPassword, keys }) => {
        if (!exists) return notYet(`there is no user ${name}`, firstRun);
        if (devices === 0)
            return warning(
                `${name} has no MFA device${hasPassword ? "" : " and no password"}, and so can administer nothing`,
                hasPassword
                    ? `${name} signs in and adds one: My security credentials`
                    : "set a first password (docs/people.md, Without a PGP key)",
                name,
            );
        const old = keys.filter(({ days }) => days > oldKey);
        if (old.length > 0)
            return warning(
                `${name} has an access key that is ${Math.max(...old.map(({ days }) => days))} days old (…${old[0]!.end})`,
                "make a new one, then deactivate and delete the old one",
                name,
            );
        const key =
            keys.length === 0 ? "no access key" : `access key ${keys.map(({ days }) => `${days} d old`).join(", ")}`;
        return ok(`${name}: MFA, ${hasPassword ? "password" : "no password"}, ${key}`, name);
    });
}

export interface BootstrapFacts {
    readonly user: UserFacts;
    readonly adminsWithMfa: readonly string[];
}

export const bootstrapUser = check<BootstrapFacts>(
    {
        id: "bootstrap-user",
        group: "people",
        proves: `the temporary administrator ${bootstrapName} is gone once an admin has MFA`,
        cure: "`org bootstrap-user remove`",
        asks: userActions,
    },
    async (context) => {
        await context.managementCaller();
        const names = context.configIfGood()?.admins.map(({ name }) => name) ?? [];
        const [user, ...others] = await usersOf(context, [bootstrapName, ...names]);
        return { user: user!, adminsWithMfa: others.filter(({ devices }) => devices > 0).map(({ name }) => name) };
    },
    judgeBootstrap,
);

export function judgeBootstrap({ user, adminsWithMfa }: BootstrapFacts): readonly Finding[] {
    if (!user.exists) return [ok(`${user.name} is gone`)];
    if (adminsWithMfa.length === 0) return [ok(`${user.name} is there, and needed until an admin has MFA`)];
    return [
        warning(
            `${user.name} is still there, though ${adminsWithMfa[0]!} has MFA${user.keys.length > 0 ? "; it has access keys" : ""}`,
            "./org bootstrap-user remove",
            user.name,
        ),
    ];
}

export interface RootFacts {
    readonly mfa: boolean;
    readonly keys: number;
}

export const rootUser = check<RootFacts>(
    {
        id: "root-user",
        group: "people",
        proves: "the management account's root user has MFA and no access keys",
        cure: "sign in as the root user: Security credentials",
        asks: ["iam:GetAccountSummary"],
    },
    async (context) => {
        await context.managementCaller();
        const { GetAccountSummaryCommand, IAMClient: Client } = await import("@aws-sdk/client-iam");
        const { SummaryMap: map = {} } = await context.client(Client).send(new GetAccountSummaryCommand({}));
        return { mfa: map.AccountMFAEnabled === 1, keys: map.AccountAccessKeysPresent ?? 0 };
    },
    judgeRootUser,
);

export function judgeRootUser({ mfa, keys }: RootFacts): readonly Finding[] {
    const findings: Finding[] = [];
    if (!mfa)
        findings.push(
            fault(
                "the root user of the management account has no MFA device",
                "sign in as the root user: Security credentials → MFA",
            ),
        );
    if (keys > 0)
        findings.push(
            fault(
                "the root user of the management account has access keys",
                "sign in as the root user: Security credentials → delete them; nothing needs them",
                keys,
            ),
        );
    return findings.length > 0 ? findings : [ok("the root user has MFA and no access keys")];
}

async function usersOf(context: DoctorContext, names: readonly string[]): Promise<readonly UserFacts[]> {
    const { IAMClient: Client } = await import("@aws-sdk/client-iam");
    const client = await context.once("iam", () => Promise.resolve(context.client(Client)));
    return bounded(names, 4, (name) => context.once(`user ${name}`, () => userOf(client, name, context.now)));
}

async function userOf(client: IAMClient, name: string, now: Date): Promise<UserFacts> {
    const { GetLoginProfileCommand, GetUserCommand, ListAccessKeysCommand, ListMFADevicesCommand } =
        await import("@aws-sdk/client-iam");
    const input = { UserName: name };
    const orNone = (error: unknown): undefined => {
        if (isAwsError(error, "NoSuchEntity")) return undefined;
        throw error;
    };
    if ((await client.send(new GetUserCommand(input)).catch(orNone)) === undefined)
        return { name, exists: false, devices: 0, hasPassword: false, keys: [] };
    const [devices, profile, keys] = await Promise.all([
        client.send(new ListMFADevicesCommand(input)),
        client.send(new GetLoginProfileCommand(input)).catch(orNone),
        client.send(new ListAccessKeysCommand(input)),
    ]);
    return {
        name,
        exists: true,
        devices: devices.MFADevices?.length ?? 0,
        hasPassword: profile !== undefined,
        keys: (keys.AccessKeyMetadata ?? [])
            .filter(({ Status }) => Status === "Active")
            .map(({ AccessKeyId = "", CreateDate = now }) => ({
                end: AccessKeyId.slice(-4),
                days: Math.floor((now.getTime() - CreateDate.getTime()) / 86_400_000),
            })),
    };
}
