import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findNodeAtLocation, parseTree } from "jsonc-parser";
import type { Ground } from "../../policies/evaluate";
import { cloneFolder } from "../common/clone-folder";
import type { Management } from "../common/management";

/** Where a statement is written. */
export interface Source {
    /** Path from the project's folder. */
    readonly file: string;
    /** Line number, from 1. */
    readonly line: number;
}

/** Where the deciding statement is written: in a custom policy's file, in a shipped one, or in the stack file. */
export function sourceOf({ policy, statement = 0, sid }: Ground, { project, file }: Management): Source | undefined {
    if (policy === undefined) return undefined;
    const own = ownFile(policy, file.raw);
    if (own !== undefined) return inJson(own, join(project.dir, own), ["Statement", statement], sid);
    const at = (path: string): number | undefined => file.places.get(path)?.line;
    const entry = `policies.${policy}`;
    const line =
        at(`${entry}.document.Statement[${statement}]`) ??
        at(`${entry}.document`) ??
        at(entry) ??
        at(`policies["${policy}"]`);
    const written = line === undefined ? undefined : { file: "Pulumi.management.yaml", line };
    const shipped = `policies/${policy}.json`;
    const hasDocument = at(`${entry}.document`) !== undefined;
    if (hasDocument || sid === undefined || !existsSync(join(cloneFolder, shipped))) return written;
    return inJson(shipped, join(cloneFolder, shipped), [], sid) ?? written;
}

/** The file of a custom policy, as the stack file names it. */
export function ownFile(policy: string, raw: Readonly<Record<string, unknown>>): string | undefined {
    const policies = raw["policies"] as Readonly<Record<string, { readonly file?: unknown } | null>> | undefined;
    const file = policies?.[policy]?.file;
    return typeof file === "string" ? file : undefined;
}

function inJson(
    name: string,
    path: string,
    place: readonly (string | number)[],
    sid: string | undefined,
): Source | undefined {
    const text = readFileSync(path, "utf8");
    const tree = parseTree(text);
    const bySid = sid === undefined ? -1 : text.search(new RegExp(`"Sid"\\s*:\\s*"${sid}"`, "u"));
    const offset = bySid >= 0 ? bySid : tree && findNodeAtLocation(tree, [...place])?.offset;
    return offset === undefined ? undefined : { file: name, line: text.slice(0, offset).split("\n").length };
}
