import { match, strictEqual } from "node:assert/strict";
import { execa } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { installTools } from "../../sandbox/tools";

describe("the sandbox's engine", () => {
    let folder: string;
    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "engine "));
    });
    afterEach(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });

    it("still tells a value that looks like a secret, though it reads its word lists later (word-lists.ts)", async () => {
        const { engine } = await installTools({ silent: true });
        fs.mkdirSync(path.join(folder, "state"));
        fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: probe\nruntime: nodejs\n");
        const pulumi = async (...args: string[]): Promise<{ failed: boolean; stderr: string }> =>
            execa(path.join(engine.folder, "pulumi"), [...args, "--non-interactive"], {
                cwd: folder,
                reject: false,
                env: {
                    PULUMI_HOME: path.join(folder, "home"),
                    PULUMI_BACKEND_URL: `file://${path.join(folder, "state")}`,
                    PULUMI_CONFIG_PASSPHRASE: "probe",
                    PULUMI_SKIP_UPDATE_CHECK: "true",
                },
            });
        strictEqual((await pulumi("stack", "init", "probe")).failed, false);
        match((await pulumi("config", "set", "password", "Xq9!tR7zWp2kL8vB")).stderr, /looks like a secret/);
        strictEqual((await pulumi("config", "set", "password", "swordfish")).failed, false);
    });
});
