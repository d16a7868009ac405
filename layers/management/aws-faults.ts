import type { Fault } from "../../config/fault";

/** What to do about an AWS or network error that ends the first read, by its name or code. */
const cures: Readonly<Record<string, string>> = {
    CredentialsProviderError:
        "set AWS_PROFILE to the management account's profile, or get a session with your code: aws sts get-session-token --serial-number … --token-code …",
    ExpiredToken: "the session has ended; get a new one: aws sts get-session-token --serial-number … --token-code …",
    ExpiredTokenException:
        "the session has ended; get a new one: aws sts get-session-token --serial-number … --token-code …",
    InvalidClientTokenId: "AWS does not know these keys; unset AWS_ACCESS_KEY_ID or choose another AWS_PROFILE",
    UnrecognizedClientException: "AWS does not know these keys; unset AWS_ACCESS_KEY_ID or choose another AWS_PROFILE",
    SignatureDoesNotMatch: "the secret key is not that of the access key, or this machine's clock is wrong",
    AccessDenied: "this user or role may not read the organization; use the bootstrap user's or the admins' profile",
    AccessDeniedException:
        "this user or role may not read the organization; use the bootstrap user's or the admins' profile",
    ECONNREFUSED: "nothing answers at that address; in the sandbox, run `make sandbox` again",
    ENOTFOUND: "the network or the region's name is wrong",
};

/** The error of a call that read AWS before anything was registered, as a fault with its cure. */
export function awsFault(error: unknown): Fault {
    const {
        name = "Error",
        message = String(error),
        code,
    } = error as { name?: string; message?: string; code?: string };
    const kind = code !== undefined && code in cures ? code : name;
    return {
        severity: "fault",
        path: "AWS",
        message: `the account and its organization could not be read: ${kind}: ${message}`,
        cure: cures[kind] ?? "see the message; nothing was changed",
    };
}
