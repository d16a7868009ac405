import type * as pulumi from "@pulumi/pulumi";

/** Name and options of one child among many. */
export interface KeyedChild {
    readonly name: string;
    readonly opts: Pick<pulumi.CustomResourceOptions, "aliases">;
}

/**
 * A child that is one of many of its kind, named `<parent>:<keys, joined by colons>`. No component's name and no key
 * has a colon, so children of two parents never share a name. With hyphens they could: `a` and `b-c`, `a-b` and `c`.
 *
 * @param parent name of the component
 * @param keys what identifies the child: for each part its key, then its earlier keys
 */
export function keyedChild(parent: string, ...keys: readonly [key: string, ...former: string[]][]): KeyedChild {
    const combinations = keys.reduce<readonly (readonly string[])[]>(
        (all, part) => all.flatMap((before) => part.map((each) => [...before, each])),
        [[parent]],
    );
    const [name, ...former] = combinations.map((parts) => parts.join(":"));
    // Earlier versions of this program joined them with hyphens.
    const older = combinations.map((parts) => parts.join("-"));
    return { name: name!, opts: { aliases: [...former, ...older].map((each) => ({ name: each })) } };
}
