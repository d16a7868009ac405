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

/** Where a run of the engine works, and with which settings. */
interface Run {
    readonly project: Pick<Project, "dir">;
    readonly url: string;
    readonly stack: string;
    readonly input?: string;
}

/** Runs the engine on a stack of a backend. */
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
 * The passphrase of local stacks: the user's, or the empty one. State holds no secret here by design, and a passphrase that nobody
 * knows would lock a run out that goes on where another was cut short.
 */
export function passphrase(): Readonly<Record<string, string>> {
    const { PULUMI_CONFIG_PASSPHRASE: own, PULUMI_CONFIG_PASSPHRASE_FILE: file } = process.env;
    return own === undefined && file === undefined ? { PULUMI_CONFIG_PASSPHRASE: "" } : {};
}

/** A stack's state in a backend, with its secrets encrypted. */
export async function exported(project: Pick<Project, "dir">, url: string, stack: string): Promise<Deployment> {
    return readDeployment(await onStack(["stack", "export"], { project, url, stack }));
}

/** Makes an empty stack in a backend; returns what the engine notes in its file. With a key it proves that the key can be used. */
export async function begin(
    project: Pick<Project, "name">,
    url: string,
    stack: string,
    options: { readonly secretsProvider?: string; readonly file?: string | undefined } = {},
): Promise<EngineNotes> {
    return besides(project, stack, options.file, async (dir) => {
        const provider = options.secretsProvider === undefined ? [] : ["--secrets-provider", options.secretsProvider];
        await onStack(["stack", "init", "--no-select", ...provider], { project: { dir }, url, stack });
    });
}

/** A salt for the passphrase, for a stack's file that has none: the engine notes one where it begins a stack, here one thrown away. */
export async function newSalt(project: Pick<Project, "name">, stack: string): Promise<EngineNotes> {
    return besides(project, stack, undefined, async (dir) => {
        mkdirSync(join(dir, "backend"));
        await onStack(["stack", "init", "--no-select"], {
            project: { dir },
            url: `file://${join(dir, "backend")}`,
            stack,
        });
    });
}

/** Encrypts a stack's state and its file's config again, by another key; returns what the engine notes in the file. */
export async function reencrypt(
    project: Pick<Project, "name">,
    url: string,
    stack: string,
    options: { readonly secretsProvider: string; readonly file: string | undefined },
): Promise<EngineNotes> {
    return besides(project, stack, options.file, async (dir) => {
        const args = ["stack", "change-secrets-provider", options.secretsProvider];
        await onStack(args, { project: { dir }, url, stack });
    });
}

/**
 * Lets the engine work beside the project, on a copy of the stack's file: it rewrites that file when it notes something there, and a
 * run that is cut short must not leave the user's own without its comments.
 */
async function besides(
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
