/** `pulumi new` with the address of a repository, as in docs/new-project.md: the engine clones it from a git server with https. */
import { deepStrictEqual, doesNotMatch, match, strictEqual } from "node:assert/strict";
import { execa } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { installTools } from "../../sandbox/tools";
import { wantedPlugins } from "../../cli/doctor/plugins";
import { shellQuote, writeScript } from "../../sandbox/project";
import { GitServer } from "../support/git-server";
import { ownFiles } from "../support/own-files";
import { StateProject } from "../support/state-project";

const root = path.resolve(__dirname, "../..");

describe("pulumi new with an https address", () => {
    let folder: string;
    let real: StateProject;
    let server: GitServer;
    let address: string;
    let served: readonly string[];

    before(async () => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi new "));
        const repository = path.join(folder, "served", "acme", "aws-organization.git");
        served = ownFiles();
        for (const file of served) {
            fs.mkdirSync(path.dirname(path.join(repository, file)), { recursive: true });
            fs.cpSync(path.join(root, file), path.join(repository, file));
        }
        const git = (...args: string[]): unknown => execa("git", args, { cwd: repository, env: identity });
        await git("init", "--quiet", "--initial-branch=main");
        await git("add", "--all");
        await git("commit", "--quiet", "--message", "one");
        real = await StateProject.open("us-east-1", { real: true, name: "acme-management" });
        const { python } = await installTools({ silent: true });
        server = await GitServer.open(path.join(folder, "served"), python, folder);
        address = `${server.address}/acme/aws-organization.git`;
    });
    after(async () => {
        await (server as GitServer | undefined)?.close();
        await (real as StateProject | undefined)?.close();
        fs.rmSync(folder, { recursive: true, force: true });
    });

    /** Runs a command with its own home and state. */
    async function run(cwd: string, ...[file, ...args]: readonly [string, ...string[]]): Promise<string> {
        const env = {
            ...real.environment,
            PULUMI_BACKEND_URL: real.old,
            PULUMI_CONFIG_PASSPHRASE: "opens-nothing",
            SSL_CERT_FILE: server.certificate,
        };
        const options = { cwd, env, extendEnv: false, reject: false, all: true, stdin: "ignore" } as const;
        const { exitCode, all } = await execa(file, args, options);
        strictEqual(exitCode, 0, all);
        return all;
    }

    it("makes the project with every file of the repository", async () => {
        const project = path.join(folder, "acme-org");
        await run(folder, "pulumi", "new", address, "--generate-only", "--yes", "--name", "acme-org", "--dir", project);
        const made = fs
            .readdirSync(project, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => path.relative(project, path.join(entry.parentPath, entry.name)));
        deepStrictEqual(made.sort(), [...served].sort());
    });

    it("without --generate-only it makes the stack and installs the packages too, and the program runs in it", async () => {
        const project = path.join(folder, "acme-whole");
        const home = real.project.sandbox.environment["PULUMI_HOME"]!;
        // The engine would download every plugin that the packages name. No stack uses these.
        for (const { name, version, isUsed } of wantedPlugins(root))
            if (!isUsed)
                writeScript(path.join(home, "plugins", `resource-${name}-v${version}`, `pulumi-resource-${name}`), "");
        // This checkout is installed already; the language host also asks for npm's version.
        const packages = shellQuote(path.join(root, "node_modules"));
        real.addCommand("npm", `case "$1" in install) ln -s ${packages} node_modules ;; *) echo 11.0.0 ;; esac`);
        const stack = ["--stack", "management"];
        const said = await run(
            folder,
            "pulumi",
            "new",
            address,
            "--yes",
            "--name",
            "acme-whole",
            "--dir",
            project,
            ...stack,
        );
        match(said, /Created stack 'management'[^]*Your new project is ready to go[^]*docs\/new-project\.md/u);
        fs.accessSync(path.join(project, "node_modules", "@pulumi", "aws"));
        const whose = [
            "--company",
            "acme",
            "--short",
            "ac",
            "--email",
            "aws@example.com",
            "--management-id",
            "111111111111",
        ];
        const what = ["--account", "security", "--account", "shared", "--admin", "jane.doe"];
        await run(project, "./org", "init", ...whose, "--region", "us-east-1", ...what, "--yes");
        const config = fs.readFileSync(path.join(project, "Pulumi.management.yaml"), "utf8");
        match(config, /^encryptionsalt: /mu);
        doesNotMatch(config, /apps-devstg|binbash/u, "nothing of the example's is left");
        await run(project, "./org", "validate");
        match(await run(project, "pulumi", "preview", "--non-interactive", ...stack), /acme-shared|account-shared/u);
    });
});

const identity = Object.fromEntries(
    ["AUTHOR", "COMMITTER"].flatMap((who) => [
        [`GIT_${who}_NAME`, "Ada"],
        [`GIT_${who}_EMAIL`, "ada@example.com"],
    ]),
);
