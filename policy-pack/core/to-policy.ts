import type { PolicyConfigSchema, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Complaint } from "../../config/faults";
import type { Facts } from "./facts";
import type { ResourceRule, Rule, RuleText, StackRule } from "./rule";
import { StackSubject } from "./stack-subject";
import { Subject } from "./subject";

/** The rule as @pulumi/policy serves it. */
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
                say: (complaint) => {
                    report(sentence(complaint));
                },
            });
            tellUnknowns(subject.unknowns, facts(), report);
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
                say: (complaint, resource) => {
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
 * Says what could not be judged. In a preview the SDK makes an advisory of its own error for an unknown value, whatever the rule's
 * level; in `up` nothing is unknown when a resource is registered, and what is all the same is refused.
 */
function tellUnknowns(
    unknowns: ReadonlyMap<string, Error>,
    { isPreview }: Facts,
    report: (message: string) => void,
): void {
    const first = [...unknowns.values()][0];
    if (first === undefined) return;
    // `rules` and `rules.0.id` are one thing to a reader.
    const paths = [...unknowns.keys()].join(", ");
    const are = unknowns.size === 1 ? "is" : "are";
    if (isPreview) {
        first.message = `${paths} ${are} not known yet; judged in \`up\`, before anything is sent to AWS`;
        throw first;
    }
    report(`${paths} ${are} not known when the resource is about to be made → give a plain value`);
}
