import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cloneFolder } from "../common/clone-folder";

/** AWS's own policies, as far as their documents are kept here. */
export interface ManagedDocuments {
    /** The day that they are of: `2026-09-16`. */
    readonly date: string;
    /** The version and the document of a policy; undefined for one that is not kept. */
    readonly find: (name: string) => ManagedDocument | undefined;
}

/** One of AWS's own policies. */
export interface ManagedDocument {
    /** As AWS counts them: `v12`. */
    readonly version: string;
    readonly document: Readonly<Record<string, unknown>>;
}

/** Reads policies/managed/documents.txt, whose form test/support/write-managed-policies.ts says. */
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
