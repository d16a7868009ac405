import type { Protection } from "./protection";

/** The parts of the engine's events that are read here (pulumi, sdk/go/common/apitype/events.go). */
export interface EngineEvent {
    readonly diagnosticEvent?: {
        readonly urn?: string;
        readonly prefix?: string;
        readonly message: string;
        readonly severity: string;
        readonly ephemeral?: boolean;
    };
    readonly resourcePreEvent?: { readonly metadata: StepMetadata };
    readonly resOutputsEvent?: { readonly metadata: StepMetadata };
    readonly resOpFailedEvent?: { readonly metadata: StepMetadata };
    readonly policyEvent?: {
        readonly resourceUrn?: string;
        readonly message: string;
        readonly policyName: string;
        readonly enforcementLevel: string;
    };
    readonly summaryEvent?: { readonly resourceChanges: Readonly<Record<string, number>> };
    readonly errorEvent?: { readonly error: string };
}

export interface StepMetadata {
    readonly op: string;
    readonly urn: string;
    readonly type: string;
    readonly old: StepState | null;
    readonly new: StepState | null;
    readonly keys?: readonly string[] | null;
    readonly diffs?: readonly string[] | null;
    readonly detailedDiff?: Readonly<Record<string, { readonly diffKind: string }>> | null;
}

export interface StepState extends Protection {
    /** True for a resource of a provider; absent for a component. */
    readonly custom?: boolean;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

/** A stack's outputs after its last run, and those that the preview expects. */
export interface Outputs {
    readonly before: Readonly<Record<string, unknown>>;
    readonly after: Readonly<Record<string, unknown>>;
}
