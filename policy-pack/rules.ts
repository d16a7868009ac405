import type { Rule } from "./core/rule";
import { accountEmailsAreGroupAliases } from "./rules/account-emails-are-group-aliases";
import { accountEmailsAreUnique } from "./rules/account-emails-are-unique";
import { accountsAreNotClosed } from "./rules/accounts-are-not-closed";
import { accountsAreNotReplaced } from "./rules/accounts-are-not-replaced";
import { auditBucketsAreComplete } from "./rules/audit-buckets-are-complete";
import { auditBucketsAreHardened } from "./rules/audit-buckets-are-hardened";
import { humanTrustNeedsMfa } from "./rules/human-trust-needs-mfa";
import { irreversibleIsProtected } from "./rules/irreversible-is-protected";
import { keysRotate } from "./rules/keys-rotate";
import { loginProfilesAreEncrypted } from "./rules/login-profiles-are-encrypted";
import { mfaProofHasAnAge } from "./rules/mfa-proof-has-an-age";
import { noExclusivePolicyAttachment } from "./rules/no-exclusive-policy-attachment";
import { noLongLivedCredentials } from "./rules/no-long-lived-credentials";
import { noPersonalEmails } from "./rules/no-personal-emails";
import { noWildcardTrust } from "./rules/no-wildcard-trust";
import { organizationTrailIsComplete } from "./rules/organization-trail-is-complete";
import { serviceAccessDoesNotShrink } from "./rules/service-access-does-not-shrink";
import { serviceControlPoliciesSpareTheAccessRole } from "./rules/service-control-policies-spare-the-access-role";
import { temporaryTrustsEnd } from "./rules/temporary-trusts-end";
import { thirdPartiesBringAnExternalId } from "./rules/third-parties-bring-an-external-id";
import { webIdentityNamesItsSubject } from "./rules/web-identity-names-its-subject";

/** All rules, in the order of the documentation. */
export const rules: readonly Rule[] = [
    noPersonalEmails,
    accountEmailsAreGroupAliases,
    accountEmailsAreUnique,
    irreversibleIsProtected,
    accountsAreNotClosed,
    accountsAreNotReplaced,
    serviceAccessDoesNotShrink,
    serviceControlPoliciesSpareTheAccessRole,
    noLongLivedCredentials,
    loginProfilesAreEncrypted,
    noWildcardTrust,
    humanTrustNeedsMfa,
    mfaProofHasAnAge,
    temporaryTrustsEnd,
    thirdPartiesBringAnExternalId,
    webIdentityNamesItsSubject,
    noExclusivePolicyAttachment,
    auditBucketsAreHardened,
    auditBucketsAreComplete,
    keysRotate,
    organizationTrailIsComplete,
];
