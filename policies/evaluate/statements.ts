import { Unknown, all, any, not, settled, type Answer } from "./answer";
import { conditionsOf, type Condition } from "./conditions";
import { NotGiven, type RequestContext } from "./request-context";
import { textPattern } from "./text-pattern";

/** A request, as statements see it. */
export interface Asked {
    /** One action, for example `s3:GetObject`. */
    readonly action: string;
    /** ARN of the resource; `*` for actions without one; undefined if it was not given. */
    readonly resource: string | undefined;
    readonly context: RequestContext;
}

/** A compiled statement of a policy. */
export interface Statement {
    /** Position in the document, from 0. */
    readonly index: number;
    readonly sid?: string;
    readonly effect: "Allow" | "Deny";
    /** Whether the statement applies to a request. */
    readonly matches: (asked: Asked) => Answer;
    readonly conditions: readonly Condition[];
}

/** A compiled policy document of the IAM language. Compiling takes longer than matching, so it is done once. */
export interface CompiledPolicy {
    /** Name in messages. */
    readonly name: string;
    readonly statements: readonly Statement[];
}

type Element = Readonly<Record<string, unknown>>;

/** @param document one that `documentFaults` of config accepts */
export function compilePolicy(name: string, document: Element): CompiledPolicy {
    const version = typeof document["Version"] === "string" ? document["Version"] : "2008-10-17";
    const given = document["Statement"];
    const statements = (Array.isArray(given) ? given : [given]) as readonly Element[];
    return { name, statements: statements.map((each, index) => statement(each, index, version)) };
}

function statement(element: Element, index: number, version: string): Statement {
    const isAction = actions(element);
    const isResource = resources(element, version);
    const conditions = conditionsOf(element["Condition"], version);
    const everybody = isEverybody(element);
    return {
        index,
        ...(typeof element["Sid"] === "string" ? { sid: element["Sid"] } : {}),
        effect: element["Effect"] === "Allow" ? "Allow" : "Deny",
        conditions,
        matches: (asked) => {
            if (!isAction(asked.action)) return false;
            const resource = isResource(asked);
            if (resource === false) return false;
            const met = all(conditions, ({ holds }) => holds(asked.context));
            if (met === false) return false;
            if (resource !== true) return resource;
            return met === true ? everybody : met;
        },
    };
}

/**
 * Whether the statement applies to everybody. Organization policies do; a policy with another Principal is not
 * evaluated.
 */
function isEverybody({ Principal: principal, NotPrincipal: others }: Element): Answer {
    const isStar = principal === "*" || (principal as Element | undefined)?.["AWS"] === "*";
    if (others === undefined && (principal === undefined || isStar)) return true;
    return new Unknown("whom a Principal means is not known here");
}

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [value]) as readonly string[];

/**
 * Whether the statement covers an action. Remembers the results, since the same few actions are asked for many times.
 */
function actions({ Action: action, NotAction: notAction }: Element): (action: string) => boolean {
    const reading = { wildcards: true, variables: false, anyCase: true };
    const patterns = textsOf(action ?? notAction).map((each) => textPattern(each, reading));
    const known = new Map<string, boolean>();
    return (name) => {
        const before = known.get(name);
        if (before !== undefined) return before;
        // The pattern has no variables, so it needs no context.
        const isNamed = patterns.some((matches) => matches(name, undefined as never) === true);
        const answer = isNamed === (action !== undefined);
        known.set(name, answer);
        return answer;
    };
}

function resources(
    { Resource: resource, NotResource: notResource }: Element,
    version: string,
): (asked: Asked) => Answer {
    // Policies of Organizations may leave Resource out.
    if (resource === undefined && notResource === undefined) return () => true;
    const reading = { wildcards: true, variables: version === "2012-10-17", arn: true };
    const texts = textsOf(resource ?? notResource).map(completed);
    const patterns = texts.map((each) => textPattern(each, reading));
    const ofNobody: Answer = texts.includes("*") || new NotGiven(resourceKey);
    const matching = (asked: Asked, read: (answer: Answer) => Answer): Answer => {
        const { resource: upon, context } = asked;
        return upon === undefined ? ofNobody : any(patterns, (matches) => read(matches(upon, context)));
    };
    return resource !== undefined
        ? (asked) => matching(asked, settled)
        : (asked) => not(matching(asked, (answer) => answer));
}

/** Takes the place of a condition key if the resource is unknown. */
export const resourceKey = "the resource";

/** An ARN with fewer than six fields matches any value in the missing ones (IAM User Guide, "IAM ARNs"). */
function completed(text: string): string {
    return /^arn(?::[^:*?$]*){1,4}$/u.test(text) ? `${text}${":*".repeat(6 - text.split(":").length)}` : text;
}
