import { resolve } from "node:path";
import type { CheckContext } from "../check/context";
import type { Draft } from "../model/draft";
import { NotAFile, readUserFile } from "../files";
import { formatPath, valueAt, type Path } from "../faults/path";
import { documentFaults, type PolicyUse } from "../policy-language/statements";
import { managementFaults } from "../policy-language/management-shapes";
import { policyTypes } from "../aws-facts/policy-types";
import { readJson } from "../policy-language/read-json";
import type { ManagementInput } from "../schema/management";
import { displayValue } from "../faults/display-value";

type PolicyDraft = Draft<NonNullable<ManagementInput["policies"]>[string]>;
type Document = Readonly<Record<string, unknown>>;

/** The document of a custom policy, from its file or from the config, judged by the rules of its type. */
export function policyContent(name: string, policy: PolicyDraft, type: string, judge: CheckContext): Document {
    const path = ["policies", name, policy.file === undefined ? "document" : "file"];
    const document =
        policy.file === undefined
            ? inlineDocument(policy.document, path, judge)
            : fileDocument(policy.file, path, judge);
    if (document === undefined) return {};
    const rules = policyTypes[type];
    if (rules === undefined) return document;
    if (rules.language !== "management") checkDocument(document, rules.language, path, judge);
    else if (Object.keys(document).length === 0)
        judge.faults.fault(path, { message: "is an empty document", cure: `write a ${rules.title}` });
    else if (rules.firstKey !== undefined && !Object.hasOwn(document, rules.firstKey)) {
        judge.faults.warn(path, {
            message: `has no ${rules.firstKey}, with which a ${rules.title} begins`,
            cure: `write: { "${rules.firstKey}": … }`,
        });
    } else checkManagement(type, document, path, judge);
    return document;
}

/** AWS adds keys and words, so one that is unknown here may be valid. */
function checkManagement(type: string, document: Document, path: Path, { faults }: CheckContext): void {
    const isInside = typeof valueAt(faults.config, path) === "object";
    for (const { at, value, message, cure, isSure } of managementFaults(type, document)) {
        const shown = value === undefined ? "" : ` ${displayValue(value)}:`;
        const complaint = { message: isInside ? message : `${formatPath(at)}:${shown} ${message}`, cure };
        if (isSure) faults.fault(isInside ? [...path, ...at] : path, complaint);
        else faults.warn(isInside ? [...path, ...at] : path, complaint);
    }
}

/** Reports what is wrong with a document of the IAM language. The message has the place in the document. */
export function checkDocument(document: Document, use: PolicyUse, path: Path, { faults }: CheckContext): void {
    // A document in a file or in JSON text has no paths in the config.
    const inside = valueAt(faults.config, [...path, "Statement"]) !== undefined;
    for (const { at, message, cure } of documentFaults(document, use)) {
        const place = formatPath(at);
        const where = inside || place === "" ? message : `${place}: ${message}`;
        faults.fault(inside ? [...path, ...at] : path, { message: where, cure });
    }
    // IAM User Guide, IAM and STS quotas: documents may contain only tab, line ends and U+0020 to U+00FF.
    const strange = /[^\t\n\r\u0020-\u00FF]/u.exec(JSON.stringify(document))?.[0];
    if (strange !== undefined)
        faults.fault(path, {
            message: `holds ${displayValue(strange)}, a character that IAM refuses`,
            cure: "write it in plain letters",
        });
}

/** A document as a map or as JSON text. */
export function inlineDocument(document: unknown, path: Path, { faults }: CheckContext): Document | undefined {
    if (typeof document !== "string") return document as Document | undefined;
    return parsed(document, path, "the text", faults);
}

function fileDocument(file: string, path: Path, { baseDir, faults }: CheckContext): Document | undefined {
    let text: string;
    try {
        text = readUserFile(resolve(baseDir, file)).toString("utf8");
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        const reason =
            error instanceof NotAFile
                ? "is no regular file"
                : code === "ENOENT"
                  ? "is not there"
                  : `cannot be read (${String(code)})`;
        faults.fault(path, {
            message: `${reason}, seen from the project's folder`,
            cure: "write the path from the folder of Pulumi.yaml, as in policies/freeze.json",
        });
        return undefined;
    }
    return parsed(text.replace(/^\uFEFF/u, ""), path, file, faults);
}

function parsed(text: string, path: Path, where: string, faults: CheckContext["faults"]): Document | undefined {
    const read = readJson(text);
    if ("faults" in read) {
        for (const { line, column, message } of read.faults)
            faults.fault(path, {
                message: `${where} is no JSON: line ${line}, column ${column}: ${message}`,
                cure: `correct line ${line}`,
            });
        return undefined;
    }
    if (typeof read.value === "object" && read.value !== null && !Array.isArray(read.value))
        return read.value as Document;
    faults.fault(path, {
        message: `${where} holds no policy document`,
        cure: 'write { "Version": "2012-10-17", "Statement": […] }',
    });
    return undefined;
}
