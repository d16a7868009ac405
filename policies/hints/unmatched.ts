import { resourceControlled } from "../evaluate/resource-controlled";
import type { AwsNames, Hint } from "./aws-names";
import { contradiction, needsKey } from "./contradiction";
import { covers, placeOf, statementsOf, textsOf, type Statement } from "./patterns";

type Document = Readonly<Record<string, unknown>>;

/**
 * Statements that apply to no request: no action of theirs has such a resource or key, or their conditions exclude each
 * other.
 */
export function unmatched(document: Document, type: string, partition: string, names: AwsNames): readonly Hint[] {
    return statementsOf(document).flatMap((statement, index) => {
        const at = placeOf(document, index);
        const found =
            contradiction(statement) ??
            wrongPartition(statement, partition) ??
            withoutResource(statement, names) ??
            foreignResource(statement, names) ??
            foreignKey(statement, names) ??
            (type === "RESOURCE_CONTROL_POLICY" ? unbound(statement, names) : undefined);
        return found === undefined
            ? []
            : [{ at: [...at, ...found.at], message: `can never match: ${found.message}`, cure: found.cure }];
    });
}

/** One field of an ARN pattern (1: partition, 2: service, …); undefined if it has a wildcard or variable. */
function arnPart(pattern: string, index: number): string | undefined {
    const part = pattern.startsWith("arn:") ? pattern.split(":")[index] : undefined;
    return part === undefined || /[*?$]/u.test(part) ? undefined : part;
}

function wrongPartition(statement: Statement, partition: string): Hint | undefined {
    if (statement["Resource"] === undefined) return undefined;
    const given = textsOf(statement["Resource"]).map((pattern) => arnPart(pattern, 1));
    if (!given.every((each) => each !== undefined && each !== partition)) return undefined;
    return {
        at: ["Resource"],
        message: `its resources are of ${given[0]!}, and the organization is in ${partition}`,
        cure: `write: arn:${partition}:… or arn:*:…`,
    };
}

/** Its actions one by one; an empty list if one of them is not known. */
function actionsOf(statement: Statement, names: AwsNames): readonly (readonly [service: string, action: string])[] {
    if (statement["Action"] === undefined) return [];
    const found = textsOf(statement["Action"]).map((text) => {
        const [service = "", name] = text.toLowerCase().split(":");
        if (name === undefined || /[*?]/u.test(service)) return [];
        return names.actions(service).flatMap((action) => (covers(name, action) ? [[service, action] as const] : []));
    });
    return found.some((each) => each.length === 0) ? [] : found.flat();
}

function withoutResource(statement: Statement, names: AwsNames): Hint | undefined {
    const resources = statement["Resource"] === undefined ? [] : textsOf(statement["Resource"]);
    if (resources.length === 0 || !resources.every((pattern) => arnPart(pattern, 2))) return undefined;
    const actions = actionsOf(statement, names);
    if (actions.length === 0 || !actions.every(([service, action]) => names.isWithoutResource(service, action)))
        return undefined;
    const [service, action] = actions[0]!;
    return { at: ["Resource"], message: `${service}:${action} has no resource`, cure: 'write: "Resource": "*"' };
}

function foreignResource(statement: Statement, names: AwsNames): Hint | undefined {
    const resources = statement["Resource"] === undefined ? [] : textsOf(statement["Resource"]);
    const actions = actionsOf(statement, names);
    if (resources.length === 0 || actions.length === 0) return undefined;
    const services = new Set(actions.map(([service]) => service));
    const known = new Set([...services].flatMap((service) => [...names.arnServices(service)]));
    const given = resources.map((pattern) => arnPart(pattern, 2));
    if (!given.every((each) => each !== undefined && each !== "" && !known.has(each) && !services.has(each)))
        return undefined;
    return {
        at: ["Resource"],
        message: `its resources are of ${given[0]!}, and its actions of ${[...services].join(", ")}`,
        cure: "correct the one or the other",
    };
}

/** Keys that the credentials of some services add to requests of every service. */
const travelling =
    /^(?:ec2:roledelivery|ec2:sourceinstancearn|ssm:sourceinstancearn|lambda:sourcefunctionarn|identitystore:.*|glue:.*|saml:.*|sts:.*|cognito-identity.*)$/iu;

function foreignKey(statement: Statement, names: AwsNames): Hint | undefined {
    const actions = actionsOf(statement, names);
    if (actions.length === 0) return undefined;
    const services = [...new Set(actions.map(([service]) => service))];
    for (const [operator, keys] of Object.entries((statement["Condition"] ?? {}) as Readonly<Record<string, object>>))
        for (const key of Object.keys(keys)) {
            const [prefix = ""] = key.toLowerCase().split(":");
            if (!needsKey(operator) || prefix === "aws" || !names.hasKey(key) || travelling.test(key)) continue;
            if (services.includes(prefix) || !names.services.includes(prefix)) continue;
            const isKnown = services.some((service) =>
                names.keys(service).some((each) => covers(each.replace(/\$\{[^}]*\}/gu, "*"), key)),
            );
            if (isKnown) continue;
            return {
                at: ["Condition", operator, key],
                message: `requests of ${services.join(", ")} have no ${key}`,
                cure: "correct the key, or the actions",
            };
        }
    return undefined;
}

function unbound(statement: Statement, names: AwsNames): Hint | undefined {
    const actions = actionsOf(statement, names);
    if (
        actions.length === 0 ||
        actions.some(([service, action]) => resourceControlled(`${service}:${action}`) === true)
    )
        return undefined;
    const services = [...new Set(actions.map(([service]) => service))];
    return {
        at: ["Action"],
        message: `resource control policies bind no ${services.join(", ")} (AWS's list of September 2026)`,
        cure: "use a service control policy, or take it out",
    };
}
