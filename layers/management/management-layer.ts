import { OrganizationsClient } from "@aws-sdk/client-organizations";
import * as pulumi from "@pulumi/pulumi";
import * as aws from "../../components/aws";
import { ciDeployRoleName, ciPreviewRoleName } from "../../components/identity/ci-roles";
import { type ManagementConfig, parseManagement, passwordsMade } from "../../config";
import { stateKeyDescription } from "../../config/names";
import { rolesOf } from "../shared/roles";
import { changedAccessRoleFaults } from "../shared/access-role";
import { aliasLast, aliasOf } from "../shared/account-alias";
import { explainErrors } from "../shared/explained-errors";
import { regionFaults } from "../shared/home-region";
import { ownPolicyFaults } from "../shared/group-policies";
import { roleInlineFaults, setInlineFaults } from "../shared/inline-policies";
import { keepRenamed } from "../shared/former-names";
import { keybaseFaults } from "../shared/keybase";
import { keepRotating } from "../shared/key-rotation";
import type { LayerOutputs, ManagementStackOutputs } from "../shared/layer-outputs";
import { tellLostPasswords } from "../shared/lost-passwords";
import { importNamed } from "../shared/named";
import { readOwnStack, type OwnStack } from "../shared/own-stack";
import { replacedUserFaults } from "../shared/replaced-people";
import { isBoundByPlan } from "../shared/planned-run";
import { passwordPolicyOf } from "../shared/password-policy";
import { maxRetries } from "../shared/provider-retries";
import { roleTrustFaults } from "../shared/role-trusts";
import { peopleNames, renameFaults, roleFaults, rolesMade } from "../shared/spelling";
import { reportTwinKeys } from "../shared/twin-keys";
import { homeRegion, refuse, stackConfig } from "../shared/stack-config";
import { awsClient, type ClientOptions } from "../../aws/clients";
import { contactReader } from "../../aws/contacts";
import { awsFault } from "../../aws/faults";
import { policyTypesOf } from "../../aws/in-force";
import { readAbsent, reportAbsent, reportNotActivated, withoutAbsent } from "./absent";
import {
    adoptedPolicies,
    adoptedPolicyFaults,
    adoptedResourcePolicyFaults,
} from "../../aws/preflight/adopted-policy-faults";
import { readPolicyContents } from "../../aws/policy-contents";
import { reportOwnComponents } from "./accounts";
import { asAwsHas } from "../../aws/preflight/as-aws-has";
import { keepNotices, unknownBudget } from "./budget";
import { buildManagement, twinOrganizationFaults } from "./build";
import { reportCiMove } from "./ci-move";
import {
    buildAdminsOfIdentityCenter,
    buildRolesOfIdentityCenter,
    identityCenterOf,
    rolesHere,
} from "./identity-center";
import { contactFaults } from "../../aws/preflight/contact-faults";
import { preflightFaults } from "../../aws/preflight/preflight";
import { adminGroupsMade } from "./identities";
import { keepInForce } from "./in-force";
import { lastPolicyRefusals } from "./last-policies";
import { readResourcePolicy, type AwsResourcePolicy } from "../../aws/resource-policy";
import { readAwsSnapshot, type AwsSnapshot } from "../../aws/snapshot";
import { previousOf } from "./previous";
import { ownRecordersOf } from "./security-services";
import { managementTrusts } from "./roles";
import { buildStateFirst, isStateFirst } from "./state-first";
import { readContactsThere, reportReplaced, reportUnread } from "./replaced-contacts";
import { knownAdmins, otherKindFaults } from "./replaced-admins";
import { readTags } from "./read-tags";
import { isOrganizationAlone, scopeFaults, withinScope } from "./scope";
import { reportUnmanaged, toLetGo } from "./unmanaged";
import { comesInWithout, wayInFaults } from "./way-in";

