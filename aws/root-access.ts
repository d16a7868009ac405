/** Central root access: features of IAM for the organization. */
import type { IAMClient } from "@aws-sdk/client-iam";
import { isAwsError } from "./error-codes";

/** The features that `organization.rootAccess` enables. */
export const rootFeatures = ["RootCredentialsManagement", "RootSessions"] as const;

export type RootFeature = (typeof rootFeatures)[number];

/** Names of the enabled features; empty if IAM is not a trusted service. Throws AWS's error if they may not be read. */
export async function readRootFeatures(client: IAMClient): Promise<readonly string[]> {
    const { ListOrganizationsFeaturesCommand } = await import("@aws-sdk/client-iam");
    try {
        return (await client.send(new ListOrganizationsFeaturesCommand({}))).EnabledFeatures ?? [];
    } catch (error) {
        if (isAwsError(error, "ServiceAccessNotEnabled")) return [];
        throw error;
    }
}

/** Enables a feature; no error if it is on. Needs trusted access for IAM. */
export async function enableRootFeature(client: IAMClient, feature: RootFeature): Promise<void> {
    const iam = await import("@aws-sdk/client-iam");
    await (feature === "RootSessions"
        ? client.send(new iam.EnableOrganizationsRootSessionsCommand({}))
        : client.send(new iam.EnableOrganizationsRootCredentialsManagementCommand({})));
}
