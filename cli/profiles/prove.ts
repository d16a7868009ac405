import { whoAmI } from "../../aws/caller";
import { credentialsOf } from "../../aws/shared-config/credentials";
import { SharedConfigFault } from "../../aws/shared-config/fault";
import type { SharedFiles } from "../../aws/shared-config/files";
import { wayOf, type Way } from "../../aws/shared-config/way";
import type { Keys } from "../../aws/keys";
import { keptSession } from "./kept-session";
import type { Profile } from "./profiles";
import { judgeCaller, judgeError, verdictOf, type Judgement, type Verdict } from "./verdict";

/**
 * Checks with STS what a profile reaches, whatever credentials the environment has. `isNamed`: the person asked for this profile, so
 * missing keys are a fault and no warning.
 */
export async function prove(profile: Profile, files: SharedFiles, isNamed: boolean): Promise<Verdict> {
    const { name, role } = profile;
    // A user's own profile may have its keys in the credentials file, and no section in the config file.
    if (files.profiles[name] === undefined || (role !== undefined && files.config.profiles[name] === undefined))
        return verdictOf(profile, {
            status: "fault",
            message: `is not in ${files.config.path}`,
            cure: "./org profiles render writes it",
            found: null,
        });
    const region = profile.settings["region"]!;
    try {
        const credentials = await sessionOf(profile, files, region);
        return verdictOf(profile, judgeCaller(profile, await whoAmI({ region, credentials })));
    } catch (error) {
        return verdictOf(profile, judgeFailure(profile, files, error, isNamed));
    }
}

/** Credentials as Pulumi's provider gets them; where it cannot, because it cannot ask for a code, from a session that `org mfa` keeps. */
async function sessionOf(profile: Profile, files: SharedFiles, region: string): Promise<Keys> {
    const way = wayOrFault(files, profile.name);
    if (way instanceof SharedConfigFault && way.lacks !== "role from aws login") throw way;
    const kept = profile.mfa && mayKeep(way) ? await keptSession(profile.name, files, region) : undefined;
    if (kept !== undefined) return kept;
    if (way instanceof SharedConfigFault) throw way;
    return credentialsOf(way, region);
}

/** Whether `org mfa` can make a session for this profile. */
function mayKeep(way: Way | SharedConfigFault): boolean {
    if (way instanceof SharedConfigFault) return true;
    const { kind, keys } = way.origin;
    return kind !== "environment" && kind !== "machine" && keys?.sessionToken === undefined;
}

function wayOrFault(files: SharedFiles, profile: string): Way | SharedConfigFault {
    try {
        return wayOf(files, profile);
    } catch (error) {
        if (error instanceof SharedConfigFault) return error;
        throw error;
    }
}

function judgeFailure(profile: Profile, files: SharedFiles, error: unknown, isNamed: boolean): Judgement {
    const way = wayOrFault(files, profile.name);
    if (!(error instanceof SharedConfigFault))
        return judgeError(profile, way instanceof SharedConfigFault ? undefined : way, error);
    const { message, cure, lacks } = error;
    // The profile is right and only nobody has signed in: `org mfa` supports this.
    if (lacks === "role from aws login") return { status: "warning", message, cure, found: null };
    if (lacks !== "keys") return { status: "fault", message, cure, found: null };
    const keyless = way instanceof SharedConfigFault ? way.profile! : way.origin.profile;
    return {
        status: isNamed ? "fault" : "warning",
        message:
            keyless === profile.name
                ? "has no keys on this machine"
                : `has no keys on this machine: ${keyless} has none`,
        cure: `aws configure --profile ${keyless} (writes ${files.credentials.path}), or aws login --profile ${keyless}`,
        found: null,
    };
}
