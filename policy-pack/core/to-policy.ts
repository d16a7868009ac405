import type { PolicyConfigSchema, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Complaint } from "../../config/faults";
import type { Facts } from "./facts";
import type { ResourceRule, Rule, RuleText, StackRule } from "./rule";
import { StackSubject } from "./stack-subject";
import { Subject } from "./subject";

/** The rule in the form of @pulumi/policy. */
export function toPolicy(rule: Rule, facts: () => Facts): ResourceValidationPolicy | StackValidationPolicy {
    return "judgeStack" in rule ? stackPolicy(rule, facts) : resourcePolicy(rule, facts);
}

function resourcePolicy(rule: ResourceRule, facts: () => Facts): ResourceValidationPolicy {
    const judge = rule.judge();
    return {
        ...common(rule),
        validateResource: (args, report) => {
            if (!rule.types.includes(args.type)) return;
            const subject = new Subject(args);
            judge(subject, {
                settings: args.getConfig(),
                facts: facts(),
                report: (complaint) => {
                    report(sentence(complaint));
                },
            });
            reportUnknowns(subject.unknowns, facts(), report);
        },
    };
}

function stackPolicy(rule: StackRule, facts: () => Facts): StackValidationPolicy {
    return {
        ...common(rule),
        validateStack: (args, report) => {
            const relevant = args.resources.filter(({ type }) => rule.types.includes(type));
            const subjects = relevant.map((resource) => new StackSubject(resource));
            rule.judgeStack(subjects, {
                settings: args.getConfig(),
                facts: facts(),
                report: (complaint, resource) => {
                    report(sentence(complaint), resource?.urn);
                },
            });
        },
    };
}

function common({ name, description, level, severity, remedy, url, settings }: RuleText): {
    readonly name: string;
    readonly description: string;
    readonly enforcementLevel: RuleText["level"];
    readonly severity: RuleText["severity"];
    readonly remediationSteps: string;
    readonly url: string;
    readonly configSchema?: PolicyConfigSchema;
} {
    return {
        name,
        description,
        enforcementLevel: level,
        severity,
        remediationSteps: remedy,
        url,
        ...(settings === undefined ? {} : { configSchema: { properties: settings } }),
    };
}

/** A violation in one line: what is wrong, then the cure. */
export function sentence({ message, cure }: Complaint): string {
    return `${message} → ${cure}`;
}

/**
 * Reports what could not be judged. In a preview the SDK turns its own error for an unknown value into an advisory,
 * whatever the rule's level. In `up` nothing should be unknown when a resource is registered, and what still is, is
 * refused.
 */
function reportUnknowns(
    unknowns: ReadonlyMap<string, Error>,
    { isPreview }: Facts,
    report: (message: string) => void,
): void {
    const first = [...unknowns.values()][0];
    if (first === undefined) return;
    // All paths in one message: `rules` and `rules.0.id` are the same thing to a reader.
    const paths = [...unknowns.keys()].join(", ");
    const are = unknowns.size === 1 ? "is" : "are";
    if (isPreview) {
        first.message = `${paths} ${are} not known yet; judged in \`up\`, before anything is sent to AWS`;
        throw first;
    }
    report(`${paths} ${are} not known when the resource is about to be made → give a plain value`);
}
