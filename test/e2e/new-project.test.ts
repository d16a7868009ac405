/** `pulumi new` with the address of a repository, as docs/new-project.md has it: the engine clones it from a server of git's by https. */
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { execa } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { installTools, layOutTools } from "../../sandbox/tools";
import { GitServer } from "../support/git-server";
import { ownFiles } from "../support/own-files";

const root = path.resolve(__dirname, "../..");

describe("pulumi new with an https address", () => {
    let folder: string;
    let engine: string;
    let server: GitServer;

    before(async () => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi new "));
        const repository = path.join(folder, "served", "acme", "aws-organization.git");
        for (const file of ownFiles()) {
            fs.mkdirSync(path.dirname(path.join(repository, file)), { recursive: true });
            fs.cpSync(path.join(root, file), path.join(repository, file));
        }
        const git = (...args: string[]): unknown => execa("git", args, { cwd: repository, env: identity });
        await git("init", "--quiet", "--initial-branch=main");
        await git("add", "--all");
        await git("commit", "--quiet", "--message", "one");
        const tools = await installTools({ silent: true });
        engine = layOutTools(path.join(folder, "tools"), tools);
        server = await GitServer.open(path.join(folder, "served"), tools.python, folder);
    });
    after(async () => {
        await (server as GitServer | undefined)?.close();
        fs.rmSync(folder, { recursive: true, force: true });
    });

    it("makes the project with every file of the repository", async () => {
        const project = path.join(folder, "acme-org");
        const args = [
            "new",
            `${server.address}/acme/aws-organization.git`,
            "--generate-only",
            "--yes",
            "--name",
            "acme-org",
        ];
        const { exitCode, all } = await execa(engine, [...args, "--dir", project], {
            env: { HOME: folder, PULUMI_HOME: path.join(folder, "home"), SSL_CERT_FILE: server.certificate },
            reject: false,
            all: true,
        });
        strictEqual(exitCode, 0, all);
        const made = fs
            .readdirSync(project, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => path.relative(project, path.join(entry.parentPath, entry.name)));
        deepStrictEqual(made.sort(), [...ownFiles()].sort());
    });
});

const identity = Object.fromEntries(
    ["AUTHOR", "COMMITTER"].flatMap((who) => [
        [`GIT_${who}_NAME`, "Ada"],
        [`GIT_${who}_EMAIL`, "ada@example.com"],
    ]),
);
