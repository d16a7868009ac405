import {
    paginateListPolicies,
    paginateListTargetsForPolicy,
    type OrganizationsClient,
    type PolicyType,
} from "@aws-sdk/client-organizations";
import { policyTypes } from "../../config/aws-facts";
import { isAwsError } from "../error-codes";
import { readPolicyContent } from "../policy-contents";
import { collect, type AwsPolicy } from "../snapshot";

/** A policy with everything that AWS has of it. */
export interface WholePolicy extends AwsPolicy {
    readonly description: string;
    /** The document as it was written. */
    readonly content: string;
}

/** The organization's own policies of every type, also of types that are off. A type that AWS does not have here has none. */
export async function readWholePolicies(client: OrganizationsClient): Promise<readonly WholePolicy[]> {
    const read = async (type: string): Promise<readonly WholePolicy[]> => {
        const pages = paginateListPolicies({ client }, { Filter: type as PolicyType });
        const listed = await collect(pages, (page) => page.Policies).catch((error: unknown) => {
            if (isAwsError(error, "InvalidInput", "UnsupportedAPIEndpoint", "Validation")) return [];
            throw error;
        });
        return Promise.all(
            listed
                .filter((policy) => policy.AwsManaged !== true)
                .map(async ({ Id: id, Name: name, Description: description = "" }) => {
                    const [targets, content] = await Promise.all([
                        collect(paginateListTargetsForPolicy({ client }, { PolicyId: id! }), (page) => page.Targets),
                        readPolicyContent(client, id!),
                    ]);
                    const attached = targets.map((target) => target.TargetId!);
                    return { id: id!, name: name!, type, targets: attached, description, content };
                }),
        );
    };
    return (await Promise.all(Object.keys(policyTypes).map(read))).flat();
}
