import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cloneFolder } from "../common/clone-folder";

/** AWS managed policies whose documents this repository has. */
export interface ManagedDocuments {
    /** Date of the documents: `2026-09-16`. */
    readonly date: string;
    /** Finds a policy by its name; undefined for one that is not here. */
    readonly find: (name: string) => ManagedDocument | undefined;
}

/** An AWS managed policy. */
export interface ManagedDocument {
    /** AWS's version id: `v12`. */
    readonly version: string;
    readonly document: Readonly<Record<string, unknown>>;
}

/** Reads policies/managed/documents.txt; test/support/write-managed-policies.ts describes its form. */
export function managedDocuments(): ManagedDocuments {
    const [head = "", ...policies] = readFileSync(join(cloneFolder, "policies/managed/documents.txt"), "utf8").split(
        /^policy /mu,
    );
    const known = new Map(policies.map((text) => [text.slice(0, text.indexOf(" ")), text] as const));
    return {
        date: /^date (.*)$/mu.exec(head)![1]!,
        find: (name) => {
            const text = known.get(name);
            return text === undefined ? undefined : read(text);
        },
    };
}

function read(text: string): ManagedDocument {
    const [head = "", ...statements] = text.trimEnd().split(/^statement /mu);
    const Statement = statements.map((each) => {
        const [rest = "", ...lines] = each.trimEnd().split("\n");
        const element = lines[0]!.slice(0, lines[0]!.indexOf(" "));
        return { ...(JSON.parse(rest) as object), [element]: lines.flatMap((line) => actionsOf(line)) };
    });
    return { version: head.trim().split(" ")[1]!, document: { Version: "2012-10-17", Statement } };
}

function actionsOf(line: string): readonly string[] {
    const [, service = "", ...names] = line.split(" ");
    if (names.length === 0) return [service];
    return names.flatMap((name) => {
        const [, word, list] = /^(\w+)\{(.*)\}$/u.exec(name) ?? [];
        return list === undefined ? `${service}:${name}` : list.split(",").map((rest) => `${service}:${word!}${rest}`);
    });
}
