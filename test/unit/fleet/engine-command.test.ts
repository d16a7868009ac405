import { deepStrictEqual, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { EngineCommand } from "../../../cli/fleet/engine-command";
import { writeScript } from "../../../sandbox/project";
import { until } from "../../support/until";

/** The method of the command that the Automation API calls. */
interface Command {
    run(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<unknown>;
}

describe("the fleet's engine, asked to end", () => {
    let folder: string;
    let engine: EngineCommand;
    const file = (name: string): string => path.join(folder, name);
    const said = (): string => (fs.existsSync(file("said")) ? fs.readFileSync(file("said"), "utf8") : "");

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "engine "));
        engine = new EngineCommand("3.0.0");
    });
    afterEach(() => {
        fs.rmSync(folder, { recursive: true });
    });

    /** Runs an engine that records each SIGINT, and exits at the second one if `isGood`. Returns when the engine is waiting. */
    async function start(isGood = true): Promise<{ readonly ended: Promise<unknown> }> {
        const handler = `n=$((n+1)); echo asked >>said; [ $n = 2 ] && ${isGood ? "exit 1" : ":"}`;
        writeScript(file("pulumi"), `n=0; trap '${handler}' INT; echo ready >>said; while :; do sleep 0.05; done`);
        const PATH = `${folder}${path.delimiter}${process.env["PATH"] ?? ""}`;
        const command = engine.command as unknown as Command;
        const ended = command.run(["up", "--stack", "apps"], folder, { PATH }).catch(() => undefined);
        await until(() => Promise.resolve(said() === "ready\n"));
        return { ended };
    }

    const notes = (): readonly string[] => fs.readdirSync(folder).filter((name) => name.endsWith(".json"));

    it("twice: is stopped once it listens, each time, and forgets its note", async () => {
        const { ended } = await start();
        engine.cancel(1);
        engine.heard();
        await until(() => Promise.resolve(said() === "ready\nasked\n"));
        engine.cancel(2);
        await ended;
        strictEqual(said(), "ready\nasked\nasked\n");
        deepStrictEqual(notes(), []);
    });

    it("three times before it listens: it is killed, and its note says whose the lock is", async () => {
        const { ended } = await start();
        for (const times of [1, 2, 3]) engine.cancel(times);
        await ended;
        strictEqual(said(), "ready\n");
        strictEqual(notes().length, 1);
    });

    it("three times: one that does not end by itself is killed", async () => {
        const { ended } = await start(false);
        engine.heard();
        engine.cancel(1);
        await until(() => Promise.resolve(said() === "ready\nasked\n"));
        engine.cancel(2);
        await until(() => Promise.resolve(said() === "ready\nasked\nasked\n"));
        engine.cancel(3);
        await ended;
        strictEqual(notes().length, 1);
    });
});
