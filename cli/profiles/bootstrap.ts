import { text as readAll } from "node:stream/consumers";
import { isatty } from "node:tty";
import type { Caller } from "../../aws/caller";
import type { Keys } from "../../aws/keys";
import { bootstrapUser, profileNames } from "../../config/names";
import { narrow, readByteFile, writeByteFile } from "../common/byte-file";
import { configFileOf, credentialsFileOf, mustBeExpanded } from "../aws-files/locations";
import { findBlock, markersOf } from "../aws-files/marked-block";
import { credentialsKey, withKeys } from "../aws-files/section-keys";
import { managementConfig } from "../common/check-stack";
import { carryOut, type ActOptions, type Step } from "../common/plan";
import { findProject } from "../common/project";
import { askSecret, askText } from "../common/prompt";
import { CliError, exitCodes } from "../common/ui";
import { formerBlock, profileHeader } from "./block";
import { handMade } from "./hand-made";
import { ofConfig, type KnownOrganization } from "./organization";
import { render } from "./render";

/** Options of `org profiles bootstrap`. */
export interface BootstrapOptions extends ActOptions {
    readonly dir: string;
    /** Read the key's id and its secret from two lines of standard input. */
    readonly stdin?: boolean;
    readonly awsConfig?: string;
}

/**
 * Writes the bootstrap user's access key into the AWS files of this machine, after AWS has confirmed whose it is. Returns the exit code.
 */
export async function bootstrapProfile(options: BootstrapOptions): Promise<number> {
    const project = findProject(options.dir);
    const { config, region } = managementConfig(project);
    if (options.awsConfig !== undefined) process.env["AWS_CONFIG_FILE"] = configFileOf(options.awsConfig);
    mustBeExpanded();
    const profile = profileNames.bootstrap(config.company.short);
    // Reads the file first: a broken one is reported before a person types a secret.
    const credentials = readByteFile(credentialsFileOf());
    const formerId = credentialsKey(credentials.text, profile, "aws_access_key_id", credentials.path);
    const profileStep = await sectionStep(ofConfig(config, region, project.name), profile);
    const keys = options.stdin === true ? await keysOfInput() : await askKeys();
    const caller = await callerOf(keys, region);
    mustBeRight(caller, config.management.id);
    const text = withKeys(
        credentials.text,
        profile,
        {
            aws_access_key_id: keys.accessKeyId,
            aws_secret_access_key: keys.secretAccessKey,
            aws_session_token: undefined,
        },
        credentials.path,
    );
    const isPrivate = credentials.mode === undefined || (credentials.mode & 0o077) === 0;
    const replaced = formerId === undefined || formerId === keys.accessKeyId ? "" : ` instead of ${formerId}`;
    return carryOut(
        {
            title: `Set up ${profile}, the profile of ${caller.name} in account ${caller.accountId}`,
            steps: [
                {
                    title: `write access key ${keys.accessKeyId}${replaced} under [${profile}] into ${credentials.path}, for your eyes only (0600)`,
                    done: text === credentials.text && isPrivate,
                    act: () => {
                        if (text === credentials.text) narrow(credentials);
                        else writeByteFile(credentials, text, 0o600);
                        return Promise.resolve();
                    },
                },
                profileStep,
            ],
            warnings:
                caller.name === bootstrapUser
                    ? []
                    : [
                          `these are the keys of ${caller.arn}; member accounts let in ${bootstrapUser} and the admins' role alone`,
                      ],
            nothing: `${profile} has these keys already; nothing was changed.`,
            next: [
                `Next: export AWS_PROFILE=${profile}, see that all is well with ./org doctor, then ./org state create.`,
                "When the admins work by their own role, ./org bootstrap-user remove deletes these keys.",
            ],
        },
        options,
    );
}

