import { Document, Scalar, visit } from "yaml";
import { engineScalar, isDate } from "./engine-scalar";

// What YAML 1.1 readers (PyYAML, older tools) take for something else and the engine does not: words, times, binary marks.
const olderReaders =
    /^(?:y|n|yes|no|on|off|[-+]?[\d_:.]*(?:e[-+]?\d+)?|[-+]?0[bx][\da-f_]+|[-+]?\.(?:inf|nan)|=|<<)$/iu;

/**
 * The text of a stack's file with this config. Texts that some reader takes for a number, a word or a date are in quotes: the next
 * reader, whichever it is, gets the same ids (pulumi/pulumi#11518).
 */
export function writeStackFile(config: Readonly<Record<string, unknown>>): string {
    const document = new Document({ config });
    visit(document, {
        Scalar: (_, node) => {
            if (typeof node.value === "string" && isAmbiguous(node.value)) node.type = Scalar.QUOTE_DOUBLE;
        },
    });
    return document.toString({ lineWidth: 0 });
}

function isAmbiguous(text: string): boolean {
    return typeof engineScalar(text) !== "string" || isDate(text) || olderReaders.test(text);
}
