import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { sendDebugTogether, type LogClient } from "../../../layers/shared/debug-messages";

const { DEBUG, INFO, WARNING, ERROR } = LogSeverity;

/** The SDK's connection, the messages that reached the engine, and how often the program was kept alive. */
class Engine {
    readonly heard: string[] = [];
    open = 0;
    private readonly client: LogClient;

    constructor(answer: (done: () => void) => void = setImmediate) {
        this.client = {
            log: (request, done) => {
                answer(() => {
                    this.heard.push(`${request.getSeverity()} ${request.getMessage()}${request.getUrn()}`);
                    done();
                });
            },
        };
        sendDebugTogether(this.client, () => {
            this.open++;
            return () => this.open--;
        });
    }

    /** Resolves when the SDK may send its next message. */
    say(severity: LogSeverity, message: string, urn = ""): Promise<void> {
        const request = new LogRequest();
        request.setSeverity(severity);
        request.setMessage(message);
        request.setUrn(urn);
        return new Promise((resolve) => this.client.log(request, resolve));
    }

    /** Waits until nothing keeps the program alive. */
    async end(): Promise<void> {
        while (this.open > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    }
}

describe("debug messages of the SDK", () => {
    it("of a moment go in one call, all of them in their order, before the program ends", async () => {
        const engine = new Engine();
        for (const message of ["one", "two", "three"]) await engine.say(DEBUG, message);
        deepStrictEqual([engine.heard, engine.open], [[], 1]);
        await engine.end();
        await engine.say(DEBUG, "four");
        await engine.end();
        deepStrictEqual(engine.heard, [`${DEBUG} one\ntwo\nthree`, `${DEBUG} four`]);
    });

    it("come before what is said after them, whenever the engine takes them", async () => {
        // A later message is accepted sooner, unless it waits.
        let delay = 30;
        const engine = new Engine((done) => setTimeout(done, (delay -= 5)));
        for (const level of [INFO, WARNING, ERROR]) {
            await engine.say(DEBUG, "before");
            await engine.say(level, "said");
        }
        await engine.say(DEBUG, "before");
        await engine.say(DEBUG, "about ", "a resource");
        const said = [INFO, WARNING, ERROR].flatMap((level) => [`${DEBUG} before`, `${level} said`]);
        deepStrictEqual(engine.heard, [...said, `${DEBUG} before`, `${DEBUG} about a resource`]);
        await engine.end();
    });

    it("that the engine does not accept do not keep the program from ending", async () => {
        const engine = new Engine(() => {
            throw new Error("gone");
        });
        await engine.say(DEBUG, "lost");
        strictEqual(engine.open, 1);
        await engine.end();
        ok(engine.heard.length === 0);
    });
});
