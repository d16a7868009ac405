import { SharedConfigFault } from "../../aws/shared-config/fault";
import type { SharedFiles } from "../../aws/shared-config/files";
import { wayOf } from "../../aws/shared-config/way";
import type { Verdict } from "./verdict";

/** A text that is equal for verdicts with the same cause, so that the cure of one helps for all of them. */
export function causeOf({ profile, status, message, cure }: Verdict, files: SharedFiles): string {
    const source = sourceOf(profile, files);
    // One MFA session works for every role of the same user, except for roles that last longer than an hour. Other causes, such as missing
    // keys, are the same for those too: their cure does not name the profile.
    const seconds = Number(files.profiles[profile]?.["duration_seconds"] ?? 0);
    const own = seconds > 3600 && cure?.includes(`--profile ${profile}`) === true ? profile : "";
    const general = [message.replace(/: \S+ has none$/u, ""), cure ?? ""].map((text) =>
        text.replaceAll(profile, "").replaceAll(source, ""),
    );
    return JSON.stringify([status, source, own, ...general]);
}

/** The profile that has the keys from which this profile's are made. */
function sourceOf(profile: string, files: SharedFiles): string {
    try {
        return wayOf(files, profile).origin.profile;
    } catch (error) {
        if (error instanceof SharedConfigFault) return error.profile ?? "";
        throw error;
    }
}
