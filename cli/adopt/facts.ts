import type { LivingOrganization } from "../../aws/living/living-organization";
import type { RawConfig } from "../../config";

/** What there is at AWS and the config does not say, with the reason. */
export interface LeftAlone {
    /** As in `account Old Shop (222222222222)`. */
    readonly what: string;
    readonly why: string;
}

/** What the parts of a proposal are made from. */
export interface Facts {
    readonly living: LivingOrganization;
    /** Key of each member by its id. */
    readonly keys: ReadonlyMap<string, string>;
    /** The management file as it is. */
    readonly raw: RawConfig;
    /** Takes what cannot be said. */
    readonly left: LeftAlone[];
}

/** For a thing's `tags`, where it has any that the config can say. */
export type TagsOf = (id: string, what: string) => { readonly tags?: object };
