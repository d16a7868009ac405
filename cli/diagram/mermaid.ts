import { nodesOf, type TreeNode } from "./tree";

/** The tree as a Mermaid flowchart, which GitHub and others draw in Markdown. */
export function mermaid(tree: TreeNode): string {
    const lines = ["flowchart LR"];
    for (const { id, above, node } of nodesOf(tree)) {
        const [open, close] = { root: ["{{", "}}"], unit: ["[", "]"], account: ["([", "])"] }[node.kind];
        lines.push(`  n${id}${open!}"${label(node)}"${close!}`);
        if (above !== undefined) lines.push(`  n${above} --- n${id}`);
        if (node.note === "closed") lines.push(`  class n${id} closed`);
    }
    lines.push("  classDef closed stroke-dasharray: 4 4");
    return `${lines.join("\n")}\n`;
}

function label({ label: name, note, policies }: TreeNode): string {
    const first = note === undefined ? quoted(name) : `${quoted(name)} (${note})`;
    return [first, ...policies.map((policy) => `<i>${quoted(policy)}</i>`)].join("<br/>");
}

/** Entity codes: Mermaid writes them with # instead of &. */
const entities: Readonly<Record<string, string>> = {
    '"': "quot",
    "<": "lt",
    ">": "gt",
    "&": "amp",
    "#": "num",
    "`": "grave",
};

function quoted(text: string): string {
    return text.replace(/[#"<>&`]/gu, (character) => `#${entities[character]!};`);
}
