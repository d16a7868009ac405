import { readByteFile, writeByteFile } from "../common/byte-file";
import { mustBeExpanded } from "../aws-files/locations";
import { credentialsKey, withKeys } from "../aws-files/section-keys";
import { CliError, exitCodes } from "../common/ui";
import type { Chain } from "./chain";
import type { SharedFiles } from "../../aws/shared-config/files";
import type { Session } from "./sts-calls";

/**
 * Checks that a session may be written under this name: not over the user's own keys, and not in a profile with a role.
 *
 * @throws CliError
 */
export function checkTarget(profile: string, files: SharedFiles, chain: Chain): void {
    const { path } = files.credentials;
    mustBeExpanded();
    if (/[[\]#;\r\n"']|^\s|\s$|^profile\s|^$/u.test(profile))
        throw new CliError(
            `--write ${JSON.stringify(profile)}: not every program reads a section of that name`,
            "take letters, digits and hyphens: --write my-session",
            exitCodes.usage,
        );
    if (profile === chain.base.profile)
        throw new CliError(
            `--write ${profile}: those are the keys that the session is made with`,
            `write it under another name: --write ${chain.profile}-session`,
        );
    if (files.config.profiles[profile]?.["role_arn"] !== undefined)
        throw new CliError(
            `--write ${profile}: profile ${profile} has role_arn, which the SDKs take before keys`,
            `write it under another name: --write ${profile}-session`,
        );
    const text = readByteFile(path).text;
    const has = (key: string): boolean => credentialsKey(text, profile, key, path) !== undefined;
    if (has("aws_access_key_id") && !has("aws_session_token"))
        throw new CliError(
            `--write ${profile}: [${profile}] in ${path} has long-term keys, which would be lost`,
            `write it under another name: --write ${chain.profile}-session`,
        );
}

/** Writes a session under a profile of the credentials file, mode 0600. Every other line stays, byte for byte. */
export function writeSession(
    profile: string,
    { keys }: Session,
    { config, credentials: { path } }: SharedFiles,
    region: string | undefined,
): void {
    const file = readByteFile(path);
    const values = {
        aws_access_key_id: keys.accessKeyId,
        aws_secret_access_key: keys.secretAccessKey,
        aws_session_token: keys.sessionToken,
        ...(region === undefined || config.profiles[profile]?.["region"] !== undefined ? {} : { region }),
    };
    writeByteFile(file, withKeys(file.text, profile, values, path), 0o600);
}
