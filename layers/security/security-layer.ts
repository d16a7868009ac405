import * as pulumi from "@pulumi/pulumi";
import { parseSecurity, passwordsMade } from "../../config";
import { auditKeyDescription } from "../../config/names";
import { ciPreviewRoleName } from "../../components/identity/ci-roles";
import { aliasLast, aliasOf } from "../shared/account-alias";
import { enterAccount } from "../shared/account-entry";
import { explainErrors } from "../shared/explained-errors";
import { findIdentityCenter } from "../shared/find-identity-center";
import { managedPolicyFaults, ownPolicyFaults } from "../shared/group-policies";
import { regionFaults } from "../shared/home-region";
import { roleInlineFaults, setInlineFaults } from "../shared/inline-policies";
import { keybaseFaults } from "../shared/keybase";
import { keepLogging } from "./keep-logging";
import { keepRotating } from "../shared/key-rotation";
import type { LayerOutputs } from "../shared/layer-outputs";
import { readManagementOutputs } from "../shared/read-management-outputs";
import { accessRoleTrust } from "../member/access-role";
import { accountOf } from "../member/account";
import { buildMember, memberTrusts } from "../member/build";
import { rolesOf } from "../shared/roles";
import { defaultVpcDeletion } from "../member/default-vpcs";
import { tellLostPasswords } from "../shared/lost-passwords";
import { importNamed } from "../shared/named";
import { readOwnStack } from "../shared/own-stack";
import { replacedUserFaults } from "../shared/replaced-people";
import { roleTrustFaults } from "../shared/role-trusts";
import { passwordPolicyOf } from "../shared/password-policy";
import { asWritten, peopleNames, renameFaults, roleFaults, rolesMade } from "../shared/spelling";
import { refuse, stackConfig } from "../shared/stack-config";
import { reportTwinKeys } from "../shared/twin-keys";
import { analyzersOf } from "./analyzers";
import { buildAudit, hasUnknownLogGroup } from "./audit";
import { delegationFaults } from "./delegations";
import { droppedAuditFaults } from "./dropped-audit";
import { buildIdentityCenter, directoryRenameFaults, setsHere, soughtPeople } from "./identity-center";
import { buildPeople, groupsMade } from "./people";
import { replacedGroupFaults } from "./replaced-groups";
import { buildSecurityServices, readServices } from "./security-services";
import { optIn, regionsOff } from "../shared/opted-regions";
import { buildRecorders, keepRecording, recordersOf } from "../shared/recorders";
import { buildOrganizationConfig, organizationConfigOf } from "./organization-config";

