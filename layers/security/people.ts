import * as pulumi from "@pulumi/pulumi";
import type { ManagementOutputs, SecurityConfig } from "../../config";
import { formatPath } from "../../config/faults";
import { assumeRolesManaged, PeopleGroup, peopleGroupPolicies } from "../../components/identity/people-group";
import { Person } from "../../components/identity/person";
import type { MemberAccount } from "../shared/account-entry";
import type { LayerOutputs } from "../shared/layer-outputs";
import { formerName } from "../shared/former-names";
import type { GroupMade } from "../shared/group-policies";
import type { PeopleNames } from "../shared/spelling";
import { roleArn, roleOutput, type RoleOutput } from "../shared/roles";

/** Registers users and groups of the security account, if people are IAM users. Returns who may assume which role. */
export function buildPeople(
    config: SecurityConfig,
    management: ManagementOutputs,
    account: MemberAccount,
    names: PeopleNames,
    opts: pulumi.ComponentResourceOptions,
): LayerOutputs {
    const people = management.identity.includes("users") ? buildUsers(config, management, account, names, opts) : {};
    const formerGroups = Object.fromEntries(
        config.groups.flatMap(({ name, formerly }) => (formerly.length === 0 ? [] : [[name, formerly]])),
    );
    return {
        groups: groupOutputs(config),
        formerGroups,
        directoryGroups: Object.fromEntries(config.groups.map(({ name, directoryName }) => [name, directoryName])),
        profiles: profileOutputs(management),
        encryptedPasswords: people,
    };
}

function buildUsers(
    config: SecurityConfig,
    management: ManagementOutputs,
    account: MemberAccount,
    names: PeopleNames,
    opts: pulumi.ComponentResourceOptions,
): Readonly<Record<string, pulumi.Output<string>>> {
    const groups = Object.fromEntries(
        config.groups.map(({ name, roles, formerly }) => [
            name,
            new PeopleGroup(
                groupComponent(names.group(name)),
                { groupName: names.group(name), ...granted(roles, management, account) },
                pulumi.mergeOptions(opts, formerName(groupComponent, formerly.map(names.group))),
            ),
        ]),
    );
    const passwords: Record<string, pulumi.Output<string>> = {};
    for (const user of config.users) {
        const person = new Person(
            userComponent(names.user(user.name)),
            {
                userName: names.user(user.name),
                groups: user.groups.map((group) => groups[group]!.groupName),
                ...(user.pgpKey === undefined ? {} : { pgpKey: user.pgpKey }),
            },
            pulumi.mergeOptions(opts, formerName(userComponent, user.formerly.map(names.user))),
        );
        if (person.encryptedPassword !== undefined) passwords[user.name] = person.encryptedPassword;
    }
    return passwords;
}

/** The groups of the security account, each with its own policies. */
export function groupsMade(
    config: Pick<SecurityConfig, "groups">,
    management: ManagementOutputs,
    account: Pick<MemberAccount, "id">,
    names: PeopleNames,
): readonly GroupMade[] {
    return config.groups.map(({ name, roles }) => {
        const [groupName, args] = [names.group(name), granted(roles, management, account)];
        return {
            path: formatPath(["groups", name]),
            name: groupName,
            policies: peopleGroupPolicies(args),
            managed: assumeRolesManaged({ groupName, ...args }),
        };
    });
}

/** What the policies of a group with these roles are made from. */
function granted(
    roles: readonly string[],
    management: ManagementOutputs,
    { id: accountId }: Pick<MemberAccount, "id">,
): Parameters<typeof peopleGroupPolicies>[0] {
    return { accountId, partition: management.partition, roleArns: assumable(roles, management) };
}

function groupComponent(name: string): string {
    return `group-${name}`;
}

function userComponent(name: string): string {
    return `user-${name}`;
}

/** ARNs of exactly those roles that `access` gives them, in every account. */
export function assumable(roles: readonly string[], management: ManagementOutputs): readonly string[] {
    return management.access
        .filter(({ role, principals }) => principals === undefined && roles.includes(role))
        .flatMap(({ role, accounts }) => accounts.map((key) => roleArn(role, key, management)));
}

function groupOutputs(config: SecurityConfig): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries(config.groups.map(({ name, roles }) => [name, roles]));
}

/** For each account its id and the roles that people may assume there; `org profiles` is made from it. */
export function profileOutputs(
    management: ManagementOutputs,
): Readonly<Record<string, { readonly id: string; readonly roles: Readonly<Record<string, RoleOutput>> }>> {
    const people = management.access.filter(({ principals }) => principals === undefined);
    const rolesIn = (key: string): Record<string, RoleOutput> =>
        Object.fromEntries(
            people
                .filter(({ accounts }) => accounts.includes(key))
                .map((role) => [role.role, roleOutput(role, key, management)]),
        );
    const members = Object.entries(management.accounts).flatMap(([key, { id, state }]) =>
        id === null || state === "closed" ? [] : [[key, { id, roles: rolesIn(key) }] as const],
    );
    const { id } = management.management;
    return Object.fromEntries([["management", { id, roles: rolesIn("management") }], ...members]);
}
