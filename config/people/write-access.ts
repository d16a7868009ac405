import { changesNothing } from "../aws-facts/managed-policies";
import type { AccessConfig } from "../model/management-config";
import type { PolicyStatement } from "../model/policy-document";

/** Verbs of actions that change nothing (Service Authorization Reference, access levels List and Read). */
const readingVerbs =
    /^(?:batchget|check(?!in|out)|describe|discover|estimate|filter|get|head|list|lookup|preview|query|read|scan|search|select|simulate|validate|view)/iu;

/** Actions that change nothing although their verb does not say so. */
const readingActions = /^(?:kms:decrypt|logs:(?:start|stop|test)\w*|sts:decodeauthorizationmessage|support:\S*)$/iu;

/** Whether a role can change anything in an account. True unless it is known to be read-only, so that no writing role is overlooked. */
export function canWrite({
    managedPolicies,
    inline,
    boundary,
}: Pick<AccessConfig, "managedPolicies" | "inline" | "boundary">): boolean {
    if (boundary !== undefined && changesNothing(boundary)) return false;
    if (managedPolicies.some((arn) => !changesNothing(arn))) return true;
    return inline !== undefined && statementsOf(inline).some(allowsWrites);
}

function statementsOf(document: unknown): readonly PolicyStatement[] {
    const { Statement: written } = document as { readonly Statement?: unknown };
    // Anything but a statement has its own fault.
    return [written].flat().filter((each): each is PolicyStatement => typeof each === "object" && each !== null);
}

function allowsWrites({ Effect, Action, NotAction }: PolicyStatement): boolean {
    if (Effect !== "Allow") return false;
    if (NotAction !== undefined) return true;
    return [Action].flat().some((action) => {
        if (typeof action !== "string") return false;
        return !readingVerbs.test(action.slice(action.indexOf(":") + 1)) && !readingActions.test(action);
    });
}
