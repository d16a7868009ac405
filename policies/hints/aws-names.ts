/** What AWS has of actions, condition keys and resources, as far as some policies ask for it. Names are compared without letter case. */
export interface AwsNames {
    /** The day the names are of: `2026-09-26`. */
    readonly date: string;
    /** Action prefixes of all services. */
    readonly services: readonly string[];
    /** A service's actions, as AWS writes them, without the prefix; empty for a service that AWS does not have. */
    readonly actions: (service: string) => readonly string[];
    /** Its condition keys, `${…}` for what varies. */
    readonly keys: (service: string) => readonly string[];
    /** Condition keys that requests of every service may have. */
    readonly globalKeys: readonly string[];
    /** Whether there is a condition key of that name. */
    readonly hasKey: (key: string) => boolean;
    /** Whether the action has no resource: a statement about it has to name all. */
    readonly isWithoutResource: (service: string, action: string) => boolean;
    /** The third field of the ARNs of the service's resources. */
    readonly arnServices: (service: string) => ReadonlySet<string>;
}

/** What is odd about a document, and where in it. */
export interface Hint {
    /** Keys and indexes from the document's top. */
    readonly at: readonly (string | number)[];
    readonly message: string;
    readonly cure: string;
}
