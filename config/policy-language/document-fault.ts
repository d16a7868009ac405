import type { Complaint } from "../faults/complaint";

/** A fault inside a document, with its place. */
export interface DocumentFault extends Complaint {
    /** Keys and indexes from the document's root. */
    readonly at: readonly (string | number)[];
}
