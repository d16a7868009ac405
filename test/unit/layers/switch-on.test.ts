import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import type { Lack } from "../../../aws/in-force";
import { eachDone } from "../../../layers/management/switch-on";

const awsError = (name: string): Error => Object.assign(new Error(`${name} it is`), { name, $metadata: {} });

const lacks: readonly Lack[] = [
    { kind: "policy type", name: "TAG_POLICY" },
    { kind: "trusted access", name: "ram.amazonaws.com" },
    { kind: "root access", name: "RootSessions" },
];

/** Switches all of them on. `refused` are errors of AWS by name. */
async function run(refused: Readonly<Record<string, Error>>): Promise<{
    readonly tried: readonly string[];
    readonly said: readonly string[];
    readonly message: string;
}> {
    const [tried, said]: [string[], string[]] = [[], []];
    const switchOne = async ({ name }: Lack): Promise<boolean> => {
        tried.push(name);
        const error = refused[name];
        return error === undefined ? Promise.resolve(true) : Promise.reject(error);
    };
    const message = await eachDone(lacks, switchOne, (text) => said.push(text)).then(
        () => "",
        (error: unknown) => (error as Error).message,
    );
    return { tried, said, message };
}

describe("what an up switches on in the organization", () => {
    const names = lacks.map(({ name }) => name);
    const denied = awsError("AccessDeniedException");

    it("is tried whole where AWS refuses some of it, and each refusal is a fault", async () => {
        const { tried, said, message } = await run({ TAG_POLICY: denied, RootSessions: denied });
        deepStrictEqual(tried, names);
        deepStrictEqual(said, ["switched on again: ram.amazonaws.com"]);
        match(message, /2 faults[^]*TAG_POLICY is off[^]*AWS refused[^]*RootSessions is off, and AWS refused/u);
    });

    it("is not tried further once the session has ended, which is one fault", async () => {
        const ended = awsError("ExpiredTokenException");
        const { tried, message } = await run({ TAG_POLICY: ended, "ram.amazonaws.com": ended });
        deepStrictEqual(tried, names.slice(0, 1));
        match(message, /1 fault:[^]*the session has ended/u);
    });

    it("is reported where AWS accepts all of it", async () => {
        const { said, message } = await run({});
        strictEqual(message, "");
        deepStrictEqual(
            said,
            names.map((name) => `switched on again: ${name}`),
        );
    });
});
