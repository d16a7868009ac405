import type { ClientOptions } from "../../aws/clients";
import { spellings, type OwnNames } from "../../aws/spelling";
import type { AccessConfig } from "../../config";
import type { Fault } from "../../config/faults";
import type { OwnStack } from "./own-stack";

/** Names of people's users and groups in an account, as IAM spells them. */
export interface PeopleNames {
    readonly user: (name: string) => string;
    readonly group: (name: string) => string;
}

/** For where nothing is known of AWS. */
export const asWritten: PeopleNames = { user: (name) => name, group: (name) => name };

/** How IAM spells these users and groups, whatever their letter case in the config: another spelling would be a second one, which it refuses. */
export async function peopleNames(
    wanted: { readonly users: readonly string[]; readonly groups: readonly string[] },
    options: ClientOptions,
    own: OwnStack,
): Promise<PeopleNames> {
    const [user, group] = await Promise.all([
        spellings("aws:iam/user:User", wanted.users, ownNames(own), options),
        spellings("aws:iam/group:Group", wanted.groups, ownNames(own), options),
    ]);
    return { user, group };
}

/** Roles that IAM has in another spelling. Their ARNs are written with the config's in other accounts, and IAM cannot rename a role. */
export async function roleFaults(
    account: string,
    access: readonly Pick<AccessConfig, "role">[],
    options: ClientOptions,
    own: OwnStack,
): Promise<readonly Fault[]> {
    const roles = access.map(({ role }) => role);
    const spelt = await spellings("aws:iam/role:Role", roles, ownNames(own), options);
    return roles
        .filter((role) => spelt(role) !== role)
        .map((role) => ({
            severity: "fault",
            path: `access.${role}`,
            value: role,
            message: `account ${account} has the role ${spelt(role)}: IAM takes the two for one, and cannot rename a role`,
            cure: `write it so in access of Pulumi.management.yaml: ${spelt(role)}; or delete that role first, if nobody needs it`,
        }));
}

function ownNames({ resources }: OwnStack): OwnNames {
    return (type) => resources.flatMap((each) => (each.type === type ? [String(each.outputs["name"])] : []));
}
