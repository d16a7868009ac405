import { bootstrapUserComesIn } from "../../aws/bootstrap-user";
import { awsFault } from "../../aws/faults";
import { userCredentials } from "../../aws/user-credentials";
import * as aws from "../../components/aws";
import { adminGroup, type ManagementConfig } from "../../config";
import { bootstrapUser } from "../../config/names";
import type { Fault } from "../../config/faults";
import type { ManagementCenter } from "./identity-center";
import { knownAdmins, replacedAdminFaults, usersAtStake } from "./replaced-admins";
import type { OwnResource, OwnStack } from "../shared/own-stack";
import type { AwsSnapshot } from "../../aws/snapshot";

/** Who could come into the management account after this run, besides its admins. */
export interface OtherWays {
    /** People in Identity Center's group of admins, where the identity provider fills it; absent where it is not used so. */
    readonly synced?: number;
    readonly bootstrap: boolean;
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
    // The caller need not be asked for.
    if (snapshot.caller.arn.endsWith(`:user/${bootstrapUser}`)) return [];
    const isSynced = config.identityCenter.synced && center !== undefined;
    const [known, centerBefore] = [knownAdmins(own), own.resources.some(isAdminsAssignment)];
    const expected = { center: center !== undefined && (isSynced || config.admins.length > 0), centerBefore };
    const asked = usersAtStake(config, known, expected);
    if (config.admins.length > 0 && asked.length === 0) return [];
    const answers = await Promise.all([
        bootstrapUserComesIn(region),
        ...asked.map(async (name) => [name, await userCredentials({ region }, name)] as const),
    ] as const).catch((error: unknown) => awsFault(error));
    if ("cure" in answers) return [answers];
    const [bootstrap, ...credentials] = answers;
    const synced = isSynced ? await peopleIn(center, provider) : undefined;
    if (config.admins.length === 0)
        return judgeWaysIn(config, { bootstrap, ...(synced === undefined ? {} : { synced }) });
    return replacedAdminFaults(config, known, new Map(credentials), {
        bootstrap,
        center: expected.center && synced !== 0,
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
            cure: "name at least two people: admins: [ada.lovelace, alan.turing]",
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
