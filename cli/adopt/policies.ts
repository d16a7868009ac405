import { ended } from "../../aws/account-states";
import type { WholePolicy } from "../../aws/living/policies";
import { isMap, plainName } from "../../config/faults";
import type { Facts, TagsOf } from "./facts";

/** `policies` that the config does not have yet, by name, each with its document. The document is moved to a file when it is written. */
export function adoptedPolicies(facts: Facts, tagsOf: TagsOf): Readonly<Record<string, unknown>> {
    const { living, raw, left } = facts;
    const written = isMap(raw["policies"]) ? raw["policies"] : {};
    const found = new Map<string, WholePolicy>();
    for (const policy of living.policies) {
        const { name, id, type } = policy;
        const other = found.get(name);
        if (other !== undefined)
            left.push({
                what: `policy ${name} (${id}, ${type})`,
                why: `another one has its name, ${other.id} (${other.type}), and the config has one of a name`,
            });
        else found.set(name, policy);
    }
    const entries = [...found.values()]
        .filter(({ name }) => !Object.hasOwn(written, name))
        .flatMap((policy) => {
            const document = documentOf(policy);
            if (document === undefined) {
                left.push({ what: `policy ${policy.name} (${policy.id})`, why: "its document is no JSON object" });
                return [];
            }
            const { name, type, description } = policy;
            return [
                [
                    name,
                    {
                        targets: targetsOf(policy, facts),
                        ...(type === "SERVICE_CONTROL_POLICY" ? {} : { type }),
                        ...(description === "" ? {} : { description }),
                        document,
                        ...tagsOf(policy.id, `policy ${name}`),
                    },
                ] as const,
            ];
        });
    return Object.fromEntries(entries);
}

function documentOf({ content }: WholePolicy): unknown {
    try {
        const document: unknown = JSON.parse(content);
        return isMap(document) ? document : undefined;
    } catch {
        return undefined;
    }
}

/** The targets of a policy as the config writes them. An attachment that it cannot describe is left alone. */
function targetsOf({ name, targets }: WholePolicy, { living, keys, left }: Facts): readonly string[] {
    const paths = new Map([...living.units.paths].map(([path, id]) => [id, path]));
    return targets.flatMap((id) => {
        if (id === living.rootId) return ["root"];
        const path = paths.get(id);
        if (path !== undefined) return [path];
        const member = living.members.find((each) => each.id === id);
        const key = id === living.managementAccountId ? "management" : keys.get(id);
        if (key !== undefined && member !== undefined && !ended.has(member.state))
            return [[...paths.values()].includes(key) ? `account:${key}` : key];
        const what = member === undefined ? `unit ${id}` : `account ${member.name} (${id})`;
        left.push({ what: `policy ${name} on ${what}`, why: "the config has no word for this target" });
        return [];
    });
}

/** A path for a policy's document that no other policy has. */
export function policyFile(name: string, taken: ReadonlySet<string>): string {
    const base = plainName(name) || "policy";
    for (let number = 1; ; number++) {
        const path = `adopted-policies/${base}${number === 1 ? "" : `-${number}`}.json`;
        if (!taken.has(path)) return path;
    }
}
