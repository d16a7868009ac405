import { OrganizationsClient, paginateListPoliciesForTarget } from "@aws-sdk/client-organizations";
import { awsClient } from "../../aws/clients";
import { awsFault } from "../../aws/faults";
import { lastPolicies, lastPolicyFaults } from "../../aws/preflight/last-policy-faults";
import { collect, type AwsSnapshot } from "../../aws/snapshot";
import type { ManagementConfig } from "../../config";
import type { Fault } from "../../config/faults";
import type { OwnStack } from "../shared/own-stack";

/**
 * Refuses to take the last service control policy off a target. Asks AWS only about targets that lose all policies of the organization's, and
 * where FullAWSAccess may have been detached by hand.
 *
 * @param isBare whether a target has no policy of AWS's own
 */
export async function lastPolicyRefusals(
    config: ManagementConfig,
    { organization }: Pick<AwsSnapshot, "organization">,
    { resources }: Pick<OwnStack, "resources">,
    region: string,
    isBare: (targetId: string) => Promise<boolean> = (targetId) => hasNoneOfAws(region, targetId),
): Promise<readonly Fault[]> {
    if (organization === undefined) return [];
    const ours = new Set(
        resources
            .filter(({ type }) => type === "aws:organizations/policyAttachment:PolicyAttachment")
            .map(({ outputs }) => `${String(outputs["targetId"])}:${String(outputs["policyId"])}`),
    );
    const last = lastPolicies(config, organization, ours);
    try {
        const bare = new Set<string>();
        for (const targetId of new Set(last.map((each) => each.targetId)))
            if (await isBare(targetId)) bare.add(targetId);
        return lastPolicyFaults(last, bare, organization);
    } catch (error) {
        return [awsFault(error)];
    }
}

async function hasNoneOfAws(region: string, TargetId: string): Promise<boolean> {
    const client = awsClient(OrganizationsClient, { region });
    const pages = paginateListPoliciesForTarget({ client }, { TargetId, Filter: "SERVICE_CONTROL_POLICY" });
    const policies = await collect(pages, (page) => page.Policies);
    return policies.every(({ AwsManaged }) => AwsManaged !== true);
}
