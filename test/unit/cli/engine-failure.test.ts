import { deepStrictEqual, match } from "node:assert/strict";
import { engineFailure } from "../../../cli/common/engine-failure";

const cure = "see its words";
const why = (words: string): string => {
    const failure = engineFailure(words, cure);
    return `${failure.why}\n→ ${failure.cure}`;
};

describe("why a run of the engine failed", () => {
    it("is one line where the session ended, whatever the resources say", () => {
        const words = [
            "  aws:kms:Key (state-key):",
            "    error: 1 error occurred:",
            "    \t* enabling KMS Key (1): operation error KMS: EnableKeyRotation, StatusCode: 403, api error ExpiredToken: The security token included in the request is expired",
            "  aws:s3:Bucket (state-bucket):",
            "    error: creating S3 Bucket (b): operation error S3: CreateBucket, api error ExpiredToken: The security token included in the request is expired",
        ].join("\n");
        match(why(words), /^the session ended in the middle of the run\n→ get a new one: [^\n]*$/u);
    });

    it("is one line where the session ended for a resource and for a read of the program's", () => {
        const words = [
            "    error: 1 fault:",
            "      AWS",
            "        the keys could not be read: AWS returned ExpiredToken: it has ended",
            "        → get a session",
            "    error: creating S3 Bucket (b): operation error S3: CreateBucket, api error ExpiredToken: it has ended",
        ].join("\n");
        match(why(words), /^the session ended in the middle of the run\n→ get a new one: [^\n]*$/u);
    });

    it("is one line where keys were revoked, the network is gone, or the disk is full", () => {
        match(
            why("error: api error InvalidClientTokenId: no\nerror: x"),
            /^AWS does not know these keys[^\n]*\n→ [^\n]*$/u,
        );
        match(
            why("dial tcp: lookup s3.amazonaws.com on 127.0.0.53:53: no such host\nerror: x"),
            /^AWS cannot be reached: [^\n]*\n→ [^\n]*$/u,
        );
        match(
            why("error: x\nerror: write /s/m.json: no space left on device"),
            /^write [^\n]*\n→ the disk is full: [^\n]*$/u,
        );
    });

    it("is the program's own words where it could not begin, and the engine's of any other failure", () => {
        for (const words of [
            "1 fault:\n AWS\n  the account could not be read: AWS returned ExpiredToken: it has ended\n  → get a session",
            "error: something else",
            "warning: dial tcp: lookup s3.amazonaws.com: no such host: tried again\nerror: something else",
        ])
            deepStrictEqual(engineFailure(words, cure), { why: words, cure });
    });
});
