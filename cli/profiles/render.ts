import { readByteFile, textOf, writeByteFile, type ByteFile } from "../common/byte-file";
import { byteOrderMark } from "../aws-files/lines";
import { configFileOf, credentialsFileOf, mustBeExpanded } from "../aws-files/locations";
import { findBlock, markersOf, withBlock, type MarkedBlock } from "../aws-files/marked-block";
import { carryOut, type ActOptions } from "../common/plan";
import { findProject } from "../common/project";
import { CliError, exitCodes, print, say } from "../common/ui";
import { blockLines, formerBlock, lacksDevice } from "./block";
import { difference } from "./difference";
import { handMade, strayKeys } from "./hand-made";
import { profileNames } from "../../config/names";
import { knownOrganization, type KnownOrganization } from "./organization";
import { profilesOf, type Profile } from "./profiles";
import { settingsOf, type PersonOptions } from "./settings";

/** Options of `org profiles render`. */
export interface RenderOptions extends PersonOptions, ActOptions {
    readonly dir: string;
    readonly fromConfig?: boolean;
    readonly awsConfig?: string;
    readonly keepOwn?: boolean;
    readonly stdout?: boolean;
}

/** The new block for a file, with its warnings. Nothing is written yet. */
export interface Rendering {
    readonly file: ByteFile;
    readonly old: MarkedBlock | undefined;
    readonly lines: readonly string[];
    readonly text: string;
    readonly profiles: readonly Profile[];
    readonly warnings: readonly string[];
}

/** Lines of the difference that are shown at most; --stdout shows the whole block. */
const mostLines = 60;

/** Writes the organization's profiles into the AWS config file, after showing what changes. Returns the exit code. */
export async function renderProfiles(options: RenderOptions): Promise<number> {
    const project = findProject(options.dir);
    // Calls that use a profile of this file must read this file.
    if (options.awsConfig !== undefined) process.env["AWS_CONFIG_FILE"] = configFileOf(options.awsConfig);
    if (options.stdout !== true) mustBeExpanded();
    const organization = await knownOrganization(project, options.fromConfig === true);
    const rendering = await render(organization, options);
    const { file, old, lines, text, profiles, warnings } = rendering;
    if (options.stdout === true) {
        for (const warning of warnings) say(`! ${warning}`);
        print(lines.map(textOf).join("\n"));
        return exitCodes.ok;
    }
    const changes = difference(
        (old?.lines ?? []).map((line) => textOf(line.text)),
        lines.map(textOf),
    );
    if (text !== file.text) showDifference(file.path, changes);
    const { short } = organization;
    const ownProfiles = [profileNames.management(short), profileNames.security(short)].filter((name) =>
        profiles.some((profile) => profile.name === name),
    );
    return carryOut(
        {
            title: `Write the profiles of ${short} into ${file.path}`,
            steps: [
                {
                    title: `${profiles.length} profiles between two comments; the rest of the file stays byte for byte`,
                    done: text === file.text,
                    act: () => {
                        writeByteFile(file, text);
                        return Promise.resolve();
                    },
                },
            ],
            warnings,
            nothing: `${file.path} has the ${profiles.length} profiles of ${short} as they should be; it was not touched.`,
            next: [
                ...codeAdvice(profiles),
                `Your own keys go into ${ownProfiles.join(" or ")}: aws configure --profile <name>, or aws login --profile <name>.`,
                "Then prove them: ./org profiles check",
            ],
        },
        options,
    );
}

/** Without mfa_serial, other programs get AccessDenied, which does not say that a code is missing. */
function codeAdvice(profiles: readonly Profile[]): readonly string[] {
    const asks = profiles.some(({ kind, mfa }) => kind === "role" && mfa);
    const hasSessions = profiles.some(({ kind }) => kind === "session");
    if (!asks) return [];
    return [
        ...(lacksDevice(profiles)
            ? [
                  "The roles ask for an MFA code, and these profiles name no device: other programs get AccessDenied, and do not say why. ./org profiles render --find-mfa writes your device, so that they ask for its code.",
              ]
            : []),
        ...(hasSessions
            ? []
            : [
                  "For programs that cannot ask for a code: ./org profiles render --sessions adds a profile <name>-session to each role.",
              ]),
    ];
}

