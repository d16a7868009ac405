import type { PolicyRequest, VerdictCase } from "../../policies/cases";
import { accountIn, decide, judgeCase, principalOf, RequestContext, type Decision } from "../../policies/evaluate";
import type { JsonObject } from "../../policies/template";
import type { OwnCases } from "../policies/own-cases";
import type { EngineEvent, Outputs } from "./engine-event";
import { accountsThroughout, compiler, placed, policiesAbove, stateOf, type State } from "./organization-states";
import { mapOf } from "./places";
import { inWords } from "./verdicts";

/** A policy's test case whose decision the preview changes, or that differs from what the case expects. */
export interface CaseVerdict {
    readonly policy: string;
    /** The case's name. */
    readonly case: string;
    readonly action: string;
    /** Decision by the policy alone, before. */
    readonly was: string;
    /** Decision by the policy alone, after. */
    readonly is: string;
    /** Decision that the case expects. */
    readonly expected: string;
    /** How the decision changes in the accounts to which the policy applies, by all policies that apply there. */
    readonly accounts: readonly CaseInAccounts[];
}

/** The same change of one case in several accounts. */
export interface CaseInAccounts {
    readonly becomes: "denied" | "allowed";
    /** The policy and the level that deny it. */
    readonly by: string;
    /** Keys of the accounts. */
    readonly accounts: readonly string[];
}

/** Decides cases by the policy documents before and after, as the preview's events have them. A missing policy denies nothing. */
export function caseVerdicts(
    events: readonly EngineEvent[],
    own: readonly OwnCases[],
    outputs: Outputs = { before: {}, after: {} },
): readonly CaseVerdict[] {
    if (own.length === 0) return [];
    const states = [stateOf(events, "old", outputs.before), stateOf(events, "new", outputs.after)] as const;
    const inAccounts = accountJudge(states, outputs);
    return own.flatMap(({ policy, type, cases }) => {
        const [old, next] = states.map(({ policies }) => documentOf(policies.get(componentOf(policy))?.content));
        return cases.flatMap((each): readonly CaseVerdict[] => {
            const { name, request, expect } = each;
            const [was, is] = [old, next].map((document) =>
                document === undefined ? "allowed" : judgeCase(type, policy, document, request).decision,
            );
            const accounts = inAccounts(policy, type, each);
            const isAsBefore = was === is && accounts.length === 0;
            if (isAsBefore && (is === expect || next === undefined)) return [];
            // A case cannot fail for a policy that is deleted or not known yet.
            if (next === undefined && accounts.length === 0) return [];
            const expected = next === undefined ? is! : expect;
            return [{ policy, case: name, action: request.action, was: was!, is: is!, expected, accounts }];
        });
    });
}

type AccountJudge = (policy: string, type: string, each: VerdictCase) => readonly CaseInAccounts[];
type Place = Parameters<typeof decide>[1];

function accountJudge(states: readonly [State, State], outputs: Outputs): AccountJudge {
    const compile = compiler();
    const { id: organization } = mapOf(outputs.after["organization"]);
    const accounts = accountsThroughout(outputs).flatMap((key) => {
        const { id } = mapOf(mapOf(outputs.after["accounts"])[key]);
        return typeof id === "string" ? [{ key, id, above: states.map((state) => policiesAbove(key, state)) }] : [];
    });
    return (policy, type, { request }) => {
        const name = componentOf(policy);
        const found = new Map<string, { becomes: CaseInAccounts["becomes"]; by: string; accounts: string[] }>();
        for (const { key, id, above } of accounts) {
            if (!above.some((names) => names.has(name))) continue;
            const asked = requestOf(type, request, id, organization);
            const [was, is] = states.map((state) => ({
                own: asked(
                    placed(key, state, compile, (each) => each === name),
                    "absent",
                ),
                others: asked(
                    placed(key, state, compile, (each) => each !== name),
                    "unknown",
                ),
            }));
            const change = changeOf(was!, is!);
            if (change === undefined) continue;
            const same = JSON.stringify(change);
            const known = found.get(same) ?? { ...change, accounts: [] };
            known.accounts.push(key);
            found.set(same, known);
        }
        return [...found.values()];
    };
}

/** The decision of the case's policy in an account, and of all other policies there; for those, condition keys may be unknown. */
interface Both {
    readonly own: Decision;
    readonly others: Decision;
}

/** The change of the decision; undefined if there is none, or the other policies' decision is unknown and matters. */
function changeOf(was: Both, is: Both): Omit<CaseInAccounts, "accounts"> | undefined {
    const denial = ({ own, others }: Both): Decision | undefined =>
        own.decision === "denied" ? own : others.decision === "denied" ? others : undefined;
    const [before, after] = [denial(was), denial(is)];
    if ((before === undefined) === (after === undefined)) return undefined;
    const open = before === undefined ? was : is;
    if (open.own.decision === "unknown") return undefined;
    const isOthers = (before ?? after) !== (before === undefined ? is : was).own;
    if (isOthers && open.others.decision === "unknown") return undefined;
    return { becomes: after === undefined ? "allowed" : "denied", by: inWords((before ?? after)!.by[0]) };
}

/** Name of a policy's component, in which `%` and `:` are encoded. */
function componentOf(policy: string): string {
    return `policy-${policy.replace(/[%:]/gu, encodeURIComponent)}`;
}

/**
 * The case's request, moved to an account: the id of the account to which the policy applies is replaced. For a service control policy that
 * is the caller's account, for a resource control policy the resource's.
 */
function requestOf(
    type: string,
    { principal, action, resource, account, context }: PolicyRequest,
    id: string,
    organization: unknown,
): (place: Place, others: "absent" | "unknown") => Decision {
    const isResource = type === "RESOURCE_CONTROL_POLICY";
    const callers = accountIn(principal);
    const owners = account ?? (accountIn(resource) === "" ? callers : accountIn(resource));
    const bound = isResource ? owners : callers;
    const here = (text: string): string => (bound === "" ? text : text.replaceAll(bound, id));
    const caller = principalOf(here(principal));
    const isOurs = caller.kind === "identity" && callers === bound;
    const keys = {
        ...caller.keys,
        ...(isOurs && typeof organization === "string" ? { "aws:PrincipalOrgID": organization } : {}),
        ...Object.fromEntries(
            Object.entries(context).map(([key, value]) => [
                key,
                typeof value === "string" ? here(value) : value.map(here),
            ]),
        ),
    };
    const asked = { principal: caller, action, resource: here(resource) };
    return (place, others) =>
        decide(
            { ...asked, context: new RequestContext(keys, others) },
            callers === bound ? place : undefined,
            isResource || owners === bound ? place : undefined,
        );
}

/** A policy's document; undefined if it is missing or not known yet. */
function documentOf(content: string | undefined): JsonObject | undefined {
    if (content === undefined) return undefined;
    try {
        return JSON.parse(content) as JsonObject;
    } catch {
        return undefined;
    }
}
