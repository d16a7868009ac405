import type { PreviousAccount } from "../../aws/preflight/previous";
import type { AccountConfig } from "../../config";
import { type Fault, formatPath } from "../../config/faults";
import { nameOf, type OwnResource, type OwnStack } from "./own-stack";

type Resources = Pick<OwnStack, "resources">;

/** The access role of an account, as that account's own stack has it. */
export function accessRoleOf({ resources }: Resources): OwnResource | undefined {
    return resources.find(({ type, urn }) => type === "aws:iam/role:Role" && nameOf(urn) === "access-role");
}

/**
 * The account's stack has another access role than `roleName` now says. The engine would replace the very role that it enters the account
 * with; it refuses that, with the advice to unprotect the role.
 * @param stack the account's, whose resources they are
 */
export function accessRoleFault(key: string, roleName: string, stack: string, own: Resources): Fault | undefined {
    const there = accessRoleOf(own);
    const before = there?.outputs["name"];
    if (there === undefined || typeof before !== "string" || before === roleName) return undefined;
    return {
        severity: "fault",
        path: formatPath(["accounts", key, "roleName"]),
        value: roleName,
        message: `the account's stack enters it by the role ${before}, and IAM cannot rename a role`,
        cure: `write in Pulumi.management.yaml: ${key}: { roleName: ${before} }, and run pulumi up --stack management; if the account has another role since: pulumi state delete '${there.urn}' --force --stack ${stack}, and run this again; the account's stack then takes the new one in`,
    };
}

/**
 * The same judgement before the management stack writes, since the shipped policies exempt the role by its name, and the account's stack
 * would refuse too late. Only stacks of accounts whose `roleName` changed since the last run are read; a stack that cannot be read judges
 * it itself.
 * @param accounts as the config has them
 * @param read the state of a stack of this project
 */
export async function changedAccessRoleFaults(
    accounts: readonly Pick<AccountConfig, "key" | "formerly" | "roleName">[],
    previous: Readonly<Record<string, Pick<PreviousAccount, "roleName">>>,
    read: (stack: string) => Promise<Resources>,
): Promise<readonly Fault[]> {
    const found = accounts.map(async ({ key, formerly, roleName }) => {
        const keys = [key, ...formerly];
        const before = keys.map((each) => previous[each]?.roleName);
        if (before.every((each) => each === undefined || each === roleName)) return [];
        // After a new key the stack is renamed later, by a command.
        const faults = keys.map(async (stack) => {
            const own = await read(stack).catch(() => ({ resources: [] }));
            return accessRoleFault(key, roleName, stack, own) ?? [];
        });
        return (await Promise.all(faults)).flat();
    });
    return (await Promise.all(found)).flat();
}
