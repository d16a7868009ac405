import { judgeCase } from "../../policies/evaluate";
import type { JsonObject } from "../../policies/template";
import type { OwnCases } from "../policies/own-cases";
import type { EngineEvent } from "./engine-event";
import { policiesOf } from "./verdicts";

/** A written case whose verdict a preview changes, or that is not as it says. */
export interface CaseVerdict {
    readonly policy: string;
    /** The case's name. */
    readonly case: string;
    readonly action: string;
    readonly was: string;
    readonly is: string;
    /** What the case says. */
    readonly expected: string;
}

/** Judges cases by the documents that the preview's events tell, before and after. A policy that is not there denies nothing. */
export function caseVerdicts(events: readonly EngineEvent[], own: readonly OwnCases[]): readonly CaseVerdict[] {
    if (own.length === 0) return [];
    const [before, after] = [policiesOf(events, "old"), policiesOf(events, "new")];
    return own.flatMap(({ policy, type, cases }) => {
        const [old, next] = [before, after].map((policies) => documentOf(policies.get(`policy-${policy}`)?.content));
        if (next === undefined) return [];
        return cases.flatMap(({ name, request, expect }): readonly CaseVerdict[] => {
            const [was, is] = [old, next].map((document) =>
                document === undefined ? "allowed" : judgeCase(type, policy, document, request).decision,
            );
            if (was === is && is === expect) return [];
            return [{ policy, case: name, action: request.action, was: was!, is: is!, expected: expect }];
        });
    });
}

/** Undefined where it is not there, or not known yet. */
function documentOf(content: string | undefined): JsonObject | undefined {
    if (content === undefined) return undefined;
    try {
        return JSON.parse(content) as JsonObject;
    } catch {
        return undefined;
    }
}
