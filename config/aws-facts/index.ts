// AWS's limits, offers and names: data, each with the page that it comes from.
export { administrators, delegationLimits } from "./delegation-limits";
export { durationText, secondsOf } from "./duration";
export { limitTable, type Limits } from "./limits";
export { knownRegions, partitionNamed, partitionOf, partitions, partitionWith, type Partition } from "./partitions";
export { defaultsOf } from "./role-defaults";
export { optInRegions } from "./opt-in-regions";
export { delegatedIn, regionalDelegations } from "./regional-delegations";
export {
    administeredService,
    standardArn,
    type GuardDutyAgent,
    type GuardDutyPlan,
    type InspectorScan,
    type RecordingFrequency,
} from "./security-services";
export { services, type Delegation } from "./services";
export { previewReads } from "./preview-reads";
export { policyTypes, type PolicyType } from "./policy-types";
