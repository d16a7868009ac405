import { isMap, isScalar, isSeq } from "yaml";

/** Names of the Pulumi environments in a stack's file: a list of names, or a map that imports some. */
export function environmentsOf(node: unknown): readonly string[] {
    if (isSeq(node)) return node.items.flatMap(nameOf);
    if (!isMap(node)) return [];
    const imports = environmentsOf(node.get("imports", true));
    return imports.length > 0 ? imports : ["in the file itself"];
}

/** An import is a name, or a map from the name to its settings. */
function nameOf(item: unknown): readonly string[] {
    if (isScalar(item)) return [String(item.value)];
    return isMap(item) ? item.items.map(({ key }) => String(key)) : [];
}
