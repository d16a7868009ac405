import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { execa, execaSync } from "execa";
import { once } from "node:events";
import { killAll, killAlone } from "../../support/kill-all";

/** A process with a child, which has a child that ends after a line on its standard input. Prints the id of the last one. */
const family = "sh -c 'sh -c \"echo \\$\\$; read line <&3; exit\"; exit' & wait";

/** A process that has exited may remain as a zombie, until its parent reads its exit code. */
function isRunning(pid: number): boolean {
    return /^[^Z]/u.test(execaSync("ps", ["-o", "stat=", "-p", String(pid)], { reject: false }).stdout);
}

function start() {
    return execa("sh", ["-c", `exec 3<&0; ${family}`], { reject: false });
}

describe("a kill", () => {
    it("of all has ended each descendant when it returns", async () => {
        const first = start();
        const last = Number(String((await once(first.stdout, "data"))[0]));
        await killAll(first.pid!);
        deepStrictEqual([first.pid!, last].filter(isRunning), []);
        strictEqual((await first).signal, "SIGKILL");
    });

    it("of one alone leaves the others to end by themselves, and waits for them", async () => {
        const first = start();
        const last = Number(String((await once(first.stdout, "data"))[0]));
        let hasEnded = false;
        const ended = killAlone(first.pid!)().then(() => (hasEnded = true));
        ok(isRunning(last));
        strictEqual(hasEnded, false);
        first.stdin.write("now\n");
        await ended;
        ok(!isRunning(last));
        strictEqual((await first).signal, "SIGKILL");
    });
});
