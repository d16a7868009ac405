import { readFileSync } from "node:fs";
import { join } from "node:path";

import { shippedPolicyNames } from "./shipped";
import type { Json } from "./template";

/** The request of a case. */
export interface PolicyRequest {
    /** ARN of the caller (user, assumed-role session, root), an AWS service principal, or `anonymous`. */
    readonly principal: string;
    /** One action, for example `s3:GetObject`. */
    readonly action: string;
    /** ARN of the resource; `*` for actions without one. */
    readonly resource: string;
    /** Account that owns the resource. Default: the account in the resource's ARN, else the caller's. */
    readonly account?: string;
    /** Condition keys of the request and their values. */
    readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** A case of an SCP or RCP: whether the policy lets through a request that everything else allows. */
export interface VerdictCase {
    /** The rule, as a sentence. */
    readonly name: string;
    /** Parameter values. Default: none. */
    readonly with?: Readonly<Record<string, unknown>>;
    readonly request: PolicyRequest;
    readonly expect: "allowed" | "denied";
}

/** A case of a management policy, which allows and denies nothing: values that the rendered document has. */
export interface ShapeCase {
    readonly name: string;
    readonly with?: Readonly<Record<string, unknown>>;
    /** Expected values by place (keys joined by `/`); null: nothing is there. */
    readonly shape: Readonly<Record<string, Json>>;
}

/** The cases of a shipped policy; undefined if no policy has that name. */
export function shippedPolicyCases(name: string): readonly (VerdictCase | ShapeCase)[] | undefined {
    if (!shippedPolicyNames.includes(name)) return undefined;
    const file = readFileSync(join(__dirname, `${name}.cases.json`), "utf8");
    // A file of this program, whose shape the tests check.
    return JSON.parse(file) as readonly (VerdictCase | ShapeCase)[];
}
