import type * as pulumi from "@pulumi/pulumi";
import * as aws from "../../components/aws";
import { Assignments } from "../../components/identity-center/assignments";
import type { KnownPeople } from "../../components/identity-center/directory";
import { PermissionSet } from "../../components/identity-center/permission-set";
import { type AccessConfig, permissionSetName } from "../../config";
import type { Fault } from "../../config/faults";
import { defaultsOf } from "../../config/aws-facts";

/** The organization's Identity Center. */
export interface IdentityCenter {
    readonly instanceArn: string;
    readonly identityStoreId: string;
    readonly known: KnownPeople;
}

/** Names of groups and people that are created elsewhere: by the identity provider's sync, or by the other stack. */
export interface SoughtPeople {
    /** Name in the directory, by group. */
    readonly groups: Readonly<Record<string, string>>;
    readonly users: readonly string[];
    /** Whether the identity provider brings them. */
    readonly synced: boolean;
}

/**
 * The instance that the provider's account administers, in the provider's region, with the ids of the groups and users in `sought`; or why
 * the instance or one of them is not found. No API creates an instance.
 */
export async function findIdentityCenter(
    provider: aws.Provider,
    region: string,
    sought: SoughtPeople,
): Promise<IdentityCenter | readonly Fault[]> {
    const { arns, identityStoreIds } = await aws.ssoadmin.getInstances({}, { provider });
    const [instanceArn, identityStoreId] = [arns[0], identityStoreIds[0]];
    if (instanceArn === undefined || identityStoreId === undefined) return [noInstance(region)];
    const faults: Fault[] = [];
    const idsOf = async (
        kind: "groups" | "users",
        names: Readonly<Record<string, string>>,
        find: (name: string) => Promise<string>,
    ): Promise<Readonly<Record<string, string>>> => {
        const found = Object.entries(names).map(async ([key, name]) => {
            try {
                return [[key, await find(name)] as const];
            } catch (error) {
                faults.push(missing(kind, name, error, sought.synced));
                return [];
            }
        });
        return Object.fromEntries((await Promise.all(found)).flat());
    };
    const groups = await idsOf("groups", sought.groups, async (name) => {
        const alternateIdentifier = { uniqueAttribute: { attributePath: "DisplayName", attributeValue: name } };
        const exact = aws.identitystore.getGroup({ identityStoreId, alternateIdentifier }, { provider });
        return exact.then(
            ({ groupId }) => groupId,
            async (error: unknown) => {
                if (!isMissing(error)) throw error;
                const { groups: all } = await aws.identitystore.getGroups({ identityStoreId }, { provider });
                return otherSpelling(all, ({ displayName }) => displayName, name, error).groupId;
            },
        );
    });
    const users = await idsOf("users", Object.fromEntries(sought.users.map((name) => [name, name])), async (name) => {
        const alternateIdentifier = { uniqueAttribute: { attributePath: "UserName", attributeValue: name } };
        const exact = aws.identitystore.getUser({ identityStoreId, alternateIdentifier }, { provider });
        return exact.then(
            ({ userId }) => userId,
            async (error: unknown) => {
                if (!isMissing(error)) throw error;
                const { users: all } = await aws.identitystore.getUsers({ identityStoreId }, { provider });
                return otherSpelling(all, ({ userName }) => userName, name, error).userId;
            },
        );
    });
    return faults.length > 0 ? faults : { instanceArn, identityStoreId, known: { groups, users } };
}

/** Names are compared without case: returns the one that differs only in case. Throws the error if there is none. */
function otherSpelling<Thing>(
    all: readonly Thing[] | undefined,
    nameOf: (thing: Thing) => string,
    name: string,
    error: unknown,
): Thing {
    // For an empty directory the provider returns no list, whatever its types say.
    const found = all?.find((each) => nameOf(each).toLowerCase() === name.toLowerCase());
    if (found === undefined) throw error;
    return found;
}

function isMissing(error: unknown): boolean {
    return wordsOf(error).includes("ResourceNotFoundException");
}

function wordsOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}

function noInstance(region: string): Fault {
    return {
        severity: "fault",
        path: "identity",
        value: "identity-center",
        message: `this account sees no Identity Center in ${region}: it is not switched on there, or is not delegated to the security account`,
        cure: `in the console of the management account, region ${region}: IAM Identity Center → Enable; and in Pulumi.management.yaml: delegatedAdministrators: { security: [sso.amazonaws.com] }`,
    };
}

function missing(kind: "groups" | "users", name: string, error: unknown, synced: boolean): Fault {
    const fault = {
        severity: "fault",
        path: kind === "users" ? "users" : synced ? "identityCenter.synced" : "groups",
        value: name,
    } as const;
    if (!isMissing(error)) {
        const words = wordsOf(error);
        return { ...fault, message: `Identity Center does not respond: ${words.trim()}`, cure: "see AWS's words" };
    }
    if (kind === "users") {
        return {
            ...fault,
            message: `Identity Center has no user ${name}, whom the management stack makes, for this is an admin`,
            cure: "run `pulumi up --stack management` again, now that Identity Center is on",
        };
    }
    return synced
        ? {
              ...fault,
              message: `Identity Center has no group ${name}: the identity provider has not brought it`,
              cure: "make the group in the identity provider, let it sync, and run this again",
          }
        : {
              ...fault,
              message: `Identity Center has no group ${name}, which the security stack makes`,
              cure: "run `pulumi up --stack security`, and then this again",
          };
}

/** A role of `access` as Identity Center has it: a permission set, assigned to its groups in these accounts of one stack. */
export function buildPermissionSet(
    instanceArn: string,
    { role, description, session, managedPolicies, inline, boundary }: AccessConfig,
    groups: readonly {
        readonly name: string;
        readonly formerly: readonly string[];
        readonly id: pulumi.Input<string>;
    }[],
    accounts: readonly { readonly key: string; readonly formerly: readonly string[]; readonly id: string }[],
    opts: pulumi.ComponentResourceOptions,
): void {
    // The admins' set is `permission-set-admins` in the management stack (layers/management/identity-center).
    const isTaken = role === "admins" && accounts.some(({ key }) => key === "management");
    const suffix = isTaken ? `:${role}` : `-${role}`;
    const set = new PermissionSet(
        `permission-set${suffix}`,
        {
            instanceArn,
            setName: permissionSetName(role, accounts[0]?.key ?? ""),
            description,
            session,
            kept: description === defaultsOf(role).description ? ["description"] : [],
            managedPolicies,
            ...(inline === undefined ? {} : { inline: { ...inline } }),
            ...(boundary === undefined ? {} : { boundary }),
        },
        opts,
    );
    const assignments = groups.flatMap(({ name, formerly, id: groupId }) =>
        accounts.map((account) => ({
            group: [name, ...formerly] as [string, ...string[]],
            account: [account.key, ...account.formerly] as [string, ...string[]],
            groupId,
            accountId: account.id,
        })),
    );
    // After the whole set, so that it is not provisioned while it still changes, and is unassigned before its policies are deleted.
    new Assignments(
        `assignments${suffix}`,
        { instanceArn, permissionSetArn: set.setArn, assignments },
        { ...opts, dependsOn: set },
    );
}
