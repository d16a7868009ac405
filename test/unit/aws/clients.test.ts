import { deepStrictEqual, doesNotMatch, match, strictEqual } from "node:assert/strict";
import { credentialSource, identityOf } from "../../../aws/caller";
import { environmentKeys } from "../../../aws/keys";
import { awsFault, explainedAwsError } from "../../../aws/faults";

describe("credentials, by the engine's rule", () => {
    const keys = { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };

    it("keys of the environment come before AWS_PROFILE, and that is said", () => {
        deepStrictEqual(environmentKeys({ ...keys, AWS_PROFILE: "ac-root-oaar" }), {
            accessKeyId: "AKIAEXAMPLE",
            secretAccessKey: "secret",
        });
        strictEqual(
            credentialSource(undefined, { ...keys, AWS_PROFILE: "ac-root-oaar" }),
            "AWS_ACCESS_KEY_ID of the environment, which wins over AWS_PROFILE=ac-root-oaar",
        );
    });

    it("a session's token goes with its keys; half a key is none", () => {
        strictEqual(environmentKeys({ ...keys, AWS_SESSION_TOKEN: "token" })?.sessionToken, "token");
        strictEqual(environmentKeys({ AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "" }), undefined);
    });

    it("a profile that is named wins over all, then AWS_PROFILE", () => {
        strictEqual(credentialSource("ac-bootstrap", keys), "profile ac-bootstrap");
        strictEqual(credentialSource(undefined, { AWS_PROFILE: "x" }), "AWS_PROFILE=x");
    });

    it("an ARN of GetCallerIdentity is a root user, a user or a role session", () => {
        deepStrictEqual(identityOf("arn:aws:iam::111111111111:root"), { kind: "root user", name: "root" });
        deepStrictEqual(identityOf("arn:aws:iam::111111111111:user/team/ada"), { kind: "user", name: "ada" });
        deepStrictEqual(identityOf("arn:aws:sts::111111111111:assumed-role/Admin/ada"), {
            kind: "role session",
            name: "Admin",
        });
    });
});

describe("AWS's errors in words", () => {
    it("have a cure by their code, and their request id", () => {
        const error = Object.assign(new Error("The security token is expired"), {
            name: "ExpiredToken",
            $metadata: { requestId: "req-1" },
        });
        deepStrictEqual(
            explainedAwsError(error)?.message,
            "AWS returned ExpiredToken: The security token is expired (request req-1)",
        );
        strictEqual(
            awsFault(error).cure,
            "the session has ended; get a session with your MFA code: ./org mfa (docs/mfa.md)",
        );
    });

    it("name the command that gets a session where a profile's role wants a code", () => {
        const before = process.env;
        const refused = Object.assign(new Error("User: u is not authorized to perform: sts:AssumeRole on r"), {
            name: "AccessDenied",
            $metadata: {},
        });
        const unasked = Object.assign(new Error("Profile bb-x requires multi-factor authentication, but …"), {
            name: "CredentialsProviderError",
        });
        try {
            process.env = { AWS_PROFILE: "bb-root-oaar" };
            match(awsFault(refused).cure, /eval "\$\(\.\/org mfa --profile bb-root-oaar\)" tells which/u);
            match(awsFault(unasked).cure, /before it: eval "\$\(\.\/org mfa --profile bb-x\)"/u);
            process.env = { AWS_PROFILE: "bb-root-oaar", AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "s" };
            doesNotMatch(awsFault(refused).cure, /org mfa/u, "those keys come before the profile");
        } finally {
            process.env = before;
        }
    });

    it("have a cure where this machine is at fault: its clock, its names of hosts, its network", () => {
        const of = (name: string, message: string, more: object = {}): string =>
            awsFault(Object.assign(new Error(message), { name, ...more })).cure;
        const clock = /this machine's clock is wrong: it says \d{4}-\d\d-\d\dT\d\d:\d\dZ; set it/u;
        match(of("RequestTimeTooSkewed", "too large", { $metadata: {} }), clock);
        match(of("InvalidSignatureException", "Signature expired: 1 is now earlier than 2", { $metadata: {} }), clock);
        match(of("SignatureDoesNotMatch", "Signature not yet current: 1", { $metadata: {} }), clock);
        match(
            of("SignatureDoesNotMatch", "The request signature we calculated does not match", { $metadata: {} }),
            /secret key/u,
        );
        match(of("Error", "getaddrinfo EAI_AGAIN", { code: "EAI_AGAIN" }), /\(DNS\)/u);
        match(of("Error", "getaddrinfo ENOTFOUND", { code: "ENOTFOUND" }), /network/u);
        match(of("TimeoutError", "timed out"), /does not respond/u);
    });

    it("are none of AWS's when neither AWS nor the way to it made them", () => {
        strictEqual(explainedAwsError(new TypeError("x is undefined")), undefined);
        strictEqual(explainedAwsError("no"), undefined);
    });
});
