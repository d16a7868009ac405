/** What an error of the provider means, if its own text does not say what to do. */
import { clockCure, sessionCure } from "./faults";

/** AWS's codes for a resource or setting that exists already. Source: the API page of each operation; IAM says the last one in words. */
const thereAlready =
    /\b(?:AccountAlreadyRegisteredException|AlreadyExistsException|AlreadyInOrganizationException|BucketAlreadyOwnedByYou|DuplicateRecordException|Duplicate(?:OrganizationalUnit|Policy|PolicyAttachment)Exception|EntityAlreadyExists(?:Exception)?|PolicyTypeAlreadyEnabledException|ResourceAlreadyExistsException|TrailAlreadyExistsException|has been taken in this account)\b/u;

/** Identity Center and Access Analyzer use a code with other meanings too, but not when something is created. */
const conflict =
    /operation error (?:identitystore|SSO Admin|AccessAnalyzer): (?:Attach|Create)\w+, [^]*\bConflictException\b/u;

/** Services that are delegated in each region say it in words (GuardDuty: BadRequestException) or by a code of conflict (Macie, Inspector). */
const delegatedAlready =
    /operation error \w+: Enable(?:OrganizationAdmin|DelegatedAdmin)Account, [^]*\b(?:already|(?:Resource)?ConflictException)\b/u;

/** Source: Common errors of each service's API reference. */
const sessionEnded =
    /\b(?:ExpiredToken(?:Exception)?|RequestExpired)\b|security token included in the request is expired/u;

/** In one line each: what happened, and what to do. */
export interface Explained {
    readonly message: string;
    readonly cure: string;
}

/** Explains a resource that should be created and exists: the next run finds and imports it. Only for types that the program can find. */
export function thereAlreadyIn(name: string, text: string): Explained | undefined {
    if (![thereAlready, conflict, delegatedAlready].some((each) => each.test(text))) return undefined;
    return {
        message: `${name}: AWS has this already: the response to an earlier call was lost on its way, or somebody has made it`,
        cure: "run the same command again: it is found and taken in, and nothing is made twice",
    };
}

/** Source: Common errors of each service's API reference. */
const keysRevoked =
    /\b(?:InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId)\b|security token included in the request is invalid/u;

/** In the words of Go, which the provider is written in. */
const networkGone =
    /dial tcp(?:: lookup [^\n]*|[^\n]*): (?:[^\n]*(?:no such host|server misbehaving|Temporary failure in name resolution|network is unreachable|no route to host|connection refused))|TLS handshake timeout/u;

/** Explains an error that ends the whole run, and not only the operation on one resource. */
export function runEndedIn(text: string): Explained | undefined {
    const again = "then run the same command again: it goes on where this run ended";
    const clock = clockCure(text);
    if (clock !== undefined) return { message: "AWS refuses what this machine signs", cure: clock };
    const ended = sessionEndedIn(text);
    if (ended !== undefined) return ended;
    if (keysRevoked.test(text))
        return {
            message: "AWS does not know these keys any more: they were deleted or revoked in the middle of the run",
            cure: `use keys that it knows: make an access key, or ${sessionCure()}; ${again}`,
        };
    const [network] = networkGone.exec(text) ?? [];
    if (network === undefined) return undefined;
    return {
        message: `AWS cannot be reached: ${network.slice(0, 200)}`,
        cure: `see that this machine's network and its DNS are there, ${again}`,
    };
}

/** IAM refuses a change while somebody else, or this run, changes the same resource; the provider retries few of these calls. */
const iamConcurrent = /operation error IAM: (\w+),[^]*\bConcurrentModification(?:Exception)?\b/u;
/** Types that take several calls to create: if a later call is refused, the resource exists, and only the next run can continue. */
const ofSeveralCalls = /^aws:iam\/(?:role|user|group|policy):/u;

/**
 * The name of AWS's call that was refused for a reason that passes within a minute, so that the operation can be retried; undefined
 * otherwise.
 */
export function passingCallIn(text: string, type: string, operation: string): string | undefined {
    const call = iamConcurrent.exec(text)?.[1];
    const isTooLate = operation === "create" && ofSeveralCalls.test(type) && !/^Create/u.test(call ?? "");
    return isTooLate ? undefined : call;
}

/** Explains credentials that expired during a run. */
export function sessionEndedIn(text: string): Explained | undefined {
    if (!sessionEnded.test(text)) return undefined;
    return {
        message: "the session ended in the middle of the run",
        cure: `${sessionCure()}; then run the same command again: it goes on where this run ended`,
    };
}
