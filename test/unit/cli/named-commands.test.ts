import { deepStrictEqual, ok } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../sandbox/locations";

const folders = [
    "aws",
    "cli",
    "components",
    "config",
    "docs",
    "engine",
    "layers",
    "policies",
    "policy-pack",
    "sandbox",
    ".github",
];

/** The product's own texts: code with its messages, documentation, stack files. */
function texts(): readonly string[] {
    const inside = folders.flatMap((folder) =>
        fs
            .readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: "utf8" })
            .map((file) => path.join(folder, file)),
    );
    const top = fs.readdirSync(projectRoot).filter((file) => !file.startsWith("package-lock"));
    // Words of mailboxes are no text.
    return [...inside, ...top].filter((file) => /(?<!mailbox-words)\.(?:ts|js|md|json|ya?ml)$/u.test(file));
}

describe("every command of org that a message or a page names", () => {
    it("is one that org has", () => {
        const main = fs.readFileSync(path.join(projectRoot, "cli", "main.ts"), "utf8");
        const commands = [...main.matchAll(/"\.\/([a-z-]+)\/command"/gu)].map(([, command]) => command!);
        ok(commands.length > 5);
        const unknown = texts().flatMap((file) =>
            [...fs.readFileSync(path.join(projectRoot, file), "utf8").matchAll(/(?<![.\w])org ([a-z][a-z-]*)/gu)]
                .filter(([, command]) => !commands.includes(command!))
                .map(([named]) => `${file}: ${named}`),
        );
        deepStrictEqual(unknown, []);
    });
});
