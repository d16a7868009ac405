import * as pulumi from "@pulumi/pulumi";
import { parseMember } from "../../config";
import { ciPreviewRoleName } from "../../components/identity/ci-roles";
import { aliasLast, aliasOf } from "../shared/account-alias";
import { enterAccount } from "../shared/account-entry";
import { explainErrors } from "../shared/explained-errors";
import type { LayerOutputs } from "../shared/layer-outputs";
import { regionFaults } from "../shared/home-region";
import { roleInlineFaults } from "../shared/inline-policies";
import { readManagementOutputs } from "../shared/read-management-outputs";
import { importNamed } from "../shared/named";
import { readOwnStack } from "../shared/own-stack";
import { roleTrustFaults } from "../shared/role-trusts";
import { passwordPolicyOf } from "../shared/password-policy";
import { roleFaults, rolesMade } from "../shared/spelling";
import { refuse, stackConfig } from "../shared/stack-config";
import { accessRoleTrust } from "./access-role";
import { accountOf } from "./account";
import { buildMember, memberTrusts } from "./build";
import { rolesOf } from "../shared/roles";
import { defaultVpcDeletion } from "./default-vpcs";
import { optIn, regionsOff } from "../shared/opted-regions";
import { buildRecorders, keepRecording, recordersOf, waitsForBucket } from "../shared/recorders";

/** A member account's stack, named after the account. It needs no config file. */
export async function memberLayer(): Promise<LayerOutputs> {
    const { baseline } = stackConfig("member", parseMember);
    const management = await readManagementOutputs();
    const own = await readOwnStack();
    const account = accountOf(pulumi.getStack(), management, own);
    if ("cure" in account) return refuse([account]);
    const moved = regionFaults(management.region, own, "management");
    if (moved.length > 0) return refuse(moved);
    const entry = await enterAccount(management, account, own);
    const options = { region: management.region, credentials: entry.credentials };
    const ci = management.ci === null ? [] : [ciPreviewRoleName(management.company.short)];
    const made = rolesMade(rolesOf(account.key, management), ci);
    const misspelt = await roleFaults(account.key, made, options, own);
    const losing = [
        ...(await roleInlineFaults(account.key, rolesOf(account.key, management), options, own)),
        ...(await roleTrustFaults(account.key, memberTrusts(account.key, management, own), options, own)),
    ];
    if (misspelt.length + losing.length > 0) return refuse([...misspelt, ...losing]);
    const alias = await aliasOf(account, options, own);
    const passwordPolicy = await passwordPolicyOf(options);
    const off = await regionsOff(account.optIn, options);
    const recorders = await recordersOf(management, account.id, options, own, off);
    if (recorders !== undefined && "cure" in recorders) return refuse([recorders]);
    if (recorders !== undefined && (await waitsForBucket(recorders, own))) return refuse([noBucket]);
    const on = management.regions.filter((region) => !off.has(region));
    const deleteVpcs = baseline.deleteDefaultVpc ? await defaultVpcDeletion(entry, on) : undefined;
    // Writes by AWS's API come after every check of this program.
    const trust = await accessRoleTrust(management, entry, own);
    await deleteVpcs?.();
    const recordersOff = recorders === undefined ? [] : await keepRecording(recorders, options, own);
    aliasLast(account, options);
    explainErrors();
    importNamed(options, own);
    const opted = optIn(account.optIn, { providers: [entry.provider] });
    if (recorders !== undefined) buildRecorders({ ...recorders, offAtAws: recordersOff }, opted);
    const plan = { management, account, own, alias, passwordPolicy, opted, accessRoleTrust: trust };
    return buildMember(plan, entry.provider);
}

const noBucket = {
    severity: "fault",
    path: "audit.config",
    value: "true",
    message: "the bucket that AWS Config delivers to is not there yet: the stack security makes it",
    cure: "pulumi up --stack security, then this again (./org fleet up keeps that order)",
} as const;
