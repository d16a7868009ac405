import * as pulumi from "@pulumi/pulumi";
import type { AccountOutput } from "../../config";
import { nameOf, type OwnStack } from "./own-stack";

/** For a component whose name carries the name of a thing: it and what is in it are found under the thing's former names too. */
export function formerName(
    componentName: (name: string) => string,
    formerly: readonly string[],
): Pick<pulumi.ComponentResourceOptions, "aliases"> {
    return formerly.length === 0 ? {} : { aliases: formerly.map((name) => ({ name: componentName(name) })) };
}

/** The former keys of an account as the management stack tells of them: a list, or as an older version wrote it. */
export function formerKeys(reported: AccountOutput["formerly"]): readonly string[] {
    return typeof reported === "string" ? [reported] : (reported ?? []);
}

/**
 * What is imported by its id, and is in this stack's state under another name, is the same thing: it takes the new name. The engine
 * alone would import it under the new name and then delete it under the old.
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