/** The step that writes the profile's section in the config file. A section that is there already is left as it is. */
async function sectionStep(organization: KnownOrganization, profile: string): Promise<Step> {
    const file = readByteFile(configFileOf());
    const block = findBlock(file.text, markersOf(organization.project, organization.short), file.path);
    const own = handMade(file, block, { profiles: [profile], ssoSession: undefined });
    if (own.length > 0 || formerBlock(block).sections.has(profileHeader(profile)))
        return { title: `have [profile ${profile}] in ${file.path}`, done: true, act: () => Promise.resolve() };
    // The block may have accounts that are not known here; writing it again would lose them.
    if (block !== undefined)
        return {
            title: `have our block in ${file.path}; ./org profiles render adds ${profile} to it`,
            done: true,
            act: () => Promise.resolve(),
        };
    const { text } = await render({ ...organization, identity: ["users"] }, { keepOwn: true });
    return {
        title: `write [profile ${profile}] into ${file.path}, with the other profiles of the management account`,
        act: () => {
            writeByteFile(file, text);
            return Promise.resolve();
        },
    };
}

async function askKeys(): Promise<Keys> {
    const cure =
        "give the key's id and its secret as two lines on standard input: ./org profiles bootstrap --stdin --yes";
    const accessKeyId = await askText(`Access key id of ${bootstrapUser}`, { cure, check: idComplaint });
    const secretAccessKey = await askSecret("Secret access key (not shown)", { cure, check: secretComplaint });
    return { accessKeyId, secretAccessKey };
}

async function keysOfInput(): Promise<Keys> {
    const usage = (message: string): CliError =>
        new CliError(message, "two lines: the access key's id, then its secret", exitCodes.usage);
    if (isatty(0)) throw usage("--stdin reads no terminal, which would show the secret");
    const lines = (await readAll(process.stdin)).split(/\r?\n/u).map((line) => line.trim());
    const [accessKeyId = "", secretAccessKey = "", ...rest] = lines;
    if (rest.some((line) => line !== "")) throw usage("there are more than two lines on standard input");
    const complaint = idComplaint(accessKeyId) ?? secretComplaint(secretAccessKey);
    if (complaint !== undefined) throw usage(`standard input: ${complaint}`);
    return { accessKeyId, secretAccessKey };
}

function idComplaint(id: string): string | undefined {
    if (/^ASIA/u.test(id)) return "that is a session's key; the user's own begins with AKIA";
    return /^\w{16,128}$/u.test(id) ? undefined : "that is no access key id, which is as in AKIA…";
}

function secretComplaint(secret: string): string | undefined {
    if (/^A[KS]IA/u.test(secret)) return "that is a key's id; the secret comes after it";
    return /^[\x21-\x7E]{1,128}$/u.test(secret) ? undefined : "that is no secret access key";
}

async function callerOf(keys: Keys, region: string): Promise<Caller> {
    const { whoAmI } = await import("../../aws/caller");
    try {
        return await whoAmI({ region, credentials: keys });
    } catch (error) {
        const { name } = error as Error;
        if (name !== "InvalidClientTokenId" && name !== "SignatureDoesNotMatch") throw error;
        throw new CliError(
            name === "InvalidClientTokenId"
                ? `AWS does not know access key ${keys.accessKeyId}, or it is not active; nothing was written`
                : `the secret is not that of access key ${keys.accessKeyId}, or this machine's clock is wrong; nothing was written`,
            "copy both again; a key's secret is shown once, when it is made",
        );
    }
}

function mustBeRight({ accountId, kind, arn }: Caller, expected: string): void {
    if (accountId !== expected)
        throw new CliError(
            `these keys are of account ${accountId} (${arn}), and the management account is ${expected}; nothing was written`,
            `use the keys of ${bootstrapUser} in ${expected}, or correct management.id in Pulumi.management.yaml`,
        );
    if (kind === "root user")
        throw new CliError(
            "these are the root user's access keys; nothing was written",
            `delete them in the console, and make a key of ${bootstrapUser}: ./org bootstrap-user guide`,
        );
}
