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

/** A stack's file as it is before anything is written. */
export interface CurrentFile {
    readonly path: string;
    /** The path as the user would write it. */
    readonly shown: string;
    /** Undefined where there is no file. */
    readonly text: string | undefined;
    /** `own`: somebody's, changed in place. `example`: the shipped one. `none`: no file, or one without a config. */
    readonly kind: "own" | "example" | "none";
    /** Its config, without what is the example's in a file that was begun from it. */
    readonly raw: RawConfig;
    readonly region?: string;
    /** Where somebody changed a part of the example, and the rest is the example's still. */
    readonly begun?: Begun;
}

/** The stack files of the project; one that is no YAML, or has a key twice, is refused with its lines. */
export function currentFiles(project: Project): Readonly<Record<InitStack, CurrentFile>> {
    const management = current(project, "management");
    const security = current(project, "security");
    // The two are one example: what is laid out as the example is nobody's while the other file is.
    const isOneExample =
        isNobodysFile(management) &&
        security.begun === undefined &&
        asInExample("security", "groups", security.raw).length > 0;
    return { management, security: isOneExample ? begunFile(security, "security", project) : security };
}

/** Whether a management file is the example's, as far as AWS can tell. */
export function isNobodysFile({ kind, begun }: CurrentFile): boolean {
    return kind === "example" || (begun !== undefined && isNobodys(begun.whole));
}

function current(project: Project, stack: InitStack): CurrentFile {
    const path = stackFileOf(project, stack);
    const shown = relative(process.cwd(), path);
    if (!existsSync(path)) return { path, shown, text: undefined, kind: "none", raw: {} };
    const text = readUserFile(path).toString("utf8");
    const { raw, region, faults } = readStackFile(text, project.name);
    // Whoever starts with `pulumi new` was asked for the region, and is offered the answer.
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

/** A management file of nothing but a region is what `pulumi new` writes. */
function isOwn(stack: InitStack, raw: RawConfig, region: string | undefined, text: string): boolean {
    if (Object.keys(raw).length > 0) return true;
    return region !== undefined && (stack === "security" || /^\s*#|\s#/mu.test(text));
}

/** What Pulumi.yaml sets for every stack. */
export function inherited(project: Project): RawConfig {
    return rawConfig(project.config, project.name).raw;
}
