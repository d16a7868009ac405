import { writeFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { stringify } from "yaml";
import { readProjectFile } from "../../config";
import { readUserFile } from "../../config/files";
import { workingFolder } from "../common/leftovers";
import { stackFileOf, stacksOf, type Project } from "../common/project";
import { localFolder, reachable } from "../state/backend";
import { passphrase } from "../state/stack-engine";
import { closeFolder, isOfOther, keepNotes, leftEngines, noteOwner } from "./engine-notes";

/** The folder in which the engine works for the fleet. */
export interface Workspace {
    /** The project of the stacks. */
    readonly project: Pick<Project, "dir" | "name">;
    readonly dir: string;
    /** Path of the program: `main` of Pulumi.yaml. */
    readonly program: string;
    /** Environment variables for each run of the engine, beside those of this process. */
    readonly environment: Readonly<Record<string, string>>;
    readonly close: () => void;
}

/**
 * Makes a folder with copies of Pulumi.yaml and of the stack files. The engine writes a stack's key or salt into its file, and creates the
 * file if it is missing: the user's files stay as they are.
 */
export function openWorkspace(project: Project): Workspace {
    // The next line removes the folders that have the notes.
    const left = leftEngines(project.dir);
    const dir = workingFolder("org-fleet", (folder) => isOfOther(folder, project.dir));
    const close = (): void => {
        closeFolder(dir);
    };
    try {
        keepNotes(dir, left);
        noteOwner(dir, project.dir);
        const read = readProjectFile(readUserFile(join(project.dir, "Pulumi.yaml")));
        const { main, ...settings } = "value" in read ? read.value : {};
        writeFileSync(join(dir, "Pulumi.yaml"), stringify(inOtherFolder(settings, project.dir)));
        for (const stack of stacksOf(project))
            writeFileSync(join(dir, `Pulumi.${stack}.yaml`), readUserFile(stackFileOf(project, stack)), {
                mode: 0o600,
            });
        const { PULUMI_BACKEND_URL: url } = process.env;
        return {
            project,
            dir,
            program: resolve(project.dir, typeof main === "string" ? main : "."),
            environment: {
                ...passphrase(),
                ...(url === undefined ? {} : { PULUMI_BACKEND_URL: absolute(url, project.dir) }),
                // A stack without a file has its secrets provider in its state only.
                PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
                // A setting of Go: engine and provider collect garbage less often, since they live for seconds (docs/performance.md).
                GOGC: process.env["GOGC"] ?? "400",
            },
            close,
        };
    } catch (error) {
        close();
        // A failed write is reported for the file's descriptor, without the path.
        if (error instanceof Error && "code" in error && !("path" in error))
            Object.assign(error, { path: join(dir, "Pulumi.yaml") });
        throw error;
    }
}

/** Pulumi.yaml for another folder: its paths are relative to the project's folder. */
function inOtherFolder(settings: Readonly<Record<string, unknown>>, from: string): unknown {
    const backend = settings["backend"] as { readonly url?: string } | undefined;
    return {
        ...settings,
        stackConfigDir: undefined,
        ...(backend?.url === undefined ? {} : { backend: { ...backend, url: reachable(absolute(backend.url, from)) } }),
        ...(settings["plugins"] === undefined ? {} : { plugins: withAbsolutePaths(settings["plugins"], from) }),
    };
}

/** A backend's address with a `file://` path made absolute. */
function absolute(url: string, dir: string): string {
    const folder = localFolder(url, dir);
    return folder === undefined ? url : `file://${folder}${/\?.*$/u.exec(url)?.[0] ?? ""}`;
}

function withAbsolutePaths(plugins: unknown, dir: string): unknown {
    return JSON.parse(JSON.stringify(plugins), (key, value: unknown) =>
        key === "path" && typeof value === "string" && !isAbsolute(value) ? resolve(dir, value) : value,
    ) as unknown;
}
