export type { Decision, Ground, Level, Placed, Request } from "./decide";
export { decide } from "./decide";
export { accountIn, principalOf, type Principal } from "./principals";
export { effectiveDocument, effectivePolicy, type DocumentLevel, type EffectiveSetting } from "./effective";
export { fullAccess, judgeCase } from "./judge-case";
export { RequestContext, type ContextKeys } from "./request-context";
export { compilePolicy, resourceKey, type CompiledPolicy } from "./statements";
export { PlacedAccounts } from "./placed";
export { rolePolicies, type FindDocument } from "./role-policies";
