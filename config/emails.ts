// The one module that judges emails: for the config, the policy pack and the CLI. It imports neither Pulumi nor AWS.
export { awsEmailFaults, isDeliverable, splitEmail } from "./email/address";
export { deriveEmail, isAliasOf, roomForKey } from "./email/alias";
export { emailFaults, type EmailContext } from "./email/check";
export { isReserved, knownDomain, type KnownDomain } from "./email/mail-domains";
export { isOwned, isPersonalEmail, personalComplaint, type Person, type PersonalContext } from "./email/personal";