/** The management account's stack: config and AWS are judged first, then everything is registered. */
export async function managementLayer(): Promise<LayerOutputs> {
    const own = await readOwnStack();
    const written = stackConfig("management", parseManagement, { hasPassword: passwordsMade(own.resources) });
    const declared = withinScope(written);
    const region = homeRegion();
    // One object for all, so that a list that several need is read once (aws/named).
    const here: ClientOptions = { region };
    const moved = [...regionFaults(region, own), ...scopeFaults(written, own, isStateFirst())];
    if (moved.length > 0) return refuse(moved);
    const wanted = {
        ci: declared.ci !== undefined,
        delegated: [...declared.delegatedAdministrators, ...toLetGo(declared, region)],
        policyTypes: policyTypesOf(declared),
    };
    const snapshot = await readAwsSnapshot(region, wanted).catch((error: unknown) => awsFault(error));
    if ("cure" in snapshot) return refuse([snapshot]);
    const previous = previousOf(own);
    const absent = await readAbsent(declared, snapshot, previous, region).catch((error: unknown) => awsFault(error));
    if ("cure" in absent) return refuse([absent]);
    const joined = withoutAbsent(declared, absent);
    const faults = [
        ...preflightFaults(joined, snapshot, previous),
        // The state's bucket and key may be registered before AWS is asked about the organization.
        ...(isStateFirst() ? [] : twinOrganizationFaults(joined, snapshot, own)),
        ...(await keybaseFaults("admins", joined.admins, own)),
        ...(await keybaseFaults("breakGlass", joined.breakGlass, own)),
        ...(await changedAccessRoleFaults(joined.accounts, previous.accounts, readOwnStack)),
        ...(await replacedUserFaults(
            {
                maps: [
                    { map: "admins", users: joined.admins },
                    { map: "breakGlass", users: joined.breakGlass },
                ],
                groups: [],
                company: joined.company,
                makesDirectoryUsers: joined.identity.includes("identity-center") && !joined.identityCenter.synced,
                comesInWithout: (come) => comesInWithout(joined, snapshot, own, region, come),
            },
            here,
            own,
        )),
    ];
    if (faults.length > 0) return refuse(faults);
    const adopted = adoptedPolicies(joined, snapshot, previous);
    const contents = await readPolicyContents(awsClient(OrganizationsClient, here), adopted).catch((error: unknown) =>
        awsFault(error),
    );
    if ("cure" in contents) return refuse([contents]);
    const resourcePolicy = await newResourcePolicy(joined, snapshot, own, region).catch((error: unknown) =>
        awsFault(error),
    );
    if (resourcePolicy !== undefined && "cure" in resourcePolicy) return refuse([resourcePolicy]);
    const contacts = await readContactsThere(joined, snapshot, own, contactReader(here)).catch((error: unknown) =>
        awsFault(error),
    );
    if ("cure" in contacts) return refuse([contacts]);
    const losing = [
        ...adoptedPolicyFaults(joined, snapshot, contents),
        ...adoptedResourcePolicyFaults(joined, resourcePolicy),
        ...contactFaults(joined, contacts.replaced),
        ...(await lastPolicyRefusals(joined, snapshot, own, region)),
    ];
    if (losing.length > 0) return refuse(losing);
    const config = asAwsHas(joined, snapshot, previous);
    const account = { key: "management", alias: config.management.alias };
    const alias = await aliasOf(account, here, own);
    const tags = await readTags(config, snapshot, previous, own, region).catch((error: unknown) => awsFault(error));
    if ("cure" in tags) return refuse([tags]);
    const passwordPolicy = await passwordPolicyOf(here);
    const { short } = config.company;
    const made = [
        ...rolesMade(
            rolesOf("management", config),
            config.ci === undefined ? [] : [ciPreviewRoleName(short), ciDeployRoleName(short)],
        ),
        ...(isOrganizationAlone(config) ? [] : [{ name: config.management.roleName, path: "management.roleName" }]),
    ];
    const misspelt = [
        ...(await roleFaults("management", made, here, own)),
        ...(await renameFaults("admins", config.admins, here, own)),
        ...(await renameFaults("breakGlass", config.breakGlass, here, own)),
        ...otherKindFaults(config, knownAdmins(own)),
        ...(await roleInlineFaults("management", rolesOf("management", config), here, own)),
    ];
    const names = await peopleNames(peopleMade(config), here, own);
    const trusts = isOrganizationAlone(config) ? [] : managementTrusts(config, snapshot, own, names);
    const untrusted = await roleTrustFaults("management", trusts, here, own);
    const groups = isOrganizationAlone(config) ? [] : adminGroupsMade(config, snapshot, names);
    const overwritten = await ownPolicyFaults("management", groups, here, own);
    if (misspelt.length + untrusted.length + overwritten.length > 0)
        return refuse([...misspelt, ...untrusted, ...overwritten]);
    reportAbsent(absent);
    reportNotActivated(config, snapshot, previous);
    reportReplaced(contacts.replaced);
    reportUnread(contacts);
    explainErrors();
    tellLostPasswords(here);
    keepRenamed(own);
    if (!isOrganizationAlone(config)) aliasLast(account, here);
    importNamed(here, own, [...config.admins, ...config.breakGlass]);
    reportTwinKeys(here);
    reportOwnComponents(own);
    reportUnmanaged(config, snapshot, previous, region);
    reportCiMove(config, own);
    const provider = new aws.Provider("management", {
        region: region as aws.Region,
        allowedAccountIds: [config.management.id],
        maxRetries,
    });
    if (isStateFirst()) return buildStateFirst(config, snapshot, { providers: [provider] });
    const center = isOrganizationAlone(config) ? undefined : await identityCenterOf(config, snapshot, provider, region);
    const lastWay = await wayInFaults(config, snapshot, own, center, provider, region);
    const sets = center === undefined ? [] : rolesHere(config);
    const replaced = await setInlineFaults("management", sets, center?.instanceArn ?? "", here, own);
    if (lastWay.length + replaced.length > 0) return refuse([...lastWay, ...replaced]);
    // This may refuse the run too, so it comes before anything is registered.
    const inForce = await keepInForce(config, snapshot, own, region);
    if (center !== undefined) {
        buildAdminsOfIdentityCenter(config, center, snapshot.partition, { providers: [provider] });
        buildRolesOfIdentityCenter(config, center, { providers: [provider] });
    }
    const boundByPlan = snapshot.organization === undefined && !pulumi.runtime.isDryRun() && (await isBoundByPlan());
    const { recorders, waitsFor } = await ownRecordersOf(config, snapshot, own, region);
    const keyOff = isOrganizationAlone(config) ? [] : await keepRotating(stateKeyDescription, here, own);
    const budgetId = await unknownBudget(config, here, own);
    const run = {
        budgetId,
        recorders,
        noticesOff: await keepNotices(config, here, own),
        declared: declared.accounts,
        boundByPlan,
        inForce,
        keyOff,
        accountAlias: alias,
        names,
        tags,
        passwordPolicy,
        resourcePolicyId: resourcePolicy?.id,
        contacts,
    };
    const outputs: ManagementStackOutputs = {
        ...buildManagement(config, snapshot, own, provider, run),
        region,
        ...(waitsFor === undefined ? {} : { waitsFor }),
    };
    return outputs;
}

/** The id of the resource policy that AWS has, where the config has one and the state does not. */
async function newResourcePolicy(
    { organization }: ManagementConfig,
    snapshot: AwsSnapshot,
    { resources }: OwnStack,
    region: string,
): Promise<AwsResourcePolicy | undefined> {
    if (organization.resourcePolicy === undefined || snapshot.organization === undefined) return undefined;
    if (resources.some(({ type }) => type === "aws:organizations/resourcePolicy:ResourcePolicy")) return undefined;
    return readResourcePolicy(awsClient(OrganizationsClient, { region }));
}

/** Names of the users and groups that this stack makes. */
function peopleMade({ admins, breakGlass }: ManagementConfig): Parameters<typeof peopleNames>[0] {
    return {
        users: [...admins, ...breakGlass].map(({ name }) => name),
        groups: ["admins", ...(breakGlass.length === 0 ? [] : ["break-glass"])],
    };
}
