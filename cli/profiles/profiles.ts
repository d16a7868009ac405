import { permissionSetName } from "../../config";
import { profileNames } from "../../config/names";
import type { KnownAccount, KnownOrganization } from "./organization";
import { checkNames } from "./names";

/** How to sign in with IAM Identity Center. */
export interface SsoSession {
    readonly startUrl: string;
    readonly region: string;
}

/** Options of the person at this machine. */
export interface ProfileSettings {
    readonly sso?: SsoSession;
    /** ARNs of virtual MFA devices, or serial numbers of hardware ones. */
    readonly mfaSerials: readonly string[];
    /** The device of the bootstrap user, who is in the same account as the person's own user. */
    readonly bootstrapSerial?: string;
    /** `role_session_name`, which CloudTrail shows. */
    readonly sessionName?: string;
    /** Given: each role gets a second profile, whose `credential_process` runs `org` by this command. */
    readonly sessions?: string;
}

/** A profile, and the account and role that it must reach. */
export interface Profile {
    readonly name: string;
    /** `user`: a user's own keys; `sso`: IAM Identity Center; `session`: what `org mfa` returns for another profile. */
    readonly kind: "user" | "role" | "sso" | "session";
    /** What the profile is, in words. */
    readonly meaning: string;
    readonly settings: Readonly<Record<string, string>>;
    readonly account: { readonly key: string; readonly id: string };
    /** Name of the role; absent for a user's own keys. */
    readonly role?: string;
    /** `source_profile`: the profile whose credentials assume the role. */
    readonly source?: string;
    /** Whether reaching it needs MFA. */
    readonly mfa: boolean;
}

/**
 * Keys that a role's profile may have. Each render replaces all of them, so that a change to or from IAM Identity Center leaves nothing of
 * the old kind.
 */
const roleKeys: readonly string[] = [
    "region",
    "role_arn",
    "source_profile",
    "mfa_serial",
    "role_session_name",
    "duration_seconds",
    "sso_session",
    "sso_account_id",
    "sso_role_name",
];

/** Keys that each render replaces in a section of this kind; all others are the person's. */
export const ownKeys: Readonly<Record<Profile["kind"] | "sso-session", readonly string[]>> = {
    user: ["region", "mfa_serial"],
    role: roleKeys,
    sso: roleKeys,
    session: ["region", "credential_process"],
    "sso-session": ["sso_start_url", "sso_region", "sso_registration_scopes"],
};

const hour = 3600;

/**
 * The profiles of an organization, in the order in which a person needs them.
 *
 * @throws CliError where two would have the same name
 */
export function profilesOf(organization: KnownOrganization, settings: ProfileSettings): readonly Profile[] {
    const own = [...ownUsers(organization, settings), rootOaar(organization, settings)];
    const members = organization.accounts.map((account) => memberOaar(organization, settings, account));
    const roles = organization.accounts.concat(managementAccount(organization)).flatMap((account) =>
        organization.access
            // Roles with `principals` are for machines and third parties, which need no profile.
            .filter(({ accounts, principals }) => principals === undefined && accounts.includes(account.key))
            .flatMap((access) => accessProfile(organization, settings, account, access)),
    );
    const profiles = [...own, ...members, ...roles];
    const all = profiles.flatMap((profile) => [profile, ...sessionProfile(profile, settings, organization)]);
    checkNames(all);
    return all;
}

function managementAccount({ management }: KnownOrganization): KnownAccount {
    return { key: "management", ...management };
}

function ownUsers(
    organization: KnownOrganization,
    { mfaSerials, bootstrapSerial }: ProfileSettings,
): readonly Profile[] {
    const { short, region, identity, accounts } = organization;
    // With the device in the profile that has the keys, aws-vault asks for one code; with it only in the roles' profiles, for one each.
    const user = (
        name: string,
        meaning: string,
        { key, id }: KnownAccount,
        serial: string | undefined = deviceOf(id, mfaSerials),
    ): Profile => ({
        name,
        kind: "user",
        meaning,
        settings: { ...(serial ? { mfa_serial: serial } : {}), region },
        account: { key, id },
        mfa: false,
    });
    const management = managementAccount(organization);
    const security = accounts.find(({ key }) => key === "security");
    return [
        user(profileNames.bootstrap(short), "the bootstrap user", management, bootstrapSerial ?? ""),
        user(profileNames.management(short), "your own user in the management account", management),
        ...(identity.includes("users") && security !== undefined
            ? [user(profileNames.security(short), "your own user in the security account", security)]
            : []),
    ];
}

