/**
 * Whether a new account can be entered: AWS creates its access role some time after the account, and creates none in an invited account.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { activationCure, notActivated, stateAtAws } from "../../aws/account-states";
import { awsClient } from "../../aws/clients";
import { isAwsError } from "../../aws/error-codes";
import type { ManagementOutputs } from "../../config";
import type { FleetStack } from "./plan";

/** `there`: the stack can be run. If something is wrong with the role, that run reports it. */
export type RoleState = "there" | "invited" | "not activated" | "not ready";

// Seconds. AWS promises no time; minutes are reported (org-formation/org-formation-cli#192).
export const deadline = 300;
const pause = 5;
const freshMinutes = 30;

/** A clock, which tests replace: the time in milliseconds, and waiting. */
export interface Clock {
    readonly now: () => number;
    readonly sleep: (milliseconds: number) => Promise<unknown>;
}

export const wallClock: Clock = { now: Date.now, sleep };

/** How long to wait. `isEnded`: the command was interrupted, so waiting ends. */
interface Waiting {
    readonly seconds: number;
    readonly isEnded: () => boolean;
    readonly clock: Clock;
}

/** Waits for the access role of an account whose stack has never been run. */
export async function awaitRole(
    stack: FleetStack,
    { region, partition }: { readonly region: string; readonly partition: string },
    { say, ...waiting }: Waiting & { readonly say: (text: string) => void },
): Promise<RoleState> {
    const { id, roleName } = stack;
    if (id === undefined || roleName === undefined) return "there";
    const { STSClient, AssumeRoleCommand } = await import("@aws-sdk/client-sts");
    const client = awsClient(STSClient, { region });
    const role = {
        RoleArn: `arn:${partition}:iam::${id}:role/${roleName}`,
        RoleSessionName: "org-fleet",
        DurationSeconds: 900,
    };
    const isRefused = async (): Promise<boolean> =>
        client.send(new AssumeRoleCommand(role)).then(
            () => false,
            (error: unknown) => isAwsError(error, "AccessDenied"),
        );
    if (!(await isRefused())) return "there";
    const { seconds, clock } = waiting;
    const origin = await originOf(id, region, clock);
    // AWS activates an account that it has just made by itself.
    if (origin.state === notActivated && (origin.isInvited || !origin.isFresh)) return "not activated";
    if (origin.isInvited) return "invited";
    // In an older account, the role refuses for another reason, which the stack's run reports.
    if (!origin.isFresh) return "there";
    if (seconds > 0)
        say(`${stack.stack}: its access role is not there yet; waiting up to ${Math.round(seconds / 60)} min`);
    return waitWhile(isRefused, waiting);
}

/** Polls until the role lets these credentials in. After an interrupt it returns `there`: the stack is then reported as not run. */
export async function waitWhile(
    isRefused: () => Promise<boolean>,
    { seconds, isEnded, clock }: Waiting,
): Promise<"there" | "not ready"> {
    const end = clock.now() + seconds * 1000;
    while (clock.now() < end && !isEnded()) {
        await clock.sleep(pause * 1000);
        if (!isEnded() && !(await isRefused())) return "there";
    }
    return isEnded() ? "there" : "not ready";
}

/** Whether the credentials are CI's preview role, which enters an account by a role that the account's own stack creates. */
export async function isCiPreviewer({ region, ci }: Pick<ManagementOutputs, "region" | "ci">): Promise<boolean> {
    if (ci === null) return false;
    const { STSClient, GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
    const caller = await awsClient(STSClient, { region })
        .send(new GetCallerIdentityCommand({}))
        .catch(() => undefined);
    return isSessionOf(ci.previewRoleArn, caller?.Arn ?? "");
}

/** Whether an ARN is a session of the role. A session's ARN has the role's name without its path. */
export function isSessionOf(roleArn: string, arn: string): boolean {
    return /:assumed-role\/([^/]+)\//u.exec(arn)?.[1] === roleArn.split("/").at(-1);
}

async function originOf(
    id: string,
    region: string,
    { now }: Clock,
): Promise<{ readonly isInvited: boolean; readonly isFresh: boolean; readonly state: string }> {
    const { OrganizationsClient, DescribeAccountCommand } = await import("@aws-sdk/client-organizations");
    const client = awsClient(OrganizationsClient, { region });
    // Without the permission to ask, the account counts as an old one.
    const described = await client.send(new DescribeAccountCommand({ AccountId: id })).catch(() => undefined);
    const joined = described?.Account?.JoinedTimestamp;
    return {
        state: stateAtAws(described?.Account ?? {}),
        isInvited: described?.Account?.JoinedMethod === "INVITED",
        isFresh: joined !== undefined && now() - joined.getTime() < freshMinutes * 60_000,
    };
}

/** One line: why the stack cannot be run yet, and what to do. */
export function roleWords({ id, email }: FleetStack, state: Exclude<RoleState, "there">): string {
    if (state === "not activated")
        return `AWS says ${notActivated} of account ${id!}: its sign-up was begun and not completed\n→ ${activationCure(email ?? "its email")}`;
    return state === "invited"
        ? `account ${id!} was invited, and its access role is not there\n→ make the role with the account's own credentials: ./org invite ${id!} --owner --profile <profile>`
        : `the access role of account ${id!} was not there after ${deadline / 60} min: AWS makes it some minutes after the account\n→ run the same command again in some minutes; it does what is left`;
}
