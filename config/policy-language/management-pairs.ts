import { isMap } from "../faults/is-map";
import type { ValueFault } from "./management-values";

type Node = Readonly<Record<string, unknown>>;

/** Settings of one document that contradict each other. */
export function pairFaults(type: string, document: Node): readonly ValueFault[] {
    if (type === "BACKUP_POLICY") return lifecycleFaults(document, []);
    if (type === "TAG_POLICY") return tagKeyFaults(child(document, "tags"));
    return [];
}

/** AWS Backup keeps what is in cold storage for at least 90 days (API_Lifecycle: DeleteAfterDays). */
function lifecycleFaults(node: Node, at: ValueFault["at"]): readonly ValueFault[] {
    const [moved, deleted] = ["move_to_cold_storage_after_days", "delete_after_days"].map((key) => assigned(node, key));
    const least = Number(moved) + 90;
    const isWrong = Number(moved) >= 0 && Number(deleted) >= 0 && Number(deleted) < least;
    const own: readonly ValueFault[] = !isWrong
        ? []
        : [
              {
                  at: [...at, keyOf(node, "delete_after_days")!],
                  message: `${Number(deleted)} days are less than 90 after the move to cold storage, at ${Number(moved)}`,
                  cure: `write ${least} or more, or move it earlier`,
                  isSure: true,
              },
          ];
    return [
        ...own,
        ...Object.entries(node).flatMap(([key, below]) => (isMap(below) ? lifecycleFaults(below, [...at, key]) : [])),
    ];
}

/** "The value for the tag key must match the value for the policy key", except in case (the tag policies' syntax page). */
function tagKeyFaults(tags: Node | undefined): readonly ValueFault[] {
    return Object.entries(tags ?? {}).flatMap(([key, tag]): readonly ValueFault[] => {
        const written = isMap(tag) ? assigned(tag, "tag_key") : undefined;
        if (typeof written !== "string" || written.toLowerCase() === key.toLowerCase()) return [];
        return [
            {
                at: ["tags", key, keyOf(tag as Node, "tag_key")!],
                message: `${JSON.stringify(written)} is another word than its place, ${JSON.stringify(key)}`,
                cure: `write ${JSON.stringify(key)} in the letter case that the tag must have`,
                isSure: true,
            },
        ];
    });
}

function keyOf(node: Node, name: string): string | undefined {
    return Object.keys(node).find((key) => key.toLowerCase() === name);
}

function child(node: Node, name: string): Node | undefined {
    const key = keyOf(node, name);
    const below = key === undefined ? undefined : node[key];
    return isMap(below) ? below : undefined;
}

function assigned(node: Node, name: string): unknown {
    const below = child(node, name);
    return below?.["@@assign"];
}
