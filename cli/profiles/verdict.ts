import { identityOf, type Caller } from "../../aws/caller";
import { explainedAwsError } from "../../aws/faults";
import { NeedsCode } from "../../aws/shared-config/credentials";
import type { Way } from "../../aws/shared-config/way";
import { CliError } from "../common/ui";
import type { Profile } from "./profiles";

/** Whether a profile is what its name says. */
export interface Verdict {
    readonly profile: string;
    readonly account: { readonly key: string; readonly id: string };
    /** Null for a user's own profile. */
    readonly role: string | null;
    /** `warning`: it could not be proved now, and nothing speaks against it. */
    readonly status: "ok" | "warning" | "fault";
    readonly message: string;
    readonly cure: string | null;
    /** Whose the credentials are, as STS says; null where it was not asked or did not know them. */
    readonly found: { readonly account: string; readonly arn: string } | null;
}

/** Part of a verdict that the profile itself does not say. */
export type Judgement = Pick<Verdict, "status" | "message" | "cure" | "found">;

export function verdictOf(profile: Profile, judgement: Judgement): Verdict {
    const { name, account, role } = profile;
    return { profile: name, account, role: role ?? null, ...judgement };
}

/** Compares who STS says that this is with who it is to be. */
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

/** Identity Center names its roles itself: AWSReservedSSO_<permission set>_<16 digits>. */
function roleMatches({ kind, role }: Profile, name: string): boolean {
    if (kind !== "sso") return name === role;
    return (
        name.startsWith("AWSReservedSSO_") && name.slice("AWSReservedSSO_".length).replace(/_[0-9a-f]+$/u, "") === role
    );
}

/** What it means that a profile gave no credentials, or that STS did not take them. */
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
    // The SDK's own word for a profile that gives nothing; the cure for it speaks of the environment.
    const known = name === "CredentialsProviderError" ? undefined : explainedAwsError(error);
    return {
        status: "fault",
        message: (known?.message ?? message).trim(),
        cure: known?.cure ?? "see the message, and the AWS config file",
        found: null,
    };
}
