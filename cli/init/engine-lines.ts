import { isMap, isScalar, parseDocument, type Node } from "yaml";

/** The lines of a stack's file beside `config`: secrets provider, encrypted key and salt, which the engine writes, and environments. */
export function engineLines(text: string): readonly string[] {
    const { contents } = parseDocument(text, { schema: "failsafe", uniqueKeys: false, prettyErrors: false });
    if (!isMap<Node, Node | null>(contents)) return [];
    return contents.items.flatMap(({ key, value }) => {
        if (isScalar(key) && key.value === "config") return [];
        const start = text.lastIndexOf("\n", key.range[0] - 1) + 1;
        const end = (value ?? key).range[1];
        const next = text[end - 1] === "\n" ? end : text.indexOf("\n", end) + 1;
        return [text.slice(start, next === 0 ? text.length : next)];
    });
}
