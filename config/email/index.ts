// The one module that judges emails: for the config, the policy pack and the CLI. It imports neither Pulumi nor AWS.
export { awsEmailFaults, isDeliverable, splitEmail } from "./address";
export { deriveEmail, isAliasOf, roomForKey } from "./alias";
export { emailFaults, type EmailContext } from "./check";
export { isReserved, knownDomain, type KnownDomain } from "./mail-domains";
export { isOwned, isPersonalEmail, personalComplaint, type Person, type PersonalContext } from "./personal";
