import { rmSync } from "node:fs";
import { isatty } from "node:tty";
import { explainedAwsError } from "../../aws/faults";
import { environmentKeys } from "../../aws/keys";
import { managementConfig } from "../common/check-stack";
import { fromAnywhere, orgCommand } from "../common/org-command";
import { findProject } from "../common/project";
import { canAsk } from "../common/prompt";
import { shells, shellWord, type Shell } from "../../config/faults";
import { CliError, exitCodes, print, printJson, say } from "../common/ui";
import { resolveChain, unsetKeys, type Chain } from "./chain";
import { Codes } from "./codes";
import { deviceName } from "./device";
import { sessionSeconds } from "./durations";
import { endTime } from "./end-time";
import { evalLine, exportLines, processCredentials, profileLine } from "./handover";
import { SessionCache, sessionFolder } from "./session-cache";
import type { SessionTools, Start } from "./session-tools";
import { Sessions, type ObtainedSession } from "./sessions";
import { environmentProfile, readSharedFiles, type SharedFiles } from "../../aws/shared-config/files";
import { mustBeFiles } from "../../aws/shared-config/must-be-files";
import { startOf } from "./start";
import { endpointOf, StsCalls } from "./sts-calls";
import { Trace } from "./trace";
import { UsedCodes } from "./used-codes";
import { checkTarget, writeSession } from "./write-profile";

/** Options of `org mfa`. */
export interface MfaOptions {
    readonly dir: string;
    readonly debug?: boolean;
    readonly profile?: string;
    readonly duration?: string;
    readonly serial?: string;
    readonly otp?: string;
    readonly fresh?: boolean;
    readonly shell?: string;
    readonly credentialProcess?: boolean;
    readonly write?: string;
    readonly clear?: boolean;
    readonly dryRun?: boolean;
    readonly json?: boolean;
}

/** Gets a session with MFA for a profile, and prints or writes it. Returns the exit code. */
export async function mfa(options: MfaOptions): Promise<number> {
    try {
        return await getSession(options);
    } catch (error) {
        const explained = error instanceof CliError ? error : explainedAwsError(error);
        if (options.credentialProcess !== true || explained === undefined) throw error;
        // Another program shows this message, in whatever folder it runs.
        const exitCode = error instanceof CliError ? error.exitCode : exitCodes.fault;
        throw new CliError(fromAnywhere(explained.message), fromAnywhere(explained.cure), exitCode);
    }
}

async function getSession(options: MfaOptions): Promise<number> {
    const trace = new Trace(options.debug === true);
    const cache = new SessionCache(sessionFolder(), trace);
    if (options.clear === true) return clear(cache, options);
    // Faults that can be found without AWS are reported before a code is asked for.
    const seconds = sessionSeconds(options.duration);
    const shell = shellOf(options.shell);
    checkForm(options);
    mustBeFiles();
    const files = readSharedFiles();
    const asked = profileAsked(options);
    logFiles(files, asked, trace);
    // A profile whose keys come from this command would start it again without end.
    mustNotLoop(asked.name);
    const chain = resolveChain(files, asked.name, environmentKeys());
    logChain(chain, trace);
    if (options.credentialProcess !== true) for (const note of chain.notes) say(`! ${note}`);
    if (options.write !== undefined) checkTarget(options.write, files, chain);
    logEnvironment(chain, options, trace);
    const region = chain.region ?? (process.env["AWS_REGION"] || process.env["AWS_DEFAULT_REGION"] || "us-east-1");
    const calls = new StsCalls(region, trace);
    const source = { otp: options.otp, profile: chain.profile, base: chain.base };
    const tools: SessionTools = {
        calls,
        cache,
        codes: new Codes(source, new UsedCodes(cache), calls, trace),
        trace,
        seconds,
        serial: options.serial,
        mayAskOften: options.credentialProcess !== true && (options.otp !== undefined || canAsk()),
        isQuiet: options.credentialProcess === true,
        fresh: options.fresh === true,
        endpoint: endpointOf(),
    };
    const start = await startOf(chain, tools);
    const sessions = new Sessions(chain, start, tools);
    if (options.dryRun === true) return showPlan(sessions, chain, start, options);
    const obtained = await sessions.obtain();
    trace.log(`end: ${endTime(obtained.expiresAt)}`);
    handOver(obtained, { chain, start, files, shell, options });
    return exitCodes.ok;
}

interface Handover {
    readonly chain: Chain;
    readonly start: Start;
    readonly files: SharedFiles;
    readonly shell: Shell;
    readonly options: MfaOptions;
}

function handOver(obtained: ObtainedSession, { chain, start, files, shell, options }: Handover): void {
    const { profile } = chain;
    if (options.credentialProcess === true) {
        print(processCredentials(obtained));
        return;
    }
    if (options.write !== undefined) writeSession(options.write, obtained, files, chain.region);
    say(
        `✓ ${profile}: session until ${endTime(obtained.expiresAt)}${obtained.cached ? " (kept from an earlier run)" : ""}`,
    );
    if (options.write !== undefined) {
        say(
            `  written under [${options.write}] in ${files.credentials.path}; use it: ${profileLine(options.write, shell)}`,
        );
        if (environmentKeys() !== undefined) say(`! the environment's keys win over AWS_PROFILE: ${unsetKeys}`);
    }
    if (options.json === true)
        printJson({
            profile,
            user: start.arn,
            device: start.serial ?? null,
            roles: chain.hops.map(({ profile: name, roleArn }) => ({ profile: name, role: roleArn })),
            expiresAt: obtained.expiresAt.toISOString(),
            cached: obtained.cached,
            ...(options.write === undefined ? {} : { written: options.write }),
        });
    else if (options.write !== undefined) return;
    else if (isatty(1)) say(`  put it into this shell, without another code: ${evalLine(profile, shell)}`);
    else print(exportLines(obtained, shell, chain.region));
}

