/** The organization's resource policy, which lets members administer parts of the organization. */
import { DescribeResourcePolicyCommand, type OrganizationsClient } from "@aws-sdk/client-organizations";
import { isAwsError } from "./error-codes";

export interface AwsResourcePolicy {
    /** Its id, `rp-…`. */
    readonly id: string;
    readonly content: string;
}

/** Undefined if there is none. Throws AWS's error if it may not be read. */
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
