import { SharedConfigFault } from "../../aws/shared-config/fault";
import type { SharedFiles } from "../../aws/shared-config/files";
import { wayOf } from "../../aws/shared-config/way";
import type { Verdict } from "./verdict";

/** What makes a profile's verdict: of two with the same one, one cure ends both. */
export function causeOf({ profile, status, message, cure }: Verdict, files: SharedFiles): string {
    const source = sourceOf(profile, files);
    // A session with a code serves every role of the same user, but for those that are to last longer than such a session may give.
    // What else is amiss, such as missing keys, is mended once for these too: its cure does not name the profile.
    const seconds = Number(files.profiles[profile]?.["duration_seconds"] ?? 0);
    const own = seconds > 3600 && cure?.includes(`--profile ${profile}`) === true ? profile : "";
    const general = [message.replace(/: \S+ has none$/u, ""), cure ?? ""].map((text) =>
        text.replaceAll(profile, "").replaceAll(source, ""),
    );
    return JSON.stringify([status, source, own, ...general]);
}

/** The profile whose keys it starts from. */
function sourceOf(profile: string, files: SharedFiles): string {
    try {
        return wayOf(files, profile).origin.profile;
    } catch (error) {
        if (error instanceof SharedConfigFault) return error.profile ?? "";
        throw error;
    }
}
