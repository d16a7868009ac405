/** Devices, pipes and sockets where a command expects a file: refused in a line at once, for they could be read without end. */
import { deepStrictEqual, match, strictEqual, throws } from "node:assert/strict";
import { execaSync } from "execa";
import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";
import { NotAFile, readUserFile } from "../../../config/files";
import { asInCi } from "../../support/as-in-ci";
import { acmeStack } from "../../support/org-project";
import { ScratchHome } from "../../support/scratch-home";

const bin = path.join(__dirname, "..", "..", "..", "bin", "org.js");
/** A run that has no end is killed then. */
const timeout = 300_000;

describe("what is no regular file", function () {
    let home: ScratchHome;
    let pipe: string;
    let project: string;
    before(() => {
        home = new ScratchHome();
        pipe = path.join(home.folder, "pipe");
        execaSync("mkfifo", [pipe]);
        project = path.join(home.folder, "project");
        fs.mkdirSync(project);
        fs.writeFileSync(path.join(project, "Pulumi.yaml"), "name: acme-org\nruntime: nodejs\n");
        fs.writeFileSync(path.join(project, "Pulumi.management.yaml"), acmeStack);
    });
    after(() => {
        home.close();
    });

    const org = (args: readonly string[], environment: NodeJS.ProcessEnv = {}, cwd = project): ReturnType<typeof run> =>
        run(args, environment, cwd);
    function run(args: readonly string[], environment: NodeJS.ProcessEnv, cwd: string) {
        const env = {
            AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
            AWS_SECRET_ACCESS_KEY: "secret",
            // Nobody listens: a call would fail, and not go to AWS.
            AWS_ENDPOINT_URL: "http://127.0.0.1:9",
            ...asInCi,
            ...environment,
        };
        return execaSync(process.execPath, [bin, ...args], { cwd, env, reject: false, stdin: "ignore", timeout });
    }

    it("is not read: a device, a pipe, a socket; one with nothing in it is an empty file", async () => {
        for (const each of ["/dev/zero", "/dev/full", "/dev/urandom", pipe])
            throws(() => readUserFile(each), NotAFile, each);
        const socket = path.join(home.folder, "socket");
        const server = net.createServer();
        await new Promise<void>((resolve) => server.listen(socket, resolve));
        throws(() => readUserFile(socket), NotAFile);
        await new Promise((resolve) => server.close(resolve));
        strictEqual(readUserFile("/dev/null").length, 0);
        throws(() => readUserFile(home.folder), { code: "EISDIR" });
        throws(() => readUserFile(path.join(home.folder, "nothing")), { code: "ENOENT" });
    });

    for (const [args, variable] of [
        ["profiles render --from-config --yes", "AWS_CONFIG_FILE"],
        ["profiles check", "AWS_SHARED_CREDENTIALS_FILE"],
        ["profiles bootstrap --stdin --yes", "AWS_SHARED_CREDENTIALS_FILE"],
        ["mfa --profile x", "AWS_CONFIG_FILE"],
        ["bootstrap-user remove --yes", "AWS_SHARED_CREDENTIALS_FILE"],
        ["state create --yes", "AWS_CONFIG_FILE"],
        ["adopt", "AWS_SHARED_CREDENTIALS_FILE"],
    ] as const)
        it(`${args}: the file of ${variable}`, () => {
            const file = variable === "AWS_CONFIG_FILE" ? "/dev/full" : pipe;
            const { exitCode, stderr } = org(args.split(" "), { [variable]: file });
            strictEqual(exitCode, 1, stderr);
            match(stderr, new RegExp(`error: ${file} is no regular file.*\\n +→ (?:name a file|let ${variable})`, "u"));
            strictEqual(stderr.match(/^error:/gmu)?.length, 1, stderr);
        });

    it("doctor says it and goes on", () => {
        const { exitCode, stdout } = org(["doctor"], { AWS_CONFIG_FILE: "/dev/full" });
        strictEqual(exitCode, 1);
        match(stdout, /\/dev\/full is no regular file/u);
    });

    it("an AWS config of /dev/null is none", () => {
        const { exitCode, stdout, stderr } = org(["doctor"], { AWS_CONFIG_FILE: "/dev/null" });
        strictEqual(exitCode, 1, stderr);
        match(stdout, /✗/u);
        strictEqual(`${stdout}${stderr}`.includes("no regular file"), false, stdout);
    });

    it("stack files, Pulumi.yaml, a policy's file, an event log", () => {
        const other = path.join(home.folder, "other");
        fs.cpSync(project, other, { recursive: true });
        const stack = path.join(other, "Pulumi.management.yaml");
        fs.writeFileSync(stack, `${acmeStack}  policies:\n    freeze: { file: /dev/zero, targets: [root] }\n`);
        match(org(["validate"], {}, other).stdout, /\/dev\/zero[^\n]*\n +is no regular file/u);
        fs.rmSync(stack);
        execaSync("mkfifo", [stack]);
        for (const args of [["validate"], ["init", "--yes"]]) {
            const { exitCode, stderr } = org(args, {}, other);
            strictEqual(exitCode, 1, stderr);
            match(stderr, /Pulumi\.management\.yaml (?:cannot be read: it )?is no regular file/u);
        }
        const events = org(["preview", "--stack", "management", "--events", "/dev/zero"]);
        match(events.stderr, /error: \/dev\/zero cannot be read: it is no regular file/u);
        fs.rmSync(path.join(other, "Pulumi.yaml"));
        execaSync("mkfifo", [path.join(other, "Pulumi.yaml")]);
        match(org(["validate"], {}, other).stderr, /Pulumi\.yaml cannot be read: it is no regular file/u);
    });

    it("a report goes straight into a device or a pipe, and a full one is a line", () => {
        const log = path.join(home.folder, "events");
        fs.writeFileSync(log, "");
        const preview = ["preview", "--stack", "management", "--events", log];
        const shell = `'${process.execPath}' '${bin}' ${preview.map((word) => `'${word}'`).join(" ")} --full /dev/stdout --out /dev/null | cat`;
        match(execaSync("sh", ["-c", shell], { cwd: project, reject: false }).stdout, /management/u);
        const { stderr } = org([...preview, "--out", "/dev/full"]);
        match(stderr, /error: \/dev\/full cannot be written: the disk is full/u);
        match(org([...preview, "--full", project]).stderr, /error: .* is a folder\n +→ name a file/u);
        const deep = org([...preview, "--out", path.join(log, "below")]).stderr;
        match(deep, /error: .*below cannot be (?:read|written): a part of its path is a file/u);
        deepStrictEqual(fs.readdirSync(project).sort(), ["Pulumi.management.yaml", "Pulumi.yaml"]);
    });

    it("where no file can be written, a line says so, and what is there is whole", () => {
        const there = path.join(project, "report.md");
        fs.writeFileSync(there, "whole");
        const log = path.join(home.folder, "events");
        fs.writeFileSync(log, "");
        const user = path.join(home.folder, "user");
        const env = { ...process.env, HOME: user, AWS_CONFIG_FILE: "", ...asInCi };
        for (const [args, said] of [
            [["schema"], /config\.schema\.json cannot be written: the file is larger than the limit allows/u],
            [
                ["profiles", "render", "--from-config", "--yes"],
                /config cannot be written: the file is larger than the/u,
            ],
            [["preview", "-s", "management", "--events", log, "--out", "report.md"], /report\.md cannot be written/u],
        ] as const) {
            const words = [process.execPath, bin, ...args].map((word) => `'${word}'`).join(" ");
            const run = execaSync("sh", ["-c", `ulimit -f 0; exec ${words}`], { cwd: project, env, reject: false });
            strictEqual(run.exitCode, 1, run.stderr);
            match(run.stderr, said);
            match(run.stderr, /\n +→ raise the limit on the size of files/u);
        }
        strictEqual(fs.readFileSync(there, "utf8"), "whole");
        fs.rmSync(there);
        deepStrictEqual(fs.readdirSync(project).sort(), ["Pulumi.management.yaml", "Pulumi.yaml"]);
    });
});
