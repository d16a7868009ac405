import { deepStrictEqual, notStrictEqual, strictEqual, throws } from "node:assert/strict";
import { execa } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { contentKey } from "../../../sandbox/cache";
import { until } from "../../support/until";

const root = path.resolve(__dirname, "../../..");

interface Filled {
    readonly exitCode: number | undefined;
    /** The folder. */
    readonly stdout: string;
    readonly stderr: string;
}

/** Fills `thing-<key>` of a cache in another process, with the code in `body`. The signal kills it. */
async function fill(cacheHome: string, key: string, body: string, kill?: AbortSignal): Promise<Filled> {
    const script = `
        const { cached } = require("./sandbox/cache");
        const fs = require("node:fs");
        const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
        cached("thing", ${JSON.stringify(key)}, async (folder) => { ${body} }).then(
            (folder) => process.stdout.write(folder),
            (error) => { process.stderr.write(error.message); process.exitCode = 1; },
        );`;
    const { exitCode, stdout, stderr } = await execa(
        process.execPath,
        ["--require", "./bin/typescript", "--eval", script],
        {
            cwd: root,
            env: { XDG_CACHE_HOME: cacheHome },
            reject: false,
            killSignal: "SIGKILL",
            ...(kill === undefined ? {} : { cancelSignal: kill }),
        },
    );
    return { exitCode, stdout, stderr };
}

describe("the cache", () => {
    let home: string;
    const entries = (): string[] => fs.readdirSync(path.join(home, "aws-organization")).sort();
    const content = (folder: string): string => fs.readFileSync(path.join(folder, "file"), "utf8");
    const write = (text: string): string => `fs.writeFileSync(folder + "/file", ${JSON.stringify(text)});`;

    beforeEach(() => {
        home = fs.mkdtempSync(path.join(os.tmpdir(), "a cache "));
    });
    afterEach(() => {
        fs.rmSync(home, { recursive: true, force: true });
    });

    it("is filled once for a key, and again for another", async () => {
        strictEqual(content((await fill(home, "1", write("one"))).stdout), "one");
        strictEqual(content((await fill(home, "1", write("again"))).stdout), "one");
        strictEqual(content((await fill(home, "2", write("two"))).stdout), "two");
        deepStrictEqual(entries(), ["thing-1", "thing-2"]);
    });

    it("holds nothing that looks whole after a fill that failed; the next one starts from nothing", async () => {
        const failed = await fill(home, "1", `${write("half")} throw new Error("no network");`);
        deepStrictEqual([failed.exitCode, failed.stderr], [1, "no network"]);
        deepStrictEqual(entries(), ["thing-1.partial"]);
        const second = await fill(
            home,
            "1",
            `fs.writeFileSync(folder + "/names", fs.readdirSync(folder).join()); ${write("whole")}`,
        );
        strictEqual(content(second.stdout), "whole");
        strictEqual(fs.readFileSync(path.join(second.stdout, "names"), "utf8"), "");
        deepStrictEqual(entries(), ["thing-1"]);
    });

    it("holds nothing that looks whole after a fill that was killed, and is filled when its lock is old", async () => {
        const kill = new AbortController();
        const killed = fill(home, "1", `${write("half")} await sleep(60_000);`, kill.signal);
        const partial = path.join(home, "aws-organization", "thing-1.partial", "file");
        await until(() => Promise.resolve(fs.existsSync(partial)));
        kill.abort();
        await killed;
        deepStrictEqual(entries(), ["thing-1.lock", "thing-1.partial"]);
        const aMinuteAgo = new Date(Date.now() - 60_000);
        fs.utimesSync(path.join(home, "aws-organization", "thing-1.lock"), aMinuteAgo, aMinuteAgo);
        strictEqual(content((await fill(home, "1", write("whole"))).stdout), "whole");
        deepStrictEqual(entries(), ["thing-1"]);
    });

    it("is filled once by two at a time", async () => {
        const count = `fs.appendFileSync(${JSON.stringify(path.join(home, "fills"))}, "x"); await sleep(500);`;
        const both = await Promise.all([fill(home, "1", count + write("a")), fill(home, "1", count + write("b"))]);
        strictEqual(both[0].stdout, both[1].stdout);
        strictEqual(fs.readFileSync(path.join(home, "fills"), "utf8"), "x");
    });

    it("is filled for two keys at a time by one process", async () => {
        const script = `const { cached } = require("./sandbox/cache");
            const sleep = () => new Promise((resolve) => setTimeout(resolve, 100));
            Promise.all([cached("a", "1", sleep), cached("b", "1", sleep)]).catch((error) => { console.error(error); process.exitCode = 1; });`;
        const args = ["--require", "./bin/typescript", "--eval", script];
        await execa(process.execPath, args, { cwd: root, env: { XDG_CACHE_HOME: home } });
        deepStrictEqual(entries(), ["a-1", "b-1"]);
    });

    it("has keys that change with the contents of files and with what else is said", () => {
        const file = path.join(home, "go.mod");
        fs.writeFileSync(file, "one");
        const first = contentKey([file], "v1");
        strictEqual(contentKey([file], "v1"), first);
        notStrictEqual(contentKey([file], "v2"), first);
        fs.writeFileSync(file, "two");
        notStrictEqual(contentKey([file], "v1"), first);
        throws(() => contentKey([path.join(home, "absent")]), { code: "ENOENT" });
    });
});
