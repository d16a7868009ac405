import { rejects, strictEqual } from "node:assert/strict";
import { keepFrozen } from "../../../layers/shared/frozen-errors";

const frozen = Object.freeze(new TypeError("as asked"));

describe("a frozen error in the SDK's promises", () => {
    it("is one that can be written on, and says the same", async () => {
        const sdk = {
            debuggablePromise: (promise: Promise<unknown>) =>
                promise.catch((error: unknown) => {
                    throw Object.assign(error as Error, { promise: "the SDK's" });
                }),
        };
        await rejects(sdk.debuggablePromise(Promise.reject(frozen)), /not extensible/u);
        keepFrozen(() => sdk);
        await rejects(sdk.debuggablePromise(Promise.reject(frozen)), { name: "TypeError", message: "as asked" });
    });

    it("of another SDK, without that module or with another one in its place, stops nobody", () => {
        const debuggablePromise = (): Promise<unknown> => Promise.resolve();
        const fixed = Object.freeze({ debuggablePromise });
        keepFrozen(() => {
            throw new Error("Cannot find module");
        });
        for (const sdk of [{}, undefined, { debuggablePromise: 1 }, fixed]) keepFrozen(() => sdk);
        strictEqual(fixed.debuggablePromise, debuggablePromise);
    });
});
