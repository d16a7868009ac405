/** CIS AWS Foundations 7.0, section 2: root user, passwords and policies of the management account. */
import type { UserDetail } from "@aws-sdk/client-iam";
import { isAwsError } from "../../../aws/error-codes";
import { partitionOf } from "../../../config/aws-facts";
import { bootstrapUser } from "../../../config/names";
import { check } from "../check";
import { about } from "../cis";
import type { DoctorContext } from "../context";
import { fault, ok, some, warning, type Finding } from "../line";

const signIn = "sign in as the root user: Security credentials";

interface Summary {
    readonly mfa: boolean;
    readonly keys: number;
}

async function summary(context: DoctorContext): Promise<Summary> {
    await context.organization();
    return context.once("cis account summary", async () => {
        const { GetAccountSummaryCommand, IAMClient } = await import("@aws-sdk/client-iam");
        const { SummaryMap: map = {} } = await context.client(IAMClient).send(new GetAccountSummaryCommand({}));
        return { mfa: map.AccountMFAEnabled === 1, keys: map.AccountAccessKeysPresent ?? 0 };
    });
}

export const rootKeys = check<Summary>(
    about("2.4", {
        proves: "the management account's root user has no access key",
        cure: `${signIn} → delete them`,
        asks: ["iam:GetAccountSummary"],
    }),
    summary,
    ({ keys }) => [
        keys === 0
            ? ok("the root user of the management account has no access key")
            : fault("the root user of the management account has access keys", `${signIn} → delete them`, keys),
    ],
);

export const rootMfa = check<Summary>(
    about("2.5", {
        proves: "the management account's root user has MFA",
        cure: `${signIn} → MFA`,
        asks: ["iam:GetAccountSummary"],
    }),
    summary,
    ({ mfa }) => [
        mfa
            ? ok("the root user of the management account has MFA")
            : fault("the root user of the management account has no MFA device", `${signIn} → MFA`),
    ],
);

export interface RootDeviceFacts {
    readonly mfa: boolean;
    /** Serial numbers of the virtual devices in use. */
    readonly virtual: readonly string[];
}

export const rootHardware = check<RootDeviceFacts>(
    about("2.6", {
        proves: "the management account's root user has MFA, and not by a virtual device alone as far as IAM tells",
        cure: `${signIn} → MFA → a security key`,
        asks: ["iam:GetAccountSummary", "iam:ListVirtualMFADevices"],
    }),
    async (context) => {
        const { mfa } = await summary(context);
        const { IAMClient, paginateListVirtualMFADevices } = await import("@aws-sdk/client-iam");
        const { collect } = await import("../../../aws/snapshot");
        const pages = paginateListVirtualMFADevices(
            { client: context.client(IAMClient) },
            { AssignmentStatus: "Assigned" },
        );
        return {
            mfa,
            virtual: (await collect(pages, (page) => page.VirtualMFADevices)).map((each) => each.SerialNumber!),
        };
    },
    judgeRootHardware,
);

export function judgeRootHardware({ mfa, virtual }: RootDeviceFacts): readonly Finding[] {
    if (!mfa)
        return [fault("the root user of the management account has no MFA device", `${signIn} → MFA → a security key`)];
    return [
        virtual.some((serial) => serial.endsWith(":mfa/root-account-mfa-device"))
            ? warning(
                  "the root user of the management account has a virtual MFA device",
                  `${signIn} → MFA → add a security key, and take the virtual device away`,
              )
            : ok("the root user of the management account has MFA, by no virtual device of that name"),
    ];
}

export interface PasswordFacts {
    /** Undefined: the account has no password policy. */
    readonly policy: { readonly length: number; readonly remembered: number } | undefined;
}

async function passwordPolicy(context: DoctorContext): Promise<PasswordFacts> {
    await context.organization();
    return context.once("cis password policy", async () => {
        const { GetAccountPasswordPolicyCommand, IAMClient } = await import("@aws-sdk/client-iam");
        const asked = context.client(IAMClient).send(new GetAccountPasswordPolicyCommand({}));
        const found = await asked.catch((error: unknown) => {
            if (isAwsError(error, "NoSuchEntity")) return undefined;
            throw error;
        });
        const policy = found?.PasswordPolicy;
        if (policy === undefined) return { policy: undefined };
        return {
            policy: { length: policy.MinimumPasswordLength ?? 6, remembered: policy.PasswordReusePrevention ?? 0 },
        };
    });
}

const up = "pulumi up --stack management sets the password policy";
const asksForPolicy = ["iam:GetAccountPasswordPolicy"];

export const passwordLength = check<PasswordFacts>(
    about("2.8", {
        proves: "the management account asks for passwords of 14 characters",
        cure: "`pulumi up --stack management`",
        asks: asksForPolicy,
    }),
    passwordPolicy,
    ({ policy }) => judgePasswords("characters of a password at least", policy?.length, 14),
);

export const passwordReuse = check<PasswordFacts>(
    about("2.9", {
        proves: "the management account remembers the last 24 passwords",
        cure: "`pulumi up --stack management`",
        asks: asksForPolicy,
    }),
    passwordPolicy,
    ({ policy }) => judgePasswords("passwords remembered", policy?.remembered, 24),
);

export function judgePasswords(what: string, found: number | undefined, wanted: number): readonly Finding[] {
    if (found === undefined) return [fault("the management account has no password policy", up)];
    return [
        found >= wanted
            ? ok(`${found} ${what}`, found)
            : fault(`${found} ${what}, and ${wanted} are asked for`, up, found),
    ];
}

