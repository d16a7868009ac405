import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { mustPulumi } from "../common/engine";
import { workingFolder } from "../common/leftovers";
import type { Project } from "../common/project";
import { CliError } from "../common/ui";
import { reachable } from "./backend";
import { readDeployment, type Deployment } from "./deployment";
import { engineNotes, type EngineNotes } from "./file-edits";

/** A run of the engine: project folder, backend, stack and standard input. */
interface Run {
    readonly project: Pick<Project, "dir">;
    readonly url: string;
    readonly stack: string;
    readonly input?: string;
}

/**
 * Runs the engine on a stack of a backend, and returns its standard output.
 *
 * @throws CliError when it fails
 */
export async function onStack(args: readonly string[], { project, url, stack, input }: Run): Promise<string> {
    try {
        return await mustPulumi(project, [...args, "--stack", stack], {
            environment: { PULUMI_BACKEND_URL: reachable(url), ...passphrase() },
            cure: "see its words; a second run goes on where this one ended",
            ...(input === undefined ? {} : { input }),
        });
    } catch (error) {
        if (error instanceof CliError && /incorrect passphrase/iu.test(error.message))
            throw new CliError(
                `stack ${stack} is encrypted with another passphrase`,
                "export PULUMI_CONFIG_PASSPHRASE with the one that it was made with",
            );
        throw error;
    }
}

/**
 * The passphrase variable for stacks on this machine: the user's own if set, else an empty one. This program keeps no secret in such a
 * state, and with a random passphrase nobody could continue after a run that was cut off.
 */
export function passphrase(): Readonly<Record<string, string>> {
    const { PULUMI_CONFIG_PASSPHRASE: own, PULUMI_CONFIG_PASSPHRASE_FILE: file } = process.env;
    return own === undefined && file === undefined ? { PULUMI_CONFIG_PASSPHRASE: "" } : {};
}

/**
 * A stack's state in a backend, with its secrets encrypted.
 *
 * @throws CliError where it cannot be read
 */
export async function exported(project: Pick<Project, "dir">, url: string, stack: string): Promise<Deployment> {
    return readDeployment(await onStack(["stack", "export"], { project, url, stack }));
}

/**
 * Makes an empty stack in a backend, and returns what the engine writes into its file. With a key, this proves that the key can be used.
 */
export async function begin(
    project: Pick<Project, "name">,
    url: string,
    stack: string,
    options: { readonly secretsProvider?: string; readonly file?: string | undefined } = {},
): Promise<EngineNotes> {
    return inTemporaryProject(project, stack, options.file, async (dir) => {
        const provider = options.secretsProvider === undefined ? [] : ["--secrets-provider", options.secretsProvider];
        await onStack(["stack", "init", "--no-select", ...provider], { project: { dir }, url, stack });
    });
}

/** A new salt for a stack file that has none. The engine writes one when it makes a stack, so one is made and thrown away. */
export async function newSalt(project: Pick<Project, "name">, stack: string): Promise<EngineNotes> {
    return inTemporaryProject(project, stack, undefined, async (dir) => {
        mkdirSync(join(dir, "backend"));
        await onStack(["stack", "init", "--no-select"], {
            project: { dir },
            url: `file://${join(dir, "backend")}`,
            stack,
        });
    });
}

/** Encrypts a stack's state and its file's secret config with another key, and returns what the engine writes into the file. */
export async function reencrypt(
    project: Pick<Project, "name">,
    url: string,
    stack: string,
    options: { readonly secretsProvider: string; readonly file: string | undefined },
): Promise<EngineNotes> {
    return inTemporaryProject(project, stack, options.file, async (dir) => {
        const args = ["stack", "change-secrets-provider", options.secretsProvider];
        await onStack(args, { project: { dir }, url, stack });
    });
}

/**
 * Runs the engine in a temporary project with a copy of the stack's file. The engine rewrites that file without its comments, and a run
 * that is cut off must not leave the user's own file like that.
 */
async function inTemporaryProject(
    { name }: Pick<Project, "name">,
    stack: string,
    file: string | undefined,
    work: (dir: string) => Promise<void>,
): Promise<EngineNotes> {
    const dir = workingFolder("org-state");
    const copy = join(dir, `Pulumi.${stack}.yaml`);
    try {
        writeFileSync(join(dir, "Pulumi.yaml"), stringify({ name, runtime: "nodejs" }));
        writeFileSync(copy, file ?? "");
        await work(dir);
        return engineNotes(readFileSync(copy, "utf8"));
    } finally {
        rmSync(dir, { recursive: true, force: true });
    }
}
