import { deepStrictEqual, match } from "node:assert/strict";
import { previousOf } from "../../../layers/management/previous";
import { changedAccessRoleFaults } from "../../../layers/shared/access-role";
import { ownStack, type OwnResource } from "../../../layers/shared/own-stack";

const urn = "urn:pulumi:x::aws-organization::aws:iam/role:Role::access-role";
const entered = (name: string): readonly OwnResource[] => [{ urn, type: "aws:iam/role:Role", outputs: { name } }];
const account = (roleName: string, formerly: readonly string[] = []) => ({ key: "apps-prd", formerly, roleName });
const before = (roleName?: string, key = "apps-prd") => ({ [key]: roleName === undefined ? {} : { roleName } });

describe("another roleName of an account, before the management stack writes", () => {
    const cases: readonly {
        readonly what: string;
        readonly account?: ReturnType<typeof account>;
        readonly previous?: ReturnType<typeof before>;
        readonly stacks?: Readonly<Record<string, readonly OwnResource[]>>;
        readonly asked?: readonly string[];
        /** The stack that the cure names. */
        readonly refused?: string;
    }[] = [
        { what: "where its stack has the one before", asked: ["apps-prd"], refused: "apps-prd" },
        {
            what: "where its stack has a former key still",
            account: account("Admins", ["apps"]),
            previous: before("Before", "apps"),
            stacks: { apps: entered("Before") },
            asked: ["apps-prd", "apps"],
            refused: "apps",
        },
        { what: "where its stack has no role yet", stacks: { "apps-prd": [] }, asked: ["apps-prd"] },
        { what: "where its stack has this one", stacks: { "apps-prd": entered("Admins") }, asked: ["apps-prd"] },
        { what: "where it has no stack, or one that cannot be read", stacks: {}, asked: ["apps-prd"] },
        { what: "but not the same one", account: account("Before") },
        { what: "but not of a new account", previous: {} },
        { what: "but not where nobody knows the one before", previous: before() },
    ];
    for (const { what, account: now = account("Admins"), previous = before("Before"), ...more } of cases) {
        const { stacks = { "apps-prd": entered("Before") }, asked = [], refused } = more;
        it(`${what}: ${refused === undefined ? "accepted" : "refused"}`, async () => {
            const read: string[] = [];
            const faults = await changedAccessRoleFaults([now], previous, (stack) => {
                read.push(stack);
                const resources = stacks[stack];
                return resources === undefined ? Promise.reject(new Error("none")) : Promise.resolve({ resources });
            });
            deepStrictEqual(read, asked);
            deepStrictEqual(
                faults.map(({ path, cure }) => `${path} ${/--stack (\S+), and run this again/u.exec(cure)![1]!}`),
                refused === undefined ? [] : [`accounts.apps-prd.roleName ${refused}`],
            );
        });
    }

    it("names both ways out", async () => {
        const read = () => Promise.resolve({ resources: entered("Before") });
        const [fault] = await changedAccessRoleFaults([account("Admins")], before("Before"), read);
        match(
            fault!.cure,
            /apps-prd: \{ roleName: Before \}.*; if the account has another role since: pulumi state delete/u,
        );
    });

    it("is known by the outputs, also where the state has the account", () => {
        const type = "aws:organizations/account:Account";
        const outputs = { id: "222222222222", name: "acme-apps", email: "aws+apps@acme.example", parentId: "r-1" };
        const state = { [`urn:pulumi:management::y::${type}::account-apps-prd-account`]: { type, outputs } };
        const reported = { accounts: { "apps-prd": { id: "222222222222", roleName: "Before" } } };
        deepStrictEqual(previousOf(ownStack(reported, state)).accounts["apps-prd"]!.roleName, "Before");
    });
});
