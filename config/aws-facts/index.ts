// What AWS allows, offers and calls its things: data, each with its page.
export { administrators, delegationLimits, type DelegationLimit } from "./delegation-limits";
export { durationText, secondsOf } from "./duration";
export { limitTable, type Limits } from "./limits";
export { knownRegions, partitionOf } from "./regions";
export { defaultsOf, roleDefaults } from "./role-defaults";
export { services, type Delegation } from "./services";
