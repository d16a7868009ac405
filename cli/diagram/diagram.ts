import { writeTextFile } from "../common/byte-file";
import { readManagement } from "../common/management";
import { exitCodes, print, say } from "../common/ui";
import { dot } from "./dot";
import { mermaid } from "./mermaid";
import { svg } from "./svg";
import { treeOf } from "./tree";

const formats = { mermaid, svg, dot } as const;

/** Options of `org diagram`. */
export interface DiagramOptions {
    readonly dir: string;
    readonly format: keyof typeof formats;
    readonly policies: boolean;
    readonly out?: string;
}

/** Draws the organization of the stack file, to stdout or a file. Returns the exit code. */
export function diagram({ dir, format, policies, out }: DiagramOptions): number {
    const picture = formats[format](treeOf(readManagement(dir).config, policies));
    if (out === undefined) print(picture.trimEnd());
    else {
        writeTextFile(out, picture);
        say(`wrote ${out}`);
    }
    return exitCodes.ok;
}
