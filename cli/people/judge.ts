import type { IamUser } from "../../aws/iam-users";
import { shellWord } from "../../config/faults";
import { bootstrapUser } from "../../config/names";
import type { ConfigPerson, PeopleMap, Place } from "./places";

/** An IAM user, or a person of the config without one. */
export interface Listed {
    readonly account: Place["stack"];
    readonly name: string;
    /** The key of the stack file that has the person; null: none. */
    readonly config: PeopleMap | null;
    readonly exists: boolean;
    /** When it was made. All times here are in ISO 8601. */
    readonly made: string | null;
    /** Null: the user has no password. */
    readonly password: { readonly changed: string | null; readonly lastUsed: string | null } | null;
    /** Serial numbers of MFA devices. */
    readonly devices: readonly string[];
    /** Access keys; `age` is in days. */
    readonly keys: readonly {
        readonly isActive: boolean;
        readonly age: number | null;
        readonly lastUsed: string | null;
        readonly service: string | null;
    }[];
    /** Number of active signing certificates. */
    readonly certificates: number;
    readonly sshKeys: number;
    readonly serviceCredentials: readonly string[];
    /** What to look at, as sentences. */
    readonly findings: readonly string[];
}

const day = 86_400_000;

/**
 * Finds out what to look at for a user.
 *
 * @param days from how many days on a key is old, and a key or a password unused
 */
export function judgeUser(
    user: IamUser,
    { stack }: Pick<Place, "stack">,
    person: ConfigPerson | undefined,
    { now, days }: { readonly now: Date; readonly days: number },
): Listed {
    const age = (time: Date): number => Math.floor((now.getTime() - time.getTime()) / day);
    const { password, keys } = user;
    const active = keys.filter(({ isActive }) => isActive);
    const comesIn = password !== undefined || active.length > 0;
    // A password that was changed after its last use counts from the change.
    const passwordAge = Math.min(
        ...[password?.lastUsed, password?.changed ?? user.made].flatMap((time) => time ?? []).map(age),
    );
    const findings = [
        ...(person === undefined ? [strangerWords(user.name, stack)] : []),
        ...(comesIn && user.devices.length === 0 ? ["has no MFA device"] : []),
        ...(password !== undefined && passwordAge >= days ? [`the password is unused for ${passwordAge} days`] : []),
        ...active.flatMap(({ made, lastUsed }) => {
            const unused = age(lastUsed ?? made ?? user.made);
            const old = age(made ?? user.made);
            return [
                ...(unused >= days ? [`an access key is unused for ${unused} days`] : []),
                ...(old >= days ? [`an access key is ${old} days old`] : []),
            ];
        }),
        ...keys.filter(({ isActive }) => !isActive).map(() => "an access key is inactive, and can go"),
    ];
    return {
        account: stack,
        name: user.name,
        config: person?.map ?? null,
        exists: true,
        made: user.made.toISOString(),
        password:
            password === undefined
                ? null
                : {
                      changed: password.changed?.toISOString() ?? null,
                      lastUsed: password.lastUsed?.toISOString() ?? null,
                  },
        devices: user.devices,
        keys: keys.map(({ isActive, made, lastUsed, service }) => ({
            isActive,
            age: made === undefined ? null : age(made),
            lastUsed: lastUsed?.toISOString() ?? null,
            service: service ?? null,
        })),
        certificates: user.certificates,
        sshKeys: user.sshKeys,
        serviceCredentials: user.serviceCredentials,
        findings,
    };
}

/** The finding for a user who is not in the config: a former person, the bootstrap user, or one that something else made. */
function strangerWords(name: string, stack: Place["stack"]): string {
    if (name === bootstrapUser) return "is the bootstrap user: ./org bootstrap-user remove, once there are admins";
    return `is not in Pulumi.${stack}.yaml: ./org people leave ${shellWord(name)}, if nobody needs it`;
}
