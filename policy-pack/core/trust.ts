import { isMap } from "../../config/faults";

/** A principal that a statement names. */
export interface Principal {
    /** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for everybody. */
    readonly kind: string;
    readonly value: string;
}

export interface Condition {
    /** Spelled as in the policy: `Bool`, `ForAnyValue:StringLike`. */
    readonly operator: string;
    /** In lower case, because IAM ignores the case of keys. */
    readonly key: string;
    readonly values: readonly string[];
}

/** A statement of a policy, with lists where IAM also accepts a single text. */
export interface Statement {
    /** Its Sid, or its position: `statement 2`. */
    readonly title: string;
    readonly effect: string;
    readonly actions: readonly string[];
    /** NotAction. */
    readonly exceptActions: readonly string[] | undefined;
    readonly principals: readonly Principal[];
    /** Whether it has NotPrincipal: everybody except these. */
    readonly exceptsPrincipals: boolean;
    readonly conditions: readonly Condition[];
}

/** The statements of a document of the IAM language. */
export function statementsOf(document: Readonly<Record<string, unknown>> | undefined): readonly Statement[] {
    const written = document?.["Statement"] ?? [];
    return (Array.isArray(written) ? (written as readonly unknown[]) : [written]).filter(isMap).map(statement);
}

function statement(written: Readonly<Record<string, unknown>>, index: number): Statement {
    const sid = written["Sid"];
    return {
        title: typeof sid === "string" && sid !== "" ? sid : `statement ${index + 1}`,
        effect: typeof written["Effect"] === "string" ? written["Effect"] : "",
        actions: list(written["Action"]),
        exceptActions: written["NotAction"] === undefined ? undefined : list(written["NotAction"]),
        principals: principals(written["Principal"]),
        exceptsPrincipals: written["NotPrincipal"] !== undefined,
        conditions: conditions(written["Condition"]),
    };
}

function principals(written: unknown): readonly Principal[] {
    if (typeof written === "string") return [{ kind: "*", value: written }];
    if (!isMap(written)) return [];
    return Object.entries(written).flatMap(([kind, values]) => list(values).map((value) => ({ kind, value })));
}

function conditions(written: unknown): readonly Condition[] {
    if (!isMap(written)) return [];
    return Object.entries(written).flatMap(([operator, keys]) =>
        Object.entries(isMap(keys) ? keys : {}).map(([key, values]) => ({
            operator,
            key: key.toLowerCase(),
            values: list(values),
        })),
    );
}

/** The texts of a text or list. IAM reads numbers and booleans as text. */
function list(value: unknown): readonly string[] {
    if (value === undefined || value === null) return [];
    return (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map((item) =>
        typeof item === "string" ? item : JSON.stringify(item),
    );
}

/** Whether an IAM pattern (`*`, `?`) matches the text, ignoring case. */
export function matches(pattern: string, text: string): boolean {
    const expression = pattern
        .replace(/[.+^${}()|[\]\\]/gu, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("?", ".");
    return new RegExp(`^${expression}$`, "iu").test(text);
}

/** Whether the statement covers the action. */
export function coversAction({ actions, exceptActions }: Statement, action: string): boolean {
    if (exceptActions !== undefined) return !exceptActions.some((pattern) => matches(pattern, action));
    return actions.some((pattern) => matches(pattern, action));
}

/** The AWS principals that the statement allows to assume the role. */
export function trustedByAws(statement: Statement): readonly string[] {
    if (statement.effect !== "Allow" || !coversAction(statement, "sts:AssumeRole")) return [];
    return statement.principals.filter(({ kind }) => kind === "AWS" || kind === "*").map(({ value }) => value);
}

/** The 12-digit account id of a principal; undefined if it names none. */
export function accountOf(principal: string): string | undefined {
    return /^\d{12}$/u.test(principal) ? principal : /^arn:[^:]+:(?:iam|sts)::(\d{12}):/u.exec(principal)?.[1];
}

/**
 * The values that a condition with one of the operators requires of a key; undefined without such a condition.
 * `…IfExists` is another operator.
 */
export function required(
    { conditions }: Statement,
    key: string,
    operators: readonly string[],
): readonly string[] | undefined {
    return conditions.find((condition) => condition.key === key.toLowerCase() && operators.includes(condition.operator))
        ?.values;
}

/**
 * Whether a person can be among those principals: a user, or a whole account unless a condition leaves only roles. Role
 * credentials never prove MFA (IAM User Guide, MFA-protected API access), so a role that is assumed by another role is
 * restricted by that one's ARN.
 */
export function admitsPeople(statement: Statement): boolean {
    const people = trustedByAws(statement).filter((principal) => !/:(?:role|assumed-role)\//u.test(principal));
    if (people.length === 0) return false;
    const arns = required(statement, "aws:PrincipalArn", ["ArnEquals", "ArnLike", "StringEquals", "StringLike"]);
    return arns === undefined || arns.some((arn) => !/^arn:[^:]*:iam::[^:]*:role\//u.test(arn));
}

/** Whether only principals of an organization are allowed. */
export function isWithinOrganization(statement: Statement): boolean {
    const exact = required(statement, "aws:PrincipalOrgID", ["StringEquals"]);
    const paths = required(statement, "aws:PrincipalOrgPaths", ["ForAnyValue:StringLike", "ForAnyValue:StringEquals"]);
    return [...(exact ?? []), ...(paths ?? [])].some((value) => value.startsWith("o-"));
}
