/** The parts of a trust policy's statement that are read here. */
interface Statement {
    readonly Effect?: string;
    readonly Action?: string | readonly string[];
    readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Actions that only add to a session, in lower case. Every other allowed action can open one. */
const additions = ["sts:tagsession", "sts:setsourceidentity", "sts:setcontext"];

/**
 * Why a session of the role does not prove that one of these users opened it with MFA; empty if it does. The session's name proves nothing,
 * because its opener chooses it; only the trust policy limits who can open one.
 *
 * @param users ARNs of the admins
 */
export function trustFaults(document: unknown, users: readonly string[]): readonly string[] {
    const { Statement: statements } = (document ?? {}) as { Statement?: Statement | readonly Statement[] };
    const entrances = asList(statements).filter(isEntrance);
    if (entrances.length === 0) return ["lets nobody in"];
    return [
        ...new Set(entrances.flatMap((entrance) => [...strangers(entrance, users), ...withoutMfa(entrance)])),
    ].sort();
}

function isEntrance({ Effect, Action }: Statement): boolean {
    if (Effect !== "Allow") return false;
    // A statement without Action has NotAction, which allows almost all.
    return Action === undefined || asList(Action).some((action) => !additions.includes(action.toLowerCase()));
}

function strangers({ Principal, Condition }: Statement, users: readonly string[]): readonly string[] {
    const principals: Readonly<Record<string, string | readonly string[]>> =
        Principal === undefined || typeof Principal === "string" ? { AWS: Principal ?? "*" } : Principal;
    const others = Object.entries(principals).flatMap(([kind, names]) => (kind === "AWS" ? [] : asList(names)));
    // A condition on the caller's ARN limits every principal of the statement.
    const conditioned = ["ArnEquals", "ArnLike", "StringEquals", "StringLike"].flatMap((operator) =>
        conditionValues(Condition, operator, "aws:PrincipalArn"),
    );
    const named = conditioned.length > 0 ? conditioned : asList(principals["AWS"] ?? []);
    return [...others, ...named.filter((name) => !users.includes(name))].map((name) => `lets in ${name}`);
}

function withoutMfa({ Condition }: Statement): readonly string[] {
    const values = conditionValues(Condition, "Bool", "aws:MultiFactorAuthPresent");
    return values.length > 0 && values.every((value) => value === "true") ? [] : ["does not ask for MFA"];
}

/** The values of a condition key. Operators and keys are compared regardless of case, as IAM does. */
function conditionValues(condition: Statement["Condition"], operator: string, key: string): readonly string[] {
    return entriesOf(condition, operator).flatMap((keys) => entriesOf(keys, key).flatMap((values) => asList(values)));
}

function entriesOf<T>(map: Readonly<Record<string, T>> | undefined, name: string): readonly T[] {
    return Object.entries(map ?? {}).flatMap(([key, value]) =>
        key.toLowerCase() === name.toLowerCase() ? [value] : [],
    );
}

function asList<T>(value: T | readonly T[] | undefined): readonly T[] {
    if (value === undefined) return [];
    return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
