/** What a reason code of AWS means, and what to do. */
export interface Reason {
    /** One line, without a full stop. */
    readonly meaning: string;
    readonly cure: string;
    /** Set if the same call may succeed a little later. */
    readonly passing?: true;
}

const quota = "ask AWS for more: ./org accounts quota <number>";
const quotaOfUnits = "ask for more in Service Quotas, region us-east-1, AWS Organizations";
const payment = "complete the payment method in Billing → Payment preferences of that account, then run again";
const support = "ask AWS Support, case type Account and billing";
const wait = "run again; nothing has to be cleaned up";
const organizationsConsole = "finish it in the console: AWS Organizations";
const transfers = "billing transfers are not managed here: see Billing → Billing transfer in the console";

/**
 * Why CreateAccount failed. Source: Organizations API reference, CreateAccountStatus FailureReason; a test compares the keys with the
 * SDK's.
 */
export const createAccountReasons: Readonly<Record<string, Reason>> = {
    ACCOUNT_LIMIT_EXCEEDED: {
        meaning: "the organization has as many accounts as its quota allows; new organizations may get fewer than ten",
        cure: quota,
    },
    CONCURRENT_ACCOUNT_MODIFICATION: {
        meaning: "AWS was making or changing another account",
        cure: wait,
        passing: true,
    },
    EMAIL_ALREADY_EXISTS: {
        meaning: "an AWS account has this email, or had it when it was closed",
        cure: "if it is in this organization, run again: it is found by its email and imported; else choose another key",
    },
    FAILED_BUSINESS_VALIDATION: { meaning: "AWS could not validate the business's data", cure: support },
    GOVCLOUD_ACCOUNT_ALREADY_EXISTS: { meaning: "the GovCloud account exists already", cure: "import it instead" },
    INTERNAL_FAILURE: { meaning: "AWS failed on its side", cure: wait, passing: true },
    INVALID_ADDRESS: {
        meaning: "the management account's address, which new accounts copy, is not complete",
        cure: "complete it: contacts.primary, or Account → Contact information in the console",
    },
    INVALID_EMAIL: { meaning: "AWS does not take this email", cure: "check the group's address: ./org validate" },
    INVALID_IDENTITY_FOR_BUSINESS_VALIDATION: {
        meaning: "the identity given to business validation is not valid",
        cure: support,
    },
    INVALID_PAYMENT_INSTRUMENT: { meaning: "the management account's payment method was refused", cure: payment },
    MISSING_BUSINESS_VALIDATION: { meaning: "AWS has not validated the business yet", cure: support },
    MISSING_PAYMENT_INSTRUMENT: { meaning: "the management account has no payment method", cure: payment },
    PENDING_BUSINESS_VALIDATION: {
        meaning: "AWS is still validating the business",
        cure: "wait for AWS's mail to the group, then run again",
        passing: true,
    },
    UNKNOWN_BUSINESS_VALIDATION: { meaning: "the business's validation has no known result", cure: support },
    UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED: {
        meaning: "tags cannot be set together with this resource policy",
        cure: "set the tags in a run of their own",
    },
};

