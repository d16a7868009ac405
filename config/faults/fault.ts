/** Something wrong in what the user wrote or, with severity `warning`, something to look at. */
export interface Fault {
    /** Path from the config's root, such as `accounts.apps-prd.id` or `units[3]`. */
    readonly path: string;
    /** The value as written: texts in quotes, invisible characters as escapes. Absent if nothing was written. */
    readonly value?: string;
    /** What is wrong, without a full stop. */
    readonly message: string;
    /** What to do: the line to write or the command to run. */
    readonly cure: string;
    /** Line in the stack file, from 1, if the file was read. */
    readonly line?: number;
    readonly severity: "fault" | "warning";
}

/** The typed value, or every fault. */
export type Parsed<T> =
    | { readonly ok: true; readonly value: T; readonly warnings: readonly Fault[] }
    | { readonly ok: false; readonly faults: readonly Fault[]; readonly warnings: readonly Fault[] };
