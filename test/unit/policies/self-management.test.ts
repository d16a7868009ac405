/** What people may do with their own users, by the proof that they have; judged by the policy simulator on the deployed documents. */
import { deepStrictEqual, ok } from "node:assert/strict";
import { emergencyPolicy } from "../../../components/identity/break-glass";
import { assumeRolesPolicies, fitsInGroup } from "../../../components/identity/people-group";
import { selfManagementPolicy } from "../../../components/identity/self-management";
import { mayDo, type NamedPolicy } from "../../support/deployed";

const account = "111111111111";
const ada = `arn:aws:iam::${account}:user/ada.lovelace`;
const named = (documents: Readonly<Record<string, unknown>>): readonly NamedPolicy[] =>
    Object.entries(documents).map(([name, policy]) => ({ name, policy: policy as NamedPolicy["policy"] }));

/** The groups of people, with their policies besides self-management. */
const groups: Readonly<Record<string, readonly NamedPolicy[]>> = {
    "people of the security account": named({
        self: selfManagementPolicy(account, "aws"),
        roles: assumeRolesPolicies(["arn:aws:iam::222222222222:role/DevOps"])[0],
    }),
    admins: named({
        self: selfManagementPolicy(account, "aws"),
        roles: assumeRolesPolicies([`arn:aws:iam::${account}:role/OrganizationAccountAccessRole`])[0],
    }),
    "break-glass": named({ self: selfManagementPolicy(account, "aws"), all: emergencyPolicy(3600) }),
};

/**
 * Requests with long-term keys have no MFA key; those of every session do (IAM user guide, "AWS global condition context keys"). To
 * policies, a key's session without MFA looks like one of the console. IAM itself refuses it, whatever policies say: "You cannot call any
 * IAM API operations unless MFA authentication information is included in the request" (GetSessionToken). test/e2e/emulator-mfa.test.ts
 * tests that.
 */
const callers = {
    "a key alone": {},
    "a console session without MFA": { "aws:MultiFactorAuthPresent": "false" },
    "a session with MFA": { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "60" },
} as const;
const user = { "aws:username": "ada.lovelace" };
type Caller = keyof typeof callers;

const console: readonly Caller[] = ["a console session without MFA", "a session with MFA"];
const proved: readonly Caller[] = ["a session with MFA"];
const everybody = Object.keys(callers) as Caller[];

/** Who may do what. A first and a further device need the same calls to IAM, for devices of different names. */
const rows: readonly (readonly [action: string, resource: string, who: readonly Caller[]])[] = [
    ["iam:CreateVirtualMFADevice", `arn:aws:iam::${account}:mfa/ada.lovelace`, console],
    ["iam:CreateVirtualMFADevice", `arn:aws:iam::${account}:mfa/ada.lovelace-second`, console],
    ["iam:EnableMFADevice", ada, console],
    ["iam:DeactivateMFADevice", ada, proved],
    ["iam:DeleteVirtualMFADevice", `arn:aws:iam::${account}:mfa/ada.lovelace`, proved],
    ["iam:CreateAccessKey", ada, proved],
    ["iam:ListMFADevices", ada, everybody],
    ["iam:ChangePassword", ada, everybody],
];

describe("what people may do to their own users", () => {
    for (const [group, policies] of Object.entries(groups))
        for (const [action, resource, who] of rows)
            it(`${group}: ${action} of ${resource.split("/")[1]!} by ${who.join(", ")}, and nobody else`, async () => {
                const letIn: string[] = [];
                for (const [name, context] of Object.entries(callers))
                    if (await mayDo(ada, policies, action, resource, { ...user, ...context })) letIn.push(name);
                deepStrictEqual(letIn, [...who]);
            });

    it("gives a device to nobody else's user", async () => {
        const alan = `arn:aws:iam::${account}:user/alan.turing`;
        deepStrictEqual(
            await mayDo(ada, groups["admins"]!, "iam:EnableMFADevice", alan, {
                ...user,
                ...callers["a session with MFA"],
            }),
            false,
        );
    });

    it("leaves room in a group's own policies for as many roles as people-group.ts puts there", () => {
        const roles = Array.from(
            { length: 200 },
            (_, index) => `arn:aws:iam::${String(index).padStart(12, "0")}:role/R`,
        );
        const most = roles.findIndex((_, index) => !fitsInGroup(roles.slice(0, index + 1)));
        const documents = [selfManagementPolicy(account, "aws-us-gov"), ...assumeRolesPolicies(roles.slice(0, most))];
        const length = documents.map((document) => JSON.stringify(document).length).reduce((sum, one) => sum + one, 0);
        ok(most > 0 && length <= 5120, String(length));
    });
});
