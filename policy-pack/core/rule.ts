import type { EnforcementLevel, PolicyConfigSchema, Severity } from "@pulumi/policy";
import type { Complaint } from "../../config/faults";
import type { Facts } from "./facts";
import type { StackSubject } from "./stack-subject";
import type { Subject } from "./subject";

/** Settings of a rule, as its schema describes them, with their defaults filled in. */
export type Settings = Readonly<Record<string, unknown>>;

/** What a rule is called and what it is for: shown by the engine, by Pulumi Cloud and in docs/policy-pack.md. */
export interface RuleText {
    /** Kebab case, unique in the pack; the key in the policy config file. */
    readonly name: string;
    /** What must hold, in one sentence. */
    readonly description: string;
    /** Why, where that is not plain. */
    readonly why: string;
    /** `mandatory` for what cannot be undone or opens a door, `advisory` for taste. */
    readonly level: Extract<EnforcementLevel, "mandatory" | "advisory">;
    readonly severity: Severity;
    /** What to do about it. */
    readonly remedy: string;
    /** The page that says so. */
    readonly url: string;
    /** JSON schema of the settings; each has a default or comes from the stack's own config. */
    readonly settings?: PolicyConfigSchema["properties"];
}

/** What a rule hears of besides the resource. */
export interface Case {
    readonly settings: Settings;
    readonly facts: Facts;
    /** Reports one violation. A secret value must not be in it: use `Subject.show`. */
    readonly say: (complaint: Complaint) => void;
}

/** A rule about one resource, judged by its inputs before it is made or changed. */
export interface ResourceRule extends RuleText {
    /** Type tokens of the resources that it is about. */
    readonly types: readonly string[];
    /** A fresh judge for each run of the pack, so that one that remembers (each email once) starts empty. */
    readonly judge: () => (subject: Subject, context: Case) => void;
}

/** What a stack rule hears of. */
export interface StackCase extends Omit<Case, "say"> {
    readonly say: (complaint: Complaint, resource?: StackSubject) => void;
}

/** A rule about resources together, judged at the end of a preview, and of an `up` without one. */
export interface StackRule extends RuleText {
    /** Type tokens of the resources that it is about; it sees no others. */
    readonly types: readonly string[];
    readonly judgeStack: (resources: readonly StackSubject[], context: StackCase) => void;
}

export type Rule = ResourceRule | StackRule;
