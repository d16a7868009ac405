import * as pulumi from "@pulumi/pulumi";
import { parseMember } from "../../config";
import type { Fault } from "../../config/fault";
import { enterAccount } from "../account-entry";
import type { LayerOutputs } from "../layer";
import { readManagementOutputs } from "../management-outputs";
import { refuse, stackConfig } from "../stack-config";
import { accessRoleTrust } from "./access-role";
import { accountOf } from "./account";
import { buildMember } from "./build";

/** Taken with a refusal rather than in silence: no Pulumi resource deletes a default VPC. */
const noVpcDeletion: Fault = {
    severity: "fault",
    path: "baseline.deleteDefaultVpc",
    value: "true",
    message: "is not done by this program: no resource deletes what AWS made with the account",
    cure: "take the line out, and delete the default VPC in the console: VPC → Your VPCs → Actions → Delete VPC",
};

/** A member account's stack, named after the account. It needs no config file. */
export async function memberLayer(): Promise<LayerOutputs> {
    const { baseline } = stackConfig("member", parseMember);
    if (baseline.deleteDefaultVpc) return refuse([noVpcDeletion]);
    const management = await readManagementOutputs();
    const account = accountOf(pulumi.getStack(), management);
    if ("cure" in account) return refuse([account]);
    const entry = await enterAccount(management, account);
    const trust = await accessRoleTrust(management, entry);
    return buildMember({ management, account, accessRoleTrust: trust }, entry.provider);
}
