import type { EnforcementLevel, PolicyConfigSchema, Severity } from "@pulumi/policy";
import type { Complaint } from "../../config/faults";
import type { Facts } from "./facts";
import type { StackSubject } from "./stack-subject";
import type { Subject } from "./subject";

/** Settings of a rule, in the form of its schema, with defaults filled in. */
export type Settings = Readonly<Record<string, unknown>>;

/** Name and purpose of a rule, as shown by the engine, by Pulumi Cloud and in docs/policy-pack.md. */
export interface RuleText {
    /** Kebab case, unique in the pack. It is the key in the policy config file. */
    readonly name: string;
    /** What must hold, in one sentence. */
    readonly description: string;
    /** The reason, where it is not obvious. */
    readonly why: string;
    /** `mandatory` for what cannot be undone or lets strangers in, otherwise `advisory`. */
    readonly level: Extract<EnforcementLevel, "mandatory" | "advisory">;
    readonly severity: Severity;
    /** How to fix a violation. */
    readonly remedy: string;
    /** Address of the page that the rule comes from. */
    readonly url: string;
    /** JSON schema of the settings. Each has a default or comes from the stack's config. */
    readonly settings?: PolicyConfigSchema["properties"];
}

/** What a rule gets besides the resource. */
export interface RuleContext {
    readonly settings: Settings;
    readonly facts: Facts;
    /** Reports one violation. It must not contain a secret value: use `Subject.show`. */
    readonly report: (complaint: Complaint) => void;
}

/** A rule about one resource. It judges the inputs before the resource is created or changed. */
export interface ResourceRule extends RuleText {
    /** Type tokens of the resources that the rule is about. */
    readonly types: readonly string[];
    /** Returns a new judge for each run of the pack, so that one that remembers (each email once) starts empty. */
    readonly judge: () => (subject: Subject, context: RuleContext) => void;
}

/** What a stack rule gets besides the resources. */
export interface StackRuleContext extends Omit<RuleContext, "report"> {
    readonly report: (complaint: Complaint, resource?: StackSubject) => void;
}

/** A rule about several resources together, judged at the end of a preview, or of an `up` without one. */
export interface StackRule extends RuleText {
    /** Type tokens of the resources that the rule is about; it gets no others. */
    readonly types: readonly string[];
    readonly judgeStack: (resources: readonly StackSubject[], context: StackRuleContext) => void;
}

export type Rule = ResourceRule | StackRule;
