import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { switchOnAgain } from "../../../layers/shared/off-at-aws";
import { unlessDenied } from "../../../layers/shared/unless-denied";

const awsError = (name: string): Error => Object.assign(new Error(`${name} it is`), { name, $metadata: {} });

describe("what is off at AWS", () => {
    it("is tried whole, and each refusal of AWS's is a fault", async () => {
        const tried: string[] = [];
        const off = ["one", "two", "three"].map((name) => ({
            text: `${name} is off`,
            what: name,
            switchOn: (): Promise<void> => {
                tried.push(name);
                return name === "two" ? Promise.resolve() : Promise.reject(awsError("AccessDeniedException"));
            },
        }));
        const message = await switchOnAgain(off).then(
            () => "",
            (error: unknown) => (error as Error).message,
        );
        deepStrictEqual(tried, ["one", "two", "three"]);
        match(message, /2 faults[^]*one is off, and AWS refused[^]*three is off, and AWS refused/u);
    });

    it("is nothing where nothing is off", async () => {
        deepStrictEqual(await switchOnAgain([]), []);
    });
});

describe("an answer that the run can go on without", () => {
    const ask = async (answer: Promise<string>): Promise<readonly (string | undefined)[]> => {
        const said: string[] = [];
        const found = await unlessDenied("whether it is on", answer, ["NotFound"], (message) => said.push(message));
        return [found, ...said];
    };

    it("is returned", async () => {
        deepStrictEqual(await ask(Promise.resolve("on")), ["on"]);
    });

    it("is said to be missing where AWS denies it", async () => {
        for (const name of ["AccessDenied", "AccessDeniedException"])
            deepStrictEqual(await ask(Promise.reject(awsError(name))), [
                undefined,
                "not asked: whether it is on (AWS returned AccessDenied)",
            ]);
    });

    it("is nothing where the thing is gone", async () => {
        deepStrictEqual(await ask(Promise.reject(awsError("NotFoundException"))), [undefined]);
    });

    it("refuses the run in one line where AWS returned anything else", async () => {
        for (const error of [awsError("ThrottlingException"), awsError("ExpiredToken"), new TypeError("a bug")]) {
            const refusal = await ask(Promise.reject(error)).then(
                () => "",
                (found: unknown) => (found as Error).message,
            );
            match(refusal, /whether it is on could not be read: .*it is|a bug/u);
            strictEqual(refusal.split("\n").filter((line) => /could not be read/u.test(line)).length, 1);
        }
        await rejects(ask(Promise.reject(awsError("TrailNotFoundException"))), /TrailNotFound/u);
    });
});
