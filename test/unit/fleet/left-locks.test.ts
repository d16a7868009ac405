import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { findProject } from "../../../cli/common/project";
import { EngineCommand } from "../../../cli/fleet/engine-command";
import { noteEngine, noteOwner } from "../../../cli/fleet/engine-notes";
import { inWorkspace } from "../../../cli/fleet/fleet";
import { writeScript } from "../../../sandbox/project";
import { noProcess } from "../../support/no-process";

describe("locks of engines that were killed with the fleet", () => {
    const before = { PATH: process.env["PATH"], TMPDIR: process.env["TMPDIR"] };
    let dir: string;
    let lock: string;
    let note: string;
    const pid = noProcess;
    let said: string;

    beforeEach(() => {
        dir = fs.mkdtempSync(path.join(os.tmpdir(), "left locks "));
        lock = path.join(dir, ".pulumi/locks/organization/acme/apps-1/1.json");
        fs.mkdirSync(path.dirname(lock), { recursive: true });
        fs.mkdirSync(path.join(dir, "tmp"));
        fs.writeFileSync(path.join(dir, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
        writeScript(path.join(dir, "bin", "pulumi"), `[ "$1" = whoami ] && echo '{"url":"file://${dir}"}'`);
        process.env["PATH"] = [path.join(dir, "bin"), before.PATH].join(path.delimiter);
        process.env["TMPDIR"] = path.join(dir, "tmp");
        const folder = path.join(dir, "tmp", `org-fleet-${pid}-abcdef`);
        fs.mkdirSync(folder);
        noteEngine(folder, "apps-1", pid);
        note = path.join(folder, fs.readdirSync(folder)[0]!);
        hold({});
    });
    afterEach(() => {
        for (const [name, value] of Object.entries(before)) {
            if (value === undefined) Reflect.deleteProperty(process.env, name);
            else process.env[name] = value;
        }
        fs.rmSync(dir, { recursive: true, force: true });
    });

    const hold = (holder: object): void => {
        const held = { pid, username: os.userInfo().username, hostname: os.hostname(), timestamp: new Date() };
        fs.writeFileSync(lock, JSON.stringify({ ...held, ...holder }));
    };
    /** Runs `work` as a fleet command does. Returns whether the lock still exists afterwards. */
    const isHeld = async (work: () => Promise<void> = () => Promise.resolve()): Promise<boolean> => {
        const write = process.stderr.write.bind(process.stderr);
        said = "";
        process.stderr.write = (text: string | Uint8Array): boolean => (said += String(text)) !== "";
        try {
            await inWorkspace(findProject(dir), work);
        } finally {
            process.stderr.write = write;
        }
        return fs.existsSync(lock);
    };

    it("are given back by the next run, and said; nothing is left of the killed one", async () => {
        strictEqual(await isHeld(), false);
        match(
            said,
            new RegExp(
                `the lock of process ${pid}, which was killed, is given back: stack organization/acme/apps-1`,
                "u",
            ),
        );
        deepStrictEqual(fs.readdirSync(path.join(dir, "tmp")), []);
    });

    it("are given back by the run itself, whose engine alone was killed", async () => {
        fs.rmSync(note);
        writeScript(
            path.join(dir, "bin", "pulumi"),
            `[ "$1" = whoami ] && { echo '{"url":"file://${dir}"}'; exit; }
printf '{"pid":%s,"username":"${os.userInfo().username}","hostname":"${os.hostname()}","timestamp":"%s"}' "$$" "$(date -u +%FT%TZ)" >'${lock}'
case "$*" in *killed*) kill -9 "$$";; *) exit 1;; esac`,
        );
        const up = async (how: string): Promise<boolean> =>
            isHeld(async () => {
                const [folder] = fs
                    .readdirSync(path.join(dir, "tmp"))
                    .filter((name) => name.includes(`-${process.pid}-`));
                const command = new EngineCommand("3.0.0").command as unknown as {
                    run: (args: readonly string[], cwd: string, env: object) => Promise<unknown>;
                };
                await rejects(command.run(["up", how, "--stack", "apps-1"], path.join(dir, "tmp", folder!), {}));
            });
        deepStrictEqual([await up("killed"), await up("fails")], [false, true]);
    });

    it("are given back by a later run where the engine outlives its program, and the runs in between", async () => {
        // A process with the engine's name.
        writeScript(path.join(dir, "engine", "pulumi"), "read -r line");
        const engine = spawn(path.join(dir, "engine", "pulumi"), { stdio: ["pipe", "ignore", "ignore"] });
        const ended = once(engine, "exit");
        engine.unref();
        fs.rmSync(note);
        hold({ pid: engine.pid! });
        const begin = async (): Promise<boolean> =>
            isHeld(async () => {
                const [folder] = fs
                    .readdirSync(path.join(dir, "tmp"))
                    .filter((name) => name.includes(`-${process.pid}-`));
                noteEngine(path.join(dir, "tmp", folder!), "apps-1", engine.pid);
                return Promise.resolve();
            });
        strictEqual(await begin(), true);
        // The folder's name has the id of the command's process. With another id, it looks as if the command had ended too.
        const [kept] = fs.readdirSync(path.join(dir, "tmp")).filter((name) => name.includes(`-${process.pid}-`));
        fs.renameSync(path.join(dir, "tmp", kept!), path.dirname(note));
        strictEqual(await isHeld(), true);
        const [again] = fs.readdirSync(path.join(dir, "tmp"));
        fs.renameSync(path.join(dir, "tmp", again!), path.dirname(note));
        engine.stdin.end();
        await ended;
        strictEqual(await isHeld(), false);
        match(said, new RegExp(`the lock of process ${engine.pid!}, which was killed, is given back`, "u"));
        deepStrictEqual(fs.readdirSync(path.join(dir, "tmp")), []);
    });

    it("are given back by a later run where this one cannot look for them, as after Ctrl-C; until then nothing but the notes stays", async () => {
        const whoami = path.join(dir, "bin", "pulumi");
        const script = fs.readFileSync(whoami, "utf8");
        writeScript(whoami, "exit 1");
        strictEqual(await isHeld(), true);
        const [kept] = fs.readdirSync(path.join(dir, "tmp"));
        deepStrictEqual(fs.readdirSync(path.join(dir, "tmp", kept!)).sort(), [path.basename(note), "project.txt"]);
        // The folder's name has the id of the command's process. With another id, it looks as if the command had ended.
        fs.renameSync(path.join(dir, "tmp", kept!), path.dirname(note));
        fs.writeFileSync(whoami, script);
        strictEqual(await isHeld(), false);
        deepStrictEqual(fs.readdirSync(path.join(dir, "tmp")), []);
    });

    for (const [whose, change] of [
        ["another process's", () => ({ pid: noProcess - 1 })],
        ["another machine's", () => ({ hostname: "elsewhere" })],
        ["another user's", () => ({ username: "somebody" })],
        ["an earlier process's that had the number", () => ({ timestamp: new Date(Date.now() - 60_000) })],
    ] as const)
        it(`and none that is ${whose}`, async () => {
            hold(change());
            strictEqual(await isHeld(), true);
            strictEqual(said, "");
        });

    it("and none of a container's process, whose number is another one here", async () => {
        fs.writeFileSync(note, fs.readFileSync(note, "utf8").replace(/"space":"[^"]*"/u, '"space":"pid:[1]"'));
        strictEqual(await isHeld(), true);
    });

    it("and none by a note that was written in part", async () => {
        const text = fs.readFileSync(note, "utf8");
        fs.writeFileSync(note, text.slice(0, 20));
        strictEqual(await isHeld(), true);
    });

    it("of another project are left to that project's next command, with the notes of them", async () => {
        noteOwner(path.dirname(note), path.join(dir, "bin"));
        strictEqual(await isHeld(), true);
        strictEqual(fs.existsSync(note), true);
        noteOwner(path.dirname(note), path.join(dir, "a project that was removed"));
        strictEqual(await isHeld(), false);
        strictEqual(fs.existsSync(note), false);
    });
});
