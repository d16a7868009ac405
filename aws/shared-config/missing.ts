import { nearest, shellWord } from "../../config/faults";
import { SharedConfigFault } from "./fault";
import { profileNames, profileOf, type SharedFiles } from "./files";

/** A profile that is requested, or named as a source, and does not exist. */
export function noSuchProfile(files: SharedFiles, profile: string, asking: string | undefined): SharedConfigFault {
    const near = nearest(
        profile,
        profileNames(files).filter((name) => name !== asking),
    );
    const { config, credentials } = files;
    const message =
        asking === undefined
            ? `there is no profile ${profile} in ${config.path}`
            : `profile ${asking} has source_profile = ${profile}, and there is no such profile in ${config.path} or ${credentials.path}`;
    const misread = almost(files, profile);
    if (misread !== undefined) return new SharedConfigFault(message, misread, "profile");
    const own =
        asking === undefined
            ? `one with keys of your own: aws configure --profile ${shellWord(profile)}`
            : `your own keys go under [${profile}] in ${credentials.path}`;
    return new SharedConfigFault(
        message,
        near === undefined
            ? `./org profiles render writes the organization's profiles; ${own}`
            : `did you mean ${near}?`,
        "profile",
    );
}

/** A header that people and other programs would take for this profile's. */
function almost({ config, credentials }: SharedFiles, profile: string): string | undefined {
    for (const [{ path, sections }, header] of [
        [config, `profile ${profile}`],
        [credentials, profile],
    ] as const)
        for (const [name, { headers }] of sections) {
            const isBare = header !== profile && name === profile;
            const isQuoted = name.replace(/["']/gu, "") === header;
            const isPrefixed = header === profile && name === `profile ${profile}`;
            if (isBare || isQuoted || isPrefixed)
                return `line ${headers[0]!} of ${path} has [${name}]: write [${header}], which every program reads`;
        }
    const marked = [config, credentials].find(({ hasMark }) => hasMark);
    return marked === undefined
        ? undefined
        : `${marked.path} begins with a byte order mark, and so its first section is not seen: save it as UTF-8 without one`;
}

/**
 * A source without credentials.
 *
 * @param visited the profiles from the requested one to this one
 */
export function sourceWithoutKeys(
    files: SharedFiles,
    profile: string,
    asking: string,
    visited: readonly string[],
): SharedConfigFault {
    const again = visited.slice(0, -1).lastIndexOf(profile);
    if (again !== -1 && profile !== asking)
        return new SharedConfigFault(
            `the profiles lead in a circle: ${visited.slice(again).join(" → ")}`,
            `let source_profile of ${asking} in ${files.config.path} name the profile that has your own keys`,
        );
    if (profileOf(files, profile)?.["login_session"])
        return new SharedConfigFault(
            `profile ${asking} has source_profile = ${profile}, which has login_session (aws login): Pulumi's provider takes no role on from there`,
            `aws login --profile ${profile}, then eval "$(./org mfa --profile ${asking})" gets the role's session; or put keys into ${files.credentials.path} under [${profile}]`,
            "role from aws login",
            asking,
        );
    return noKeys(files, profile);
}

/** A profile without credentials. */
export function noKeys({ credentials }: Pick<SharedFiles, "credentials">, profile: string): SharedConfigFault {
    return new SharedConfigFault(
        `profile ${profile} has no keys`,
        `aws configure --profile ${profile} writes them into ${credentials.path}; or sign in without keys: aws login --profile ${profile}`,
        "keys",
        profile,
    );
}