/**
 * Makes the new block and the file's new text; writes nothing.
 *
 * @throws CliError where the file has sections of the same names, unless `keepOwn` or `stdout`
 */
export async function render(organization: KnownOrganization, options: Omit<RenderOptions, "dir">): Promise<Rendering> {
    const { project, short } = organization;
    const file = readByteFile(configFileOf(options.awsConfig));
    const markers = markersOf(project, short);
    const old = findBlock(file.text, markers, file.path);
    const former = formerBlock(old);
    const settings = await settingsOf(options, organization, former);
    const all = profilesOf(organization, settings);
    const own = handMade(file, old, {
        profiles: all.map(({ name }) => name),
        ssoSession: settings.sso === undefined ? undefined : short,
    });
    const ownWords = own.map(({ kind, name, line }) => `[${kind} ${name}] in line ${line}`).join(", ");
    if (own.length > 0 && options.keepOwn !== true && options.stdout !== true)
        throw new CliError(
            `${file.path} has, outside of our block, sections of the names that ours would have: ${ownWords}`,
            "delete or rename them, or leave these out of ours: --keep-own",
        );
    const isOwn = (kind: string, name: string): boolean => own.some((one) => one.kind === kind && one.name === name);
    const profiles = all.filter(({ name }) => !isOwn("profile", name));
    const sso = isOwn("sso-session", short) ? undefined : settings.sso;
    const lines = blockLines(profiles, { markers, short, sso, former });
    return {
        file,
        old,
        lines,
        text: withBlock(file.text, old, lines),
        profiles,
        warnings: [
            ...(own.length === 0 ? [] : [`left as they are, and out of our block: ${ownWords}`]),
            ...fileWarnings(file, profiles),
            ...formerWarnings(former.sections, organization, options),
        ],
    };
}

function fileWarnings(file: ByteFile, profiles: readonly Profile[]): readonly string[] {
    const credentials = readByteFile(credentialsFileOf());
    return [
        ...(file.text.startsWith(byteOrderMark)
            ? [
                  `${file.path} begins with a byte order mark: the AWS CLI does not read such a file; save it as plain UTF-8`,
              ]
            : []),
        ...strayKeys(credentials, profiles).map(
            ({ name, line }) =>
                `${credentials.path} has keys in [${name}], line ${line}: some tools take them instead of the role; delete that section`,
        ),
    ];
}

function formerWarnings(
    sections: ReadonlyMap<string, ReadonlyMap<string, string>>,
    { short, management }: KnownOrganization,
    { fromConfig }: Pick<RenderOptions, "fromConfig">,
): readonly string[] {
    const root = sections.get(`profile ${profileNames.rootOaar(short)}`);
    const id = root?.get("sso_account_id") ?? root?.get("role_arn")?.split(":")[4];
    return [
        ...(id === undefined || id === management.id
            ? []
            : [
                  `the block is of the organization of account ${id}, and this one is of ${management.id}: one of them needs another company.short`,
              ]),
        ...(fromConfig === true &&
        [...sections.keys()].some((header) => header.endsWith("-oaar") && !header.endsWith("-root-oaar"))
            ? ["--from-config knows no accounts: their profiles go; leave it out once there is a stack"]
            : []),
    ];
}

function showDifference(path: string, changes: readonly string[]): void {
    say(`${path}:`);
    for (const change of changes.slice(0, mostLines)) say(change);
    if (changes.length > mostLines)
        say(`… and ${changes.length - mostLines} more lines; --stdout shows the whole block`);
}
