import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ShellSession } from "../../support/shell-session";
import { atTerminal } from "../../support/terminal";

describe("a test's terminal", () => {
    let folder: string;
    let shell: ShellSession;
    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "shell "));
        shell = await ShellSession.open({ cwd: folder, env: process.env });
    });
    after(() => {
        shell.close();
        rmSync(folder, { recursive: true });
    });

    it("a question that the command's own text has is met when it is asked, not by the echo", async () => {
        // Anything typed before `read` is discarded, as by a program that takes over the terminal.
        const asks = "sleep 0.3; while read -rsn1 -t 0.1; do :; done; read -rp 'New password: ' word";
        const { shown, code } = await shell.run(`${asks}; echo "it is <$word>"`, [
            { at: /New password: /u, text: "abc" },
        ]);
        strictEqual(code, 0);
        match(shown, /it is <abc>/u);
    });

    it("lines that are pasted together run one after the other, with one end: the last one's", async () => {
        const { shown, code } = await shell.run("echo one\nsleep 0.2\n(exit 3)");
        deepStrictEqual([shown.includes("one\n"), code], [true, 3]);
        strictEqual((await shell.run("cat <<X\nNew\nX")).shown.includes("New"), true);
    });

    it("a text that the question before has is refused: that one is drawn again with each letter", async () => {
        const asks = "read -rp 'Company: ' a; read -rp 'Name of the company: ' b";
        const answers = [
            { at: /Company: /u, text: "acme company" },
            { at: /company/iu, text: "acme" },
        ];
        await rejects(atTerminal(asks, answers, { cwd: folder, env: process.env }), /is in the question before/u);
    });

    it("the same question again is met after what the answer before has brought", async () => {
        const asks = "for n in 1 2; do read -rp 'Do this? ' a; sleep 0.1; echo \"did $n: $a\"; done";
        const again = { at: /Do this\? $/u, text: "yes", after: /did \d/u };
        const { shown } = await shell.run(asks, [{ at: /Do this\? $/u, text: "no" }, again]);
        match(shown, /did 2: yes/u);
    });

    it("a question that never comes is reported when the command ends", async () => {
        const answers = [{ at: /Do this/u, text: "y" }];
        await rejects(shell.run("echo none", answers), /Do this.* was not shown before the command ended/u);
        await rejects(atTerminal("echo none", answers, { cwd: folder, env: process.env }), /never asked/u);
    });
});
