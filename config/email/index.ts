// The one module that judges emails: for the config, the policy pack and the CLI. It imports neither Pulumi nor AWS.
export { isDeliverable, splitEmail } from "./address";
export { deriveEmail, isAliasOf } from "./alias";
export { emailFaults } from "./check";
export { isGivenName, isGroupWord, looksLikePerson } from "./looks-like-person";
export { isRegistrable, isReserved, knownDomain } from "./mail-domains";
export { isOwned, isPersonalEmail, personalComplaint, type Person } from "./personal";
