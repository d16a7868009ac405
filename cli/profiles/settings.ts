import { checkDevice } from "../mfa/device";
import { CliError, exitCodes, say } from "../common/ui";
import { profileHeader, type FormerBlock } from "./block";
import { profileNames } from "../../config/names";
import type { KnownOrganization } from "./organization";
import { orgCommand } from "../common/org-command";
import { deviceOf, type ProfileSettings, type SsoSession } from "./profiles";
import { devicesOf } from "./find-devices";

/** Options about the person at this machine. */
export interface PersonOptions {
    readonly ssoStartUrl?: string;
    readonly ssoRegion?: string;
    readonly mfaSerial?: readonly string[];
    readonly findMfa?: boolean;
    readonly sessionName?: string;
    readonly sessions?: boolean;
    /** Forget the options of earlier runs. */
    readonly fresh?: boolean;
}

/**
 * The settings from this run's options, then from those of an earlier run, as its block shows them, then from IAM with `findMfa`.
 *
 * @throws CliError for an option that is not valid
 */
export async function settingsOf(
    options: PersonOptions,
    organization: KnownOrganization,
    former: FormerBlock,
): Promise<ProfileSettings> {
    checkOptions(options, organization);
    const kept: ProfileSettings = options.fresh === true ? { mfaSerials: [] } : keptSettings(former, organization);
    const sso = ssoOf(options, organization, kept.sso);
    const reported = [...(options.mfaSerial ?? []), ...kept.mfaSerials];
    const found = options.findMfa === true ? await findDevices(organization, options.mfaSerial ?? []) : [];
    const sessionName = options.sessionName ?? kept.sessionName;
    const sessions = options.sessions === true || kept.sessions !== undefined ? orgCommand() : undefined;
    const { bootstrapSerial } = kept;
    return {
        ...(bootstrapSerial === undefined ? {} : { bootstrapSerial }),
        // A device that IAM shows now wins over one of an earlier run.
        mfaSerials: [...(options.mfaSerial ?? []), ...found, ...reported],
        ...(sso === undefined ? {} : { sso }),
        ...(sessionName === undefined ? {} : { sessionName }),
        ...(sessions === undefined ? {} : { sessions }),
    };
}

/** The settings of an earlier run, as its block shows them. */
export function keptSettings({ sections }: FormerBlock, { short, identity }: KnownOrganization): ProfileSettings {
    const bootstrap = profileHeader(profileNames.bootstrap(short));
    const values = (key: string): readonly string[] =>
        [...sections].flatMap(([header, section]) => (header === bootstrap ? [] : (section.get(key) ?? [])));
    const bootstrapSerial = sections.get(bootstrap)?.get("mfa_serial");
    const root = sections.get(profileHeader(profileNames.rootOaar(short)));
    const session = sections.get(`sso-session ${short}`);
    const [startUrl, region] = [session?.get("sso_start_url"), session?.get("sso_region")];
    const sessionName = root?.get("role_session_name") ?? values("role_session_name")[0];
    const process = [...sections].find(([header]) => header.endsWith("-session"))?.[1].get("credential_process");
    return {
        mfaSerials: [...new Set(values("mfa_serial"))],
        ...(bootstrapSerial === undefined ? {} : { bootstrapSerial }),
        ...(sessionName === undefined ? {} : { sessionName }),
        ...(process === undefined ? {} : { sessions: process }),
        ...(startUrl !== undefined && region !== undefined && identity.includes("identity-center")
            ? { sso: { startUrl, region } }
            : {}),
    };
}

function ssoOf(
    { ssoStartUrl: startUrl, ssoRegion }: PersonOptions,
    { identity, region }: KnownOrganization,
    kept: SsoSession | undefined,
): SsoSession | undefined {
    if (startUrl !== undefined) return { startUrl, region: ssoRegion ?? kept?.region ?? region };
    if (kept !== undefined) return { ...kept, ...(ssoRegion === undefined ? {} : { region: ssoRegion }) };
    if (ssoRegion === undefined && identity.includes("users")) return undefined;
    throw new CliError(
        ssoRegion === undefined
            ? "people come in by Identity Center here, and its address is not known"
            : "--sso-region says nothing without --sso-start-url",
        "say --sso-start-url https://….awsapps.com/start (console → IAM Identity Center → AWS access portal URL)",
        exitCodes.usage,
    );
}

function checkOptions(
    { ssoStartUrl, ssoRegion, mfaSerial, sessionName }: PersonOptions,
    organization: KnownOrganization,
): void {
    const usage = (message: string, cure: string): never => {
        throw new CliError(message, cure, exitCodes.usage);
    };
    if (ssoStartUrl !== undefined && !/^https:\/\/[\w.-]+(?::\d+)?(?:\/[\w./#-]*)?$/u.test(ssoStartUrl))
        usage(
            `--sso-start-url ${ssoStartUrl} is no address`,
            "copy it from the console: IAM Identity Center → AWS access portal URL",
        );
    if (ssoRegion !== undefined && !/^[a-z]{2}(?:-[a-z]+)+-\d+$/u.test(ssoRegion))
        usage(`--sso-region ${ssoRegion} is no region`, "write it as in us-east-1");
    if (sessionName !== undefined && !/^[\w+=,.@-]{2,64}$/u.test(sessionName))
        usage(
            `--session-name ${sessionName} is no name of a session`,
            "AWS takes 2 to 64 of letters, digits and +=,.@-_",
        );
    for (const serial of mfaSerial ?? []) checkSerial(serial, organization);
}

/** Checks that a device shows codes and is of an account that has people's users. */
function checkSerial(serial: string, { management, accounts }: KnownOrganization): void {
    checkDevice(serial, "--mfa-serial");
    const known = [management.id, ...accounts.filter(({ key }) => key === "security").map((account) => account.id)];
    const id = serial.split(":")[4];
    if (id !== undefined && !known.includes(id))
        throw new CliError(
            `--mfa-serial is ${serial}: a device of account ${id}`,
            `people's users are in ${known.join(" and ")}: give the device of one of these`,
            exitCodes.usage,
        );
}

/** Asks IAM for the devices of the person's own users, with their keys. A user whose device is not found is reported and left out. */
async function findDevices(
    { short, management, accounts, region }: KnownOrganization,
    reported: readonly string[],
): Promise<readonly string[]> {
    const security = accounts.find(({ key }) => key === "security");
    const users = [
        { profile: profileNames.management(short), id: management.id },
        ...(security === undefined ? [] : [{ profile: profileNames.security(short), id: security.id }]),
    ].filter(({ id }) => deviceOf(id, reported) === undefined);
    const found: string[] = [];
    for (const { profile, id } of users) {
        const answer = await devicesOf(profile, id, region);
        if (answer.serials.length === 1) found.push(answer.serials[0]!);
        else say(`! no MFA device for ${profile}: ${answer.reason}`);
    }
    return found;
}
