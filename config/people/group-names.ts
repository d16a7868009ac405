import type { Complaint } from "../faults/complaint";
import { characterCount } from "../faults/characters";
import type { Identity } from "../check/context";
import type { FaultList } from "../faults/fault-list";
import { limitTable } from "../aws-facts/limits";
import { iamNameRule } from "../schema/rules";

/** The administrators' group, which the management stack has in the directory. */
export const adminGroup = "organization-admins";

/** A group as it is written in the config. */
interface Written {
    readonly directoryName?: string | undefined;
}

/** The rule for a group's name: IAM's or, if IAM has no groups, the directory's. */
export function groupNameRule(identity: Identity): (name: string) => Complaint | undefined {
    return identity.includes("users") ? iamNameRule("group", limitTable.groupName.value) : directoryNameComplaint;
}

/** Checks names of groups: the rule of each place that has them, and each once there. Neither place distinguishes case. */
export function checkGroupNames(
    entries: readonly (readonly [name: string, group: Written])[],
    identity: Identity,
    faults: FaultList,
): void {
    const valid = groupNameRule(identity);
    const names = new Map<string, string>();
    const directory = new Map<string, string>();
    for (const [name, { directoryName }] of entries) {
        const value = JSON.stringify(name);
        const complaint = valid(name);
        if (complaint !== undefined) faults.fault(["groups", name], complaint, value);
        const folded = name.toLowerCase();
        const twin = names.get(folded);
        if (twin !== undefined)
            faults.fault(
                ["groups", name],
                {
                    message: `is the same group as ${twin}: AWS does not tell letter case apart`,
                    cure: "join the two",
                },
                value,
            );
        names.set(folded, name);
        if (!identity.includes("identity-center")) {
            if (directoryName !== undefined)
                faults.warn(["groups", name, "directoryName"], {
                    message: "says nothing: identity of the management config has no identity-center",
                    cure: "take the line out",
                });
            continue;
        }
        const path = directoryName === undefined ? ["groups", name] : ["groups", name, "directoryName"];
        const shown = directoryName ?? name;
        const owner = directory.get(shown.toLowerCase());
        const fault =
            directoryName === undefined && (complaint !== undefined || twin !== undefined)
                ? undefined
                : (directoryNameComplaint(shown) ??
                  (owner === undefined
                      ? undefined
                      : {
                            message: `is also the name of groups.${owner} in the directory`,
                            cure: "give each its own name",
                        }));
        if (fault !== undefined) faults.fault(path, fault, JSON.stringify(shown));
        directory.set(shown.toLowerCase(), name);
    }
}

/** Rule for names of groups in Identity Center. Source: Identity Store API, CreateGroup, DisplayName. */
function directoryNameComplaint(name: string): Complaint | undefined {
    const longest = limitTable.directoryGroupName.value;
    const length = characterCount(name);
    if (length > longest)
        return { message: `is ${length} characters long; Identity Center takes ${longest}`, cure: "shorten it" };
    if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+$/u.test(name))
        return {
            message: "has a sign that Identity Center does not take in a group's name",
            cure: "use letters, digits, punctuation and blanks",
        };
    const lower = name.toLowerCase();
    if (lower === "administrator" || lower === "awsadministrators")
        return { message: "is a name that Identity Center keeps for itself", cure: "use another name" };
    if (lower === adminGroup)
        return {
            message: "is the administrators' group, which the management stack has",
            cure: "use another name; say who administers in admins of the management config",
        };
    return undefined;
}
