import type { PasswordPolicy } from "@aws-sdk/client-iam";
import type { ClientOptions } from "../../aws/clients";
import { awsFault } from "../../aws/faults";
import { readPasswordPolicy } from "../../aws/password-policy";
import { passwordPolicy, type PasswordPolicyArgs } from "../../components/account/account-baseline";
import { refuse } from "./stack-config";

/**
 * The account's password policy: for each rule the stricter one, AWS's or this program's. The API replaces all rules at once, so AWS's are
 * written again.
 */
export async function passwordPolicyOf(options: ClientOptions): Promise<PasswordPolicyArgs> {
    const there = await readPasswordPolicy(options).catch((error: unknown) => refuse([awsFault(error)]));
    return there === undefined ? passwordPolicy : stricter(passwordPolicy, there);
}

/** The stricter of the two, for each rule. */
export function stricter(ours: PasswordPolicyArgs, there: PasswordPolicy): PasswordPolicyArgs {
    const required = {
        requireLowercaseCharacters: there.RequireLowercaseCharacters,
        requireNumbers: there.RequireNumbers,
        requireSymbols: there.RequireSymbols,
        requireUppercaseCharacters: there.RequireUppercaseCharacters,
    };
    const age = there.MaxPasswordAge ?? 0;
    return {
        minimumPasswordLength: Math.max(ours.minimumPasswordLength, there.MinimumPasswordLength ?? 0),
        passwordReusePrevention: Math.max(ours.passwordReusePrevention, there.PasswordReusePrevention ?? 0),
        // People may change their passwords by a policy of their group.
        allowUsersToChangePassword: ours.allowUsersToChangePassword && (there.AllowUsersToChangePassword ?? false),
        hardExpiry: ours.hardExpiry || (there.HardExpiry ?? false),
        ...(age > 0 ? { maxPasswordAge: age } : {}),
        ...Object.fromEntries(Object.entries(required).filter(([, isOn]) => isOn === true)),
    };
}
