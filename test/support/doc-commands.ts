import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../sandbox/locations";

/** A command on a page, in one line with its comment. */
export interface DocCommand {
    readonly heading: string;
    readonly line: string;
    /** Without its comment. */
    readonly command: string;
}

/** A change of a stack file on a page: a `yaml` block whose first line names the file. */
export interface DocEdit {
    readonly heading: string;
    readonly file: string;
    /** YAML to add below `config:`. */
    readonly block: string;
}

/**
 * The commands in a page's `sh` blocks, in order.
 *
 * @param page path from the project's folder
 */
export function commandsOf(page: string): readonly DocCommand[] {
    return blocksOf(page, "sh").flatMap(({ heading, lines }) =>
        lines
            .join("\n")
            .replace(/\\\n\s*/gu, "")
            .split("\n")
            .map((line) => ({ heading, line, command: line.replace(/(?:^|\s+)#\s.*$/u, "") }))
            .filter(({ command }) => command !== ""),
    );
}

export function editsOf(page: string): readonly DocEdit[] {
    return blocksOf(page, "yaml").flatMap(({ heading, lines }) => {
        const file = /^# (Pulumi\.[\w-]+\.yaml)$/u.exec(lines[0] ?? "")?.[1];
        return file === undefined ? [] : [{ heading, file, block: lines.slice(1).join("\n") }];
    });
}

function blocksOf(
    page: string,
    wanted: string,
): readonly { readonly heading: string; readonly lines: readonly string[] }[] {
    const blocks: { heading: string; lines: string[] }[] = [];
    let heading = "";
    let language: string | undefined;
    let indent = "";
    for (const line of fs.readFileSync(path.join(projectRoot, page), "utf8").split("\n")) {
        const fence = /^(\s*)```(\w*)/u.exec(line);
        if (fence !== null) {
            language = language === undefined ? fence[2] : undefined;
            indent = fence[1]!;
            if (language === wanted) blocks.push({ heading, lines: [] });
        } else if (language === wanted)
            blocks.at(-1)!.lines.push(line.startsWith(indent) ? line.slice(indent.length) : line);
        else if (language === undefined) heading = /^#+ (.*)/u.exec(line)?.[1] ?? heading;
    }
    return blocks;
}
