import { fromIni } from "@aws-sdk/credential-providers";
import { whoAmI } from "../../aws/caller";
import { profileOf, type Profile as Settings, type SharedFiles } from "../mfa/shared-files";
import { keptSession } from "./kept-session";
import type { Profile } from "./profiles";
import { judgeCaller, judgeError, verdictOf, type Judgement, type Verdict } from "./verdict";

/** What makes credentials of a profile that takes them from somewhere else than its own keys. */
const origins = [
    "aws_access_key_id",
    "login_session",
    "sso_session",
    "sso_start_url",
    "credential_process",
    "credential_source",
    "web_identity_token_file",
];

/** Asks STS, by the profile alone, whatever the environment holds. `isNamed`: it was asked for by name, so no keys is a fault. */
export async function prove(profile: Profile, files: SharedFiles, isNamed: boolean): Promise<Verdict> {
    const chain = chainOf(profile.name, files);
    const missing = missingPart(profile, chain, isNamed, files);
    if (missing !== undefined) return verdictOf(profile, missing);
    const region = profile.settings["region"]!;
    try {
        const kept = profile.mfa ? await keptSession(profile.name, files, region) : undefined;
        const credentials = kept ?? (await fromIni({ profile: profile.name, clientConfig: { region } })());
        return verdictOf(profile, judgeCaller(profile, await whoAmI({ region, credentials })));
    } catch (error) {
        return verdictOf(
            profile,
            judgeError(
                profile,
                chain.map(({ settings }) => settings),
                error,
            ),
        );
    }
}

interface Link {
    readonly name: string;
    readonly settings: Settings;
}

/** The profile and those that it takes its credentials from, as far as they are there. */
function chainOf(profile: string, files: SharedFiles): readonly Link[] {
    const chain: Link[] = [];
    for (let name: string | undefined = profile; name !== undefined;) {
        const settings = profileOf(files, name);
        if (settings === undefined || chain.some((link) => link.name === name)) break;
        chain.push({ name, settings });
        name = settings["source_profile"];
    }
    return chain;
}

function missingPart(
    { name, role }: Profile,
    chain: readonly Link[],
    isNamed: boolean,
    { config, credentials }: SharedFiles,
): Judgement | undefined {
    const last = chain.at(-1);
    if (last === undefined || (role !== undefined && config.profiles[name] === undefined)) {
        // One's own user may have keys and no section in the config file.
        return {
            status: "fault",
            message: `is not in ${config.path}`,
            cure: "org profiles render writes it",
            found: null,
        };
    }
    const source = last.settings["source_profile"];
    const keyless = source ?? last.name;
    if (source === undefined && origins.some((key) => last.settings[key] !== undefined)) return undefined;
    if (source !== undefined && chain.some((link) => link.name === source))
        return {
            status: "fault",
            message: `goes in a circle: ${chain.map((link) => link.name).join(" → ")} → ${source}`,
            cure: "org profiles render writes the right source_profile",
            found: null,
        };
    return {
        status: isNamed ? "fault" : "warning",
        message: keyless === name ? "has no keys on this machine" : `has no keys on this machine: ${keyless} has none`,
        cure: `aws configure --profile ${keyless} (writes ${credentials.path}), or aws login --profile ${keyless}`,
        found: null,
    };
}