/** Why an operation breaks a rule of the organization. Source: Organizations API reference, ConstraintViolationException. */
export const constraintReasons: Readonly<Record<string, Reason>> = {
    ACCOUNT_CANNOT_LEAVE_ORGANIZATION: {
        meaning: "the account lacks what a standalone account needs, or is younger than seven days",
        cure: "wait until it is seven days old, and complete its contact and payment data as its root user",
    },
    ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA: {
        meaning: "the account has not accepted the customer agreement",
        cure: "accept it as the account's root user",
    },
    ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION: {
        meaning: "the account's phone number is not verified",
        cure: "verify it as the account's root user",
    },
    ACCOUNT_CREATION_NOT_COMPLETE: { meaning: "the account is still being set up", cure: wait, passing: true },
    ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED: {
        meaning: "too many accounts were made in a short time",
        cure: "wait an hour, then run again",
        passing: true,
    },
    ACCOUNT_NOT_ACTIVE_FOR_TRANSFER_RESPONSIBILITY: {
        meaning: "the account of the billing transfer is not active",
        cure: transfers,
    },
    ACCOUNT_NUMBER_LIMIT_EXCEEDED: {
        meaning: "the organization has as many accounts and open invitations as its quota allows",
        cure: quota,
    },
    ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS: { meaning: "a billing transfer is under way", cure: transfers },
    ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED: {
        meaning: "the organization is too large to enable all features by itself",
        cure: support,
    },
    CANNOT_CLOSE_MANAGEMENT_ACCOUNT: {
        meaning: "the management account cannot be closed while it has an organization",
        cure: "take it out of what is closed",
    },
    CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR: {
        meaning: "the management account cannot be a delegated administrator",
        cure: "delegate to a member account, such as security",
    },
    CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR: {
        meaning: "the account is suspended",
        cure: "delegate to an active account",
    },
    CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG: {
        meaning: "the account is a delegated administrator",
        cure: "take it out of delegatedAdministrators and run pulumi up first",
    },
    CLOSE_ACCOUNT_QUOTA_EXCEEDED: {
        meaning: "too many accounts were closed in the last 30 days",
        cure: "wait: the higher of 250 or 20 % of the members may be closed in 30 days",
    },
    CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED: {
        meaning: "too many accounts are being closed at once",
        cure: "wait for those to end; three at a time work",
        passing: true,
    },
    CREATE_ORGANIZATION_IN_BILLING_MODE_UNSUPPORTED_REGION: {
        meaning: "consolidated billing only is not offered in this region",
        cure: "all features are what this program uses",
    },
    DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE: {
        meaning: "another account administers this service already",
        cure: "take the other one out of delegatedAdministrators and run pulumi up first",
    },
    EMAIL_VERIFICATION_CODE_EXPIRED: { meaning: "the code that AWS sent has expired", cure: "ask for a new one" },
    HANDSHAKE_RATE_LIMIT_EXCEEDED: {
        meaning: "too many invitations in one day",
        cure: "wait until tomorrow, then run again",
    },
    INVALID_PAYMENT_INSTRUMENT: { meaning: "the payment method was refused", cure: payment },
    MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE: {
        meaning: "the management account's address is not that of its AWS marketplace",
        cure: "correct it in Account → Contact information",
    },
    MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE: {
        meaning: "the management account has no business licence on file (China)",
        cure: support,
    },
    MASTER_ACCOUNT_MISSING_CONTACT_INFO: {
        meaning: "the management account's contact information is not complete",
        cure: "complete it: contacts.primary",
    },
    MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED: {
        meaning: "the management account may not make GovCloud accounts",
        cure: support,
    },
    MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED: {
        meaning: "the management account has no valid payment method",
        cure: payment,
    },
    MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED: {
        meaning: "the service has as many delegated administrators as it allows",
        cure: "take one out of delegatedAdministrators and run pulumi up first",
    },
    MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED: {
        meaning: "the target has as many policies of this type as AWS allows, FullAWSAccess included",
        cure: "join policies, or attach one to the unit above; policies attached by hand count too",
    },
    MAX_TAG_LIMIT_EXCEEDED: { meaning: "the resource has as many tags as AWS allows", cure: "take tags out" },
    MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED: {
        meaning: "the member account has no valid payment method",
        cure: payment,
    },
    MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED: {
        meaning: "every target keeps at least one policy of this type",
        cure: "attach another one, such as FullAWSAccess, first",
    },
    ORGANIZATION_NOT_IN_ALL_FEATURES_MODE: {
        meaning: "the organization has consolidated billing only",
        cure: "enable all features: AWS Organizations → Settings; invited accounts must approve; there is no way back",
    },
    OU_DEPTH_LIMIT_EXCEEDED: { meaning: "units go five levels deep", cure: "flatten the path" },
    OU_NUMBER_LIMIT_EXCEEDED: { meaning: "the organization has as many units as AWS allows", cure: quotaOfUnits },
    POLICY_CONTENT_LIMIT_EXCEEDED: {
        meaning: "the policy is longer than AWS allows",
        cure: "split it; ./org validate shows the size",
    },
    POLICY_NUMBER_LIMIT_EXCEEDED: {
        meaning: "the organization has as many policies of this type as AWS allows",
        cure: "delete unused ones",
    },
    POLICY_TYPE_ENABLED_FOR_THIS_SERVICE: {
        meaning: "the service's policy type is still on",
        cure: "switch the policy type off first: organization.disable",
    },
    RESPONSIBILITY_TRANSFER_MAX_INBOUND_QUOTA_VIOLATION: {
        meaning: "too many billing transfers to this account",
        cure: transfers,
    },
    RESPONSIBILITY_TRANSFER_MAX_LEVEL_VIOLATION: { meaning: "billing transfers are nested too deep", cure: transfers },
    RESPONSIBILITY_TRANSFER_MAX_OUTBOUND_QUOTA_VIOLATION: {
        meaning: "too many billing transfers from this account",
        cure: transfers,
    },
    RESPONSIBILITY_TRANSFER_MAX_TRANSFERS_QUOTA_VIOLATION: { meaning: "too many billing transfers", cure: transfers },
    SERVICE_ACCESS_NOT_ENABLED: {
        meaning: "the service has no trusted access",
        cure: "add it to organization.services",
    },
    TAG_POLICY_VIOLATION: { meaning: "the tags break a tag policy", cure: "use the tags that the policy allows" },
    TRANSFER_RESPONSIBILITY_SOURCE_DELETION_IN_PROGRESS: {
        meaning: "the source of the billing transfer is being deleted",
        cure: transfers,
    },
    TRANSFER_RESPONSIBILITY_TARGET_DELETION_IN_PROGRESS: {
        meaning: "the target of the billing transfer is being deleted",
        cure: transfers,
    },
    TRANSFER_RESPONSIBILITY_UPDATE_NOT_ALLOWED: {
        meaning: "the billing transfer cannot be changed now",
        cure: transfers,
    },
    UNMET_BILLING_PREREQUISITE: {
        meaning: "something in billing has to be completed first",
        cure: "see Billing in the console for open tasks",
    },
    UNSUPPORTED_PRICING: { meaning: "the account's pricing plan does not allow it", cure: support },
    WAIT_PERIOD_ACTIVE: {
        meaning: "AWS asks to wait: an account leaves seven days after it was made",
        cure: "wait, then run again",
    },
};

