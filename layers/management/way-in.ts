import { awsFault } from "../../aws/faults";
import { userCredentials, type UserCredentials } from "../../aws/user-credentials";
import * as aws from "../../components/aws";
import { adminGroup, type ManagementConfig } from "../../config";
import { bootstrapUser } from "../../config/names";
import type { Fault } from "../../config/faults";
import type { ManagementCenter } from "./identity-center";
import { knownAdmins, replacedAdminFaults, usersAtStake } from "./replaced-admins";
import { isNamed } from "../shared/known-users";
import type { OwnResource, OwnStack } from "../shared/own-stack";
import type { AwsSnapshot } from "../../aws/snapshot";

/** Asks IAM for what a user can come in with. */
type CredentialsOf = (user: string) => Promise<UserCredentials>;

function asksIam(region: string): CredentialsOf {
    return (user) => userCredentials({ region }, user);
}

type People = Pick<ManagementConfig, "admins" | "breakGlass">;

/** Who could come into the management account after this run, besides its admins. */
export interface OtherWays {
    /** People in Identity Center's group of admins, where the identity provider fills it; absent where it is not used so. */
    readonly synced?: number;
    readonly bootstrap: boolean;
}

/** Identity Center as a way in for admins. */
interface CenterAfter {
    /** Whether they have it after the run. */
    readonly isThere: boolean;
    /** People in its group of admins; undefined where this program puts them there. Asked where nothing else decides. */
    readonly synced: () => Promise<number | undefined>;
}

/**
 * The last way in is never taken away: after the run there are admins who can come in, or people in Identity Center who are admins, or the
 * bootstrap user. Users for emergencies do not count. Where the run takes nobody's way in, AWS is not asked.
 */
export async function wayInFaults(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    own: OwnStack,
    center: ManagementCenter | undefined,
    provider: aws.Provider,
    region: string,
): Promise<readonly Fault[]> {
    const isSynced = config.identityCenter.synced && center !== undefined;
    return judgedBy(config, snapshot, own, asksIam(region), {
        isThere: center !== undefined && (isSynced || config.admins.length > 0),
        synced: async () => (isSynced ? peopleIn(center, provider) : undefined),
    });
}

/**
 * Whether somebody could come in after a run without these new users, by the same judgement. Nobody is counted on in a group of admins that the
 * identity provider fills, and whoever cannot be asked about counts as one who cannot come in.
 */
export async function comesInWithout(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    own: OwnStack,
    region: string,
    come: readonly string[],
    credentialsOf = asksIam(region),
): Promise<boolean> {
    const isLeft = ({ name }: { readonly name: string }): boolean => !come.some((each) => isNamed(each, name));
    const [admins, breakGlass] = [config.admins.filter(isLeft), config.breakGlass.filter(isLeft)];
    const { identity, identityCenter } = config;
    const hasCenter = identity.includes("identity-center") && snapshot.organization !== undefined;
    const faults = await judgedBy({ admins, breakGlass }, snapshot, own, credentialsOf, {
        isThere: hasCenter && !identityCenter.synced && admins.length > 0,
        synced: () => Promise.resolve(undefined),
    });
    return faults.length === 0;
}

async function judgedBy(
    config: People,
    snapshot: AwsSnapshot,
    own: OwnStack,
    credentialsOf: CredentialsOf,
    center: CenterAfter,
): Promise<readonly Fault[]> {
    // The caller need not be asked for.
    if (snapshot.caller.arn.endsWith(`:user/${bootstrapUser}`)) return [];
    const [known, centerBefore] = [knownAdmins(own), own.resources.some(isAdminsAssignment)];
    const asked = usersAtStake(config, known, { center: center.isThere, centerBefore });
    if (config.admins.length > 0 && asked.length === 0) return [];
    const answers = await Promise.all([
        credentialsOf(bootstrapUser),
        ...asked.map(async (name) => [name, await credentialsOf(name)] as const),
    ] as const).catch((error: unknown) => awsFault(error));
    if ("cure" in answers) return [answers];
    const [ofBootstrap, ...credentials] = answers;
    const bootstrap = ofBootstrap.hasKey || ofBootstrap.hasPassword;
    const synced = await center.synced();
    if (config.admins.length === 0)
        return judgeWaysIn(config, { bootstrap, ...(synced === undefined ? {} : { synced }) });
    return replacedAdminFaults(config, known, new Map(credentials), {
        bootstrap,
        center: center.isThere && synced !== 0,
        centerBefore,
    });
}

function isAdminsAssignment({ type, urn }: OwnResource): boolean {
    return type === "aws:ssoadmin/accountAssignment:AccountAssignment" && /::assignments-admins[:-]/u.test(urn);
}

export function judgeWaysIn(
    { admins }: Pick<ManagementConfig, "admins">,
    { synced, bootstrap }: OtherWays,
): readonly Fault[] {
    if (admins.length > 0 || bootstrap || (synced ?? 0) > 0) return [];
    const center =
        synced === undefined
            ? "Identity Center brings no admins"
            : `the group ${adminGroup} of Identity Center has nobody in it`;
    return [
        {
            severity: "fault",
            path: "admins",
            value: "[]",
            message: `nobody but the root user could come into the management account after this run: admins names nobody, ${center}, and there is no user ${bootstrapUser} with a key or a password`,
            cure: "name at least two people: admins: [jane.doe, john.roe]",
        },
    ];
}

async function peopleIn({ identityStoreId, known }: ManagementCenter, provider: aws.Provider): Promise<number> {
    const groupId = known.groups[adminGroup]!;
    const found = await aws.identitystore.getGroupMemberships({ identityStoreId, groupId }, { provider });
    // Of a group with nobody in it the provider tells no list, whatever its types say.
    const members = found.groupMemberships as readonly unknown[] | undefined;
    return members?.length ?? 0;
}
