/** Calls that AWS counts: one whose response was lost is not sent again, because AWS may have done it. */
import { isAwsError } from "./error-codes";

/** The part of an SDK client's config that decides about retries. */
interface Retrying {
    readonly config: { retryStrategy: () => Promise<object> };
}

interface RetryStrategy {
    readonly acquireInitialRetryToken: (scope: string) => Promise<unknown>;
    readonly refreshRetryTokenForRetry: (token: unknown, about: { readonly error?: unknown }) => Promise<unknown>;
    readonly recordSuccess: (token: unknown) => void;
}

/** Makes a client retry calls only if AWS cannot have done them: they were throttled, or never reached AWS. Returns the client. */
export function sentOnce<Client>(client: Client): Client {
    const { config } = client as Retrying;
    const given = config.retryStrategy as () => Promise<RetryStrategy>;
    config.retryStrategy = async () => {
        const strategy = await given();
        return {
            acquireInitialRetryToken: (scope: string) => strategy.acquireInitialRetryToken(scope),
            recordSuccess: (token: unknown) => {
                strategy.recordSuccess(token);
            },
            refreshRetryTokenForRetry: (token: unknown, about: { readonly error?: unknown }) =>
                isSafeAgain(about.error)
                    ? strategy.refreshRetryTokenForRetry(token, about)
                    : Promise.reject(new Error("AWS may have acted on this call")),
        };
    };
    return client;
}

/** Whether nobody knows if AWS did it: there was no response, or one that says that AWS failed. */
export function isOutcomeUnknown(error: unknown): boolean {
    if (isSafeAgain(error)) return false;
    const { $metadata, name } = (error ?? {}) as AwsError;
    const status = $metadata?.httpStatusCode;
    // An error of the SDK itself, before sending, has neither a status nor a network error's name.
    return status === undefined ? isLost(error as AwsError, name) : status >= 500;
}

interface AwsError {
    readonly name?: string;
    readonly code?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Node.js error codes for a connection that broke or was silent, and the SDK's own for its time limit. */
const broken = new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT", "ESOCKETTIMEDOUT", "ECONNABORTED"]);

function isLost({ code = "" }: AwsError, name = ""): boolean {
    return broken.has(code) || name === "TimeoutError" || name === "AbortError";
}

/** Node.js error codes for a connection that was never established. */
const unsent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH"]);

function isSafeAgain(error: unknown): boolean {
    const { code = "" } = (error ?? {}) as AwsError;
    return unsent.has(code) || isAwsError(error, "Throttling", "ThrottledRequest", "TooManyRequests");
}
