import { bootstrapUser } from "../../config/names";
import type { Facts } from "./facts";
import type { Subject } from "./subject";
import { isWithinOrganization, required, type Statement } from "./trust";

/** Part of the URN of the role that components/access/member-access-role.ts manages, and of no other program's role. */
const accessRoleType = "aws-organization:access:MemberAccessRole$aws:iam/role:Role::";

/** Operators with which a condition may name principals by ARN. */
const byArn = ["ArnEquals", "ArnLike", "StringEquals", "StringLike"];

/**
 * Whether the statement trusts no person except the bootstrap user, who does the first runs before any admin has MFA,
 * and is removed by `org bootstrap-user remove`.
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
 * Whether this is a preview of a member's access role as AWS created it, open to the management account. `up` restricts
 * it by AWS's API before the engine imports it (layers/member/access-role.ts), and then the engine judges it again.
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
