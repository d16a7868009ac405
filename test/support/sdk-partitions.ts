import { readFileSync } from "node:fs";
import path from "node:path";

/** The list that the installed AWS SDK makes its endpoints from. */
export interface SdkPartition {
    readonly id: string;
    readonly regions: Readonly<Record<string, unknown>>;
    readonly outputs: { readonly dnsSuffix: string; readonly dualStackDnsSuffix: string };
}

/** Reads the table from the installed package, which exports functions that use it, but not the table. */
export function partitionsOfSdk(): readonly SdkPartition[] {
    const folder = path.dirname(require.resolve("@aws-sdk/core/package.json"));
    const file = "dist-es/submodules/client/util-endpoints/lib/aws/partitions.js";
    const text = readFileSync(path.join(folder, file), "utf8");
    const json = /partitionsInfo = (\{[\s\S]*?\n\});?\n/u.exec(text)![1]!;
    // The module's only value is an object literal, in which some keys are not quoted.
    const { partitions: list } = JSON.parse(json.replace(/^(\s*)(\w+):/gmu, '$1"$2":')) as {
        readonly partitions: readonly SdkPartition[];
    };
    return list;
}
