import type { Complaint } from "../faults/complaint";

/** Something wrong inside a document: where in it, and what. */
export interface DocumentFault extends Complaint {
    /** Keys and indexes from the document's top. */
    readonly at: readonly (string | number)[];
}
