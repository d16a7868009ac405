import { shellWord, type Fault } from "../../config/faults";
import type { ManagedPolicy, PolicyUse } from "../managed-policies";
import { asDocument, documentLosses } from "./document-losses";

/** A managed policy at AWS that has the name of one of a group's and that the stack does not know. */
export interface ManagedPolicyThere {
    /** Key of the account. */
    readonly account: string;
    /** Where the config has the group, or what it comes from. */
    readonly path: string;
    /** The group's name in IAM's spelling. */
    readonly group: string;
    readonly policy: ManagedPolicy;
    /** This program's document. */
    readonly after: object;
}

/** What the document in force says and this program's does not: a new version of the policy would lose it. */
export function managedPolicyLosses({
    policy,
    after,
}: Pick<ManagedPolicyThere, "policy" | "after">): readonly string[] {
    const before = asDocument(policy.document);
    return before === undefined ? [] : documentLosses(before, { ...after }, true);
}

/**
 * The refusal of a policy that has such losses.
 *
 * @param free name that no policy of the account has
 */
export function managedPolicyFault(found: ManagedPolicyThere, use: PolicyUse, free: string): Fault {
    const { account, path, group, policy } = found;
    return {
        severity: "fault",
        path,
        value: group,
        message: `account ${account} has a managed policy ${nameOf(policy.arn)}, of which this program would make a new version for its group ${group}: its document says what the program's does not: ${managedPolicyLosses(found).join(", ")}`,
        cure: `give it another name in that account, then run this again: ${renaming(policy, use, free).join(" && ")}`,
    };
}

/** Name of a managed policy, from its ARN. */
export function nameOf(arn: string): string {
    return arn.slice(arn.lastIndexOf("/") + 1);
}

/** Commands that give the policy another name wherever it is attached. IAM renames no policy (IAM API, CreatePolicy). */
function renaming(
    { arn, path, description, tags, version }: ManagedPolicy,
    { groups, roles, users, otherVersions }: PolicyUse,
    free: string,
): readonly string[] {
    const file = `${nameOf(arn)}.json`;
    const renamed = `${arn.slice(0, arn.length - nameOf(arn).length)}${free}`;
    const tagged = Object.entries(tags).map(([key, value]) => shellWord(`Key=${key},Value=${value}`));
    const made = [
        `aws iam create-policy --policy-name ${free} --policy-document file://${file}`,
        ...(path === "/" ? [] : [`--path ${shellWord(path)}`]),
        ...(description === undefined ? [] : [`--description ${shellWord(description)}`]),
        ...(tagged.length === 0 ? [] : [`--tags ${tagged.join(" ")}`]),
    ];
    const holders = [
        ...groups.map((name) => ["group", name] as const),
        ...roles.map((name) => ["role", name] as const),
        ...users.map((name) => ["user", name] as const),
    ];
    const each = (verb: string, of: string): readonly string[] =>
        holders.map(
            ([kind, name]) => `aws iam ${verb}-${kind}-policy --${kind}-name ${shellWord(name)} --policy-arn ${of}`,
        );
    return [
        `aws iam get-policy-version --policy-arn ${arn} --version-id ${version} --query PolicyVersion.Document --output json > ${file}`,
        made.join(" "),
        ...each("attach", renamed),
        ...each("detach", arn),
        ...otherVersions.map((id) => `aws iam delete-policy-version --policy-arn ${arn} --version-id ${id}`),
        `aws iam delete-policy --policy-arn ${arn}`,
    ];
}
