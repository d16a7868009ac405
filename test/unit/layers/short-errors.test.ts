import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import { shortened } from "../../../layers/shared/short-errors";

const where = "(pulumi --debug shows where)";

/** An object that counts reads of its properties. */
function counted(): { readonly held: object; readonly reads: () => number } {
    let reads = 0;
    const count = (): never => {
        reads += 1;
        throw new Error("nobody looks in here");
    };
    const held = new Proxy({}, { get: count, ownKeys: count, getOwnPropertyDescriptor: count, getPrototypeOf: count });
    return { held, reads: () => reads };
}

const foreign = (code: string): Error => runInNewContext(code) as Error;

const revoked = (): object => {
    const { proxy, revoke } = Proxy.revocable(new Error("gone"), {});
    revoke();
    return proxy;
};

const unreadable = (): object =>
    Object.defineProperty(new Error("x"), "message", {
        get: () => {
            throw new Error("refused");
        },
    });

class Own extends Error {
    public override readonly name = "Own";
}

describe("an error that nobody caught, as the SDK gets it", () => {
    for (const [title, thrown, line] of [
        ["an error", new Error("as asked"), `as asked ${where}`],
        ["an error with a name", new TypeError("as asked"), `TypeError: as asked ${where}`],
        ["an error of a class", new Own("as asked"), `Own: as asked ${where}`],
        ["two lines", new Error("as asked\nin two lines"), `as asked ${where}`],
        ["two lines of Windows", new Error("as asked\r\nin two lines"), `as asked ${where}`],
        ["a line that announces the next", new Error("not valid:\n\n  - this\n  - that"), `not valid: - this ${where}`],
        ["blank lines first", new RangeError("\n \n\t\n  as asked\nmore"), `RangeError: as asked ${where}`],
        ["a frozen error", Object.freeze(new TypeError("as asked")), `TypeError: as asked ${where}`],
        ["a sealed error", Object.seal(new Error("as asked")), `as asked ${where}`],
        ["an error that takes nothing new", Object.preventExtensions(new Error("as asked")), `as asked ${where}`],
        ["a frozen message", Object.freeze(new Error("\n\nas asked")), `as asked ${where}`],
        ["an error of another realm", foreign("new TypeError('as asked')"), `TypeError: as asked ${where}`],
        ["a frozen one of another realm", foreign("Object.freeze(new Error('as asked'))"), `as asked ${where}`],
        ["an object with a message", { message: "as asked" }, `as asked ${where}`],
        ["an error without a message", new TypeError(" \n "), `TypeError: an error without a message ${where}`],
        ["a code and no message", Object.assign(new Error(""), { code: "ECONNREFUSED" }), `ECONNREFUSED ${where}`],
        [
            "several errors and no message",
            new AggregateError([new Error("connect ECONNREFUSED"), 2], ""),
            `AggregateError: connect ECONNREFUSED ${where}`,
        ],
        ["a message that is no text", Object.assign(new Error("x"), { message: { a: 1 } }), /without a message/u],
        ["a message that cannot be read", unreadable(), /without a message/u],
        ["a revoked proxy", revoked(), /no error/u],
        ["an object", { some: "thing" }, /no error/u],
        ["an object without a prototype", Object.create(null), /no error/u],
        ["a function", () => 1, /no error/u],
        ["a text", "as asked\nmore", `as asked ${where}`],
        ["nothing", undefined, `undefined was thrown ${where}`],
        ["null", null, `null was thrown ${where}`],
        ["a symbol", Symbol("s"), `Symbol(s) was thrown ${where}`],
    ] as const) {
        it(`${title}: one line`, () => {
            const error = shortened(thrown);
            const shown = inspect(error, { colors: true });
            if (typeof line === "string") strictEqual(shown, line);
            else ok(line.test(shown) && !shown.includes("\n"), shown);
            strictEqual(error.stack, shown);
            // The SDK reports each error object once, and a shortened error stays the same object.
            deepStrictEqual([shortened(thrown) === error, shortened(error) === error], [true, true]);
        });
    }

    it("what it holds is never looked into, frozen or not", () => {
        for (const close of [(error: Error) => error, Object.freeze]) {
            const { held, reads } = counted();
            const error = close(Object.assign(new TypeError("as asked"), { held, cause: held }));
            strictEqual(inspect(shortened(error)), `TypeError: as asked ${where}`);
            strictEqual(reads(), 0);
        }
    });

    it("what the program says itself is printed as it is; a resource's error keeps its resource", () => {
        const said = "2 faults:\n  accounts.a\n  accounts.b";
        const { held, reads } = counted();
        const refusal = shortened(Object.freeze(Object.assign(new pulumi.RunError(said), { promise: held })));
        deepStrictEqual([pulumi.RunError.isInstance(refusal), refusal.message, inspect(refusal)], [true, said, said]);
        strictEqual(reads(), 0);
        const resource = Object.create(pulumi.Resource.prototype) as pulumi.Resource;
        const error = shortened(new pulumi.ResourceError("as asked\nmore", resource));
        ok(pulumi.ResourceError.isInstance(error));
        deepStrictEqual([error.resource === resource, error.hideStack, error.message], [true, true, "as asked"]);
    });

    for (const [title, make] of [
        ["in one line", (length: number) => "x".repeat(length)],
        ["of blank lines", (length: number) => `${"\n".repeat(length)}as asked`],
        ["of blanks and lines", (length: number) => `${" \n\t".repeat(length / 3)}as asked`],
        ["behind a colon", (length: number) => `not valid:${"\n ".repeat(length / 2)}as asked`],
        ["of lines that announce the next", (length: number) => "a:\n".repeat(length / 3)],
        ["of blanks within a line", (length: number) => `as${" ".repeat(length)}asked`],
    ] as const) {
        it(`a message of 100 kB and of 20 MB ${title}: a short line, with what it begins with`, () => {
            // With 20 MB, anything that grows faster than the length takes longer than a test may.
            for (const length of [100_000, 20_000_000]) {
                const message = make(length);
                const shown = inspect(shortened(Object.freeze(new Error(message))));
                ok(shown.length < 1200 && !shown.includes("\n"), String(shown.length));
                const [begin] = /\S\S?/u.exec(message)!;
                ok(shown.startsWith(begin), shown.slice(0, 20));
                if (title !== "of lines that announce the next")
                    ok(shown.includes("as asked") || shown.includes(`(${message.length} characters)`), shown);
            }
        });
    }
});
