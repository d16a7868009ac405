/** Whose the credentials are, whether they are the right ones, and how long they are valid. */
import { join } from "node:path";
import { existsSync } from "node:fs";
import { parse } from "yaml";
import type { Caller } from "../../../aws/caller";
import { credentialSource } from "../../../aws/caller";
import { rootUser, wrongAccount } from "../../../aws/preflight/caller-faults";
import { environmentKeys } from "../../../aws/keys";
import { environmentProfile, profileNames, readSharedFiles } from "../../../aws/shared-config/files";
import { explainedAwsError } from "../../../aws/faults";
import { readUserFile } from "../../../config/files";
import { stacksOf } from "../../common/project";
import { check } from "../check";
import { SkipCheck } from "../skip-check";
import { fault, ok, skipped, warning, type Finding } from "../line";
import type { DoctorContext } from "../context";

const unset = "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN";

/** What the environment says about credentials. */
export interface Environment {
    /** Whether it has keys. */
    readonly keys: boolean;
    readonly profile: string | undefined;
}

export interface CallerFacts {
    readonly caller: Caller | undefined;
    /** Why the caller is unknown. */
    readonly why?: { readonly message: string; readonly cure: string };
    readonly source: string;
    readonly environment: Environment;
    /** `company.short`; undefined where the config is not valid. */
    readonly short: string | undefined;
}

export const caller = check<CallerFacts>(
    {
        id: "credentials",
        group: "credentials",
        proves: "AWS knows the credentials that the engine would use, and they are not the root user's; says whose they are and why they won",
        cure: "set `AWS_PROFILE`, unset stale keys, or get a session (`org mfa`); delete the root user's access keys",
        asks: [],
    },
    async (context) => ({
        ...(await context.askCaller().then(
            (found) => ({ caller: found }),
            (error: unknown) => ({ caller: undefined, why: reason(error) }),
        )),
        source: credentialSource(),
        environment: environmentOf(),
        short: context.configIfGood()?.company.short,
    }),
    judgeCaller,
);

export function judgeCaller({ caller: found, why, source, environment, short }: CallerFacts): readonly Finding[] {
    if (found === undefined) {
        const profile = `AWS_PROFILE=${short ?? "<short>"}-bootstrap`;
        const cure =
            environment.keys && environment.profile !== undefined
                ? `${unset}, so that AWS_PROFILE=${environment.profile} counts`
                : (why?.cure ?? `export ${profile}`);
        return [fault(`the credentials (${source}) do not work: ${why?.message ?? "AWS does not respond"}`, cure)];
    }
    const root = rootUser(found);
    if (root !== undefined) return [fault(root.message, root.cure, found.arn)];
    return [ok(`${found.kind} ${found.name} of account ${found.accountId}, by ${found.source}`, found.arn)];
}

export interface AccountFacts {
    readonly caller: Caller;
    /** `management.id`. */
    readonly expected: string;
    readonly short: string;
    readonly environment: Environment;
}

export const account = check<AccountFacts>(
    {
        id: "account",
        group: "credentials",
        proves: "the credentials are those of the account that `management.id` names",
        cure: "choose the management account's profile, and unset the keys that win over it",
        asks: [],
    },
    async (context) => {
        const { management, company } = context.config();
        return {
            caller: await context.caller(),
            expected: management.id,
            short: company.short,
            environment: environmentOf(),
        };
    },
    judgeAccount,
);

export function judgeAccount({ caller: found, expected, short, environment }: AccountFacts): readonly Finding[] {
    const wrong = wrongAccount(found, { id: expected, short });
    if (wrong === undefined) return [ok(`account ${expected} is the management account of the config`, expected)];
    const profiles = `${short}-bootstrap or ${short}-root-oaar`;
    const cure = !environment.keys
        ? `export AWS_PROFILE=${profiles}`
        : environment.profile === undefined
          ? `${unset}, and export AWS_PROFILE=${profiles}`
          : `${unset}, so that AWS_PROFILE=${environment.profile} counts`;
    // With the environment known, the cure can be one command.
    return [fault(wrong.message, cure, found.accountId)];
}

export interface StackProfileFacts {
    /** Values of `aws:profile`, by file. */
    readonly named: Readonly<Record<string, string>>;
    /** Names of the profiles in the AWS files. */
    readonly known: readonly string[];
    readonly source: string;
}

export const stackProfile = check<StackProfileFacts>(
    {
        id: "stack-profile",
        group: "credentials",
        proves: "no stack file names a profile (`aws:profile`): credentials come from the environment, on a laptop as in CI",
        cure: "take `aws:profile` out of the stack file and set `AWS_PROFILE` instead",
        asks: [],
    },
    (context) =>
        Promise.resolve({
            named: profilesOfFiles(context),
            known: profileNames(readSharedFiles()),
            source: credentialSource(),
        }),
    judgeStackProfile,
);

