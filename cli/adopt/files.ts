import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LivingOrganization } from "../../aws/living/living-organization";
import { EditError, editStackFile, type RawConfig } from "../../config";
import { isMap, valueAt } from "../../config/faults";
import { engineLines } from "../init/engine-lines";
import type { CurrentFile } from "../init/current";
import { stackFileOf, type Project } from "../common/project";
import { CliError } from "../common/ui";
import type { FileChange } from "../common/write-files";
import { additions } from "./edits";
import { newFile } from "./new-files";
import { policyFile } from "./policies";
import type { Proposal } from "./proposal";
import type { Start } from "./start";

/** A file to write; `shown` is its path as a user would type it. */
export interface WrittenFile extends FileChange {
    readonly shown: string;
}

/**
 * The files to write: first documents of policies, last the management stack's file, which refers to them. Files that would not change are
 * left out.
 */
export function filesOf(
    proposal: Proposal,
    living: LivingOrganization,
    { files, region }: Start,
    project: Project,
): readonly WrittenFile[] {
    const { documents, management } = withDocumentFiles(proposal.management, files.management.raw, living, project);
    const changes = [
        ...documents,
        ...(proposal.security === undefined
            ? []
            : [stackFile("security", files.security, proposal.security, region, project)]),
        stackFile("management", files.management, management, region, project),
    ];
    return changes.filter(({ before, after }) => before !== after);
}

/** Moves the document of each new policy to a file of its own. */
function withDocumentFiles(
    raw: RawConfig,
    before: RawConfig,
    { policies }: LivingOrganization,
    project: Project,
): { readonly documents: readonly WrittenFile[]; readonly management: RawConfig } {
    const taken = new Set<string>();
    const documents: WrittenFile[] = [];
    const entries = Object.entries(isMap(raw["policies"]) ? raw["policies"] : {}).map(([name, policy]) => {
        if (valueAt(before, ["policies", name]) !== undefined || !isMap(policy)) return [name, policy] as const;
        const { targets, document, ...rest } = policy;
        const type = typeof rest["type"] === "string" ? rest["type"] : "SERVICE_CONTROL_POLICY";
        const living = policies.find((each) => each.name === name && each.type === type);
        const after = documentText(living?.content ?? JSON.stringify(document));
        const shown = freeFile(name, after, taken, project);
        const path = join(project.dir, shown);
        taken.add(shown);
        documents.push({ path, shown, before: textOf(path), after });
        return [name, { targets, file: shown, ...rest }] as const;
    });
    const own = entries.length === 0 ? {} : { policies: Object.fromEntries(entries) };
    return { documents, management: { ...raw, ...own } };
}

/** The document as its author formatted it; a document in one line is formatted. */
function documentText(content: string): string {
    const text = content.includes("\n") ? content : JSON.stringify(JSON.parse(content), undefined, 2);
    return text.endsWith("\n") ? text : `${text}\n`;
}

/** A file name that is free, or whose file has this text already. */
function freeFile(name: string, text: string, taken: ReadonlySet<string>, project: Project): string {
    const others = new Set(taken);
    for (;;) {
        const shown = policyFile(name, others);
        const there = textOf(join(project.dir, shown));
        if (there === undefined || there === text) return shown;
        others.add(shown);
    }
}

function textOf(path: string): string | undefined {
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

function stackFile(
    stack: "management" | "security",
    file: CurrentFile,
    raw: RawConfig,
    region: string,
    project: Project,
): WrittenFile {
    const path = stackFileOf(project, stack);
    const { text, kind, shown } = file;
    const after =
        kind === "own" ? edited(file, raw, region, project) : renewed(text ?? "", newFile(stack, region, raw));
    return { path, shown, before: text, after };
}

/** The new text, with the lines that the engine keeps in the file. */
function renewed(text: string, fresh: string): string {
    const kept = engineLines(text).map((line) => (line.endsWith("\n") ? line : `${line}\n`));
    return kept.length === 0 ? fresh : `${fresh}\n${kept.join("")}`;
}

function edited(file: CurrentFile, after: RawConfig, region: string, project: Project): string {
    const { text = "", raw, shown } = file;
    const isSaid = file.region !== undefined || project.config["aws:region"] !== undefined;
    const home = isSaid ? [] : [{ path: ["aws:region"], set: region }];
    try {
        return editStackFile(text, project.name, [...home, ...additions(raw, after)]);
    } catch (error) {
        if (!(error instanceof EditError)) throw error;
        throw new CliError(
            `${shown}: ${error.message}: it is an alias, or a text that holds JSON`,
            "write it as a map or a list of its own, and run ./org adopt again; nothing was written",
        );
    }
}