function rootOaar(organization: KnownOrganization, settings: ProfileSettings): Profile {
    const { short } = organization;
    const account = managementAccount(organization);
    const name = profileNames.rootOaar(short);
    const meaning = "the organization's administrators";
    if (settings.sso !== undefined) return ssoProfile(name, meaning, account, account.roleName, organization);
    const source = profileNames.management(short);
    return roleProfile({ name, meaning, account, role: account.roleName, source, mfa: true }, organization, settings, {
        mfaOf: account.id,
    });
}

function memberOaar(organization: KnownOrganization, settings: ProfileSettings, account: KnownAccount): Profile {
    const { short } = organization;
    const name = profileNames.oaar(short, account.key);
    const meaning = `the administrators in account ${account.key}`;
    const source = profileNames.rootOaar(short);
    // The MFA comes with the source profile; with IAM Identity Center it is part of the sign-in.
    const mfa = settings.sso === undefined;
    return roleProfile({ name, meaning, account, role: account.roleName, source, mfa }, organization, settings, {});
}

function accessProfile(
    organization: KnownOrganization,
    settings: ProfileSettings,
    account: KnownAccount,
    { role, mfa, session }: KnownOrganization["access"][number],
): readonly Profile[] {
    const { short, identity, accounts } = organization;
    const name = profileNames.role(short, account.key, role);
    const meaning = `role ${role} in account ${account.key}`;
    if (settings.sso !== undefined)
        return [ssoProfile(name, meaning, account, permissionSetName(role, account.key), organization)];
    const security = accounts.find(({ key }) => key === "security");
    if (!identity.includes("users") || security === undefined) return [];
    const source = profileNames.security(short);
    const how = { mfaOf: mfa ? security.id : undefined, seconds: session > hour ? session : undefined };
    return [roleProfile({ name, meaning, account, role, source, mfa }, organization, settings, how)];
}

function roleProfile(
    profile: Pick<Profile, "name" | "meaning" | "mfa"> & {
        readonly account: KnownAccount;
        readonly role: string;
        readonly source: string;
    },
    { partition, region }: KnownOrganization,
    { mfaSerials, sessionName }: ProfileSettings,
    { mfaOf, seconds }: { readonly mfaOf?: string | undefined; readonly seconds?: number | undefined },
): Profile {
    const { account, role, source } = profile;
    const serial = mfaOf === undefined ? undefined : deviceOf(mfaOf, mfaSerials);
    return {
        ...profile,
        kind: "role",
        account: { key: account.key, id: account.id },
        settings: {
            role_arn: `arn:${partition}:iam::${account.id}:role/${role}`,
            source_profile: source,
            ...(serial === undefined ? {} : { mfa_serial: serial }),
            ...(sessionName === undefined ? {} : { role_session_name: sessionName }),
            ...(seconds === undefined ? {} : { duration_seconds: String(seconds) }),
            region,
        },
    };
}

function ssoProfile(
    name: string,
    meaning: string,
    { key, id }: KnownAccount,
    role: string,
    { short, region }: KnownOrganization,
): Profile {
    return {
        name,
        kind: "sso",
        meaning,
        settings: { sso_session: short, sso_account_id: id, sso_role_name: role, region },
        account: { key, id },
        role,
        mfa: false,
    };
}

/** The second profile of a role, for programs that cannot ask for a code: `org mfa` gives it a kept session or makes one. */
function sessionProfile(
    profile: Profile,
    { sessions }: ProfileSettings,
    { region }: KnownOrganization,
): readonly Profile[] {
    if (sessions === undefined || profile.kind !== "role" || !profile.mfa) return [];
    return [
        {
            ...profile,
            name: profileNames.session(profile.name),
            kind: "session",
            meaning: `the sessions of ${profile.name}`,
            settings: { credential_process: `${sessions} mfa --profile ${profile.name} --credential-process`, region },
        },
    ];
}

/** The device of a user in this account. A hardware device's serial number does not show whose it is, so it is taken if no ARN matches. */
export function deviceOf(accountId: string, serials: readonly string[]): string | undefined {
    return (
        serials.find((serial) => serial.split(":")[4] === accountId) ??
        serials.find((serial) => !serial.startsWith("arn:"))
    );
}
