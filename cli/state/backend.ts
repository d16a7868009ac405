import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { diskCure } from "../common/disk-faults";
import { pulumi, type EngineOptions } from "../common/engine";
import type { Project } from "../common/project";
import { CliError } from "../common/ui";

/** Where the state of all stacks is kept: in the management stack's bucket, encrypted with its key. */
export interface StateHome {
    readonly bucket: string;
    /** `alias/…` */
    readonly alias: string;
    readonly region: string;
    /** `s3://…`, as it is in Pulumi.yaml. It names no credentials: people and CI share it, and use those of their environment. */
    readonly url: string;
    /** `awskms://…`, as it is in each stack file. */
    readonly secretsProvider: string;
}

/** The state's home, from `state` of the management config and the region. */
export function stateHome(
    { bucket, alias }: { readonly bucket: string; readonly alias: string },
    region: string,
): StateHome {
    return {
        bucket,
        alias,
        region,
        url: `s3://${bucket}?region=${region}`,
        secretsProvider: `awskms://${alias}?region=${region}`,
    };
}

/** The backend's address as the engine is given it. An emulator needs path-style bucket addresses, which no file has to mention. */
export function reachable(url: string, environment: NodeJS.ProcessEnv = process.env): string {
    if (!url.startsWith("s3://") || !environment["AWS_ENDPOINT_URL"]) return url;
    return `${url}${url.includes("?") ? "&" : "?"}s3ForcePathStyle=true`;
}

/** Whether an address is of the home's bucket, whatever its options. */
export function isHome(url: string, { bucket }: StateHome): boolean {
    return /^s3:\/\/([^/?]+)\/?(?:\?|$)/u.exec(url)?.[1] === bucket;
}

/** The folder of a `file://` backend, read as the engine in `dir` reads it; undefined for any other backend. */
export function localFolder(url: string, dir: string): string | undefined {
    if (!url.startsWith("file://")) return undefined;
    const path = url.slice("file://".length).replace(/\?.*$/u, "");
    return path === "~" || path.startsWith("~/") ? join(homedir(), path.slice(1)) : resolve(dir, path);
}

/** Address of the backend that the engine uses in a folder; undefined if it is logged in to none, or cannot say it. */
export async function enginesBackend(
    { dir }: Pick<Project, "dir">,
    options: Pick<EngineOptions, "environment"> = {},
): Promise<string | undefined> {
    const run = await pulumi({ dir }, ["whoami", "--verbose", "--json"], options);
    return run.exitCode === 0 ? addressIn(run.stdout) : undefined;
}

function addressIn(printed: string): string | undefined {
    return (JSON.parse(printed) as { readonly url?: string }).url;
}

/**
 * The address of the backend that the engine uses in this project; undefined where it is logged in to none, or to a home that does not
 * exist yet.
 *
 * @throws CliError where the engine's home folder cannot be used, or another backend that PULUMI_BACKEND_URL names
 */
export async function currentBackend(
    project: Pick<Project, "dir">,
    home: StateHome,
    { PULUMI_BACKEND_URL: named }: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
    const run = await pulumi(project, ["whoami", "--verbose", "--json"]);
    if (run.exitCode !== 0) {
        const words = run.stderr.trim().replace(/^error: /u, "");
        const cure = diskCure(words);
        if (named && !isHome(named, home))
            throw new CliError(
                `the backend that PULUMI_BACKEND_URL names, ${named}, cannot be used: ${words}`,
                cure ?? "unset PULUMI_BACKEND_URL, or name a backend that is there",
            );
        if (cure !== undefined) throw new CliError(`the engine does not start: ${words}`, cure);
        return undefined;
    }
    return addressIn(run.stdout);
}

/** Names of the project's stacks in a backend, sorted; or the engine's error message. */
export async function stacksIn(project: Pick<Project, "dir">, url: string): Promise<readonly string[] | string> {
    const run = await pulumi(project, ["stack", "ls", "--json"], {
        environment: { PULUMI_BACKEND_URL: reachable(url) },
    });
    if (run.exitCode !== 0) return run.stderr.trim();
    return (JSON.parse(run.stdout) as readonly { readonly name: string }[]).map(({ name }) => name).sort();
}
