/** What an error of the provider means, where its own words do not say what to do. */
import { clockCure, sessionCure } from "./faults";

/**
 * By these AWS says that what is to be made, or switched on, is so already. Source: the API page of each operation; IAM says the last in
 * words.
 */
const thereAlready =
    /\b(?:AccountAlreadyRegisteredException|AlreadyExistsException|AlreadyInOrganizationException|BucketAlreadyOwnedByYou|DuplicateRecordException|Duplicate(?:OrganizationalUnit|Policy|PolicyAttachment)Exception|EntityAlreadyExists(?:Exception)?|PolicyTypeAlreadyEnabledException|ResourceAlreadyExistsException|TrailAlreadyExistsException|has been taken in this account)\b/u;

/** Identity Center and Access Analyzer say it by a code that has other reasons too, but not where a thing is made. */
const conflict =
    /operation error (?:identitystore|SSO Admin|AccessAnalyzer): (?:Attach|Create)\w+, [^]*\bConflictException\b/u;

/** Source: Common errors of each service's API reference. */
const sessionEnded =
    /\b(?:ExpiredToken(?:Exception)?|RequestExpired)\b|security token included in the request is expired/u;

/** In one line what happened, and what to do. */
export interface Explained {
    readonly message: string;
    readonly cure: string;
}

/** A thing that was to be made and is there: the next run finds and imports it, so this is for types whose things it finds. */
export function thereAlreadyIn(name: string, text: string): Explained | undefined {
    if (!thereAlready.test(text) && !conflict.test(text)) return undefined;
    return {
        message: `${name}: AWS has this already: the response to an earlier call was lost on its way, or somebody has made it`,
        cure: "run the same command again: it is found and taken in, and nothing is made twice",
    };
}

/** Source: Common errors of each service's API reference. */
const keysRevoked =
    /\b(?:InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId)\b|security token included in the request is invalid/u;

/** In the words of Go, in which the provider is written. */
const networkGone =
    /dial tcp(?:: lookup [^\n]*|[^\n]*): (?:[^\n]*(?:no such host|server misbehaving|Temporary failure in name resolution|network is unreachable|no route to host|connection refused))|TLS handshake timeout/u;

/** What ends a run for all that it still had to do, and not for one resource alone. */
export function runEndedIn(text: string): Explained | undefined {
    const again = "then run the same command again: it goes on where this run ended";
    const clock = clockCure(text);
    if (clock !== undefined) return { message: "AWS refuses what this machine signs", cure: clock };
    const ended = sessionEndedIn(text);
    if (ended !== undefined) return ended;
    if (keysRevoked.test(text))
        return {
            message: "AWS does not know these keys any more: they were deleted or revoked in the middle of the run",
            cure: `get new ones (${sessionCure()}), ${again}`,
        };
    const [network] = networkGone.exec(text) ?? [];
    if (network === undefined) return undefined;
    return {
        message: `AWS cannot be reached: ${network.slice(0, 200)}`,
        cure: `see that this machine's network and its DNS are there, ${again}`,
    };
}

/** IAM's refusal of what is changed by somebody else, or by this run, at the same moment; the provider sends few of its calls again. */
const iamConcurrent = /operation error IAM: (\w+),[^]*\bConcurrentModification(?:Exception)?\b/u;
/** Made by several calls: where one after the first is refused, the thing is there, and only the next run can go on with it. */
const ofSeveralCalls = /^aws:iam\/(?:role|user|group|policy):/u;

/** Which of AWS's calls was refused for a reason that passes within a minute, so that the operation can be tried again; undefined: none. */
export function passingCallIn(text: string, type: string, operation: string): string | undefined {
    const call = iamConcurrent.exec(text)?.[1];
    const isTooLate = operation === "create" && ofSeveralCalls.test(type) && !/^Create/u.test(call ?? "");
    return isTooLate ? undefined : call;
}

/** Credentials that expired in the middle of a run. */
export function sessionEndedIn(text: string): Explained | undefined {
    if (!sessionEnded.test(text)) return undefined;
    return {
        message: "the session ended in the middle of the run",
        cure: `${sessionCure()}; then run the same command again: it goes on where this run ended`,
    };
}
