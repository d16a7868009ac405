import { ok, strictEqual } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const docs = join(__dirname, "../../docs");

/** Asserts that the page has this output in the code block below `<!-- output: <name> -->`; UPDATE_DOCS=1 writes it there. */
export function docShows(page: string, name: string, output: string): void {
    const file = join(docs, page);
    const text = readFileSync(file, "utf8");
    const block = new RegExp(`(<!-- output: ${name} -->\\n\\n\`\`\`[a-z]*\\n)([^]*?)(\`\`\`\\n)`, "u");
    const found = block.exec(text);
    ok(found, `${page} has no block "output: ${name}"`);
    const shown = `${output.trimEnd()}\n`;
    if (process.env["UPDATE_DOCS"] === "1")
        writeFileSync(
            file,
            text.replace(block, (_, begin: string, _old: string, end: string) => begin + shown + end),
        );
    else strictEqual(found[2], shown, `docs/${page} is stale: run this test with UPDATE_DOCS=1`);
}