/** Users of the management account with inline or directly attached policies. */
export const groupsAlone = check<readonly string[]>(
    about("2.13", {
        proves: "users of the management account have their permissions by groups alone",
        cure: "put them into a group; `org bootstrap-user remove` for the temporary administrator",
        asks: ["iam:GetAccountAuthorizationDetails"],
    }),
    async (context) => {
        await context.organization();
        const { IAMClient, paginateGetAccountAuthorizationDetails } = await import("@aws-sdk/client-iam");
        const { collect } = await import("../../../aws/snapshot");
        const pages = paginateGetAccountAuthorizationDetails(
            { client: context.client(IAMClient) },
            { Filter: ["User"] },
        );
        const users: readonly UserDetail[] = await collect(pages, (page) => page.UserDetailList);
        return users
            .filter((user) => (user.UserPolicyList ?? []).length + (user.AttachedManagedPolicies ?? []).length > 0)
            .map((user) => user.UserName!);
    },
    judgeGroupsAlone,
);

export function judgeGroupsAlone(direct: readonly string[]): readonly Finding[] {
    if (direct.length === 0) return [ok("no user of the management account has a policy of its own")];
    const temporary = direct.length === 1 && direct[0] === bootstrapUser;
    const cure = temporary ? "./org bootstrap-user remove" : "put them into a group that has the policies";
    return [warning(`users with policies of their own: ${some(direct)}`, cure, direct)];
}

export interface HolderFacts {
    readonly roles: readonly string[];
    readonly users: readonly string[];
    readonly groups: readonly string[];
}

async function holders(context: DoctorContext, name: string): Promise<HolderFacts> {
    await context.organization();
    const { IAMClient, paginateListEntitiesForPolicy } = await import("@aws-sdk/client-iam");
    const PolicyArn = `arn:${partitionOf(context.region)}:iam::aws:policy/${name}`;
    const found = { roles: [] as string[], users: [] as string[], groups: [] as string[] };
    for await (const page of paginateListEntitiesForPolicy({ client: context.client(IAMClient) }, { PolicyArn })) {
        found.roles.push(...(page.PolicyRoles ?? []).map((each) => each.RoleName!));
        found.users.push(...(page.PolicyUsers ?? []).map((each) => each.UserName!));
        found.groups.push(...(page.PolicyGroups ?? []).map((each) => each.GroupName!));
    }
    return found;
}

const asksForHolders = ["iam:ListEntitiesForPolicy"];

export const administrators = check<HolderFacts>(
    about("2.14", {
        proves: "in the management account, no user and no group has AWS's AdministratorAccess, and the line names the roles that have it. Policies of other names are not read",
        cure: "give it to a role that asks for MFA; `org bootstrap-user remove` for the temporary administrator",
        asks: asksForHolders,
    }),
    (context) => holders(context, "AdministratorAccess"),
    judgeAdministrators,
);

export function judgeAdministrators({ roles, users, groups }: HolderFacts): readonly Finding[] {
    const people = [...users.map((each) => `user ${each}`), ...groups.map((each) => `group ${each}`)];
    if (people.length === 0) return [ok(`AdministratorAccess: no user, no group, and the roles ${some(roles)}`, roles)];
    const temporary = people.length === 1 && users[0] === bootstrapUser;
    const cure = temporary ? "./org bootstrap-user remove" : "give it to a role that asks for MFA";
    return [warning(`AdministratorAccess is held by ${some(people)}`, cure, people)];
}

export const supportRole = check<HolderFacts>(
    about("2.15", {
        proves: "the management account has a role for cases of AWS Support; those of members are made by their stacks",
        cure: '`access: { Support: { accounts: ["*", management], policies: [AWSSupportAccess] } }`',
        asks: asksForHolders,
    }),
    (context) => holders(context, "AWSSupportAccess"),
    judgeSupport,
);

export function judgeSupport({ roles }: HolderFacts): readonly Finding[] {
    if (roles.length > 0) return [ok(`roles for cases of AWS Support: ${some(roles)}`, roles)];
    const cure =
        'write access: { Support: { accounts: ["*", management], policies: [AWSSupportAccess] } }, then pulumi up';
    return [warning("the management account has no role for cases of AWS Support", cure)];
}

export interface ShellFacts {
    /** Who has the policy in the management account. */
    readonly holders: HolderFacts;
    /** Roles of the config's `access` with the policy. */
    readonly access: readonly string[];
}

const shellPolicy = "AWSCloudShellFullAccess";

export const cloudShell = check<ShellFacts>(
    about("2.20", {
        proves: `nobody in the management account and no role of \`access\` has ${shellPolicy}; who has AdministratorAccess or another policy that allows CloudShell is not judged`,
        cure: "take it out of `access.<role>.policies`; detach it",
        asks: asksForHolders,
    }),
    async (context) => ({
        holders: await holders(context, shellPolicy),
        access: context
            .config()
            .access.filter(({ managedPolicies }) => managedPolicies.some((arn) => arn.endsWith(`/${shellPolicy}`)))
            .map(({ role }) => role),
    }),
    judgeShell,
);

export function judgeShell({ holders: { roles, users, groups }, access }: ShellFacts): readonly Finding[] {
    const found = [
        ...access.map((each) => `access.${each}`),
        ...users.map((each) => `user ${each}`),
        ...groups.map((each) => `group ${each}`),
        ...roles.map((each) => `role ${each}`),
    ];
    if (found.length === 0) return [ok(`nobody in the management account and no role of access has ${shellPolicy}`)];
    return [
        warning(
            `${shellPolicy} is held by ${some(found)}`,
            `take it out of access.<role>.policies and detach it, unless each of them is to upload and download files there`,
            found,
        ),
    ];
}