function showPlan(sessions: Sessions, chain: Chain, start: Start, { json }: MfaOptions): number {
    const steps = sessions.plan();
    say(`Get a session for profile ${chain.profile} (user ${deviceName(start.arn)}):`);
    for (const { title, cached } of steps) say(`  ${cached ? "✓" : "•"} ${title}`);
    say("Nothing was done: this is a dry run.");
    if (json === true) printJson({ profile: chain.profile, user: start.arn, device: start.serial ?? null, steps });
    return exitCodes.ok;
}

function clear(cache: SessionCache, { dryRun, json }: MfaOptions): number {
    const files = cache.files();
    if (dryRun !== true) for (const file of files) rmSync(file, { force: true });
    say(
        files.length === 0
            ? `No session is kept in ${cache.folder}.`
            : `${dryRun === true ? "Would remove" : "Removed"} ${files.length} files from ${cache.folder}. AWS takes sessions that were handed out until they end.`,
    );
    if (json === true) printJson({ folder: cache.folder, files });
    return exitCodes.ok;
}

interface Asked {
    readonly name: string;
    readonly why: string;
}

function profileAsked({ profile, dir }: MfaOptions): Asked {
    if (profile !== undefined) return { name: profile, why: "--profile" };
    const named = environmentProfile();
    if (named !== undefined)
        return { name: named, why: process.env["AWS_PROFILE"] ? "AWS_PROFILE" : "AWS_DEFAULT_PROFILE" };
    try {
        const { config } = managementConfig(findProject(dir));
        return { name: `${config.company.short}-root-oaar`, why: "the project's management account" };
    } catch (error) {
        if (!(error instanceof CliError)) throw error;
        throw new CliError(
            `no profile is named, and no project says which: ${error.message.split("\n")[0]!}`,
            "name one: ./org mfa --profile <name>",
            exitCodes.usage,
        );
    }
}

function mustNotLoop(profile: string): void {
    const variable = "ORG_MFA_PROFILES";
    // Separated by newlines: a profile's name may have blanks.
    const running = (process.env[variable] ?? "").split("\n");
    if (running.includes(profile))
        throw new CliError(
            `profile ${profile} takes its keys from org mfa for itself`,
            "let source_profile name the profile that has your own keys",
        );
    process.env[variable] = [...running, profile].join("\n").trim();
}

/** Refuses two kinds of output at once, and keys on a terminal. */
function checkForm({ credentialProcess, write, json, profile = "<name>" }: MfaOptions): void {
    if (credentialProcess !== true) return;
    if (write !== undefined || json === true)
        throw new CliError(
            "--credential-process prints one thing, and --write and --json another",
            "leave one of them out",
            exitCodes.usage,
        );
    if (isatty(1))
        throw new CliError(
            "--credential-process prints keys, which have no place on a terminal",
            `let a profile call it: credential_process = ${orgCommand()} mfa --profile ${shellWord(profile)} --credential-process`,
            exitCodes.usage,
        );
}

function shellOf(name: string | undefined): Shell {
    const shell = shells.find((known) => known === (name ?? "sh"));
    if (shell === undefined)
        throw new CliError(`--shell ${String(name)} is not known`, `take one of ${shells.join(", ")}`, exitCodes.usage);
    return shell;
}

function logFiles({ config, credentials }: SharedFiles, { name, why }: Asked, trace: Trace): void {
    for (const [kind, { path, why: reason, profiles }] of [
        ["config", config],
        ["credentials", credentials],
    ] as const) {
        for (const profile of Object.values(profiles))
            trace.hide(profile["aws_access_key_id"], profile["aws_secret_access_key"], profile["aws_session_token"]);
        trace.log(`files: ${kind}: ${path} (${reason}): ${Object.keys(profiles).length} profiles`);
    }
    const keys = environmentKeys();
    trace.hide(keys?.accessKeyId, keys?.secretAccessKey, keys?.sessionToken);
    trace.log(`profile: ${name} (${why})`);
}

function logChain({ base, hops, serial, region }: Chain, trace: Trace): void {
    trace.log(`chain: profile ${base.profile}, ${base.from}`);
    for (const { profile, roleArn, duration } of hops)
        trace.log(`chain: → profile ${profile}, role ${roleArn}${duration === undefined ? "" : `, ${duration} s`}`);
    trace.log(`chain: mfa_serial ${serial === undefined ? "none" : `${serial.value} (profile ${serial.profile})`}`);
    trace.log(`chain: region ${region ?? "none"}`);
}

/** The environment's keys are not used. Whoever set them may expect that they are. */
function logEnvironment({ base }: Chain, { credentialProcess }: MfaOptions, trace: Trace): void {
    const keys = environmentKeys();
    if (keys === undefined || base.from.startsWith("the keys of the environment")) return;
    const what = keys.sessionToken === undefined ? "AWS_ACCESS_KEY_ID" : "AWS_SESSION_TOKEN";
    trace.log(`keys: ${what} of the environment is not used, profile ${base.profile} is`);
    if (keys.sessionToken !== undefined && credentialProcess !== true)
        say(
            `! the environment has a session (AWS_SESSION_TOKEN), and session keys cannot make a session: those of profile ${base.profile} are used. To be rid of it: ${unsetKeys}`,
        );
}
