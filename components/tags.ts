import type * as pulumi from "@pulumi/pulumi";

/** Tags of a resource that others tag too. */
export interface SharedTags {
    readonly own: Readonly<Record<string, string>>;
    /** Keys of tags that others have set: they stay as they are at AWS. */
    readonly others: readonly string[];
}

/**
 * Arguments of a resource that keep the tags of others. The provider treats `tags` as the complete list and removes the
 * rest; an ignored key keeps its value in the state. If the config has no tags, all of them are others'.
 */
export function withTags(tags: SharedTags | undefined): {
    readonly args: { readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>> };
    readonly ignoreChanges: readonly string[];
} {
    if (tags === undefined) return { args: {}, ignoreChanges: ["tags"] };
    return {
        // Also if the map is empty: a path into a missing map cannot be ignored.
        args: { tags: { ...tags.own } },
        ignoreChanges: tags.others.map((key) => `tags["${key.replace(/["\\]/gu, "\\$&")}"]`),
    };
}
