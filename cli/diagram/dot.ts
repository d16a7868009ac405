import { nodesOf, type TreeNode } from "./tree";

/** The tree in Graphviz's DOT language. */
export function dot(tree: TreeNode): string {
    const lines = [
        "digraph organization {",
        "  rankdir=LR;",
        '  node [fontname="Helvetica", fontsize=11];',
        "  edge [arrowhead=none];",
    ];
    for (const { id, above, node } of nodesOf(tree)) {
        const shape = { root: "hexagon", unit: "box", account: "box, style=rounded" }[node.kind];
        const style = node.note === "closed" ? ', style="rounded,dashed"' : "";
        lines.push(`  n${id} [label="${label(node)}", shape=${shape}${style}];`);
        if (above !== undefined) lines.push(`  n${above} -> n${id};`);
    }
    return `${[...lines, "}"].join("\n")}\n`;
}

function label({ label: name, note, policies }: TreeNode): string {
    const first = note === undefined ? name : `${name} (${note})`;
    return [first, ...policies].map((text) => text.replace(/["\\]/gu, "\\$&")).join("\\n");
}
