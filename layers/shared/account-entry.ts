import { DescribeAccountCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, STSClient, type Credentials } from "@aws-sdk/client-sts";
import * as pulumi from "@pulumi/pulumi";
import { setTimeout as sleep } from "node:timers/promises";
import { activationCure, notActivated, stateAtAws } from "../../aws/account-states";
import { awsClient } from "../../aws/clients";
import type { Keys } from "../../aws/keys";
import * as aws from "../../components/aws";
import { ciPreviewRoleName } from "../../components/identity/ci-roles";
import type { Fault } from "../../config/faults";
import type { AccountAlias, ManagementOutputs } from "../../config";
import { isCiPreview, managementCaller, type Caller } from "./caller";
import { awsFault } from "../../aws/faults";
import { formerName } from "./former-names";
import type { OwnStack } from "./own-stack";
import { maxRetries } from "./provider-retries";
import { retryWhileRefused } from "./retry-while-refused";
import { refuse } from "./stack-config";

/** A member account that this run works in. */
export interface MemberAccount {
    readonly key: string;
    /** 12 digits. */
    readonly id: string;
    readonly name: string;
    /** Its entry in the config; null if there is none. */
    readonly alias: AccountAlias | null;
    readonly email: string;
    /** The role by which the management account enters it. */
    readonly roleName: string;
    /** Its former key, if it had one. */
    readonly formerly: readonly string[];
    /** Regions that it opts into. Absent: none. */
    readonly optIn?: readonly string[];
}

/** Access to a member account, proved before anything is registered. */
export interface Entry {
    readonly account: MemberAccount;
    /** Who assumed the role: a principal of the management account. */
    readonly caller: Caller;
    readonly provider: aws.Provider;
    /** For calls before the engine starts. */
    readonly credentials: Keys;
}

/** How the account came into the organization, according to AWS. */
export interface Origin {
    /** Minutes since then. */
    readonly age: number;
    readonly invited: boolean;
    /** AWS's state. */
    readonly state: string;
}

/** AWS names no time; users report minutes (org-formation/org-formation-cli#192, boto/boto3#1216). */
const freshMinutes = 30;
const freshWaitSeconds = 300;
/** After a change of its trust, a role works within seconds. */
const settledWaitSeconds = 15;

/** Enters a member account by its access role. A fresh account's role is waited for; a role that refuses ends the run. */
export async function enterAccount(
    management: ManagementOutputs,
    account: MemberAccount,
    own: OwnStack,
): Promise<Entry> {
    const { partition, region } = management;
    const caller = await managementCaller(management);
    const isPreviewer = isCiPreview(caller, management);
    const roleName = isPreviewer ? ciPreviewRoleName(management.company.short) : account.roleName;
    const roleArn = `arn:${partition}:iam::${account.id}:role/${roleName}`;
    const sessionName = `pulumi-${account.key}`.slice(0, 64);
    const origin = await originOf(account.id, region);
    // AWS creates the access role together with the account, so it is worth waiting for. CI's role either exists or does not.
    const isFresh = !isPreviewer && origin !== undefined && !origin.invited && origin.age < freshMinutes;
    const client = awsClient(STSClient, { region });
    const outcome = await retryWhileRefused(
        () =>
            client.send(
                new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: sessionName, DurationSeconds: 900 }),
            ),
        (error) => (error as { name?: string }).name === "AccessDenied",
        {
            seconds: isFresh ? freshWaitSeconds : settledWaitSeconds,
            what: `role ${roleName} in account ${account.key} (${account.id})`,
        },
        { now: Date.now, sleep, say: (message) => void pulumi.log.info(message) },
    ).catch((error: unknown) => refuse([awsFault(error)]));
    if ("refusal" in outcome) return refuse([refusalFault(caller, account, origin, management)]);
    const provider = new aws.Provider(
        account.key,
        {
            region: region as aws.Region,
            allowedAccountIds: [account.id],
            maxRetries,
            assumeRoles: [{ roleArn, sessionName }],
        },
        providerBefore(account, own),
    );
    return { account, caller, provider, credentials: keysOf(outcome.answer.Credentials!) };
}

/**
 * Name of this account's provider in the state, under whichever key: with another provider, everything in the account would be replaced.
 */
function providerBefore(
    { id, formerly }: MemberAccount,
    { resources }: OwnStack,
): Pick<pulumi.ResourceOptions, "aliases"> {
    const urns = resources.flatMap(({ type, urn, outputs }) =>
        type === "pulumi:providers:aws" && JSON.stringify(outputs["allowedAccountIds"] ?? "").includes(id) ? [urn] : [],
    );
    return { aliases: [...(formerName((key) => key, formerly).aliases ?? []), ...urns] };
}

/** Why the role cannot be assumed: it does not exist yet, or its trust refuses this caller. AWS returns the same error for both. */
export function refusalFault(
    caller: Caller,
    account: MemberAccount,
    origin: Origin | undefined,
    { company, ci }: Pick<ManagementOutputs, "company" | "ci">,
): Fault {
    if (isCiPreview(caller, { ci })) {
        return {
            severity: "fault",
            path: "credentials",
            value: caller.arn,
            message: `role ${ciPreviewRoleName(company.short)} in account ${account.key} (${account.id}) refuses CI's preview role: the account's stack makes that role, and was not run since \`ci\` was configured`,
            cure: `run \`pulumi up --stack ${account.key}\` once as an admin; the next preview finds the role`,
        };
    }
    const what = `role ${account.roleName} in account ${account.key} (${account.id}) refuses ${caller.arn}`;
    const fault = { severity: "fault", path: "credentials", value: caller.arn } as const;
    if (origin?.state === notActivated) {
        return {
            ...fault,
            message: `${what}: AWS says ${notActivated} of the account, so its sign-up was begun and not completed`,
            cure: `${activationCure(account.email)}; then run the same command again`,
        };
    }
    if (origin?.invited === true) {
        return {
            ...fault,
            message: `${what}: the account was invited, and AWS makes no such role in one; or the role's trust names others`,
            cure: `make the role with the account's own credentials: ./org invite ${account.key} --owner --profile <profile>`,
        };
    }
    if (origin !== undefined && origin.age < freshMinutes) {
        return {
            ...fault,
            message: `${what} after ${freshWaitSeconds} s: not ready yet, for AWS made the account ${Math.round(origin.age)} minutes ago`,
            cure: "run the same command again in some minutes; nothing was changed, and no account is made twice",
        };
    }
    return {
        ...fault,
        message: `${what}: the role has had time enough, so its trust refuses this caller, or the caller may not assume it, or the account has no role of just this name, letter for letter`,
        cure: `use the profile ${company.short}-root-oaar (docs/day-0.md); where the role's name is another, also in its letter case, write it in Pulumi.management.yaml: ${account.key}: { roleName: … }, and run pulumi up --stack management`,
    };
}

/** Undefined where the caller may not ask: the account then counts as an old one. */
async function originOf(accountId: string, region: string): Promise<Origin | undefined> {
    const client = awsClient(OrganizationsClient, { region });
    const described = await client.send(new DescribeAccountCommand({ AccountId: accountId })).catch(() => undefined);
    const found = described?.Account;
    if (found?.JoinedTimestamp === undefined) return undefined;
    return {
        age: (Date.now() - found.JoinedTimestamp.getTime()) / 60_000,
        invited: found.JoinedMethod === "INVITED",
        state: stateAtAws(found),
    };
}

function keysOf({ AccessKeyId, SecretAccessKey, SessionToken }: Credentials): Keys {
    return { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
}
