import { readFileSync } from "node:fs";
import { join } from "node:path";

import { shippedPolicyNames } from "./shipped";
import type { Json } from "./template";

/** A request whose verdict a case states. */
export interface PolicyRequest {
    /** ARN of the caller (user, assumed-role session, root), an AWS service principal, or `anonymous`. */
    readonly principal: string;
    /** One action, for example `s3:GetObject`. */
    readonly action: string;
    /** ARN of what is acted upon; `*` for actions without one. */
    readonly resource: string;
    /** Account that owns the resource. Default: the account in the resource's ARN, else the caller's. */
    readonly account?: string;
    /** Condition keys of the request and their values. */
    readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** A case of an SCP or RCP: whether the policy lets a request pass that everything else allows. */
export interface VerdictCase {
    /** The rule, as a sentence. */
    readonly name: string;
    /** Parameter values. Default: none. */
    readonly with?: Readonly<Record<string, unknown>>;
    readonly request: PolicyRequest;
    readonly expect: "allowed" | "denied";
}

/** A case of a management policy, which has no verdicts: which value is where in the rendered document. */
export interface ShapeCase {
    readonly name: string;
    readonly with?: Readonly<Record<string, unknown>>;
    /** Expected values by place, keys joined by `/`; null means that nothing is there. */
    readonly shape: Readonly<Record<string, Json>>;
}

/** The cases beside a shipped policy; undefined if there is no policy of that name. */
export function shippedPolicyCases(name: string): readonly (VerdictCase | ShapeCase)[] | undefined {
    if (!shippedPolicyNames.includes(name)) return undefined;
    const file = readFileSync(join(__dirname, `${name}.cases.json`), "utf8");
    // Our own file, whose shape the tests prove.
    return JSON.parse(file) as readonly (VerdictCase | ShapeCase)[];
}
