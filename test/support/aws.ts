import { IAMClient } from "@aws-sdk/client-iam";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { awsClient } from "../../aws/clients";
import type { Keys } from "../../aws/keys";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import type { Sandbox } from "../../sandbox/sandbox";

/** Clients that call the emulator directly, with the bootstrap user's keys unless others are given. */
export function clientsOf(
    sandbox: Sandbox,
    credentials: Keys = bootstrapKeys,
): { readonly organizations: OrganizationsClient; readonly iam: IAMClient } {
    const options = { region: "us-east-1", endpoint: endpoint(sandbox.emulator), credentials };
    return { organizations: awsClient(OrganizationsClient, options), iam: awsClient(IAMClient, options) };
}
