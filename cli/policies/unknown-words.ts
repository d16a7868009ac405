import type { Fault } from "../../config/faults";
import { unknownNames } from "../../policies/hints/unknown-names";
import { loadAwsNames } from "../validate/aws-names";
import { keyNames, type Asked } from "./question";

/** Warnings about the action and the condition keys of a request that AWS does not have, each with the nearest that it has. */
export async function unknownWords({
    action,
    key = [],
    without = [],
}: Pick<Asked, "action" | "key" | "without">): Promise<readonly Fault[]> {
    const [given, absent] = [keyNames(key), without].map((names) =>
        Object.fromEntries(names.map((name) => [name, ""])),
    );
    const document = { Statement: [{ Action: action, Condition: { "--key": given, "--without": absent } }] };
    const hints = unknownNames(document, await loadAwsNames([document]));
    return hints.map(({ at, message, cure }) => {
        const path = (["--key", "--without"] as const).find((option) => at.includes(option)) ?? "--action";
        return { severity: "warning", path, message, cure };
    });
}
