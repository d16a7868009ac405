import { shellWord, type Fault } from "../../config/faults";
import { asDocument, documentLosses } from "./document-losses";

/** A group's own policy at AWS that has the name of one of this program's and that the stack does not know. */
export interface GroupPolicyThere {
    /** Key of the account. */
    readonly account: string;
    /** Where the config has the group, or what it comes from. */
    readonly path: string;
    /** Name in IAM's spelling. */
    readonly group: string;
    /** Name of the policy. */
    readonly name: string;
    /** Names of all own policies of the group. */
    readonly taken: readonly string[];
    /** Its document at AWS, as JSON text. */
    readonly before: string;
    /** This program's document. */
    readonly after: object;
}

/** Such policies whose document says what this program's does not: it would be lost, so they are renamed first. */
export function groupPolicyFaults(found: readonly GroupPolicyThere[]): readonly Fault[] {
    return found.flatMap(({ account, path, group, name, taken, before, after }) => {
        const document = asDocument(before);
        const losses = document === undefined ? [] : documentLosses(document, { ...after }, true);
        if (losses.length === 0) return [];
        return [
            {
                severity: "fault" as const,
                path,
                value: group,
                message: `group ${group} in account ${account} has an own policy ${name}, which this program would overwrite: its document says what the program's does not: ${losses.join(", ")}`,
                cure: `give it another name in that account, then run this again: ${renaming(group, name, taken).join(" && ")}`,
            },
        ];
    });
}

/** Commands that give the policy a name that is free. IAM renames no policy (IAM API, PutGroupPolicy). */
function renaming(group: string, name: string, taken: readonly string[]): readonly string[] {
    const names = [`${name}-by-hand`, ...taken.map((_, index) => `${name}-by-hand-${index + 2}`)];
    const free = names.find((each) => !taken.includes(each))!;
    const policy = (command: string, of: string): string =>
        `aws iam ${command}-group-policy --group-name ${shellWord(group)} --policy-name ${of}`;
    const file = `${name}.json`;
    return [
        `${policy("get", name)} --query PolicyDocument --output json > ${file}`,
        `${policy("put", free)} --policy-document file://${file}`,
        policy("delete", name),
    ];
}
