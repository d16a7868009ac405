import type { Check } from "./check";
import { accounts, entries, quota, unmanagedThings } from "./checks/accounts";
import { auditTrail } from "./checks/audit-trail";
import { awsFiles } from "./checks/aws-files";
import { budget } from "./checks/budget";
import { analyzers, auditControls } from "./checks/cis-audit";
import { plainHttp } from "./checks/cis-buckets";
import { contactDetails, securityContact } from "./checks/cis-contacts";
import { unusedCredentials } from "./checks/cis-credentials";
import { leftControls } from "./checks/cis-left";
import {
    administrators,
    cloudShell,
    groupsAlone,
    passwordLength,
    passwordReuse,
    rootHardware,
    rootKeys,
    rootMfa,
    supportRole,
} from "./checks/cis-management";
import {
    delegationPolicy,
    guardrails,
    imdsv2,
    rootAccess,
    serviceAdministrators,
    unitStructure,
} from "./checks/cis-organization";
import { macieOn, securityHubOn } from "./checks/cis-services";
import { encryptedVolumes, onePlace } from "./checks/cis-settings";
import { workloads } from "./checks/cis-workloads";
import { account, caller, expiry, stackProfile } from "./checks/credentials";
import { deployEnvironment } from "./checks/deploy-environment";
import { inForce } from "./checks/in-force";
import { leftovers, openOperations } from "./checks/interrupted";
import { openInvitations, verification } from "./checks/invitations";
import { locks } from "./checks/locks";
import { engine, languageHost, node, plugins } from "./checks/machine";
import { delegated, linkedRoles, managementAccount, organization } from "./checks/organization";
import { firstPasswords } from "./checks/first-passwords";
import { admins, bootstrapUser, rootUser } from "./checks/people";
import { profiles } from "./checks/profiles";
import { config, managementStack, project } from "./checks/project";
import { backend, bucket, key } from "./checks/state";

/** All checks of `org doctor`, in the order in which they are shown. */
export const checks: readonly Check[] = [
    engine,
    node,
    languageHost,
    plugins,
    leftovers,
    project,
    config,
    managementStack,
    deployEnvironment,
    caller,
    account,
    awsFiles,
    stackProfile,
    expiry,
    organization,
    managementAccount,
    verification,
    linkedRoles,
    delegated,
    inForce,
    auditTrail,
    budget,
    quota,
    accounts,
    openInvitations,
    unmanagedThings,
    entries,
    backend,
    bucket,
    key,
    locks,
    openOperations,
    profiles,
    admins,
    bootstrapUser,
    rootUser,
    firstPasswords,
    rootAccess,
    guardrails,
    workloads,
    unitStructure,
    delegationPolicy,
    serviceAdministrators,
    contactDetails,
    securityContact,
    rootKeys,
    rootMfa,
    rootHardware,
    passwordLength,
    passwordReuse,
    unusedCredentials,
    groupsAlone,
    administrators,
    supportRole,
    analyzers,
    onePlace,
    cloudShell,
    plainHttp,
    macieOn,
    ...auditControls,
    securityHubOn,
    encryptedVolumes,
    imdsv2,
    leftControls,
];
