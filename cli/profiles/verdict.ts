import { identityOf, type Caller } from "../../aws/caller";
import { explainedAwsError } from "../../aws/faults";
import { NeedsCode } from "../../aws/shared-config/credentials";
import type { Way } from "../../aws/shared-config/way";
import { CliError } from "../common/ui";
import type { Profile } from "./profiles";

/** Whether a profile reaches what its name says. */
export interface Verdict {
    readonly profile: string;
    readonly account: { readonly key: string; readonly id: string };
    /** Null for a user's own profile. */
    readonly role: string | null;
    /** `warning`: it could not be checked now, and no fault is known. */
    readonly status: "ok" | "warning" | "fault";
    readonly message: string;
    readonly cure: string | null;
    /** Whose the credentials are, by STS; null where STS was not asked or refused. */
    readonly found: { readonly account: string; readonly arn: string } | null;
}

/** The part of a verdict that does not come from the profile. */
export type Judgement = Pick<Verdict, "status" | "message" | "cure" | "found">;

export function verdictOf(profile: Profile, judgement: Judgement): Verdict {
    const { name, account, role } = profile;
    return { profile: name, account, role: role ?? null, ...judgement };
}

/** Compares the caller that STS reports with the account and role that the profile must reach. */
export function judgeCaller(profile: Profile, caller: Pick<Caller, "accountId" | "arn">): Judgement {
    const found = { account: caller.accountId, arn: caller.arn };
    const fault = (message: string, cure: string): Judgement => ({ status: "fault", message, cure, found });
    const { account, role } = profile;
    const { kind, name } = identityOf(caller.arn);
    if (caller.accountId !== account.id)
        return fault(
            `reaches account ${caller.accountId}, not ${account.id} (${account.key})`,
            role === undefined
                ? `put keys of account ${account.id} under [${profile.name}]: aws configure --profile ${profile.name}`
                : "./org profiles render writes the right role",
        );
    if (kind === "root user")
        return fault("is the root user", "delete the root user's access keys, and use a user's own");
    if (role === undefined) {
        if (kind === "user") return { status: "ok", message: `is ${kind} ${name}`, cure: null, found };
        return fault(`is ${kind} ${name}, not a user`, `put a user's keys under [${profile.name}]`);
    }
    if (kind === "role session" && roleMatches(profile, name))
        return { status: "ok", message: `reaches role ${name}`, cure: null, found };
    return fault(`reaches ${kind} ${name}, not role ${role}`, "./org profiles render writes the right role");
}

/**
 * Whether the caller's role is the profile's. IAM Identity Center names its roles AWSReservedSSO_<permission set>_<16 hexadecimal digits>.
 */
function roleMatches({ kind, role }: Profile, name: string): boolean {
    if (kind !== "sso") return name === role;
    return (
        name.startsWith("AWSReservedSSO_") && name.slice("AWSReservedSSO_".length).replace(/_[0-9a-f]+$/u, "") === role
    );
}

/** The judgement on a profile that gave no credentials, or whose credentials STS refused. */
export function judgeError(profile: Profile, way: Way | undefined, error: unknown): Judgement {
    if (error instanceof CliError) return { status: "fault", message: error.message, cure: error.cure, found: null };
    const { name, message } = error as Error;
    const warning = (text: string, cure: string): Judgement => ({
        status: "warning",
        message: text,
        cure,
        found: null,
    });
    const isDenied = name === "AccessDenied" || name === "AccessDeniedException";
    if (error instanceof NeedsCode || (isDenied && profile.mfa))
        return warning("needs a session, for it asks for an MFA code", `./org mfa --profile ${profile.name}`);
    const kind = way?.origin.kind;
    const origin = way?.origin.profile ?? profile.name;
    if (name === "CredentialsProviderError" || name === "TokenProviderError") {
        if (kind === "identity center")
            return warning("needs a sign-in by Identity Center", `aws sso login --profile ${origin}`);
        if (kind === "login") return warning("needs a sign-in", `aws login --profile ${origin}`);
    }
    // CredentialsProviderError is the SDK's error for a profile without credentials; the usual cure for it is about the environment.
    const known = name === "CredentialsProviderError" ? undefined : explainedAwsError(error);
    return {
        status: "fault",
        message: (known?.message ?? message).trim(),
        cure: known?.cure ?? "see the message, and the AWS config file",
        found: null,
    };
}
