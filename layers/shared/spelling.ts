import type { ClientOptions } from "../../aws/clients";
import { namedList } from "../../aws/named";
import { spellings, type OwnNames, type SpelledType } from "../../aws/spelling";
import type { AccessConfig } from "../../config";
import { type Fault, formatPath } from "../../config/faults";
import type { OwnStack } from "./own-stack";
import { unlessDenied } from "./unless-denied";

/** Names of people's users and groups in an account, in IAM's spelling. */
export interface PeopleNames {
    readonly user: (name: string) => string;
    readonly group: (name: string) => string;
}

/** For when nothing is known about AWS. */
export const asWritten: PeopleNames = { user: (name) => name, group: (name) => name };

/**
 * IAM's spelling of these users and groups, whatever their case in the config: another spelling would be a second user or group, which IAM
 * refuses.
 */
export async function peopleNames(
    wanted: { readonly users: readonly string[]; readonly groups: readonly string[] },
    options: ClientOptions,
    own: OwnStack,
): Promise<PeopleNames> {
    const [user, group] = await Promise.all([
        spellings("aws:iam/user:User", wanted.users, ownNames(own), listing(options)),
        spellings("aws:iam/group:Group", wanted.groups, ownNames(own), listing(options)),
    ]);
    return { user, group };
}

/** A role that a stack creates. */
export interface RoleMade {
    readonly name: string;
    /** Where the config has its name, or what the name comes from. */
    readonly path: string;
    /** Whether the config cannot spell it differently. */
    readonly fixed?: true;
}

/** Roles of `access`, and CI's, as a stack creates them. */
export function rolesMade(access: readonly Pick<AccessConfig, "role">[], ci: readonly string[]): readonly RoleMade[] {
    return [
        ...access.map(({ role }) => ({ name: role, path: `access.${role}` })),
        ...ci.map((name) => ({ name, path: "ci", fixed: true as const })),
    ];
}

/** Roles that IAM has in another spelling. Their ARNs in other accounts have the config's, and IAM cannot rename a role. */
export async function roleFaults(
    account: string,
    roles: readonly RoleMade[],
    options: ClientOptions,
    own: OwnStack,
): Promise<readonly Fault[]> {
    const names = roles.map(({ name }) => name);
    const spelling = await spellings("aws:iam/role:Role", names, ownNames(own), listing(options));
    return roles
        .filter(({ name }) => spelling(name) !== name)
        .map(({ name, path, fixed }) => {
            const there = spelling(name);
            return {
                severity: "fault",
                path,
                value: name,
                message: `account ${account} has the role ${there}: IAM takes the two for one, and cannot rename a role`,
                cure:
                    fixed === true
                        ? `delete that role, if nobody needs it; this program makes ${name}`
                        : `write it so in Pulumi.management.yaml, ${path}: ${there}; or delete that role first, if nobody needs it`,
            };
        });
}

/**
 * Users and groups whose new name belongs to another one at AWS: either the rename would fail halfway, or the other one would be imported
 * and the renamed one deleted, with its devices, keys and memberships.
 */
export async function renameFaults(
    map: "admins" | "breakGlass" | "users" | "groups",
    things: readonly { readonly name: string; readonly formerly: readonly string[] }[],
    options: ClientOptions,
    own: OwnStack,
): Promise<readonly Fault[]> {
    const type = map === "groups" ? "aws:iam/group:Group" : "aws:iam/user:User";
    const known = new Set(ownNames(own)(type).map((name) => name.toLowerCase()));
    const renamed = things.filter(
        ({ name, formerly }) =>
            !known.has(name.toLowerCase()) && formerly.some((each) => known.has(each.toLowerCase())),
    );
    if (renamed.length === 0) return [];
    const atAws = await listing(options)(type);
    const thing = words[type];
    return renamed.flatMap(({ name, formerly }) => {
        const there = atAws.find((each) => each.toLowerCase() === name.toLowerCase());
        const before = formerly.find((each) => known.has(each.toLowerCase()));
        if (there === undefined) return [];
        return [
            {
                severity: "fault" as const,
                path: formatPath([map, name, "formerly"]),
                value: before!,
                message: `${before!} is to be renamed, and IAM has another ${thing} ${there} already`,
                cure: `give ${before!} a name that is free; or delete or rename the other one first`,
            },
        ];
    });
}

const words: Readonly<Record<SpelledType, string>> = {
    "aws:iam/group:Group": "group",
    "aws:iam/role:Role": "role",
    "aws:iam/user:User": "user",
};

/** Names in IAM; none if they may not be listed, and then AWS reports the problem later. */
function listing(options: ClientOptions): (type: SpelledType) => Promise<readonly string[]> {
    return async (type) => (await unlessDenied(`which ${words[type]}s IAM has`, namedList(type, options))) ?? [];
}

function ownNames({ resources }: OwnStack): OwnNames {
    return (type) => resources.flatMap((each) => (each.type === type ? [String(each.outputs["name"])] : []));
}