/** Why an invitation fails. Source: Organizations API reference, HandshakeConstraintViolationException. */
export const handshakeReasons: Readonly<Record<string, Reason>> = {
    ACCOUNT_NUMBER_LIMIT_EXCEEDED: {
        meaning:
            "the organization has as many accounts and open invitations as its quota allows; right after it was made, wait an hour",
        cure: quota,
    },
    ALREADY_IN_AN_ORGANIZATION: {
        meaning: "the account is in an organization already",
        cure: "it must leave that one first, as its own administrator",
    },
    HANDSHAKE_RATE_LIMIT_EXCEEDED: {
        meaning: "too many invitations in one day",
        cure: "wait until tomorrow, then run again",
    },
    INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES: {
        meaning: "no invitations while all features are being enabled",
        cure: `let all accounts approve first; ${organizationsConsole} → Settings`,
    },
    LEGACY_PERMISSIONS_STILL_IN_USE: {
        meaning: "the organization still uses the retired aws-portal permissions",
        cure: "move to fine-grained billing actions first",
    },
    MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED: {
        meaning: "the management account's email is not verified",
        cure: `open the mail that AWS sent to the group, or send it again: ${organizationsConsole} → Settings`,
    },
    ORGANIZATION_ALREADY_HAS_ALL_FEATURES: {
        meaning: "the organization has all features already",
        cure: "there is nothing to do",
    },
    ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD: {
        meaning: "the account buys from another AWS seller than the management account",
        cure: "both must have the same seller of record: change the account's country, or make a new account",
    },
    ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION: {
        meaning: "all features are being enabled already",
        cure: `see who has not approved: ${organizationsConsole} → Settings`,
    },
    ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED: {
        meaning: "too many accounts joined or left in a short time",
        cure: "wait, then run again",
        passing: true,
    },
    PAST_DUE_INVOICE: { meaning: "the account has an unpaid invoice", cure: "pay it, then run again" },
    PAYMENT_INSTRUMENT_REQUIRED: { meaning: "the account has no payment method", cure: payment },
    RESPONSIBILITY_TRANSFER_ALREADY_EXISTS: { meaning: "the billing transfer exists already", cure: transfers },
    SOURCE_AND_TARGET_CANNOT_MATCH: {
        meaning: "an account cannot invite itself",
        cure: "the management account needs no invitation",
    },
    TARGET_ACCOUNT_VALIDATION_FAILURE: {
        meaning: "AWS does not find the account as described",
        cure: "check its id: 12 digits in quotes",
    },
    UNUSED_PREPAYMENT_BALANCE: { meaning: "the account has a prepaid balance", cure: "use it up or ask AWS Support" },
};

/** Why a value is refused, for reasons that somebody can do something about. Source: Organizations API reference, InvalidInputException. */
export const inputReasons: Readonly<Record<string, Reason>> = {
    UNRECOGNIZED_SERVICE_PRINCIPAL: {
        meaning: "AWS knows no service of this name, or does not let an organization trust it",
        cure: "correct its line in organization.services, or take it out, and run again: nothing has to be cleaned up",
    },
};

// AWS's own words for when Go's SDK, and so the provider, prints an exception without its Reason. Seen in
// awslabs/compliant-framework-for-federal-and-dod-workloads-in-aws-govcloud-us#12 and org-formation/org-formation-cli#368.
export const inWords: readonly (readonly [words: RegExp, code: string])[] = [
    [/exceeded the allowed number of AWS accounts/iu, "ACCOUNT_NUMBER_LIMIT_EXCEEDED"],
    [/unrecognized service principal/iu, "UNRECOGNIZED_SERVICE_PRINCIPAL"],
    [/exceed the max depth allowed/iu, "OU_DEPTH_LIMIT_EXCEEDED"],
];

const withheld: Reason = {
    meaning: "AWS gave a reason code that the provider does not pass on",
    cure: "see AWS's words in the error; the call's event in CloudTrail (Event history, us-east-1) has the code",
};

/** The first reason code in an error's text, with its meaning. For an exception that has a reason and hides it, an entry that says so. */
export function reasonIn(text: string): { readonly code: string; readonly reason: Reason } | undefined {
    const codes: readonly string[] = text.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? [];
    const worded = inWords.filter(([words]) => words.test(text)).map(([, code]) => code);
    for (const code of [...codes, ...worded]) {
        const reason =
            createAccountReasons[code] ?? constraintReasons[code] ?? handshakeReasons[code] ?? inputReasons[code];
        if (reason !== undefined) return { code, reason };
    }
    const exception = /\b(?:Handshake)?ConstraintViolationException\b/u.exec(text)?.[0];
    return exception === undefined ? undefined : { code: exception, reason: withheld };
}
