import { profileOf, type SharedFile, type SharedFiles } from "./files";
import type { DoubtKind, IniSection } from "./ini";
import { hasKeys, type Way } from "./way";

/**
 * Where the AWS CLI gets another session than Pulumi's provider, or none, in words. Sources: botocore's configloader (Python's
 * configparser) and AssumeRoleProvider; tried with AWS CLI 1.
 */
export function differencesOf(files: SharedFiles, way: Way): readonly string[] {
    return [
        ...roleDifferences(files, way),
        ...way.visited.flatMap((profile) => lineDifferences(files, profile)),
        ...twice(files),
    ];
}

function roleDifferences(files: SharedFiles, { profile, visited, origin, roles }: Way): readonly string[] {
    const settings = profileOf(files, origin.profile)!;
    // A profile that is visited a second time only contributes its keys, in all SDKs.
    if (!settings["role_arn"] || !hasKeys(settings) || visited.indexOf(origin.profile) !== visited.length - 1)
        return [];
    const role = roles[0]?.arn ?? settings["role_arn"];
    return origin.profile === profile
        ? [
              `profile ${profile} has role_arn and keys of its own, and no source_profile: Pulumi's provider takes the role on with them, the AWS CLI refuses the profile, and other programs use the keys alone. So that all do the same, move the keys into a profile of their own and name it as source_profile`,
          ]
        : [
              `profile ${origin.profile}, the source of ${visited.at(-2)!}, has keys and a role: Pulumi's provider takes ${role} on with them first, the AWS CLI uses the keys alone and gets another session. So that both do the same, move the keys into a profile of their own`,
          ];
}

/** Settings that decide which session a profile gets, and where. */
const meaningful =
    /^(?:aws_|role_|sso_|source_profile$|credential_|external_id$|mfa_serial$|duration_seconds$|web_identity|login_session$|region$|endpoint_url$)/u;

const words: Readonly<Record<Exclude<DoubtKind, "twice">, (key: string) => string>> = {
    indented: (key) =>
        `${key} is indented below another key: it is a key to Pulumi's provider, and part of the value above it to the AWS CLI. Write it at the beginning of the line`,
    swallowed: (key) =>
        `${key} is below an empty key and is indented: it is part of that one to Pulumi's provider, and a key to the AWS CLI. Write it at the beginning of the line`,
    quoted: (key) =>
        `the value of ${key} is in quotes: Pulumi's provider takes them off, to the AWS CLI they are part of the value. Leave them out`,
    commented: (key) =>
        `a comment follows the value of ${key}: Pulumi's provider leaves it out, to the AWS CLI it is part of the value. Put it on a separate line`,
};

function lineDifferences(files: SharedFiles, profile: string): readonly string[] {
    return sectionsOf(files, profile).flatMap(({ file, section }) =>
        section.doubts.flatMap(({ kind, key, line }) =>
            kind === "twice" || !meaningful.test(key) ? [] : [`${file.path} line ${line}: ${words[kind](key)}`],
        ),
    );
}

/** Sections and keys that a file has twice: Pulumi's provider merges them, the AWS CLI refuses the whole file. */
export function twice({ config, credentials }: Pick<SharedFiles, "config" | "credentials">): readonly string[] {
    return [config, credentials].flatMap(({ path, sections }) =>
        [...sections.values()].flatMap(({ name, headers, doubts }) => [
            ...(headers.length > 1
                ? [
                      `${path} has [${name}] in ${linesOf(headers)}: Pulumi's provider reads them as one, and the AWS CLI refuses the whole file. Leave one of them`,
                  ]
                : doubts
                      .filter(({ kind }) => kind === "twice")
                      .map(
                          ({ key, line }) =>
                              `${path} line ${line}: [${name}] has ${key} for the second time: Pulumi's provider takes the last, and the AWS CLI refuses the whole file. Leave one of them`,
                      )),
        ]),
    );
}

function linesOf(lines: readonly number[]): string {
    return `lines ${lines.slice(0, -1).join(", ")} and ${lines.at(-1)!}`;
}

function sectionsOf(
    { config, credentials }: SharedFiles,
    profile: string,
): readonly { readonly file: SharedFile; readonly section: IniSection }[] {
    const inConfig =
        config.sections.get(`profile ${profile}`) ?? (profile === "default" ? config.sections.get(profile) : undefined);
    const inCredentials = credentials.sections.get(profile);
    return [
        ...(inConfig === undefined ? [] : [{ file: config, section: inConfig }]),
        ...(inCredentials === undefined ? [] : [{ file: credentials, section: inCredentials }]),
    ];
}
