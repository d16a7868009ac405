import { deepStrictEqual } from "node:assert/strict";
import { EndRequests, patience, patienceBeforeKill } from "../../../cli/common/end-requests";

/** Running engines that record each request, with a clock that the test moves on. */
class Engines {
    readonly asked: string[] = [];
    readonly said: string[] = [];
    areAtWork = true;
    private waiting: (() => void) | undefined;
    readonly requests = new EndRequests<string>(
        (signal) => {
            if (this.areAtWork) this.asked.push(signal);
            return this.areAtWork;
        },
        (text) => this.said.push(text),
        (then, milliseconds) => {
            deepStrictEqual(milliseconds, this.asked.length === 1 ? patience : patienceBeforeKill);
            this.waiting = then;
            return () => (this.waiting = undefined);
        },
    );

    passTime(): void {
        const then = this.waiting;
        this.waiting = undefined;
        then?.();
    }
}

describe("Ctrl-C, passed on to the engine", () => {
    const longer = ["The step takes longer: the engine is stopped at once. The next run continues from there."];

    it("that lets an engine wait is passed on a second time by itself, and a third, and no more", () => {
        const engines = new Engines();
        engines.requests.press("SIGINT");
        deepStrictEqual([engines.asked.length, engines.said], [1, []]);
        for (const times of [2, 3, 3]) {
            engines.passTime();
            deepStrictEqual([engines.asked.length, engines.said], [times, longer]);
        }
    });

    it("that ends it in time is passed on once, and nothing more is said", () => {
        const engines = new Engines();
        engines.requests.press("SIGTERM");
        engines.areAtWork = false;
        engines.passTime();
        deepStrictEqual([engines.asked, engines.said], [["SIGTERM"], []]);
    });

    it("that is pressed twice is passed on at once, and the time begins again", () => {
        const engines = new Engines();
        engines.requests.press("SIGINT");
        engines.requests.press("SIGHUP");
        deepStrictEqual([engines.asked, engines.said], [["SIGINT", "SIGHUP"], []]);
        engines.passTime();
        deepStrictEqual([engines.asked, engines.said], [["SIGINT", "SIGHUP", "SIGHUP"], []]);
    });

    it("that is pressed again after the time has passed kills no engine before its time", () => {
        const engines = new Engines();
        engines.requests.press("SIGINT");
        engines.passTime();
        engines.requests.press("SIGINT");
        deepStrictEqual(engines.asked.length, 2);
        engines.passTime();
        deepStrictEqual(engines.asked.length, 3);
    });

    it("while no engine is at work asks nobody, and later neither", () => {
        const engines = new Engines();
        engines.areAtWork = false;
        engines.requests.press("SIGINT");
        engines.areAtWork = true;
        engines.passTime();
        deepStrictEqual([engines.asked, engines.said], [[], []]);
    });
});
