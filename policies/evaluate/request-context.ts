import { Unknown } from "./answer";

/** A condition key whose value in the request was not given. */
export class NotGiven extends Unknown {
    constructor(readonly key: string) {
        super(`${key} is not given`);
    }
}

/** Condition keys of a request with their values; null: the request is known not to have the key. */
export type ContextKeys = Readonly<Record<string, string | readonly string[] | null>>;

/**
 * What is known of a request's condition keys. Their names, including tag keys, are compared without case, as AWS does.
 */
export class RequestContext {
    private readonly values = new Map<string, readonly string[] | Unknown | undefined>();

    /** @param others what holds for keys that are not given: the request does not have them, or it is not known */
    constructor(
        keys: ContextKeys,
        private readonly others: "absent" | "unknown",
    ) {
        for (const [key, value] of Object.entries(keys)) {
            const name = key.toLowerCase();
            const values = value === null ? undefined : typeof value === "string" ? [value] : value;
            // Of two tags whose keys differ only in case AWS says that access may fail (IAM User Guide,
            // aws:ResourceTag).
            this.values.set(name, this.values.has(name) ? new Unknown(`${key} is given twice`) : values);
        }
    }

    /**
     * The values of a key; undefined if the request does not have it, or has it without a value.
     *
     * @param key its name, in lower case
     * @param written its name as the policy spells it
     */
    valuesOf(key: string, written: string = key): readonly string[] | Unknown | undefined {
        if (!this.values.has(key)) return this.others === "absent" ? undefined : new NotGiven(written);
        const values = this.values.get(key);
        return Array.isArray(values) && values.length === 0 ? undefined : values;
    }
}
