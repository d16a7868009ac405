import { Document, isCollection, Scalar, visit } from "yaml";
import { engineScalar, isDate } from "./engine-scalar";

// What YAML 1.1 readers (PyYAML, older tools) take for something else and the engine does not: words, times, binary marks.
const olderReaders =
    /^(?:y|n|yes|no|on|off|[-+]?[\d_:.]*(?:e[-+]?\d+)?|[-+]?0[bx][\da-f_]+|[-+]?\.(?:inf|nan)|=|<<|\+[\d ]+)$/iu;

/**
 * A value in one line, as it is written in a stack's file: `{ unit: legacy, id: "089000000001" }`, `[a, b]`. Texts that some reader takes for a
 * number, a word or a date are in quotes: the next reader, whichever it is, gets the same ids (pulumi/pulumi#11518).
 */
export function inlineYaml(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map(inlineYaml).join(", ")}]`;
    if (typeof value === "object" && value !== null) {
        const members = Object.entries(value).map(([key, member]) => `${inlineYaml(key)}: ${inlineYaml(member)}`);
        return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
    }
    // Within brackets a comma is a sign of YAML's own: what is written there is right everywhere.
    const document = quoted([value]);
    if (isCollection(document.contents)) document.contents.flow = true;
    return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trim().slice(1, -1);
}

/** A map in lines of its own, each behind the indent, as an editor completes it best; lists stay in brackets. */
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
