import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readProjectFile } from "../../config";
import { readUserFile } from "../../config/files";
import { formatFaults } from "../../config/faults";
import { CliError, exitCodes, faultFormat } from "./ui";

/** The Pulumi project of a folder. */
export interface Project {
    readonly name: string;
    /** Folder of Pulumi.yaml. */
    readonly dir: string;
    /** Folder of the stack files. */
    readonly stackDir: string;
    /** Values that Pulumi.yaml sets for every stack, by full key (`project:key`); each is text, or JSON for a value that is no string. */
    readonly config: Readonly<Record<string, string>>;
}

interface ProjectFile {
    readonly name: string;
    readonly stackConfigDir?: string;
    readonly config?: Readonly<Record<string, unknown>>;
}

/**
 * The project of a folder: the nearest Pulumi.yaml in it or above.
 *
 * @throws CliError where there is none, or it cannot be read
 */
export function findProject(folder: string): Project {
    let dir = resolve(folder);
    while (!existsSync(join(dir, "Pulumi.yaml"))) {
        const above = dirname(dir);
        if (above === dir)
            throw new CliError(
                `there is no Pulumi.yaml in ${folder} or above it`,
                "run it in the project's folder, or name it: org -C <folder> …",
                exitCodes.usage,
            );
        dir = above;
    }
    const file = projectFile(join(dir, "Pulumi.yaml"));
    const { name } = file;
    return {
        name,
        dir,
        stackDir: join(dir, file.stackConfigDir ?? "."),
        config: projectConfig(name, file.config ?? {}),
    };
}

function projectFile(path: string): ProjectFile {
    const read = readProjectFile(readUserFile(path));
    if ("value" in read) return read.value as unknown as ProjectFile;
    throw new CliError(
        `${path} cannot be read: ${formatFaults(read.faults, { ...faultFormat(2), file: "Pulumi.yaml" })}`,
        "the engine reads no stack until it is corrected",
    );
}

/** Names of the stacks that have a Pulumi.<stack>.yaml, sorted. */
export function stacksOf({ stackDir }: Project): readonly string[] {
    return readdirSync(stackDir)
        .flatMap((file) => /^Pulumi\.(.+)\.yaml$/u.exec(file)?.[1] ?? [])
        .sort();
}

/** Path of a stack's file, whether it exists or not. */
export function stackFileOf({ stackDir }: Project, stack: string): string {
    return join(stackDir, `Pulumi.${stack}.yaml`);
}

/** An entry under `config` of Pulumi.yaml is a map with a `value` or a `default`, or is the value itself. */
function projectConfig(name: string, config: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
    return Object.fromEntries(
        Object.entries(config).flatMap(([key, entry]) => {
            const settings =
                typeof entry === "object" && entry !== null && !Array.isArray(entry)
                    ? (entry as { value?: unknown; default?: unknown })
                    : { value: entry };
            const value = settings.value ?? settings.default;
            if (value === undefined || value === null) return [];
            return [
                [key.includes(":") ? key : `${name}:${key}`, typeof value === "string" ? value : JSON.stringify(value)],
            ];
        }),
    );
}
