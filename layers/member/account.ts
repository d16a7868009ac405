import { type Fault, nearest } from "../../config/faults";
import type { ManagementOutputs } from "../../config";
import { accessRoleFault } from "../shared/access-role";
import { formerKeys } from "../shared/former-names";
import type { OwnStack } from "../shared/own-stack";
import type { MemberAccount } from "../shared/account-entry";

/** The account that a stack is named after, or why there is none. */
export function accountOf(
    stack: string,
    { accounts }: Pick<ManagementOutputs, "accounts">,
    { outputs, resources }: Pick<OwnStack, "outputs" | "resources">,
): MemberAccount | Fault {
    const account = accounts[stack];
    const fault = { severity: "fault", path: "stack", value: stack } as const;
    if (account === undefined) {
        const before = (outputs["account"] as { readonly id?: string } | undefined)?.id;
        const renamed = Object.keys(accounts).find((key) => {
            const { id, formerly } = accounts[key]!;
            return formerKeys(formerly).includes(stack) || (before !== undefined && id === before);
        });
        if (renamed !== undefined)
            return {
                ...fault,
                message: `the account of this stack is ${renamed} now`,
                cure: `rename the stack too: ./org accounts rename ${stack} ${renamed}`,
            };
        const near = nearest(stack, ["management", ...Object.keys(accounts)]);
        const known =
            near === undefined
                ? `the accounts are ${Object.keys(accounts).join(", ")}; a new one`
                : `did you mean ${near}? A new one`;
        return {
            ...fault,
            message: "no account has this name: a stack is named after the account that it is of",
            cure: `${known} is a line in \`accounts\` of Pulumi.management.yaml, and \`pulumi up --stack management\``,
        };
    }
    if (account.state === "closed") {
        return {
            ...fault,
            message: "the account is closed: there is nothing to manage in it",
            cure: `remove its stack: pulumi stack rm ${stack} --force`,
        };
    }
    if (account.id === null) {
        return {
            ...fault,
            message: "the organization does not have the account yet",
            cure: "run `pulumi up --stack management` first: it makes the account, or says what one that is invited waits for",
        };
    }
    const { id, name, alias, email, roleName, optIn = [] } = account;
    const changed = accessRoleFault(stack, roleName, stack, { resources });
    if (changed !== undefined) return changed;
    return { key: stack, id, name, alias, email, roleName, optIn, formerly: formerKeys(account.formerly) };
}
