import { GetAccountSummaryCommand, IAMClient } from "@aws-sdk/client-iam";
import { whoAmI, type Caller } from "../../aws/caller";
import { awsClient } from "../../aws/clients";
import type { ManagementConfig } from "../../config";
import { partitionNamed } from "../../config/aws-facts";
import { managementConfig } from "../common/check-stack";
import { carryOut, type ActOptions, type Plan } from "../common/plan";
import { findProject } from "../common/project";
import { CliError, say } from "../common/ui";
import { belongingsOf, type Belongings } from "./belongings";
import { profilesOfUser } from "./local-keys";
import { isSame, partitionOf, refuseAccount, refuseWithoutProof, type AdminState } from "./proof";
import { readRemaining } from "./read-remaining";
import { deactivationSteps, removalSteps } from "./removal-steps";

/** Options of `org bootstrap-user remove`. */
export interface RemoveOptions extends ActOptions {
    readonly dir: string;
    /** IAM user to remove. */
    readonly user: string;
    /** Only make the access keys inactive. */
    readonly deactivateOnly?: boolean;
}

/** Removes the bootstrap user, if the current credentials prove that an admin can get in without it. Returns the exit code. */
export async function removeBootstrapUser({ dir, user, deactivateOnly, ...options }: RemoveOptions): Promise<number> {
    const { config, region } = managementConfig(findProject(dir));
    refuseUserThatStays(user, config);
    const caller = await whoAmI({ region });
    refuseAccount(caller, config);
    const iam = awsClient(IAMClient, { region });
    const remaining = await readRemaining(iam, config, partitionOf(caller));
    refuseWithoutProof(caller, config, user, remaining);
    say(
        `This session (${caller.arn.split(":")[5]!}) can only have been opened by an admin with MFA: ${config.admins.map(({ name }) => name).join(", ")}.`,
    );
    const warnings = [...warningsOf(remaining.admins), ...(await rootWarnings(iam, caller))];
    const owned = await belongingsOf(iam, user);
    const profiles = profilesOfUser(owned?.accessKeys.map(({ id }) => id) ?? [], `${config.company.short}-bootstrap`);
    const plan =
        deactivateOnly === true
            ? deactivation(iam, caller, user, owned)
            : removal(iam, caller, user, owned, leftOnMachine(profiles));
    return carryOut({ ...plan, warnings }, options);
}

function refuseUserThatStays(user: string, { admins, breakGlass }: ManagementConfig): void {
    const role = admins.some(({ name }) => isSame(name, user))
        ? "one of the admins"
        : breakGlass.some(({ name }) => isSame(name, user))
          ? "a user for emergencies"
          : undefined;
    if (role === undefined) return;
    throw new CliError(
        `${user} is ${role}: the stack has that user`,
        "take it out of Pulumi.management.yaml, then pulumi up --stack management",
    );
}

function deactivation(iam: IAMClient, caller: Caller, user: string, owned: Belongings | undefined): Plan {
    const others = owned?.hasPassword === true ? " It can still sign in to the console." : "";
    return {
        title: `Deactivate the access keys of ${user} in account ${caller.accountId}`,
        steps: owned === undefined ? [] : deactivationSteps(iam, user, owned),
        nothing: owned === undefined ? isGone(user, caller) : `${user} has no active access key.${others}`,
        next: [
            `Whatever still used the keys of ${user} fails from now on.${others}`,
            `To take it back: aws iam update-access-key --user-name ${user} --status Active --access-key-id <id>`,
            "After a day without complaints: ./org bootstrap-user remove",
        ],
    };
}

function removal(
    iam: IAMClient,
    caller: Caller,
    user: string,
    owned: Belongings | undefined,
    next: readonly string[],
): Plan {
    return {
        title: `Remove user ${user} from account ${caller.accountId}`,
        steps: owned === undefined ? [] : removalSteps(iam, user, owned),
        nothing: [isGone(user, caller), ...next].join("\n"),
        next: [`${user} is gone. The admins alone are left in account ${caller.accountId}.`, ...next],
    };
}

function isGone(user: string, { accountId }: Caller): string {
    return `There is no user ${user} in account ${accountId}: nothing to do.`;
}

function leftOnMachine(profiles: readonly string[]): readonly string[] {
    return profiles.map(
        (profile) =>
            `Profile ${profile} on this machine is of no more use: delete its section in your AWS config and credentials files.`,
    );
}

/** Warnings about admins without an MFA device, and about a single one with a device. */
function warningsOf(admins: readonly AdminState[]): readonly string[] {
    const without = admins.filter(({ devices }) => devices === 0).map(({ name }) => name);
    const withDevice = admins.filter(({ devices }) => devices !== 0);
    return [
        ...without.map((name) => `${name} has no MFA device yet, and cannot get in before one is there`),
        ...(withDevice.length === 1
            ? [`${withDevice[0]!.name} is the only admin who gets in; if that device is lost, the root user is the way`]
            : []),
    ];
}

/** Warnings about the root user, whose keys would remain and can do more than the bootstrap user's. */
async function rootWarnings(iam: IAMClient, caller: Caller): Promise<readonly string[]> {
    if (!partitionNamed(partitionOf(caller)).hasRootUser) return []; // accounts in China have no root user
    const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
    return rootUserWarnings(SummaryMap ?? {});
}

/** Warnings by the result of IAM's GetAccountSummary. Exported for its test, because no API can make access keys for a root user. */
export function rootUserWarnings(summary: Readonly<Record<string, number>>): readonly string[] {
    return [
        ...((summary["AccountAccessKeysPresent"] ?? 0) > 0
            ? ["the root user has access keys: sign in as root, then Security credentials → Access keys → Delete"]
            : []),
        ...(summary["AccountMFAEnabled"] === 0
            ? ["the root user has no MFA device: sign in as root, then Security credentials → Assign MFA device"]
            : []),
    ];
}
