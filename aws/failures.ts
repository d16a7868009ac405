/** What an error of the provider means, where its own words do not say what to do. */
import { sessionCure } from "./faults";

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

/** Credentials that expired in the middle of a run. */
export function sessionEndedIn(text: string): Explained | undefined {
    if (!sessionEnded.test(text)) return undefined;
    return {
        message: "the session ended in the middle of the run",
        cure: `${sessionCure()}; then run the same command again: it goes on where this run ended`,
    };
}
