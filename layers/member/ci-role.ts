import type * as pulumi from "@pulumi/pulumi";
import { CrossAccountRole } from "../../components/access/cross-account-role";
import { trustPolicy } from "../../components/access/trust";
import { ciPreviewRoleName } from "../../components/identity/ci-roles";
import type { ManagementOutputs } from "../../config";

/** The role by which CI previews this account's stack: it reads, and only CI's preview role of the management account is let in. */
export function buildCiRole(
    { ci, company, management, organization, partition }: ManagementOutputs,
    opts: pulumi.ComponentResourceOptions,
): void {
    if (ci === null) return;
    new CrossAccountRole(
        "ci-preview",
        {
            roleName: ciPreviewRoleName(company.short),
            description: "Previews pull requests",
            trust: trustPolicy("PreviewRole", [
                {
                    partition,
                    accountId: management.id,
                    organizationId: organization.id,
                    principalArns: [ci.previewRoleArn],
                },
            ]),
            maxSession: 3600,
            managedPolicies: [`arn:${partition}:iam::aws:policy/ReadOnlyAccess`],
        },
        opts,
    );
}
