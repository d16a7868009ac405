import type { ResourceRule } from "../core/rule";
import { irreversibleTypes } from "../core/tokens";

/** Organization, units and accounts have `protect`. */
export const irreversibleIsProtected: ResourceRule = {
    name: "irreversible-is-protected",
    description: "The organization, its units and its accounts are protected.",
    why: "An account cannot be made again under its email, and what is in it goes with it. `protect` makes Pulumi refuse to delete or replace it.",
    level: "mandatory",
    severity: "critical",
    remedy: "Set `protect: true` and `retainOnDelete: true` in the resource's options. A policy cannot see `retainOnDelete`.",
    url: "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
    types: irreversibleTypes,
    judge:
        () =>
        ({ options, type }, { report }) => {
            if (options.protect) return;
            report({
                message: `${type} is not protected`,
                cure: "set protect: true and retainOnDelete: true in its options",
            });
        },
};
