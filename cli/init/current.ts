import { existsSync } from "node:fs";
import { relative } from "node:path";
import { readUserFile } from "../../config/files";
import { formatFaults } from "../../config/faults";
import { isOfTheExample } from "../../config/names";
import { rawConfig, type RawConfig, readStackFile } from "../../config";
import { stackFileOf, type Project } from "../common/project";
import { CliError, faultFormat } from "../common/ui";
import { asInExample, begunFrom, isNobodys, withoutExample, type Begun } from "./begun";
import { isExample } from "./example";
import type { InitStack } from "./stacks";

/** A stack's file before anything is written. */
export interface CurrentFile {
    readonly path: string;
    /** The path relative to the current folder. */
    readonly shown: string;
    /** Undefined where there is no file. */
    readonly text: string | undefined;
    /** `own`: has a person's values and is changed in place; `example`: the shipped one; `none`: no file, or one without a config. */
    readonly kind: "own" | "example" | "none";
    /** Its config; without the example's values in a file that was begun from the example. */
    readonly raw: RawConfig;
    readonly region?: string;
    /** Given: the file was begun from the example. */
    readonly begun?: Begun;
}

/**
 * Reads the stack files of the project.
 *
 * @throws CliError for a file that is not YAML, or has a key twice, with the lines
 */
export function currentFiles(project: Project): Readonly<Record<InitStack, CurrentFile>> {
    const management = current(project, "management");
    const security = current(project, "security");
    // The two files are one example: groups that are equal to the example's are no decision of a person while the management file is still
    // the example's.
    const isOneExample =
        isNobodysFile(management) &&
        security.begun === undefined &&
        asInExample("security", "groups", security.raw).length > 0;
    return { management, security: isOneExample ? begunFile(security, "security", project) : security };
}

/** Whether nothing of a management file can be at AWS: it is the example, or still has the example's management account. */
export function isNobodysFile({ kind, begun }: CurrentFile): boolean {
    return kind === "example" || (begun !== undefined && isNobodys(begun.whole));
}

function current(project: Project, stack: InitStack): CurrentFile {
    const path = stackFileOf(project, stack);
    const shown = relative(process.cwd(), path);
    if (!existsSync(path)) return { path, shown, text: undefined, kind: "none", raw: {} };
    const text = readUserFile(path).toString("utf8");
    const { raw, region, faults } = readStackFile(text, project.name);
    // `pulumi new` has asked for the region and written it, so it is proposed here.
    if (isExample(text, stack, project.name))
        return { path, shown, text, kind: "example", raw: {}, ...(region !== undefined && { region }) };
    if (faults.length > 0)
        throw new CliError(
            `${shown} cannot be changed: ${formatFaults(faults, { ...faultFormat(2), file: shown })}`,
            "mend it and run ./org init again; nothing was written",
        );
    const file = { path, shown, text, ...(region !== undefined && { region }) };
    if (!isOwn(stack, raw, region, text)) return { ...file, kind: "none", raw };
    const own = { ...file, kind: "own", raw } as const;
    return isOfTheExample(raw) ? begunFile(own, stack, project) : own;
}

function begunFile(file: CurrentFile, stack: InitStack, project: Project): CurrentFile {
    const { text = "", raw } = file;
    return { ...file, raw: withoutExample(text, stack, raw, project.name), begun: begunFrom(raw) };
}

/** Whether a file has a person's values. `pulumi new` writes a management file with nothing but a region. */
function isOwn(stack: InitStack, raw: RawConfig, region: string | undefined, text: string): boolean {
    if (Object.keys(raw).length > 0) return true;
    return region !== undefined && (stack === "security" || /^\s*#|\s#/mu.test(text));
}

/** Config that Pulumi.yaml sets for every stack. */
export function inherited(project: Project): RawConfig {
    return rawConfig(project.config, project.name).raw;
}
