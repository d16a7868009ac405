/** Central root access: features of IAM that the organization has on. */
import type { IAMClient } from "@aws-sdk/client-iam";
import { isAwsError } from "./error-codes";

/** The features that `organization.rootAccess` switches on. */
export const rootFeatures = ["RootCredentialsManagement", "RootSessions"] as const;

export type RootFeature = (typeof rootFeatures)[number];

/** Names of the features that are on; none where IAM is not trusted. Throws AWS's error where they may not be read. */
export async function readRootFeatures(client: IAMClient): Promise<readonly string[]> {
    const { ListOrganizationsFeaturesCommand } = await import("@aws-sdk/client-iam");
    try {
        return (await client.send(new ListOrganizationsFeaturesCommand({}))).EnabledFeatures ?? [];
    } catch (error) {
        if (isAwsError(error, "ServiceAccessNotEnabled")) return [];
        throw error;
    }
}

/** May be called twice for one feature. It needs the trusted access of IAM. */
export async function enableRootFeature(client: IAMClient, feature: RootFeature): Promise<void> {
    const iam = await import("@aws-sdk/client-iam");
    await (feature === "RootSessions"
        ? client.send(new iam.EnableOrganizationsRootSessionsCommand({}))
        : client.send(new iam.EnableOrganizationsRootCredentialsManagementCommand({})));
}
