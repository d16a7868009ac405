import type { AccessConfig } from "../../config";
import { Unknown } from "./answer";
import { compilePolicy, type CompiledPolicy } from "./statements";

/** AWS's managed policies whose text is known here (IAM, versions v1 of 2015-02-06 and v12 of 2026-02-12). Others are many pages, and AWS changes them. */
const managed: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    AdministratorAccess: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
    },
    PowerUserAccess: {
        Version: "2012-10-17",
        Statement: [
            { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
            {
                Effect: "Allow",
                Action: [
                    "account:GetAccountInformation",
                    "account:GetGovCloudAccountInformation",
                    "account:GetPrimaryEmail",
                    "account:ListRegions",
                    "iam:CreateServiceLinkedRole",
                    "iam:DeleteServiceLinkedRole",
                    "iam:ListRoles",
                    "organizations:DescribeEffectivePolicy",
                    "organizations:DescribeOrganization",
                ],
                Resource: "*",
            },
        ],
    },
};

/** The policies of a role of `access`, to be asked. One whose text is not known here allows nobody knows what. */
export function rolePolicies({ managedPolicies, inline }: AccessConfig): readonly CompiledPolicy[] {
    return [
        ...managedPolicies.map((arn) => managedPolicy(arn)),
        ...(inline === undefined
            ? []
            : [compilePolicy("inline", inline as unknown as Readonly<Record<string, unknown>>)]),
    ];
}

/** One of AWS's managed policies, or a custom one, by its ARN. */
export function managedPolicy(arn: string): CompiledPolicy {
    const name = arn.slice(arn.lastIndexOf("/") + 1);
    const document = /:iam::aws:/u.test(arn) ? managed[name] : undefined;
    if (document !== undefined) return compilePolicy(name, document);
    const unknown = new Unknown(`the text of ${name} is not known here`);
    return { name, statements: [{ index: 0, effect: "Allow", conditions: [], matches: () => unknown }] };
}
