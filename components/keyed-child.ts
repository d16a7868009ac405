import type * as pulumi from "@pulumi/pulumi";

/** Name and options of one child of many. */
export interface KeyedChild {
    readonly name: string;
    readonly opts: Pick<pulumi.CustomResourceOptions, "aliases">;
}

/**
 * A child that is one of many of its kind: `<parent>:<keys, joined by colons>`. No component's name and no key has a colon, so no
 * children of two parents share a name, as they could with hyphens between: `a` and `b-c`, `a-b` and `c`.
 *
 * @param parent name of the component
 * @param keys what tells the child from the others: for each part its key, and those that it had before
 */
export function keyedChild(parent: string, ...keys: readonly [key: string, ...former: string[]][]): KeyedChild {
    const combinations = keys.reduce<readonly (readonly string[])[]>(
        (all, part) => all.flatMap((before) => part.map((each) => [...before, each])),
        [[parent]],
    );
    const [name, ...former] = combinations.map((parts) => parts.join(":"));
    // With hyphens, as this program once wrote them.
    const older = combinations.map((parts) => parts.join("-"));
    return { name: name!, opts: { aliases: [...former, ...older].map((each) => ({ name: each })) } };
}
