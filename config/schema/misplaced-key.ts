import type * as z from "zod";
import { knownKeys } from "./known-keys";
import { formatPath, type Path } from "../faults/path";
import { layerSchemas } from "./layers";

/** Where a misplaced key belongs: elsewhere in the config, or in another stack's file; undefined if it belongs nowhere. */
export function misplacedKey(schema: z.ZodType, path: Path, key: string): string | undefined {
    const top = knownKeys(schema, []);
    if (path.length > 0 && top.includes(key)) return `${key} belongs at the top of the config: move it there`;
    const others = Object.entries(layerSchemas).filter(([, each]) => each !== schema && Object.hasOwn(each.shape, key));
    if (others.length > 0) {
        const files = others.map(([layer]) => (layer === "member" ? "a member's stack" : `Pulumi.${layer}.yaml`));
        return `${key} is a key of ${files.join(" or ")}: move it there`;
    }
    const below = Object.entries(layerSchemas).filter(
        ([, each]) => each !== schema && path.length > 0 && knownKeys(each, path).includes(key),
    );
    if (below.length > 0)
        return `${formatPath([...path, key])} is a key of ${below.map(([layer]) => `Pulumi.${layer}.yaml`).join(" or ")}: move it there`;
    // A key below maps with the user's keys (accounts, policies) has no single place.
    const home = top.find((each) => each !== path[0] && each !== "limits" && knownKeys(schema, [each]).includes(key));
    return home === undefined ? undefined : `${key} belongs below ${home}: ${home}: { ${key}: … }`;
}
