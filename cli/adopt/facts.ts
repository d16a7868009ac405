import type { LivingOrganization } from "../../aws/living/living-organization";
import type { RawConfig } from "../../config";

/** Something at AWS that the config cannot describe, so that it is left alone, with the reason. */
export interface LeftAlone {
    /** For example `account Old Shop (222222222222)`. */
    readonly what: string;
    readonly why: string;
}

/** What each part of a proposal is made from. */
export interface Facts {
    readonly living: LivingOrganization;
    /** Account keys by account id. */
    readonly keys: ReadonlyMap<string, string>;
    /** The management file's config, before the proposal. */
    readonly raw: RawConfig;
    /** Each part adds here what it leaves alone. */
    readonly left: LeftAlone[];
}

/** `tags` of an account, unit or policy, if it has tags that the config can describe. `what` names it for a message. */
export type TagsOf = (id: string, what: string) => { readonly tags?: object };
