import { Document, isCollection, Scalar, visit } from "yaml";
import { engineScalar, isDate } from "./engine-scalar";

// Texts that YAML 1.1 parsers (PyYAML, older tools) read differently from the engine: words, times, binary marks.
const olderReaders =
    /^(?:y|n|yes|no|on|off|[-+]?[\d_:.]*(?:e[-+]?\d+)?|[-+]?0[bx][\da-f_]+|[-+]?\.(?:inf|nan)|=|<<|\+[\d ]+)$/iu;

/**
 * A value on one line, as a stack's file has it: `{ unit: legacy, id: "089000000001" }`, `[a, b]`. Texts that some parser reads as a
 * number, a word or a date are quoted, so that every parser gets the same ids (pulumi/pulumi#11518).
 */
export function inlineYaml(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map(inlineYaml).join(", ")}]`;
    if (typeof value === "object" && value !== null) {
        const members = Object.entries(value).map(([key, member]) => `${inlineYaml(key)}: ${inlineYaml(member)}`);
        return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
    }
    // In brackets a comma is special, so what is valid there is valid everywhere.
    const document = quoted([value]);
    if (isCollection(document.contents)) document.contents.flow = true;
    return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trim().slice(1, -1);
}

/** A map on separate lines, each with the indentation, since editors complete that best; lists stay in brackets. */
export function blockYaml(value: Readonly<Record<string, unknown>>, indent: string): string {
    return Object.entries(value)
        .map(([key, member]) => {
            const isInner = typeof member === "object" && member !== null && !Array.isArray(member);
            const written = isInner
                ? blockYaml(member as Readonly<Record<string, unknown>>, `${indent}  `)
                : ` ${inlineYaml(member)}`;
            return `\n${indent}${inlineYaml(key)}:${written}`;
        })
        .join("");
}

function quoted(value: unknown): Document {
    const document = new Document(value);
    visit(document, {
        Scalar: (_, node) => {
            if (typeof node.value === "string" && isAmbiguous(node.value)) node.type = Scalar.QUOTE_DOUBLE;
        },
    });
    return document;
}

function isAmbiguous(text: string): boolean {
    return typeof engineScalar(text) !== "string" || isDate(text) || olderReaders.test(text);
}
