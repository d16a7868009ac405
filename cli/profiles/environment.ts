import { credentialSource, whoAmI, type Caller } from "../../aws/caller";
import { environmentKeys } from "../../aws/keys";
import { unsetKeys } from "../mfa/chain";
import { environmentProfile, profileOf, type SharedFiles } from "../../aws/shared-config/files";
import type { Profile } from "./profiles";
import { judgeCaller } from "./verdict";

/** Which credentials the environment gives to a command that names no profile, such as `pulumi up`. */
export interface EnvironmentVerdict {
    readonly status: "ok" | "warning" | "fault";
    /** Which credentials are used, and why. */
    readonly source: string;
    readonly message: string;
    readonly cure: string | null;
    readonly found: { readonly account: string; readonly arn: string } | null;
    /** Id of the account of the profile in AWS_PROFILE; null where it is none of these profiles. */
    readonly expected: string | null;
}

/** Checks AWS_PROFILE and the keys in the environment; undefined where there is nothing to report. */
export async function judgeEnvironment(
    profiles: readonly Profile[],
    files: SharedFiles,
    region: string,
    environment: NodeJS.ProcessEnv = process.env,
): Promise<EnvironmentVerdict | undefined> {
    const named = environmentProfile(environment) ?? "";
    const keys = environmentKeys(environment);
    const source = credentialSource(undefined, environment);
    const profile = profiles.find(({ name }) => name === named);
    const expected = profile?.account.id ?? null;
    if (named !== "" && profileOf(files, named) === undefined)
        return {
            status: "fault",
            source,
            message: `AWS_PROFILE names ${named}, and there is no such profile in ${files.config.path} or ${files.credentials.path}`,
            cure: "./org profiles render writes the organization's; in CI, with keys of its own: unset AWS_PROFILE",
            found: null,
            expected,
        };
    if (keys === undefined) return undefined;
    const asked = await ask({ region, credentials: keys });
    const found = "caller" in asked ? { account: asked.caller.accountId, arn: asked.caller.arn } : null;
    const whose = "caller" in asked ? `they are of ${asked.caller.arn}` : `AWS does not take them (${asked.reason})`;
    const verdict = (status: EnvironmentVerdict["status"], message: string): EnvironmentVerdict => ({
        status,
        source,
        message,
        cure: status === "ok" ? null : unsetKeys,
        found,
        expected,
    });
    if (profile !== undefined) {
        const isSame = "caller" in asked && judgeCaller(profile, asked.caller).status === "ok";
        const target = `account ${profile.account.id} (${profile.account.key})${profile.role === undefined ? "" : `, role ${profile.role}`}`;
        if (isSame) return verdict("ok", `${source}; ${whose}, as ${named} is`);
        return verdict(
            "fault",
            `${source}: account ${found?.account ?? "unknown"}, where ${named} means ${target}; ${whose}`,
        );
    }
    const isOurs = found !== null && profiles.some(({ account }) => account.id === found.account);
    const message = `${source} ${named === "" ? "act where no profile is named" : ""}; ${whose}`.replace(" ;", ";");
    if (isOurs) return verdict("ok", message);
    return verdict(
        "warning",
        found === null
            ? message
            : `${message}: account ${found.account} is none of this organization's that is known here`,
    );
}

async function ask(
    options: Parameters<typeof whoAmI>[0],
): Promise<{ readonly caller: Caller } | { readonly reason: string }> {
    try {
        return { caller: await whoAmI(options) };
    } catch (error) {
        return { reason: (error as Error).name };
    }
}
