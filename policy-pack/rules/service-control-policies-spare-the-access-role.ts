import { isMap } from "../../config/faults";
import { lockOutCure, lockOuts } from "../../policies/evaluate/lockout";
import { texts } from "../core/facts";
import type { ResourceRule } from "../core/rule";
import { organizationPolicyTypes } from "../core/tokens";

/** No organization policy locks out the roles that enter member accounts. */
export const serviceControlPoliciesSpareTheAccessRole: ResourceRule = {
    name: "service-control-policies-spare-the-access-role",
    description:
        "No service or resource control policy denies the access role (OrganizationAccountAccessRole), the admins' or CI's roles what they need in a member account.",
    why: "By these roles the management account enters the others, this program too: a policy that binds them can lock an account for good. Judged as `./org validate` judges it (docs/trying-policies.md); policies whose targets are all in a unit `suspended` are left out.",
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
        suspending: {
            type: "array",
            items: { type: "string" },
            description:
                "Names of policies that put accounts out of use on purpose. Default: those of the stack's config whose targets are all in a unit `suspended`.",
        },
    },
    types: organizationPolicyTypes,
    judge:
        () =>
        (policy, { settings, facts, report }) => {
            const type = policy.text("type") ?? "SERVICE_CONTROL_POLICY";
            const document = policy.document("content");
            if (!/^(?:SERVICE|RESOURCE)_CONTROL_POLICY$/u.test(type) || !isJudgeable(document)) return;
            const suspending = settings["suspending"] === undefined ? facts.suspending : texts(settings["suspending"]);
            if (suspending.includes(policy.text("name") ?? "")) return;
            const roles = settings["roles"] === undefined ? [facts.accessRole] : texts(settings["roles"]);
            const text = JSON.stringify(document);
            for (const accessRole of roles) {
                const ways = { accessRole, ...facts.waysIn };
                const place = {
                    ...facts.place,
                    partition: facts.place.partition ?? partitionIn(text),
                    now: new Date(),
                };
                for (const lockOut of lockOuts(type, document, ways, place)) {
                    const named = lockOut.sid ?? `statement ${lockOut.statement + 1}`;
                    const title = policy.isSecret("content") ? "a statement" : named;
                    report({
                        message: `${title} denies ${lockOut.roles.join(", ")} ${lockOut.actions.join(", ")}; for example ${lockOut.request}`,
                        cure: lockOutCure(type, lockOut.roles),
                    });
                }
            }
        },
};

/** Documents that AWS refuses anyway are not judged. */
function isJudgeable(document: unknown): document is Readonly<Record<string, unknown>> {
    if (!isMap(document)) return false;
    const statements = [document["Statement"]].flat();
    return statements.every((statement) => {
        const conditions = isMap(statement) ? (statement["Condition"] ?? {}) : undefined;
        return isMap(conditions) && Object.values(conditions).every((keys) => isMap(keys));
    });
}

/** The partition that the document's ARNs are in. */
function partitionIn(text: string): string {
    return /arn:(aws[a-z-]*):/u.exec(text)?.[1] ?? "aws";
}
