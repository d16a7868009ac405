/**
 * AWS's names of actions, condition keys and resources, as far as given policies need them. Names are compared without
 * case.
 */
export interface AwsNames {
    /** The day that the names were collected, `2026-09-26`. */
    readonly date: string;
    /** Action prefixes of all services. */
    readonly services: readonly string[];
    /** A service's actions, spelled as AWS does, without the prefix; empty if AWS has no such service. */
    readonly actions: (service: string) => readonly string[];
    /** A service's condition keys, with `${…}` for variable parts. */
    readonly keys: (service: string) => readonly string[];
    /** Condition keys that requests to any service may have. */
    readonly globalKeys: readonly string[];
    /** Whether the condition key exists. */
    readonly hasKey: (key: string) => boolean;
    /** Whether the action has no resource type, so that a statement about it needs `*`. */
    readonly isWithoutResource: (service: string, action: string) => boolean;
    /** The third fields that ARNs of the service's resources have. */
    readonly arnServices: (service: string) => ReadonlySet<string>;
}

/** Something odd in a document, and its place. */
export interface Hint {
    /** Keys and indexes from the document's top. */
    readonly at: readonly (string | number)[];
    readonly message: string;
    readonly cure: string;
}
