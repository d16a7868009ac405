import { deepStrictEqual } from "node:assert/strict";
import { passwordPolicy } from "../../../components/account/account-baseline";
import { stricter } from "../../../layers/shared/password-policy";

describe("of each rule for passwords the stricter one", () => {
    for (const [name, there, expected] of [
        ["AWS's is weaker", { MinimumPasswordLength: 8, PasswordReusePrevention: 5 }, {}],
        ["a longer minimum and more remembered", { MinimumPasswordLength: 20 }, { minimumPasswordLength: 20 }],
        ["AWS's highest", { PasswordReusePrevention: 24, MinimumPasswordLength: 128 }, { minimumPasswordLength: 128 }],
        ["an expiry", { ExpirePasswords: true, MaxPasswordAge: 90 }, { maxPasswordAge: 90 }],
        ["no expiry, returned as 0", { ExpirePasswords: false, MaxPasswordAge: 0 }, {}],
        ["a hard expiry", { MaxPasswordAge: 30, HardExpiry: true }, { maxPasswordAge: 30, hardExpiry: true }],
        [
            "rules of composition, those that are on",
            {
                RequireSymbols: true,
                RequireNumbers: false,
                RequireUppercaseCharacters: true,
                RequireLowercaseCharacters: true,
            },
            { requireSymbols: true, requireUppercaseCharacters: true, requireLowercaseCharacters: true },
        ],
        ["nobody changes a password", { AllowUsersToChangePassword: false }, { allowUsersToChangePassword: false }],
    ] as const) {
        it(name, () => {
            deepStrictEqual(stricter(passwordPolicy, { AllowUsersToChangePassword: true, ...there }), {
                ...passwordPolicy,
                ...expected,
            });
        });
    }
});