export function judgeStackProfile({ named, known, source }: StackProfileFacts): readonly Finding[] {
    const findings = Object.entries(named).map(([file, profile]) =>
        known.includes(profile)
            ? warning(
                  `${file} names the profile ${profile}, which this program does not read: the credentials are ${source}`,
                  `take aws:profile out of ${file}; export AWS_PROFILE=${profile}`,
                  profile,
              )
            : fault(
                  `${file} names the profile ${profile}, which the AWS config of this machine does not have; the credentials here are ${source}`,
                  `take aws:profile out of ${file}: in CI there are only keys of the environment`,
                  profile,
              ),
    );
    return findings.length > 0 ? findings : [ok("no stack file names a profile")];
}

export interface ExpiryFacts {
    readonly now: Date;
    /** When the session ends; undefined for keys that do not expire, or where that is unknown. */
    readonly expires: Date | undefined;
    readonly isSession: boolean;
}

export const expiry = check<ExpiryFacts>(
    {
        id: "expiry",
        group: "credentials",
        proves: "the session lasts a quarter of an hour at least",
        cure: "get a new session: `org mfa`",
        asks: [],
    },
    async (context) => {
        await context.caller();
        return { now: context.now, ...(await sessionOf(context)) };
    },
    judgeExpiry,
);

export function judgeExpiry({ now, expires, isSession }: ExpiryFacts): readonly Finding[] {
    if (!isSession) return [ok("long-term keys: they do not expire")];
    if (expires === undefined)
        return [
            skipped(
                "the session does not say when it ends",
                "./org mfa sets AWS_CREDENTIAL_EXPIRATION beside the keys",
            ),
        ];
    const minutes = Math.floor((expires.getTime() - now.getTime()) / 60_000);
    const when = expires.toISOString();
    return minutes >= 15
        ? [ok(`the session ends in ${length(minutes)}, at ${when}`, when)]
        : [
              warning(
                  `the session ends in ${length(Math.max(0, minutes))}, at ${when}; a run that outlives it fails halfway`,
                  "get a new one: ./org mfa",
                  when,
              ),
          ];
}

function reason(error: unknown): { readonly message: string; readonly cure: string } {
    const explained = explainedAwsError(error);
    if (explained !== undefined) return explained;
    const message = error instanceof Error ? error.message.split("\n")[0]! : String(error);
    return { message, cure: "choose another AWS_PROFILE; ./org doctor --debug shows where it happened" };
}

function environmentOf(): Environment {
    return { keys: environmentKeys() !== undefined, profile: environmentProfile() };
}

function profilesOfFiles(context: DoctorContext): Readonly<Record<string, string>> {
    const project = context.mustProject();
    const files = stacksOf(project).map((stack) => join(project.stackDir, `Pulumi.${stack}.yaml`));
    const found = [...files, join(project.dir, "Pulumi.yaml")].flatMap((file) => {
        const profile = existsSync(file) ? profileIn(readUserFile(file).toString("utf8")) : undefined;
        return profile === undefined ? [] : [[file.slice(file.lastIndexOf("/") + 1), profile] as const];
    });
    return Object.fromEntries(found);
}

/** The profile in `config: { aws:profile: x }`, or `{ value: x }` in Pulumi.yaml. Another check reports a file that is not YAML. */
function profileIn(text: string): string | undefined {
    try {
        const { config } = (parse(text) ?? {}) as { config?: Readonly<Record<string, unknown>> };
        const entry = config?.["aws:profile"];
        const value = typeof entry === "object" && entry !== null ? (entry as { value?: unknown }).value : entry;
        return typeof value === "string" ? value : undefined;
    } catch {
        return undefined;
    }
}

/**
 * Whether the credentials are a session's, and when it ends: for keys of the environment by a variable that AWS's own tools set too,
 * otherwise by the profile's provider.
 */
async function sessionOf(context: DoctorContext): Promise<Omit<ExpiryFacts, "now">> {
    const keys = environmentKeys();
    if (keys !== undefined) {
        const expires = new Date(process.env["AWS_CREDENTIAL_EXPIRATION"] ?? "");
        return {
            isSession: keys.sessionToken !== undefined,
            expires: Number.isNaN(expires.getTime()) ? undefined : expires,
        };
    }
    const { STSClient } = await import("@aws-sdk/client-sts");
    const { expiration, sessionToken } = await context
        .client(STSClient)
        .config.credentials()
        .catch(() => {
            throw new SkipCheck(skipped("the credentials do not work"));
        });
    return { isSession: sessionToken !== undefined, expires: expiration };
}

function length(minutes: number): string {
    return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
