import { doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import type { Call } from "./aws-call";
import type { AwsFault } from "./aws-fault";
import type { FaultProxy } from "./fault-proxy";
import type { TestProject } from "./project";

/** The errors that AWS returns for every call, each with the cure that a command must print. */
const refusals: readonly (readonly [AwsFault, RegExp])[] = [
    [
        {
            code: "SignatureDoesNotMatch",
            status: 403,
            message: "Signature expired: 20261130T120000Z is now earlier than 20261130T120500Z",
        },
        /→ this machine's clock is wrong: it says/u,
    ],
    [{ code: "InvalidClientTokenId", status: 403 }, /→ AWS does not know these keys/u],
    [
        { code: "ExpiredToken", status: 403, message: "The security token included in the request is expired" },
        /→ the session has ended; get a session/u,
    ],
];

/** What a run prints whose credentials stop working in its middle: by AWS's code, the line and the beginning of its cure. */
export const endedWords = {
    ExpiredToken: "the session ended in the middle of the run\\n +→ get a new one: ",
    InvalidClientTokenId:
        "AWS does not know these keys any more: [^\\n]* in the middle of the run\\n +→ use keys that it knows: ",
} as const;

/** Does something while AWS refuses every call from the first one on for which `isIt` returns true. */
export async function whileCredentialsEnd<Result>(
    proxy: FaultProxy,
    code: keyof typeof endedWords,
    isIt: (call: Call) => boolean,
    run: () => Promise<Result>,
): Promise<Result> {
    let isOver = false;
    proxy.reset();
    proxy.add({ operation: /./u, when: (call) => (isOver ||= isIt(call)), fault: { code, status: 403 } });
    const result = await run();
    proxy.reset();
    ok(isOver, "the credentials have worked to the end");
    return result;
}

const nowhere = "http://organizations.us-east-1.invalid";
const noNames =
    /(?:ENOTFOUND|EAI_AGAIN).* → (?:the network or the region's name is wrong|this machine's names of hosts)/u;

/**
 * Runs a command of `org` with a wrong clock, with revoked keys, with an ended session, and where no host can be looked up. Checks that it
 * ends with one error and a cure each time.
 */
export async function saysWhatIsWrong(project: TestProject, ...args: readonly string[]): Promise<void> {
    const isOneError = async (of: TestProject, words: RegExp): Promise<void> => {
        const { exitCode, stdout, stderr } = await of.org(...args);
        strictEqual(exitCode, 1, stdout + stderr);
        strictEqual(stderr.match(/^error: /gmu)?.length, 1, stderr);
        doesNotMatch(stderr, /\n {4}at /u);
        match(stderr.replace(/\s+/gu, " "), words);
    };
    for (const [fault, words] of refusals) {
        project.proxy!.reset();
        project.proxy!.add({ operation: /./u, fault });
        await isOneError(project, words);
    }
    project.proxy!.reset();
    await isOneError(project.with({ AWS_ENDPOINT_URL: nowhere, AWS_ENDPOINT_URL_STS: nowhere }), noNames);
}
