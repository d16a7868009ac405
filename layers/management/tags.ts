import * as pulumi from "@pulumi/pulumi";
import type { SharedTags } from "../../components/tags";
import type { OwnOutputs, Tags } from "../../config";

/** Keys of tags by the id of the account, unit or policy. */
export type TagKeys = ReadonlyMap<string, readonly string[]>;

/** What is known of tags before anything is registered. */
export interface KnownTags {
    /** Those that AWS or the state has. Only things that the config tags, or tagged in the last run, are asked for. */
    readonly there: TagKeys;
    /** Those that the config of the last run named. */
    readonly before: TagKeys;
}

/** Of a brand-new organization. */
export const noTags: KnownTags = { there: new Map(), before: new Map() };

/**
 * The tags of one thing for its component: those of the config, and the keys that stay as they are. Undefined where the config has none
 * and had none: all of them stay.
 */
export function sharedTags(own: Tags, id: string | undefined, known: KnownTags): SharedTags | undefined {
    const before = (id === undefined ? undefined : known.before.get(id)) ?? [];
    if (Object.keys(own).length === 0 && before.length === 0) return undefined;
    const there = (id === undefined ? undefined : known.there.get(id)) ?? [];
    return { own, others: there.filter((key) => !Object.hasOwn(own, key) && !before.includes(key)) };
}

/** For a component's `tags`. */
export function tagsOf(own: Tags, id: string | undefined, known: KnownTags): { tags?: SharedTags } {
    const tags = sharedTags(own, id, known);
    return tags === undefined ? {} : { tags };
}

/** What the config tags, as the stack's output tells the next run. */
export function tagsOutput(
    things: readonly (readonly [pulumi.Input<string>, Tags])[],
): pulumi.Output<OwnOutputs["tags"]> {
    const tagged = things.filter(([, tags]) => Object.keys(tags).length > 0);
    return pulumi
        .all(tagged.map(([id]) => id))
        .apply((ids) => Object.fromEntries(ids.map((id, index) => [id, Object.keys(tagged[index]![1]).sort()])));
}
