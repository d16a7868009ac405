import type { UserCredentials } from "../../aws/user-credentials";
import type { ManagementConfig } from "../../config";
import { type Fault, formatPath } from "../../config/faults";
import { isNamed, knownUsers, type KnownUser } from "../shared/known-users";
import type { OwnStack } from "../shared/own-stack";

type UserConfig = ManagementConfig["admins"][number];
type People = Pick<ManagementConfig, "admins" | "breakGlass">;

/** A user of the management account as the last run of its stack left it. */
export type KnownAdmin = Pick<KnownUser, "name" | "map" | "password">;

/** Ways to sign in other than the users of the config, before and after this run. */
export interface OtherWaysIn {
    /** The bootstrap user has a key or a password. */
    readonly bootstrap: boolean;
    /** Admins have Identity Center after this run. */
    readonly center: boolean;
    /** They have it now. */
    readonly centerBefore: boolean;
}

/** The users that the management account's IAM has by the state. */
export function knownAdmins({ resources }: Pick<OwnStack, "resources">): readonly KnownAdmin[] {
    return knownUsers(resources).filter(({ inIam }) => inIam);
}

/** Users whose credentials must be known to judge the run; none where the run deletes no user. */
export function usersAtStake(
    config: People,
    known: readonly KnownAdmin[],
    { center, centerBefore }: Pick<OtherWaysIn, "center" | "centerBefore">,
): readonly string[] {
    const losesOne = known.some((user) => {
        const kept = kindOf(config, user).find((each) => isOf(each, user));
        return kept === undefined || losesPassword(kept, user);
    });
    if (!losesOne && !(centerBefore && !center)) return [];
    const all = [...config.admins, ...config.breakGlass].map((user) => knownAs(user, known)?.name ?? user.name);
    return [...new Set([...known.map(({ name }) => name), ...all])];
}

/**
 * No run deletes the last admin who can sign in: afterwards an admin has credentials, or Identity Center is used, or the bootstrap user has
 * credentials. Users for emergencies may replace each other, but do not count as admins.
 */
export function replacedAdminFaults(
    config: People,
    known: readonly KnownAdmin[],
    credentials: ReadonlyMap<string, UserCredentials>,
    { bootstrap, center, centerBefore }: OtherWaysIn,
): readonly Fault[] {
    const comesIn = (user: UserConfig): boolean => comesInAfter(user, knownAs(user, known), credentials);
    if (bootstrap || center || config.admins.some(comesIn)) return [];
    const gone = known.filter((user) => {
        const kept = kindOf(config, user).find((each) => isOf(each, user));
        // An admin may be about to get a first password. A user for emergencies counts only with credentials.
        if (kept === undefined) return isAdmin(user) || comesInNow(user, credentials);
        return comesInNow(user, credentials) && !comesIn(kept);
    });
    const isReplaced = !centerBefore && !gone.some(isAdmin) && config.breakGlass.some(comesIn);
    if (isReplaced || (gone.length === 0 && !centerBefore)) return [];
    const names = config.admins.map(({ name }) => name);
    const lost = [...gone.map(({ name }) => name), ...(centerBefore ? ["Identity Center"] : [])].join(", ");
    return [
        {
            severity: "fault",
            path: "admins",
            value: `[${names.join(", ")}]`,
            message: `nobody but the root user could come into the management account after this run: it takes away ${lost}, and ${names.length === 0 ? "names no admin" : `${names.join(", ")} ${names.length === 1 ? "has" : "have"} neither a password that is known nor an access key`}`,
            cure: cureOf(config, known, gone, centerBefore),
        },
    ];
}

/** A former name of the other kind (admin or emergency user): that user would be deleted and a new one created. */
export function otherKindFaults(config: People, known: readonly KnownAdmin[]): readonly Fault[] {
    const kinds = [
        ["admins", "breakGlass", "a user for emergencies"],
        ["breakGlass", "admins", "an admin"],
    ] as const;
    return kinds.flatMap(([map, other, was]) =>
        config[map].flatMap(({ name, formerly }) =>
            known
                .filter((user) => user.map === other && formerly.some((each) => isNamed(each, user.name)))
                .map((user) => ({
                    severity: "fault" as const,
                    path: formatPath([map, name, "formerly"]),
                    value: user.name,
                    message: `is ${was} in this stack: a user cannot get another name and become another kind in one run`,
                    cure: `rename it first where it is, and run pulumi up; then write ${name} under ${map}`,
                })),
        ),
    );
}

function cureOf(
    config: People,
    known: readonly KnownAdmin[],
    gone: readonly KnownAdmin[],
    centerBefore: boolean,
): string {
    const added = config.admins.filter((user) => knownAs(user, known) === undefined);
    const leaving = gone.filter((user) => ![...config.admins, ...config.breakGlass].some((each) => isOf(each, user)));
    const sealed = gone.filter((user) => config.admins.some((each) => isOf(each, user) && losesPassword(each, user)));
    const [before, now] = [leaving[0]?.name, added[0]?.name ?? config.admins[0]?.name];
    const steps = [
        ...(centerBefore ? ["leave identity-center in identity until an admin has signed in as a user"] : []),
        ...sealed.map(({ name }) => `leave the pgpKey of ${name}: without it the password goes that it has sealed`),
        ...(leaving.length === 1 && added.length === 1 && isAdmin(leaving[0]!)
            ? [
                  `if it is the same person: ${now!}: { formerly: ${before!} }${losesPassword(added[0]!, leaving[0]!) ? `, with the pgpKey of ${before!}` : ""}`,
              ]
            : []),
        ...(before === undefined || now === undefined
            ? []
            : [`leave ${before} until ${now} has signed in with a device, then take ${before} out`]),
        `give an admin a first password, by pgpKey or by hand (docs/people.md)`,
    ];
    return steps.join("; ");
}

function isAdmin({ map }: KnownAdmin): boolean {
    return map === "admins";
}

/** The users of the config that are of the same kind. */
function kindOf(config: People, user: KnownAdmin): readonly UserConfig[] {
    return isAdmin(user) ? config.admins : config.breakGlass;
}

function isOf({ name, formerly }: UserConfig, user: Pick<KnownAdmin, "name">): boolean {
    return [name, ...formerly].some((each) => isNamed(each, user.name));
}

function knownAs(user: UserConfig, known: readonly KnownAdmin[]): KnownAdmin | undefined {
    return known.find((each) => isOf(user, each));
}

/** When the key goes, the password that was encrypted with it goes too. */
function losesPassword({ pgpKey }: UserConfig, { password }: KnownAdmin): boolean {
    return pgpKey === undefined && password !== undefined;
}

function comesInNow({ name, password }: KnownAdmin, credentials: ReadonlyMap<string, UserCredentials>): boolean {
    const { hasKey, hasPassword, hasSignedIn } = credentials.get(name) ?? none;
    return hasKey || (hasPassword && (password !== "lost" || hasSignedIn));
}

function comesInAfter(
    user: UserConfig,
    known: KnownAdmin | undefined,
    credentials: ReadonlyMap<string, UserCredentials>,
): boolean {
    const { hasKey, hasPassword } = credentials.get(known?.name ?? user.name) ?? none;
    if (hasKey) return true;
    // A password is created once, for a user who has none.
    if (!hasPassword) return user.pgpKey !== undefined && known?.password === undefined;
    return known === undefined || (comesInNow(known, credentials) && !losesPassword(user, known));
}

const none: UserCredentials = { hasKey: false, hasPassword: false, hasSignedIn: false };
