import type { GuardDutyAgent, GuardDutyPlan, InspectorScan, RecordingFrequency } from "../aws-facts/security-services";

/** A service that is on. */
interface ServiceOn {
    /** Governed regions that have the service. */
    readonly regions: readonly string[];
}

/** AWS's services that watch all accounts of the organization; one that is absent is not switched on here. */
export interface SecurityServices {
    readonly config?: ServiceOn & {
        /** How often recorders record; absent: continuously, and those that somebody made by hand as they do. */
        readonly frequency?: RecordingFrequency;
    };
    readonly guardduty?: ServiceOn & {
        /** Protection plans beside the foundational one. */
        readonly plans: readonly GuardDutyPlan[];
        /** Agents that GuardDuty installs by itself. */
        readonly agents: readonly GuardDutyAgent[];
    };
    readonly inspector?: ServiceOn & {
        /** What is scanned in all accounts. */
        readonly scans: readonly InspectorScan[];
    };
    readonly macie?: ServiceOn;
    readonly securityHub?: ServiceOn & {
        /** Ends of the standards' ARNs: `cis-aws-foundations-benchmark/v/5.0.0`. */
        readonly standards: readonly string[];
        /** Whether accounts that have settings of their own may lose them, in the run that switches central configuration on. */
        readonly overwrite: boolean;
    };
}
