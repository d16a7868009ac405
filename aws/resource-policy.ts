/** The organization's resource policy, by which members are let in on its administration. */
import { DescribeResourcePolicyCommand, type OrganizationsClient } from "@aws-sdk/client-organizations";
import { isAwsError } from "./error-codes";

export interface AwsResourcePolicy {
    /** `rp-…` */
    readonly id: string;
    readonly content: string;
}

/** Undefined where there is none. Throws AWS's error when it may not be read. */
export async function readResourcePolicy(client: OrganizationsClient): Promise<AwsResourcePolicy | undefined> {
    try {
        const { ResourcePolicy: found } = await client.send(new DescribeResourcePolicyCommand({}));
        const id = found?.ResourcePolicySummary?.Id;
        return id === undefined ? undefined : { id, content: found?.Content ?? "" };
    } catch (error) {
        if (isAwsError(error, "ResourcePolicyNotFound")) return undefined;
        throw error;
    }
}
