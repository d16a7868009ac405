import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import {
    isAlive,
    recordedEmulator,
    runningEmulator,
    startEmulator,
    stopEmulator,
} from "../../../sandbox/emulator/emulator";
import { SandboxFault } from "../../../sandbox/fault";
import { writeScript } from "../../../sandbox/project";
import { noProcess } from "../../support/no-process";

const account = { id: "111111111111", email: "aws@example.com", name: "acme-management" };

describe("the record of an emulator", () => {
    let folder: string;
    let server: http.Server;
    let port: number;
    let answer: unknown;

    const record = (emulator: object | string): void => {
        const text = typeof emulator === "string" ? emulator : JSON.stringify(emulator);
        fs.writeFileSync(path.join(folder, "emulator.json"), text);
    };

    before(async () => {
        server = http.createServer((_, response) => response.end(JSON.stringify(answer)));
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        port = (server.address() as AddressInfo).port;
    });
    after(() => server.close());
    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "emulator "));
        answer = {};
    });
    afterEach(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });

    it("counts while its process responds as itself", async () => {
        const emulator = { pid: process.pid, port, accountId: account.id };
        answer = emulator;
        record(emulator);
        deepStrictEqual(await runningEmulator(folder), emulator);
    });

    it("does not count if there is none, or half of one", async () => {
        strictEqual(await runningEmulator(folder), undefined);
        record(`{"pid":12`);
        strictEqual(await runningEmulator(folder), undefined);
        strictEqual(recordedEmulator(folder), undefined);
    });

    it("does not count for a process that is dead", async () => {
        const pid = noProcess;
        answer = { pid, port, accountId: account.id };
        record({ pid, port, accountId: account.id });
        strictEqual(await runningEmulator(folder), undefined);
    });

    it("does not count for a port on which something else responds, and nobody is killed for it", async () => {
        const other = spawn("sleep", ["3600"], { stdio: "ignore" });
        try {
            record({ pid: other.pid, port, accountId: account.id });
            for (answer of ["hello", null, {}, { accountId: account.id }, { pid: 1, accountId: account.id }]) {
                strictEqual(await runningEmulator(folder), undefined);
                record({ pid: other.pid, port, accountId: account.id });
                strictEqual(await stopEmulator(folder), false);
                record({ pid: other.pid, port, accountId: account.id });
            }
            ok(other.exitCode === null && other.signalCode === null);
        } finally {
            other.kill();
        }
    });

    it("is stopped when its process is gone, also one that does not end by itself", async () => {
        const deaf = `process.on("SIGTERM", () => {});
            const server = require("http").createServer((_, response) =>
                response.end(JSON.stringify({ pid: process.pid, accountId: "${account.id}" })));
            server.listen(0, "127.0.0.1", () => console.log(server.address().port));`;
        const child = spawn(process.execPath, ["-e", deaf], { stdio: ["ignore", "pipe", "inherit"] });
        const [listens] = (await once(child.stdout, "data")) as [Buffer];
        record({ pid: child.pid!, port: Number(listens), accountId: account.id });
        strictEqual(await stopEmulator(folder, 0), true);
        strictEqual(isAlive(child.pid!), false);
    });

    it("does not count for a port on which nobody listens", async () => {
        record({ pid: process.pid, port: 1, accountId: account.id });
        strictEqual(await runningEmulator(folder), undefined);
    });

    describe("of one that does not start", () => {
        const failure = (message: RegExp) => (error: unknown) =>
            error instanceof SandboxFault && message.test(error.message) && error.cure.includes("emulator.log");

        it("is not written, and its last words are shown", async () => {
            const python = path.join(folder, "python");
            writeScript(python, "echo Traceback >&2; echo 'No module named moto' >&2; exit 1");
            await rejects(startEmulator(python, folder, account), failure(/did not start: No module named moto$/));
            strictEqual(recordedEmulator(folder), undefined);
        });

        it("is not written if there is no such Python, nor if it is killed", async () => {
            await rejects(startEmulator(path.join(folder, "absent"), folder, account), failure(/ENOENT/));
            const python = path.join(folder, "python");
            writeScript(python, "kill -9 $$");
            await rejects(startEmulator(python, folder, account), failure(/it ended with SIGKILL/));
        });
    });
});
