import type { GuardDutyAgent, GuardDutyPlan, InspectorScan, RecordingFrequency } from "../aws-facts/security-services";

/** Settings of a service that is on. */
interface ServiceOn {
    /** Governed regions that have the service. */
    readonly regions: readonly string[];
}

/** AWS's services that watch all accounts of the organization. A service that is absent is not switched on. */
export interface SecurityServices {
    readonly config?: ServiceOn & {
        /** How often recorders record. Default: new ones continuously, existing ones as they are set. */
        readonly frequency?: RecordingFrequency;
    };
    readonly guardduty?: ServiceOn & {
        /** Protection plans in addition to the foundational one. */
        readonly plans: readonly GuardDutyPlan[];
        /** Agents that GuardDuty installs automatically. */
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
        /** Whether accounts may lose their own settings in the run that switches on central configuration. */
        readonly overwrite: boolean;
    };
}
