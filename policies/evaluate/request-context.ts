import { Unknown } from "./answer";

/** Nobody said what the request has of a condition key. */
export class NotGiven extends Unknown {
    constructor(readonly key: string) {
        super(`${key} is not given`);
    }
}

/** The condition keys of a request and their values; null where it is known that the request has no such key. */
export type ContextKeys = Readonly<Record<string, string | readonly string[] | null>>;

/** What is known of a request's condition keys. Their names are read in any letter case, tag keys in them too, as AWS reads them. */
export class RequestContext {
    private readonly values = new Map<string, readonly string[] | Unknown | undefined>();

    /** @param others what is true of keys that are not given: the request does not have them, or nobody knows */
    constructor(
        keys: ContextKeys,
        private readonly others: "absent" | "unknown",
    ) {
        for (const [key, value] of Object.entries(keys)) {
            const name = key.toLowerCase();
            const values = value === null ? undefined : typeof value === "string" ? [value] : value;
            // IAM User Guide, aws:ResourceTag: of two tags whose keys differ in letter case alone AWS says that access may fail.
            this.values.set(name, this.values.has(name) ? new Unknown(`${key} is given twice`) : values);
        }
    }

    /**
     * The values of a key; undefined where the request does not have it, or has it without a value.
     *
     * @param key its name, in lower case
     * @param written the same as the policy has it
     */
    valuesOf(key: string, written: string = key): readonly string[] | Unknown | undefined {
        if (!this.values.has(key)) return this.others === "absent" ? undefined : new NotGiven(written);
        const values = this.values.get(key);
        return Array.isArray(values) && values.length === 0 ? undefined : values;
    }
}
