import { hierarchy, tree as layout } from "d3-hierarchy";
import type { TreeNode } from "./tree";

// Pixels.
const lineHeight = 16;
const gap = 12;
const letterWidth = 7.3;

/** Boxes and lines without a style. Their CSS classes are `root`, `unit`, `account`, `closed` and `policy`. */
export interface Drawing {
    /** Pixels. */
    readonly width: number;
    readonly height: number;
    /** SVG elements, without the `svg` around them. */
    readonly body: string;
}

/** The tree as a complete SVG file, dark where the reader's system is. */
export function svg(tree: TreeNode): string {
    const { width, height, body } = drawing(tree);
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(`The organization ${tree.label}`)}">
<style>
svg{background:#fff;color:#1f2328;font:12px ui-monospace,Menlo,Consolas,monospace}path{fill:none;stroke:#8c959f}rect{fill:#f6f8fa;stroke:#8c959f}text{fill:currentColor}
.unit rect{fill:#ddf4ff}.root rect{fill:#fff8c5}.closed rect{stroke-dasharray:4 4}.policy{fill:#57606a;font-style:italic}
@media(prefers-color-scheme:dark){svg{background:#0d1117;color:#e6edf3}rect{fill:#161b22}.unit rect{fill:#0c2d6b}.root rect{fill:#3b2300}.policy{fill:#9198a1}}
</style>
${body}
</svg>
`;
}

/** Lays out the tree from left to right. */
export function drawing(tree: TreeNode): Drawing {
    const root = hierarchy(tree);
    const widths = [...Array(root.height + 1).keys()].map(
        (depth) =>
            Math.max(
                ...root
                    .descendants()
                    .filter((each) => each.depth === depth)
                    .map(({ data }) => widthOf(data)),
            ) + 48,
    );
    const left = (depth: number): number => widths.slice(0, depth).reduce((sum, width) => sum + width, 16);
    // Nodes have different heights, so the layout's unit is a line of text.
    const placed = layout<TreeNode>()
        .nodeSize([1, 1])
        .separation((a, b) => (linesOf(a.data).length + linesOf(b.data).length) / 2 + gap / lineHeight)(root);
    const nodes = placed.descendants();
    const top = Math.min(...nodes.map(({ x, data }) => x - linesOf(data).length / 2));
    const bottom = Math.max(...nodes.map(({ x, data }) => x + linesOf(data).length / 2));
    const y = (x: number): number => Math.round((x - top) * lineHeight + 16);
    const links = placed.links().map(({ source, target }) => {
        const [from, to] = [left(source.depth) + widthOf(source.data), left(target.depth)];
        const middle = Math.round((from + to) / 2);
        return `<path d="M${from} ${y(source.x)}H${middle}V${y(target.x)}H${to}"/>`;
    });
    const boxes = nodes.map(({ x, depth, data }) => box(data, left(depth), y(x)));
    const width = left(root.height + 1);
    const height = Math.round((bottom - top) * lineHeight + 32);
    return { width, height, body: `<g>${links.join("")}</g>\n${boxes.join("\n")}` };
}

function box(node: TreeNode, left: number, middle: number): string {
    const lines = linesOf(node);
    const height = lines.length * lineHeight + 4;
    const top = middle - height / 2;
    const texts = lines.map(
        (line, index) =>
            `<text x="${left + 8}" y="${top + 14 + index * lineHeight}"${index === 0 ? "" : ' class="policy"'}>${escaped(line)}</text>`,
    );
    const radius = node.kind === "account" ? 8 : 2;
    const classes = node.note === "closed" ? `${node.kind} closed` : node.kind;
    return `<g class="${classes}"><rect x="${left}" y="${top}" width="${widthOf(node)}" height="${height}" rx="${radius}"/>${texts.join("")}</g>`;
}

function linesOf({ label, note, policies }: TreeNode): readonly string[] {
    return [note === undefined ? label : `${label} (${note})`, ...policies];
}

function widthOf(node: TreeNode): number {
    return Math.round(Math.max(...linesOf(node).map(({ length }) => length)) * letterWidth) + 16;
}

function escaped(text: string): string {
    return text.replace(/[<>&"]/gu, (character) => `&#${character.codePointAt(0)!};`);
}
