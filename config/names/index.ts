// Names that the program chooses for its resources.
export { bootstrapUser } from "./bootstrap-user";
export { exampleIds, examplePeople, exampleValues, hasExampleValue, isOfTheExample } from "./example";
export { githubIssuer, githubSubjects, type GitHubRepository } from "./github";
export { auditKeyDescription, stateKeyDescription } from "./key-descriptions";
export { defaultAccessRole, ownRoles } from "./own-roles";
export { profileNames } from "./profile-names";
export { meaningOfTarget, unitsAbove, wordOfAccount, type TargetMeaning } from "./target-words";
export { keepSecurityKey, securityKey, securityKeyStays } from "./security-account";
