import { type Fault, formatPath, nearest } from "../../config/faults";
import type { ManagementOutputs } from "../../config";
import { formerKeys } from "../shared/former-names";
import { nameOf, type OwnStack } from "../shared/own-stack";
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
    const { id, name, alias, email, roleName } = account;
    const renamed = roleFault(stack, roleName, resources);
    if (renamed !== undefined) return renamed;
    return { key: stack, id, name, alias, email, roleName, formerly: formerKeys(account.formerly) };
}

/** The engine would replace the role by which it comes in, and refuse that with the advice to unprotect it. */
function roleFault(key: string, roleName: string, resources: OwnStack["resources"]): Fault | undefined {
    const there = resources.find(({ type, urn }) => type === "aws:iam/role:Role" && nameOf(urn) === "access-role");
    const before = there?.outputs["name"];
    if (there === undefined || typeof before !== "string" || before === roleName) return undefined;
    return {
        severity: "fault",
        path: formatPath(["accounts", key, "roleName"]),
        value: roleName,
        message: `this stack enters the account by the role ${before}, and IAM cannot rename a role`,
        cure: `write in Pulumi.management.yaml: ${key}: { roleName: ${before} }, and run pulumi up --stack management; if the account has another role since: pulumi state delete '${there.urn}' --force --stack ${key}, and run this again, which takes the new one in`,
    };
}
