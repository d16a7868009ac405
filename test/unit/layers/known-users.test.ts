import { deepStrictEqual } from "node:assert/strict";
import { knownUsers } from "../../../layers/shared/known-users";
import { ownStack } from "../../../layers/shared/own-stack";

describe("users of the state", () => {
    it("are known with the password that was made for them, whatever they are called since", () => {
        const urn = (type: string, name: string): string => `urn:pulumi:management::acme::${type}::${name}`;
        const user = (name: string, outputs: Record<string, unknown>) =>
            [urn("aws:iam/user:User", name), { type: "aws:iam/user:User", outputs }] as const;
        const type = "aws:iam/userLoginProfile:UserLoginProfile";
        const login = (name: string, encryptedPassword: string | undefined) =>
            [urn(type, `${name}-login`), { type, outputs: { user: "of before", encryptedPassword } }] as const;
        const state = Object.fromEntries<Parameters<typeof ownStack>[1][string]>([
            user("admin-ada-user", { name: "ada" }),
            login("admin-ada", "wcBMA…"),
            user("admin-alan-user", { name: "alan" }),
            login("admin-alan", undefined),
            user("break-glass-seal-1", { name: "seal-1" }),
            login("break-glass-seal-1", "wcBMA…"),
            user("break-glass-emergency-user", { name: "emergency-user" }),
            login("break-glass-emergency-user", "wcBMA…"),
            user("admin-bob-user", { name: "bob" }),
        ]);
        const known = knownUsers(ownStack({}, state).resources);
        deepStrictEqual(
            known.map(({ name, map, password }) => `${map} ${name} ${password ?? "none"}`),
            [
                "admins ada sealed",
                "admins alan lost",
                "breakGlass seal-1 sealed",
                "breakGlass emergency-user sealed",
                "admins bob none",
            ],
        );
    });

    it("are known with their groups and their key, and whether IAM or Identity Center has them", () => {
        const resource = (type: string, name: string, outputs: Record<string, unknown>) =>
            [`urn:pulumi:security::acme::${type}::${name}`, { type, outputs }] as const;
        const state = Object.fromEntries<Parameters<typeof ownStack>[1][string]>([
            resource("aws:iam/user:User", "user-Grace-user", { name: "Grace" }),
            resource("aws:iam/userLoginProfile:UserLoginProfile", "user-Grace-login", { pgpKey: "k1" }),
            resource("aws:iam/userGroupMembership:UserGroupMembership", "user-Grace-groups", {
                user: "Grace",
                groups: ["ops"],
            }),
            resource("aws:iam/user:User", "scanner", { name: "scanner" }),
            resource("aws:identitystore/user:User", "directory-user-grace", { userName: "grace" }),
            resource("aws:identitystore/user:User", "directory-user-alan", { userName: "alan" }),
        ]);
        deepStrictEqual(knownUsers(ownStack({}, state).resources), [
            {
                name: "Grace",
                map: "users",
                groups: ["ops"],
                pgpKey: "k1",
                password: "lost",
                inDirectory: true,
                inIam: true,
            },
            { name: "alan", map: "users", inDirectory: true, inIam: false },
        ]);
    });
});
