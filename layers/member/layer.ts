import * as pulumi from "@pulumi/pulumi";
import { parseMember } from "../../config";
import { aliasLast, aliasOf } from "../account-alias";
import { enterAccount } from "../account-entry";
import { explainErrors } from "../explained-errors";
import type { LayerOutputs } from "../layer";
import { readManagementOutputs } from "../management-outputs";
import { importNamed } from "../named";
import { readOwnStack } from "../own-stack";
import { refuse, stackConfig } from "../stack-config";
import { accessRoleTrust } from "./access-role";
import { accountOf } from "./account";
import { buildMember } from "./build";
import { deleteDefaultVpcs } from "./default-vpcs";

/** A member account's stack, named after the account. It needs no config file. */
export async function memberLayer(): Promise<LayerOutputs> {
    const { baseline } = stackConfig("member", parseMember);
    const management = await readManagementOutputs();
    const account = accountOf(pulumi.getStack(), management);
    if ("cure" in account) return refuse([account]);
    const own = await readOwnStack();
    const entry = await enterAccount(management, account);
    const trust = await accessRoleTrust(management, entry);
    if (baseline.deleteDefaultVpc) await deleteDefaultVpcs(entry, management.regions);
    const options = { region: management.region, credentials: entry.credentials };
    const alias = await aliasOf(account, options, own);
    aliasLast(account, options);
    explainErrors();
    importNamed(options, own);
    return buildMember({ management, account, alias, accessRoleTrust: trust }, entry.provider);
}
