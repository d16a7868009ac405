import * as pulumi from "@pulumi/pulumi";
import type { AccountOutput } from "../../config";
import { nameOf, type OwnStack } from "./own-stack";

/** Aliases for a component whose name contains the name of a thing, so that it and its children are found under earlier names. */
export function formerName(
    componentName: (name: string) => string,
    formerly: readonly string[],
): Pick<pulumi.ComponentResourceOptions, "aliases"> {
    return formerly.length === 0 ? {} : { aliases: formerly.map((name) => ({ name: componentName(name) })) };
}

/** The earlier keys of an account in the management stack's outputs: a list, or the form of an older version. */
export function formerKeys(reported: AccountOutput["formerly"]): readonly string[] {
    return typeof reported === "string" ? [reported] : (reported ?? []);
}

/**
 * A resource that is imported by its id, and is in this stack's state under another name, gets an alias. Otherwise the engine would import
 * it under the new name and then delete it under the old one.
 */
export function keepRenamed(own: OwnStack): void {
    pulumi.runtime.registerStackTransformation(({ type, name, props, opts }) => {
        const custom: pulumi.CustomResourceOptions = opts;
        if (typeof custom.import !== "string") return undefined;
        const urn = own.urnOf(type, custom.import);
        if (urn === undefined || nameOf(urn) === name) return undefined;
        return { props: props, opts: { ...opts, aliases: [...(opts.aliases ?? []), urn] } };
    });
}