/** The security account's stack: a member account that also holds the people, and what they may assume everywhere. */
export async function securityLayer(): Promise<LayerOutputs> {
    const management = await readManagementOutputs();
    const own = await readOwnStack();
    const makesDirectoryUsers = management.identity.includes("identity-center") && !management.identityCenter.synced;
    const config = stackConfig("security", parseSecurity, {
        hasPassword: passwordsMade(own.resources),
        region: management.region,
        groupEmail: management.email,
        identity: management.identity,
        ownedDomains: management.ownedDomains,
        // Not judged from the management config: AWS is asked below, and may have more than it says.
        delegated: undefined,
        makesDirectoryUsers,
        // A role with its own `principals` is for them; groups cannot assume it.
        accessRoles: management.access.flatMap(({ role, principals }) => (principals === undefined ? [role] : [])),
    });
    const account = accountOf(pulumi.getStack(), management, own);
    if ("cure" in account) return refuse([account]);
    const moved = regionFaults(management.region, own, "management");
    if (moved.length > 0) return refuse(moved);
    const nameless = management.identity.includes("users") ? await keybaseFaults("users", config.users, own) : [];
    const early = [...droppedAuditFaults(config, own), ...nameless];
    if (early.length > 0) return refuse(early);
    const entry = await enterAccount(management, account, own);
    const options = { region: management.region, credentials: entry.credentials };
    const ci = management.ci === null ? [] : [ciPreviewRoleName(management.company.short)];
    const made = rolesMade(rolesOf(account.key, management), ci);
    const misspelt = await roleFaults(account.key, made, options, own);
    const renamed = [
        ...(await replacedUserFaults(
            {
                maps: [{ map: "users", users: config.users }],
                groups: config.groups,
                company: management.company,
                makesDirectoryUsers,
            },
            options,
            own,
        )),
        ...(await replacedGroupFaults(config, management, options, own)),
        ...(management.identity.includes("users")
            ? [
                  ...(await renameFaults("users", config.users, options, own)),
                  ...(await renameFaults("groups", config.groups, options, own)),
              ]
            : []),
    ];
    const people = { users: config.users.map(({ name }) => name), groups: config.groups.map(({ name }) => name) };
    const hasUsers = management.identity.includes("users");
    const names = hasUsers ? await peopleNames(people, options, own) : asWritten;
    const groups = hasUsers ? groupsMade(config, management, account, names) : [];
    const losing = [
        ...(await ownPolicyFaults(account.key, groups, options, own)),
        ...(await managedPolicyFaults(account.key, groups, options, own)),
        ...(await roleInlineFaults(account.key, rolesOf(account.key, management), options, own)),
        ...(await roleTrustFaults(account.key, memberTrusts(account.key, management, own), options, own)),
    ];
    if (misspelt.length + renamed.length + losing.length > 0) return refuse([...misspelt, ...renamed, ...losing]);
    const lacking = await delegationFaults(config, management, account);
    if (lacking.length > 0) return refuse(lacking);
    const off = await regionsOff(account.optIn, options);
    const services = await readServices(management, account.id, options, own, off);
    if (!("plans" in services)) return refuse(services);
    const aggregated = await organizationConfigOf(management, config, options, own);
    if (aggregated !== undefined && "cure" in aggregated) return refuse([aggregated]);
    const recorders = await recordersOf(management, account.id, options, own, off);
    if (recorders !== undefined && "cure" in recorders) return refuse([recorders]);
    const center = management.identity.includes("identity-center")
        ? await findIdentityCenter(entry.provider, management.region, soughtPeople(config, management))
        : undefined;
    if (center !== undefined && !("instanceArn" in center)) return refuse(center);
    const taken =
        center === undefined
            ? []
            : [
                  ...(await directoryRenameFaults(config, center, options, own)),
                  ...(await setInlineFaults("members", setsHere(management), center.instanceArn, options, own)),
              ];
    if (taken.length > 0) return refuse(taken);
    const analyzers = config.audit.analyzer
        ? await analyzersOf(management, { credentials: entry.credentials }, own)
        : undefined;
    const alias = await aliasOf(account, options, own);
    const passwordPolicy = await passwordPolicyOf(options);
    const deleteVpcs = config.baseline.deleteDefaultVpc
        ? await defaultVpcDeletion(
              entry,
              management.regions.filter((region) => !off.has(region)),
          )
        : undefined;
    // Writes by AWS's API come after every check of this program.
    const trust = await accessRoleTrust(management, entry, own);
    await deleteVpcs?.();
    aliasLast(account, options);
    explainErrors();
    tellLostPasswords(options);
    const spelled = config.groups.flatMap((group) => (group.directoryNameGiven ? [group.directoryName] : []));
    importNamed(options, own, config.users, spelled);
    reportTwinKeys(options);
    const keyOff = config.audit.trail ? await keepRotating(auditKeyDescription, options, own) : [];
    const trailOff = config.audit.trail ? await keepLogging(options, own) : [];
    const recordersOff = recorders === undefined ? [] : await keepRecording(recorders, options, own);
    const logGroup = await hasUnknownLogGroup(config, management, own, entry.provider);
    const opted = optIn(account.optIn, { providers: [entry.provider] });
    buildSecurityServices(management, services, opted);
    const delivery = aggregated === undefined ? undefined : buildOrganizationConfig(aggregated, opted);
    if (recorders !== undefined)
        buildRecorders(
            { ...recorders, offAtAws: recordersOff },
            pulumi.mergeOptions(opted, delivery === undefined ? {} : { dependsOn: delivery.bucketPolicy }),
        );
    if (center !== undefined) buildIdentityCenter(config, management, center, { providers: [entry.provider] });
    return {
        ...buildMember(
            { management, account, own, alias, passwordPolicy, opted, accessRoleTrust: trust },
            entry.provider,
        ),
        ...buildPeople(config, management, account, names, { providers: [entry.provider] }),
        ...delivery?.outputs,
        ...buildAudit(config, management, account, { analyzers, keyOff, trailOff, logGroup }, opted),
    };
}
