import type { AccessConfig } from "../../config";
import { type Fault, formatPath } from "../../config/faults";
import { asDocument, documentLosses } from "./document-losses";

/** A document at AWS that is in the place of a role's `inline` and that the stack does not know. */
export interface InlineThere {
    readonly access: AccessConfig;
    /** The role or permission set that has it, in words. */
    readonly what: string;
    readonly document: string;
}

/**
 * What such a document allows and the role's `inline` does not would be taken from whoever has the role, which needs explicit consent in
 * the config.
 */
export function inlineFaults(found: readonly InlineThere[]): readonly Fault[] {
    return found.flatMap(({ access: { role, inline }, what, document }) => {
        const before = asDocument(document);
        if (before === undefined || inline === undefined) return [];
        const losses = documentLosses(before, { ...inline }, true);
        if (losses.length === 0) return [];
        return [
            {
                severity: "fault" as const,
                path: formatPath(["access", role, "inline"]),
                message: `${what} has an own policy, whose document says what this one does not: ${losses.join(", ")}`,
                cure: `write it into inline, in Pulumi.management.yaml; or, if it may go, say so beside it: overwrite: true`,
            },
        ];
    });
}
