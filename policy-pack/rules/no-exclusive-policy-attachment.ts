import type { ResourceRule } from "../core/rule";

/** Refuses the resource that detaches a policy from everybody else in the account. */
export const noExclusivePolicyAttachment: ResourceRule = {
    name: "no-exclusive-policy-attachment",
    description: "No `aws.iam.PolicyAttachment`, which owns a policy's attachments in the whole account.",
    why: "It detaches the policy from every user, group and role that it does not name, those of other programs too.",
    level: "mandatory",
    severity: "high",
    remedy: "Use RolePolicyAttachment, GroupPolicyAttachment or UserPolicyAttachment.",
    url: "https://www.pulumi.com/registry/packages/aws/api-docs/iam/policyattachment/",
    types: ["aws:iam/policyAttachment:PolicyAttachment"],
    judge:
        () =>
        (attachment, { report }) => {
            report({
                message: `${attachment.show("policyArn")} would be detached from all that this resource does not name`,
                cure: "use RolePolicyAttachment, GroupPolicyAttachment or UserPolicyAttachment",
            });
        },
};
