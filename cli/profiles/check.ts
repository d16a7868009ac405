import { nearest } from "../../config/faults";
import { configFileOf } from "../aws-files/locations";
import { differencesOf, twice } from "../../aws/shared-config/differences";
import { SharedConfigFault } from "../../aws/shared-config/fault";
import { readSharedFiles, type SharedFiles } from "../../aws/shared-config/files";
import { mustBeFiles } from "../../aws/shared-config/must-be-files";
import { wayOf } from "../../aws/shared-config/way";
import { findProject } from "../common/project";
import { CliError, exitCodes, print, printJson, say } from "../common/ui";
import { judgeEnvironment, type EnvironmentVerdict } from "./environment";
import { findBlock, markersOf } from "../aws-files/marked-block";
import { readByteFile } from "../common/byte-file";
import { formerBlock } from "./block";
import { causeOf } from "./causes";
import { knownOrganization, type KnownOrganization } from "./organization";
import { profilesOf, type Profile } from "./profiles";
import { keptSettings } from "./settings";
import type { Verdict } from "./verdict";
import { prove } from "./prove";

/** Options of `org profiles check`. */
export interface CheckOptions {
    readonly dir: string;
    /** Names of the profiles to check; empty: all of the organization's. */
    readonly names: readonly string[];
    readonly fromConfig?: boolean;
    readonly awsConfig?: string;
    readonly json?: boolean;
}

/** The result of a check, as --json prints it. */
export interface CheckReport {
    /** Null where the environment names neither a profile nor keys. */
    readonly environment: EnvironmentVerdict | null;
    readonly profiles: readonly Verdict[];
    /** Where the AWS CLI reads the AWS files differently from Pulumi's provider. */
    readonly differences: readonly string[];
}

/** Profiles that are checked at a time: STS throttles by account. */
const maxParallel = 8;

/** Checks with STS that each profile reaches the account and role that its name says. Returns the exit code: 1 on any fault. */
export async function checkProfiles(options: CheckOptions): Promise<number> {
    const project = findProject(options.dir);
    if (options.awsConfig !== undefined) process.env["AWS_CONFIG_FILE"] = configFileOf(options.awsConfig);
    const organization = await knownOrganization(project, options.fromConfig === true);
    const report = await checkAll(organization, options.names);
    if (options.json === true) printJson(report);
    else show(report, readSharedFiles());
    return isFault(report) ? exitCodes.fault : exitCodes.ok;
}

/**
 * Checks the profiles and prints nothing.
 *
 * @throws CliError for an unknown name
 */
export async function checkAll(organization: KnownOrganization, names: readonly string[]): Promise<CheckReport> {
    const all = expectedProfiles(organization);
    const chosen = names.length === 0 ? all : names.map((name) => named(name, all));
    mustBeFiles();
    const files = readSharedFiles();
    const [environment, profiles] = await Promise.all([
        judgeEnvironment(all, files, organization.region),
        proveAll(chosen, files, names.length > 0),
    ]);
    return { environment: environment ?? null, profiles, differences: differences(chosen, files) };
}

/**
 * The profiles that the config file should have, with the options of earlier renders. Those of `--sessions` are left out: the profile of
 * the same role is checked.
 */
function expectedProfiles(organization: KnownOrganization): readonly Profile[] {
    const path = configFileOf();
    const block = findBlock(readByteFile(path).text, markersOf(organization.project, organization.short), path);
    return profilesOf(organization, keptSettings(formerBlock(block), organization)).filter(
        ({ kind }) => kind !== "session",
    );
}

/** Each difference once, even if several profiles have it. A profile that cannot be resolved has a fault of its own. */
function differences(profiles: readonly Profile[], files: SharedFiles): readonly string[] {
    const found = profiles.flatMap(({ name }) => {
        try {
            return differencesOf(files, wayOf(files, name));
        } catch (error) {
            if (error instanceof SharedConfigFault) return [];
            throw error;
        }
    });
    return [...new Set([...twice(files), ...found])];
}

function named(name: string, all: readonly Profile[]): Profile {
    const found = all.find((profile) => profile.name === name);
    if (found !== undefined) return found;
    const names = all.map((profile) => profile.name);
    const near = nearest(name, names);
    throw new CliError(
        `${name} is no profile of this organization`,
        near === undefined
            ? `the profiles are ${names.slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}`
            : `did you mean ${near}?`,
        exitCodes.usage,
    );
}

async function proveAll(
    profiles: readonly Profile[],
    files: SharedFiles,
    isNamed: boolean,
): Promise<readonly Verdict[]> {
    const verdicts: Verdict[] = [];
    const open = profiles.entries();
    const worker = async (): Promise<void> => {
        for (const [index, profile] of open) verdicts[index] = await prove(profile, files, isNamed);
    };
    await Promise.all(Array.from({ length: Math.min(maxParallel, profiles.length) }, worker));
    return verdicts;
}

function isFault({ environment, profiles }: CheckReport): boolean {
    return environment?.status === "fault" || profiles.some(({ status }) => status === "fault");
}

const signs = { ok: "✓", warning: "!", fault: "✗" } as const;

function show({ environment, profiles, differences: notes }: CheckReport, files: SharedFiles): void {
    // A cause that several profiles share is printed with the first of them, with its cure.
    const reported = new Map<string, string>();
    const rows = profiles.map((proved) => {
        const { profile, account, role, status, message, cure } = proved;
        const cause = causeOf(proved, files);
        const first = reported.get(cause);
        if (status !== "ok" && first === undefined) reported.set(cause, profile);
        const verdict =
            first === undefined ? `${message}${status === "ok" || cure === null ? "" : ` → ${cure}`}` : `as ${first}`;
        return [profile, `${account.key} ${account.id}`, role ?? "(own user)", `${signs[status]} ${verdict}`];
    });
    const table = [["profile", "account", "role", "verdict"], ...rows];
    const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]!.length)));
    for (const row of table) print(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
    if (environment !== null) {
        say(`${signs[environment.status]} ${environment.message}`);
        if (environment.cure !== null) say(`    → ${environment.cure}`);
    }
    for (const note of notes) say(`! ${note}`);
    const count = (status: Verdict["status"]): number => profiles.filter((verdict) => verdict.status === status).length;
    say(
        `${count("ok")} of ${profiles.length} proved, ${count("warning")} not proved now, ${count("fault")} with a fault.`,
    );
}
