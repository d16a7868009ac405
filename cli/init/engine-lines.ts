import { isMap, isScalar, parseDocument, type Node } from "yaml";

/** What a stack's file holds besides `config`, as it is there: the engine's secrets provider, key and salt, environments. */
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
