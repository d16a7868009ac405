import type { Answer, Unknown } from "./answer";
import type { Principal } from "./principals";
import { NotGiven } from "./request-context";
import { resourceControlled } from "./resource-controlled";
import type { Asked, CompiledPolicy } from "./statements";
import { needsNoPermission } from "./unpoliced";

/** The policies attached to one target: the root, a unit or an account. */
export interface Level {
    /** Name in messages: `root`, a unit's path or an account's key. */
    readonly name: string;
    readonly policies: readonly CompiledPolicy[];
}

/** An account of the organization and the policies that bind it, from the root down to the account. */
export interface Placed {
    readonly isManagement: boolean;
    readonly serviceControl: readonly Level[];
    readonly resourceControl: readonly Level[];
}

/** The source of a decision. */
export interface Ground {
    readonly kind: "service control policy" | "resource control policy" | "identity policy";
    readonly level: string;
    /** Policy name. Absent if no policy of the level allows the request. */
    readonly policy?: string;
    /** Position in the document, from 0. */
    readonly statement?: number;
    readonly sid?: string;
    /** Why it is not known whether the statement applies to the request. */
    readonly unknown?: string;
    /** Name of the condition key that would decide. */
    readonly key?: string;
}

export interface Decision {
    readonly decision: "allowed" | "denied" | "unknown";
    /**
     * If denied: the statements that deny it. If unknown: those that would decide. If allowed: the one that allows it
     * at each level; empty for an action that needs no permission.
     */
    readonly by: readonly Ground[];
}

export interface Request extends Asked {
    readonly principal: Principal;
}

/**
 * Whether organization policies let a request through (IAM User Guide, "Policy evaluation logic"; Organizations User
 * Guide, "SCP evaluation" and "RCP evaluation"): at each level a service control policy must allow it, and no policy at
 * any level may deny it.
 *
 * @param caller the principal's account; undefined if it is outside the organization
 * @param owner the resource's account; undefined if it is outside the organization
 * @param identity policies of the principal itself; undefined: they are not considered
 */
export function decide(
    request: Request,
    caller: Placed | undefined,
    owner: Placed | undefined,
    identity?: readonly CompiledPolicy[],
): Decision {
    if (needsNoPermission(request.action)) return { decision: "allowed", by: [] };
    const found: Found = { denied: [], unknown: [], allowed: [] };
    if (isBoundByServiceControl(request.principal, caller))
        for (const level of caller.serviceControl) judge("service control policy", level, request, found);
    if (owner !== undefined && !owner.isManagement && !request.principal.isServiceLinked)
        for (const level of owner.resourceControl) judgeResource(level, request, found);
    if (identity !== undefined)
        judge("identity policy", { name: "the caller's own", policies: identity }, request, found);
    if (found.denied.length > 0) return { decision: "denied", by: found.denied };
    if (found.unknown.length > 0) return { decision: "unknown", by: found.unknown };
    return { decision: "allowed", by: found.allowed };
}

interface Found {
    readonly denied: Ground[];
    readonly unknown: Ground[];
    readonly allowed: Ground[];
}

/** SCPs bind users, roles and root users of member accounts. */
function isBoundByServiceControl(principal: Principal, caller: Placed | undefined): caller is Placed {
    return caller?.isManagement === false && principal.kind === "identity" && !principal.isServiceLinked;
}

/** Decides at one level, for policies that allow and deny. */
function judge(kind: Ground["kind"], level: Level, asked: Asked, found: Found): void {
    const allowing: Ground[] = [];
    const perhaps: Ground[] = [];
    for (const [statement, ground, answer] of matching(kind, level, asked)) {
        const isKnown = answer === true;
        if (statement === "Deny") (isKnown ? found.denied : found.unknown).push(ground);
        else (isKnown ? allowing : perhaps).push(ground);
    }
    if (allowing.length > 0) found.allowed.push(allowing[0]!);
    else if (perhaps.length > 0) found.unknown.push(...perhaps);
    else found.denied.push({ kind, level: level.name });
}

/** Only denials count: RCPFullAWSAccess, which cannot be detached, allows everything. */
function judgeResource(level: Level, asked: Asked, found: Found): void {
    const kind = "resource control policy";
    for (const [effect, ground, answer] of matching(kind, level, asked)) {
        if (effect === "Allow") continue;
        const supported = answer === true ? resourceControlled(asked.action) : answer;
        if (supported === true) found.denied.push(ground);
        else if (supported !== false) found.unknown.push({ ...ground, ...reason(supported) });
    }
}

function reason(unknown: Unknown): Pick<Ground, "unknown" | "key"> {
    return { unknown: unknown.why, ...(unknown instanceof NotGiven ? { key: unknown.key } : {}) };
}

function* matching(
    kind: Ground["kind"],
    level: Level,
    asked: Asked,
): Generator<readonly [effect: "Allow" | "Deny", ground: Ground, answer: true | Unknown]> {
    for (const policy of level.policies)
        for (const { effect, index, sid, matches } of policy.statements) {
            const answer: Answer = matches(asked);
            if (answer === false) continue;
            const where = { kind, level: level.name, policy: policy.name, statement: index };
            const named = sid === undefined ? where : { ...where, sid };
            yield [effect, answer === true ? named : { ...named, ...reason(answer) }, answer];
        }
}
