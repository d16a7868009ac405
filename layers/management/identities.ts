import * as pulumi from "@pulumi/pulumi";
import type { ManagementConfig } from "../../config";
import { OrganizationAccessRole } from "../../components/access/organization-access-role";
import { AccountBaseline, type AccountBaselineArgs } from "../../components/account/account-baseline";
import { BreakGlass, breakGlassPolicies } from "../../components/identity/break-glass";
import { CiRoles } from "../../components/identity/ci-roles";
import { PeopleGroup, peopleGroupPolicies } from "../../components/identity/people-group";
import { Person } from "../../components/identity/person";
import type { StateBackend } from "../../components/state/state-backend";
import { formerName } from "../shared/former-names";
import type { GroupMade } from "../shared/group-policies";
import type { PeopleNames } from "../shared/spelling";
import type { AwsSnapshot } from "../../aws/snapshot";

// As binbash Leverage has it: an MFA code is valid for an hour, a session for two.
export const adminMfaAge = 3600;
const adminSession = 7200;

export interface ManagementIdentities {
    readonly adminRoleArn: pulumi.Output<string>;
    /** First passwords by user, PGP-encrypted for the person. */
    readonly encryptedPasswords: Readonly<Record<string, pulumi.Output<string>>>;
    readonly ci: {
        readonly previewRoleArn: pulumi.Output<string>;
        readonly deployRoleArn: pulumi.Output<string>;
    } | null;
}

/** What the management account may have that differs from the config. */
export interface AccountSettings extends Pick<AccountBaselineArgs, "alias" | "passwordPolicy"> {
    readonly names: PeopleNames;
    /** Resource options for everything in all governed regions: it waits until the account has opted into them. */
    readonly opted: pulumi.ComponentResourceOptions;
}

/** The identities of the management account: its admins, the one role that they assume, and CI's roles. */
export function buildIdentities(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    state: StateBackend,
    { names, opted, ...baseline }: AccountSettings,
    opts: pulumi.ComponentResourceOptions,
): ManagementIdentities {
    const { partition } = snapshot;
    const { id: accountId, roleName } = config.management;
    const access = new OrganizationAccessRole(
        "access",
        {
            accountId,
            partition,
            roleName,
            admins: config.admins.map((admin) => names.user(admin.name)),
            mfaAge: adminMfaAge,
            maxSession: adminSession,
        },
        opts,
    );
    const group = new PeopleGroup(
        "admins",
        {
            groupName: names.group("admins"),
            ...grantedToAdmins(config, partition),
        },
        opts,
    );
    const people = config.admins.map(
        (admin) =>
            new Person(
                adminComponent(names.user(admin.name)),
                {
                    userName: names.user(admin.name),
                    groups: [group.groupName],
                    ...(admin.pgpKey === undefined ? {} : { pgpKey: admin.pgpKey }),
                },
                pulumi.mergeOptions(opts, formerName(adminComponent, admin.formerly.map(names.user))),
            ),
    );
    const emergency =
        config.breakGlass.length === 0
            ? undefined
            : new BreakGlass(
                  "break-glass",
                  {
                      groupName: names.group("break-glass"),
                      users: config.breakGlass.map(({ name, formerly, pgpKey }) => ({
                          userName: names.user(name),
                          formerNames: formerly.map(names.user),
                          ...(pgpKey === undefined ? {} : { pgpKey }),
                      })),
                      accountId,
                      partition,
                      mfaAge: adminMfaAge,
                  },
                  opts,
              );
    new AccountBaseline("baseline", { ...baseline, regions: config.regions }, opted);
    return {
        adminRoleArn: access.roleArn,
        encryptedPasswords: {
            ...Object.fromEntries(
                people.flatMap((person, index) =>
                    person.encryptedPassword === undefined
                        ? []
                        : [[config.admins[index]!.name, person.encryptedPassword]],
                ),
            ),
            ...Object.fromEntries(
                config.breakGlass.flatMap(({ name }) => {
                    const password = emergency?.encryptedPasswords[names.user(name)];
                    return password === undefined ? [] : [[name, password]];
                }),
            ),
        },
        ci: buildCi(config, snapshot, state, opts),
    };
}

/** The groups of the management account, each with its own policies. */
export function adminGroupsMade(
    config: ManagementConfig,
    { partition }: Pick<AwsSnapshot, "partition">,
    names: PeopleNames,
): readonly GroupMade[] {
    const policies = peopleGroupPolicies(grantedToAdmins(config, partition));
    const admins = { path: "admins", name: names.group("admins"), policies };
    if (config.breakGlass.length === 0) return [admins];
    const emergency = breakGlassPolicies({ accountId: config.management.id, partition, mfaAge: adminMfaAge });
    return [admins, { path: "breakGlass", name: names.group("break-glass"), policies: emergency }];
}

/** What the policies of the admins' group are made from. */
function grantedToAdmins(
    { management: { id: accountId, roleName } }: ManagementConfig,
    partition: string,
): Parameters<typeof peopleGroupPolicies>[0] {
    return { accountId, partition, roleArns: [`arn:${partition}:iam::${accountId}:role/${roleName}`] };
}

function adminComponent(name: string): string {
    return `admin-${name}`;
}

function buildCi(
    config: ManagementConfig,
    { partition, githubAudiences }: AwsSnapshot,
    state: StateBackend,
    opts: pulumi.ComponentResourceOptions,
): ManagementIdentities["ci"] {
    if (config.ci === undefined) return null;
    return new CiRoles(
        "ci",
        {
            ...config.ci,
            partition,
            audiences: githubAudiences,
            accountId: config.management.id,
            prefix: config.company.short,
            stateBucketArn: `arn:${partition}:s3:::${config.state.bucket}`,
            stateKeyArn: state.keyArn,
        },
        opts,
    );
}
