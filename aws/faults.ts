import { shellWord, type Fault } from "../config/faults";
import { environmentKeys } from "./keys";
import { SharedConfigFault } from "./shared-config/fault";
import { environmentProfile } from "./shared-config/files";

const session = "get a session with your MFA code: ./org mfa (docs/mfa.md)";

/** How to get new credentials after a session has ended. */
export function sessionCure(): string {
    const profile = environmentKeys() === undefined ? environmentProfile() : undefined;
    return `get a new one: eval "$(./org mfa${profile === undefined ? "" : ` --profile ${shellWord(profile)}`})" (docs/mfa.md)`;
}

const unknownKeys =
    "AWS does not know these keys, or their session was made without MFA; unset AWS_ACCESS_KEY_ID, or choose another AWS_PROFILE";
const notAllowed = "this user or role may not do that; use the bootstrap user's or the admins' profile";

const throttled =
    "AWS throttles the calls of this account, whoever makes them: wait some minutes, then run the same command again; it goes on where this one ended";

/** What to do about an AWS or network error, by its name or code. */
const cures: Readonly<Record<string, string>> = {
    CredentialsProviderError:
        "set AWS_PROFILE to a profile of the management account (./org profiles render writes them; before the first run: ./org profiles bootstrap)",
    ExpiredToken: `the session has ended; ${session}`,
    ExpiredTokenException: `the session has ended; ${session}`,
    InvalidClientTokenId: unknownKeys,
    UnrecognizedClientException: unknownKeys,
    SignatureDoesNotMatch: "the secret key is not that of the access key, or this machine's clock is wrong",
    InvalidSignatureException: "the secret key is not that of the access key, or this machine's clock is wrong",
    AccessDenied: notAllowed,
    AccessDeniedException: notAllowed,
    // Source: the codes that the SDK itself tries again as throttling (Smithy's retry strategies), which it has done by now.
    RequestLimitExceeded: throttled,
    Throttling: throttled,
    ThrottlingException: throttled,
    TooManyRequestsException: throttled,
    ECONNREFUSED: "nothing responds at that address; in the sandbox, run `make sandbox` again",
    ENOTFOUND: "the network or the region's name is wrong",
    EAI_AGAIN:
        "this machine's names of hosts cannot be looked up (DNS): see that its network is there, then run the same command again",
    ETIMEDOUT: "AWS does not respond: see that this machine's network is there, then run the same command again",
    ECONNRESET: "the connection to AWS broke, each time: see this machine's network, then run the same command again",
    TimeoutError: "AWS does not respond: see that this machine's network is there, then run the same command again",
};

/**
 * Codes with which AWS refuses a signature made by a wrong clock. Source: Common errors of each service's API reference, and S3's Error
 * responses.
 */
const clockCodes = /\b(?:RequestTimeTooSkewed|RequestInTheFuture)\b/u;
const clockWords =
    /Signature (?:expired|not yet current)|difference between the request time and the current time is too large/iu;

/** What to do if AWS's text means that this machine's clock is wrong; otherwise undefined. AWS tolerates five minutes, S3 fifteen. */
export function clockCure(text: string, now = new Date()): string | undefined {
    if (!clockCodes.test(text) && !clockWords.test(text)) return undefined;
    return `this machine's clock is wrong: it says ${now.toISOString().slice(0, 16)}Z; set it (timedatectl set-ntp true), then run the same command again`;
}

/** What is wrong and what to do, if the error came from AWS, from the network or from the credentials; otherwise undefined. */
export function explainedAwsError(error: unknown): { readonly message: string; readonly cure: string } | undefined {
    if (typeof error !== "object" || error === null) return undefined;
    if (error instanceof SharedConfigFault) return { message: error.message, cure: error.cure };
    const { name = "Error", message = "", code, $metadata } = error as AwsError;
    const kind = code !== undefined && code in cures ? code : name;
    const cure = clockCure(`${kind}: ${message}`) ?? mfaCure(kind, message) ?? cures[kind];
    if (cure === undefined && $metadata === undefined) return undefined;
    const request = $metadata?.requestId === undefined ? "" : ` (request ${$metadata.requestId})`;
    return {
        message: `AWS returned ${kind}: ${message}${request}`,
        cure: cure ?? "see AWS's words; a second run goes on where this one ended",
    };
}

/** Pulumi cannot ask for a code. If a profile's role requires one, the SDK refuses, or AWS does without saying why. */
function mfaCure(kind: string, message: string): string | undefined {
    const asked = /^Profile (.+) requires multi-factor/u.exec(message)?.[1];
    // Keys in the environment take precedence over the profile.
    const chosen = environmentKeys() === undefined ? environmentProfile() : undefined;
    const refused = kind.startsWith("AccessDenied") && message.includes("sts:AssumeRole") ? chosen : undefined;
    const profile = asked ?? refused;
    if (profile === undefined) return undefined;
    const command = `eval "$(./org mfa --profile ${shellWord(profile)})"`;
    return asked === undefined
        ? `the role asks for an MFA code, which Pulumi cannot ask you for, or its trust does not name you: ${command} tells which`
        : `Pulumi cannot ask you for a code; before it: ${command}`;
}

interface AwsError {
    readonly name?: string;
    readonly message?: string;
    readonly code?: string;
    readonly $metadata?: { readonly requestId?: string };
}

/** The error of a call that read from AWS before anything was registered, as a fault with its cure. */
export function awsFault(error: unknown): Fault {
    return readFault("the account and its organization", error);
}

/**
 * The error of a call that read from AWS, as a fault with its cure.
 *
 * @param what what could not be read
 */
export function readFault(what: string, error: unknown): Fault {
    const { name = "Error", message = String(error) } = error as AwsError;
    const { message: why, cure } = explainedAwsError(error) ?? {
        message: `${name}: ${message}`,
        cure: "see the message; nothing was changed",
    };
    return { severity: "fault", path: "AWS", message: `${what} could not be read: ${why}`, cure };
}

/**
 * The error of a call with which the program itself changes something before anything is registered.
 *
 * @param what what was not done
 */
export function changeFault(what: string, error: unknown): Fault {
    const { message, cure } = explainedAwsError(error) ?? { message: String(error), cure: "see the message" };
    return {
        severity: "fault",
        path: "AWS",
        message: `${what}: ${message}`,
        cure: `${cure}; then run pulumi up again`,
    };
}

/**
 * The error of a call that should have switched something on.
 *
 * @param what what is off
 */
export function switchFault(what: string, error: unknown): Fault {
    return changeFault(`${what}, and AWS refused to switch it on`, error);
}
