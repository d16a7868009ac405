import type * as pulumi from "@pulumi/pulumi";
import type * as aws from "../../components/aws";
import { CrossAccountRole } from "../../components/access/cross-account-role";
import { trustPolicy } from "../../components/access/trust";
import { ciPreviewRoleName } from "../../components/identity/ci-roles";
import { previewReads } from "../../config/aws-facts";
import type { ManagementOutputs } from "../../config";

/**
 * The role that CI previews this account's stack with: it can only read, and only CI's preview role in the management account may assume
 * it.
 */
export function buildCiRole(management: ManagementOutputs, opts: pulumi.ComponentResourceOptions): void {
    const { company } = management;
    const trust = ciRoleTrust(management);
    if (trust === undefined) return;
    new CrossAccountRole(
        "ci-preview",
        {
            roleName: ciPreviewRoleName(company.short),
            description: "Previews pull requests",
            trust,
            maxSession: 3600,
            managedPolicies: [],
            inline: { ...previewReads() },
        },
        opts,
    );
}

/** Who may assume that role; undefined without CI. */
export function ciRoleTrust({
    ci,
    management,
    organization,
    partition,
}: Pick<ManagementOutputs, "ci" | "management" | "organization" | "partition">): aws.iam.PolicyDocument | undefined {
    if (ci === null) return undefined;
    return trustPolicy("PreviewRole", [
        {
            partition,
            accountId: management.id,
            organizationId: organization.id,
            principalArns: [ci.previewRoleArn],
        },
    ]);
}
