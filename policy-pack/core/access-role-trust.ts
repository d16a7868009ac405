import { bootstrapUser } from "../../config/names";
import type { Facts } from "./facts";
import type { Subject } from "./subject";
import { isWithinOrganization, required, type Statement } from "./trust";

/** In the URN of the role that components/access/member-access-role.ts keeps, and of no role of another program. */
const accessRoleType = "aws-organization:access:MemberAccessRole$aws:iam/role:Role::";

/** Names by which a condition may name the principals that it lets in. */
const byArn = ["ArnEquals", "ArnLike", "StringEquals", "StringLike"];

/**
 * Whether the only person whom the statement lets in is the bootstrap user: it does the first runs, before any admin has MFA, and goes
 * with `org bootstrap-user remove`.
 */
export function trustsBootstrapUserAlone(statement: Statement): boolean {
    const arns = required(statement, "aws:PrincipalArn", byArn) ?? [];
    const people = arns.filter((arn) => !/^arn:[^:]*:iam::[^:]*:role\//u.test(arn));
    return (
        isWithinOrganization(statement) &&
        people.length > 0 &&
        people.every((arn) => /^arn:[^:*?]+:iam::\d{12}:user\//u.test(arn) && arn.endsWith(`:user/${bootstrapUser}`))
    );
}

/**
 * Whether a preview shows the access role of a member as AWS has made it, open to the management account: `up` closes it by AWS's API
 * before the engine takes it in (layers/member/access-role.ts), and the engine judges it again then.
 */
export function isOpenUntilUp(role: Subject, statement: Statement, { isPreview }: Facts): boolean {
    return (
        isPreview &&
        role.urn.includes(accessRoleType) &&
        statement.conditions.length === 0 &&
        statement.principals.length === 1 &&
        /^(?:arn:[^:*?]+:iam::\d{12}:root|\d{12})$/u.test(statement.principals[0]!.value)
    );
}
