import { deepStrictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { statesOf } from "../../lint";

describe("the files that lint looks at again", () => {
    let folder: string;
    const files: Record<string, string> = {
        "a.ts": `import type { B } from "./rooms/b";`,
        "by-call.ts": `export const later = (): Promise<unknown> => import("./a");`,
        "by-type.ts": `export type It = import("./rooms").Deep;`,
        "rooms/b.ts": `export * from ".";`,
        "rooms/index.ts": `export type Deep = string; import data from "../data.json";`,
        "data.json": "{}",
        "alone.ts": `import * as fs from "node:fs"; import { x } from "package";`,
    };
    const write = (name: string, text: string): void => {
        fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        fs.writeFileSync(path.join(folder, name), text);
    };
    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "lint "));
        for (const [name, text] of Object.entries(files)) write(name, text);
    });
    afterEach(() => {
        fs.rmSync(folder, { recursive: true });
    });

    const all = Object.keys(files);
    const importing = all.filter((name) => name !== "alone.ts");
    const table: readonly (readonly [string, readonly string[]])[] = [
        ["alone.ts", ["alone.ts"]],
        ["by-call.ts", ["by-call.ts"]],
        ["a.ts", ["a.ts", "by-call.ts"]],
        ["rooms/index.ts", importing.filter((name) => name !== "data.json")],
        ["data.json", importing],
        ["node_modules/.package-lock.json", all],
        ["eslint.config.mjs", all],
        ["other.txt", []],
    ];
    for (const [changed, again] of table)
        it(`after a change of ${changed}: ${again.join(", ") || "none"}`, () => {
            const before = statesOf(folder, all);
            deepStrictEqual(statesOf(folder, all), before);
            write(changed, `${files[changed] ?? ""} `);
            const after = statesOf(folder, all);
            deepStrictEqual(
                all.filter((name) => after.get(name) !== before.get(name)),
                all.filter((name) => again.includes(name)),
            );
        });
});
