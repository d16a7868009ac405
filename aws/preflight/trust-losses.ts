/** Principals that one trust policy lets in and the other one does not. */
import { documentLosses } from "./document-losses";

type Json = Readonly<Record<string, unknown>>;

/** A principal that a statement lets in, and on what conditions. */
interface Entry {
    /** `AWS`, `Service` or `Federated`. */
    readonly kind: string;
    /** An ARN, in which `*` and `?` are wildcards; for an account its 12-digit id. */
    readonly name: string;
    readonly actions: readonly string[];
    readonly mfa: boolean;
    readonly conditions: Json;
}

/**
 * Principals that the new trust policy no longer lets in, by name, and stricter conditions for the others; empty if nobody loses access. A
 * Deny that is removed counts as a loss too.
 *
 * Different ways to write the same are equal: an account by its id or its root user's ARN; users of an account by their ARNs or by a
 * condition on `aws:PrincipalArn`. A whole account that must prove MFA means its users, since role sessions never prove MFA (IAM user
 * guide, "Secure API access with MFA"). The age of the proof does not count, since it can be proved again. Nor does `aws:PrincipalOrgID`,
 * which this program requires only of accounts in its organization.
 */
export function trustLosses(before: Json, after: Json): readonly string[] {
    const [, partition = "aws"] = /"arn:([\w-]+):/u.exec(JSON.stringify([after, before])) ?? [];
    const left = allowsOf(after).flatMap((statement) => entriesOf(statement, partition));
    const lost = allowsOf(before).flatMap((statement) =>
        statement["NotPrincipal"] === undefined && statement["NotAction"] === undefined
            ? entriesOf(statement, partition).flatMap((entry) => lostOf(entry, left))
            : documentLosses({ Statement: statement }, after, true),
    );
    const denied = statementsOf(before).filter(({ Effect: effect }) => effect === "Deny");
    return [...new Set([...lost, ...documentLosses({ Statement: denied }, after, true)])];
}

function lostOf(entry: Entry, left: readonly Entry[]): readonly string[] {
    const shown = `${entry.kind === "AWS" ? "" : `${entry.kind} `}${entry.name}`;
    const same = left.filter(({ kind, name }) => kind === entry.kind && covers(name, entry.name));
    if (same.length === 0) return [shown];
    const open = same.filter(({ mfa, conditions }) => (!mfa || entry.mfa) && isImplied(conditions, entry.conditions));
    if (open.length === 0)
        return [`${shown} ${same.every(({ mfa }) => mfa && !entry.mfa) ? "without MFA" : "on other conditions"}`];
    const actions = entry.actions.filter(
        (action) => !open.some((each) => each.actions.some((by) => covers(by, action))),
    );
    return actions.map((action) => `${shown}: ${action}`);
}

/** Whether each of our conditions is also one of theirs. */
function isImplied(ours: Json, theirs: Json): boolean {
    return Object.entries(ours).every(([key, values]) => {
        const given = theirs[key] as readonly string[] | undefined;
        return given?.every((value) => (values as readonly string[]).includes(value)) === true;
    });
}

const principalArn = "aws:principalarn";
const mfaPresent = "bool aws:multifactorauthpresent";

/** @param partition partition of an account that is named only by its id */
function entriesOf(statement: Json, partition: string): readonly Entry[] {
    const all = conditionsOf(statement["Condition"]);
    const mfa = all[mfaPresent]?.[0]?.toLowerCase() === "true";
    const isJudged = (key: string): boolean =>
        key !== mfaPresent && !/ aws:(?:multifactorauthage|principalorgid|principalarn)$/u.test(key);
    const conditions = Object.fromEntries(Object.entries(all).filter(([key]) => isJudged(key)));
    const named = Object.entries(all).filter(
        ([key]) => /^(?:arn|string)(?:like|equals) /u.test(key) && key.endsWith(principalArn),
    );
    const terms = { arns: named.length === 0 ? undefined : named.flatMap(([, values]) => values), mfa, partition };
    const actions = listOf(statement["Action"]).map(String);
    return principalsOf(statement["Principal"]).flatMap(({ kind, name }) =>
        whoOf(kind, name, terms).map((who) => ({ kind, name: who, actions, mfa, conditions })),
    );
}

/** What a statement requires of principals. */
interface Terms {
    /** Values of conditions on `aws:PrincipalArn`; undefined without such a condition. An empty list lets nobody in. */
    readonly arns: readonly string[] | undefined;
    readonly mfa: boolean;
    readonly partition: string;
}

/** The principals of an account, or of everybody, that the conditions leave. */
function whoOf(kind: string, name: string, { arns, mfa, partition }: Terms): readonly string[] {
    // IAM replaces the ARN of a deleted user or role by its id, which lets nobody in (IAM user guide, "AWS JSON policy elements:
    // Principal").
    if (kind === "AWS" && /^A(?:IDA|ROA)[A-Z\d]+$/u.test(name)) return [];
    const id = kind === "AWS" ? /^(?:arn:([\w-]+):iam::)?(\d{12})(?::root)?$/u.exec(name) : null;
    if (id === null && name !== "*") return [name];
    if (id === null) return arns ?? [name];
    const whole = mfa ? `arn:${id[1] ?? partition}:iam::${id[2]!}:user/*` : id[2]!;
    return arns?.flatMap((arn) => ofAccount(arn, id[2]!) ?? whole) ?? [whole];
}

/** A pattern of ARNs, restricted to one account: empty if it is for other accounts, undefined if it does not say which. */
function ofAccount(arn: string, account: string): readonly string[] | undefined {
    const parts = arn.split(":");
    if (parts.length < 6) return undefined;
    return covers(parts[4]!, account) ? [parts.map((part, index) => (index === 4 ? account : part)).join(":")] : [];
}

/** A whole account covers every principal in it. */
function covers(pattern: string, name: string): boolean {
    if (pattern === name || (/^\d{12}$/u.test(pattern) && name.split(":")[4] === pattern)) return true;
    const parts = pattern
        .split(/([*?])/u)
        .map((part) => (part === "*" ? ".*" : part === "?" ? "." : part.replace(/[.+^${}()|[\]\\]/gu, "\\$&")));
    return new RegExp(`^${parts.join("")}$`, "u").test(name);
}

/** Values by `<operator> <key>` in lower case, since IAM compares both without case. */
function conditionsOf(conditions: unknown): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries(
        Object.entries((conditions ?? {}) as Json).flatMap(([operator, keys]) =>
            Object.entries(keys as Json).map(([key, values]) => [
                `${operator} ${key}`.toLowerCase(),
                listOf(values).map(String),
            ]),
        ),
    );
}

function principalsOf(principal: unknown): readonly { readonly kind: string; readonly name: string }[] {
    if (typeof principal === "string") return [{ kind: "AWS", name: principal }];
    return Object.entries((principal ?? {}) as Json).flatMap(([kind, names]) =>
        listOf(names).map((name) => ({ kind, name: String(name) })),
    );
}

function allowsOf(document: Json): readonly Json[] {
    return statementsOf(document).filter(({ Effect: effect }) => effect === "Allow");
}

function statementsOf({ Statement: statements }: Json): readonly Json[] {
    return listOf(statements) as readonly Json[];
}

function listOf(value: unknown): readonly unknown[] {
    if (value === undefined) return [];
    return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}
