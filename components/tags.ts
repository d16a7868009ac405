import type * as pulumi from "@pulumi/pulumi";

/** Tags that the config gives a thing which others tag too. */
export interface SharedTags {
    readonly own: Readonly<Record<string, string>>;
    /** Keys that others have set: they stay as AWS has them. */
    readonly others: readonly string[];
}

/**
 * What a resource is given so that the tags of others stay. The provider takes `tags` for all that there are and removes the rest;
 * an ignored key keeps the value that the state has of it. Without tags of the config's own all of them are others'.
 */
export function withTags(tags: SharedTags | undefined): {
    readonly args: { readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>> };
    readonly ignoreChanges: readonly string[];
} {
    if (tags === undefined) return { args: {}, ignoreChanges: ["tags"] };
    return {
        // An empty map too: a path into a map that is missing cannot be ignored.
        args: { tags: { ...tags.own } },
        ignoreChanges: tags.others.map((key) => `tags["${key.replace(/["\\]/gu, "\\$&")}"]`),
    };
}
