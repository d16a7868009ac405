/** What a phase shows at a terminal, created by util-linux's `script`. */
import { doesNotMatch, match, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { atTerminal } from "../../support/terminal";

const root = resolve(__dirname, "../../..");
/** Two stacks, one after the other; each step waits until it is drawn. */
const program = `
require(${JSON.stringify(join(root, "bin/typescript.js"))});
const { Progress } = require(${JSON.stringify(join(root, "cli/fleet/progress.ts"))});
const { withoutRun } = require(${JSON.stringify(join(root, "cli/fleet/outcome.ts"))});
let written = "";
const write = process.stderr.write.bind(process.stderr);
process.stderr.write = (text, ...more) => {
    written += String(text);
    return write(text, ...more);
};
const drawn = async (text) => {
    while (process.stderr.rows > 0 && !written.includes(text)) await new Promise((done) => setTimeout(done, 20));
};
const stack = (name) => ({ stack: name, layer: "member", unit: "apps", id: "222222222222" });
void Progress.of("2 member stacks", 2, { secrets: ["hunter22"], redact: true }, async (progress) => {
    progress.heard("apps", 0);
    await drawn("0 of 2 · apps");
    progress.heard("apps", 12);
    await drawn("apps (12 resources)");
    progress.ended(withoutRun(stack("apps"), "same"));
    progress.heard("data", 3);
    await drawn("1 of 2 · data (3 resources)");
    progress.say("data: its access role is not there yet");
    await drawn("is not there yet");
    progress.ended(withoutRun(stack("data"), "failed", "hunter22 of ada@acme.example"));
    await drawn("2 of 2");
    console.log("ended");
});
`;

describe("the fleet's progress", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "progress-"));
        writeFileSync(join(folder, "program.js"), program);
    });
    after(() => {
        rmSync(folder, { recursive: true });
    });
    const shown = async (size: string): Promise<string> => {
        const command = `stty ${size}; '${process.execPath}' program.js`;
        const run = await atTerminal(command, [], { cwd: folder, env: { ...process.env, TERM: "xterm" } });
        strictEqual(run.code, 0, run.shown);
        match(run.shown, /ended/u);
        return run.shown;
    };

    it("at a terminal: what runs, and how many resources it has come to", async () => {
        const text = await shown("cols 100 rows 30");
        match(text, /2 member stacks/u);
        const steps = ["0 of 2 · apps\n", "0 of 2 · apps \\(12 resources\\)", "1 of 2 · data \\(3 resources\\)"];
        match(text, new RegExp([...steps, "data: its access role is not there yet", "2 of 2"].join("[^]*"), "u"));
        doesNotMatch(text, /no changes|hunter22|@acme/u);
    });

    it("at one that has no size: a line for each stack that has ended, fit for others", async () => {
        const text = await shown("cols 0 rows 0");
        const lines = [
            "apps: no changes",
            "data: its access role is not there yet\n",
            "data: failed .*: \\[secret\\] of \\[email\\]",
        ];
        match(text, new RegExp(lines.join("[^]*"), "u"));
        doesNotMatch(text, /of 2|member stacks/u);
    });
});
