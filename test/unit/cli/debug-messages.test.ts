import { deepStrictEqual, strictEqual } from "node:assert/strict";

type Log = Record<string, (...args: unknown[]) => Promise<void>>;

interface Program {
    readonly store: object;
    readonly keepAlive: () => () => void;
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- plain JavaScript, which Node.js loads before it can read TypeScript
const { sendTogether } = require("../../../bin/debug-messages") as {
    sendTogether: (log: Log, run: () => Program) => void;
};

/** The SDK's module, and what the engine hears of it. */
function sdk(): { readonly sent: string[]; readonly log: Log } {
    const sent: string[] = [];
    const as =
        (level: string) =>
        (...args: unknown[]): Promise<void> => {
            sent.push([level, ...args].join(" "));
            return Promise.resolve();
        };
    return { sent, log: { debug: as("debug"), info: as("info"), warn: as("warn"), error: as("error") } };
}

/** A program, and how many connections are kept open for it. */
function program(): Program & { open: number } {
    const keepAlive = (): (() => void) => {
        made.open++;
        return () => {
            made.open--;
        };
    };
    const made = { store: {}, open: 0, keepAlive };
    return made;
}

describe("debug messages of the SDK", () => {
    it("of a moment go in one call, all of them in their order, before the program ends", async () => {
        const [{ sent, log }, own] = [sdk(), program()];
        sendTogether(log, () => own);
        const all = ["one", "two", "three"].map((message) => log["debug"]!(message));
        deepStrictEqual(sent, []);
        strictEqual(own.open, 1);
        await Promise.all(all);
        deepStrictEqual(sent, ["debug one\ntwo\nthree"]);
        strictEqual(own.open, 0);
        await log["debug"]!("four");
        deepStrictEqual(sent.slice(1), ["debug four"]);
    });

    it("come before what is said after them", () => {
        for (const level of ["info", "warn", "error"]) {
            const [{ sent, log }, own] = [sdk(), program()];
            sendTogether(log, () => own);
            void log["debug"]!("before");
            void log[level]!("said");
            deepStrictEqual(sent, ["debug before", `${level} said`]);
        }
    });

    it("of two programs of one process do not mix", async () => {
        const { sent, log } = sdk();
        const programs = [program(), program()];
        let turn = 0;
        sendTogether(log, () => programs[turn]!);
        const all = ["a", "b", "c", "d"].map((message, index) => ((turn = index % 2), log["debug"]!(message)));
        await Promise.all(all);
        deepStrictEqual(sent.sort(), ["debug a\nc", "debug b\nd"]);
    });

    it("about a resource go by themselves, and much goes at once", () => {
        const [{ sent, log }, own] = [sdk(), program()];
        sendTogether(log, () => own);
        void log["debug"]!("about", "a resource");
        deepStrictEqual(sent, ["debug about a resource"]);
        void log["debug"]!("x".repeat(300_000));
        strictEqual(sent.length, 2);
        strictEqual(own.open, 1);
    });

    it("that the engine does not take end the program all the same", async () => {
        const own = program();
        const log: Log = { ...sdk().log, debug: () => Promise.reject(new Error("gone")) };
        sendTogether(log, () => own);
        await log["debug"]!("lost");
        strictEqual(own.open, 0);
    });
});
