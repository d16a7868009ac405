import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import { execaSync } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { findProject } from "../../../cli/common/project";
import { openWorkspace } from "../../../cli/fleet/workspace";
import { NotAFile } from "../../../config/files";

describe("the fleet's working folder", () => {
    let folder: string;
    let temporary: string | undefined;
    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "workspace-"));
        temporary = process.env["TMPDIR"];
        process.env["TMPDIR"] = path.join(folder, "tmp");
        fs.mkdirSync(process.env["TMPDIR"]);
        fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: acme-org\nruntime: nodejs\n");
        fs.writeFileSync(path.join(folder, "Pulumi.data.yaml"), "config: {}\n");
    });
    afterEach(() => {
        if (temporary === undefined) delete process.env["TMPDIR"];
        else process.env["TMPDIR"] = temporary;
        fs.rmSync(folder, { recursive: true, force: true });
    });
    const left = (): readonly string[] => fs.readdirSync(path.join(folder, "tmp"));

    it("has copies of the stack files, and goes when it is closed", () => {
        const workspace = openWorkspace(findProject(folder));
        deepStrictEqual(fs.readdirSync(workspace.dir).sort(), ["Pulumi.data.yaml", "Pulumi.yaml", "project.txt"]);
        strictEqual(fs.readFileSync(path.join(workspace.dir, "Pulumi.data.yaml"), "utf8"), "config: {}\n");
        workspace.close();
        deepStrictEqual(left(), []);
    });

    it("lets engine and provider collect garbage less often, unless the user says how often", () => {
        const before = process.env["GOGC"];
        try {
            for (const [set, used] of [
                [undefined, "400"],
                ["50", "50"],
            ] as const) {
                if (set === undefined) delete process.env["GOGC"];
                else process.env["GOGC"] = set;
                const workspace = openWorkspace(findProject(folder));
                strictEqual(workspace.environment["GOGC"], used);
                workspace.close();
            }
        } finally {
            if (before === undefined) delete process.env["GOGC"];
            else process.env["GOGC"] = before;
        }
    });

    it("is not left where a stack file is a pipe, which is refused at once, or a folder", () => {
        execaSync("mkfifo", [path.join(folder, "Pulumi.apps.yaml")]);
        throws(() => openWorkspace(findProject(folder)), NotAFile);
        fs.rmSync(path.join(folder, "Pulumi.apps.yaml"));
        fs.mkdirSync(path.join(folder, "Pulumi.apps.yaml"));
        throws(() => openWorkspace(findProject(folder)), { code: "EISDIR" });
        deepStrictEqual(left(), []);
    });
});
