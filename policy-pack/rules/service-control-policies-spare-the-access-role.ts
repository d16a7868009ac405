import { texts } from "../core/facts";
import type { ResourceRule } from "../core/rule";
import { organizationPolicyTypes } from "../core/tokens";
import { coversAction, matches, statementsOf, type Condition, type Statement } from "../core/trust";

// What the program does through the role in every account: without these there is no way back in.
const needed = [
    "sts:GetCallerIdentity",
    "iam:GetRole",
    "iam:CreateRole",
    "iam:UpdateAssumeRolePolicy",
    "iam:AttachRolePolicy",
    "iam:PutRolePolicy",
];

/** No SCP takes the way back in. */
export const serviceControlPoliciesSpareTheAccessRole: ResourceRule = {
    name: "service-control-policies-spare-the-access-role",
    description: "No service control policy denies the access role (OrganizationAccountAccessRole) what it needs.",
    why: "By that role the management account enters the others, this program too: a policy that binds it can lock an account for good.",
    level: "mandatory",
    severity: "critical",
    remedy: 'Exempt the role: Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:*:iam::*:role/OrganizationAccountAccessRole" } }.',
    url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html",
    settings: {
        roles: {
            type: "array",
            items: { type: "string" },
            description:
                "Names of the access roles. Default: the stack's management.roleName, else OrganizationAccountAccessRole.",
        },
    },
    types: organizationPolicyTypes,
    judge:
        () =>
        (policy, { settings, facts, say }) => {
            if ((policy.text("type") ?? "SERVICE_CONTROL_POLICY") !== "SERVICE_CONTROL_POLICY") return;
            const roles = settings["roles"] === undefined ? [facts.accessRole] : texts(settings["roles"]);
            for (const statement of statementsOf(policy.document("content"))) {
                if (statement.effect !== "Deny") continue;
                const denied = needed.filter((action) => coversAction(statement, action));
                const bound = roles.filter((role) => binds(statement, role));
                if (denied.length === 0 || bound.length === 0) continue;
                const title = policy.isSecret("content") ? "a statement" : statement.title;
                say({
                    message: `${title} denies ${bound.join(", ")} ${denied.join(", ")}`,
                    cure: `add the condition ArnNotLike: { "aws:PrincipalArn": "arn:*:iam::*:role/${bound[0]!}" }`,
                });
            }
        },
};

/** Whether the statement's conditions hold for a session of the role. */
function binds({ conditions }: Statement, role: string): boolean {
    const arn = `arn:aws:iam::111111111111:role/${role}`;
    return conditions.every((condition) => holds(condition, arn));
}

/** A pattern for the roles of any partition, as one for those of `aws`: a policy is written for the partition that it is in. */
function inAws(pattern: string): string {
    return pattern.replace(/^arn:aws-[a-z-]+:/u, "arn:aws:");
}

/** A condition on the request itself (region, tag, resource) narrows the denial, so that the role is not locked out. */
function holds({ operator, key, values }: Condition, arn: string): boolean {
    if (key === "aws:principalarn") {
        const named = values.some((value) => matches(inAws(value), arn));
        return /^(?:ForAnyValue:|ForAllValues:)?(?:Arn|String)Not/u.test(operator) ? !named : named;
    }
    // Sessions of a role carry no proof of MFA: a policy that asks for it binds them all.
    if (key === "aws:multifactorauthpresent") return operator === "BoolIfExists" || operator === "Null";
    return false;
}
