import { Option, type Command } from "commander";
import type { DiagramOptions } from "./diagram";

/** `org diagram`: a picture of the organization that the stack file describes. */
export function addDiagram(program: Command): void {
    program
        .command("diagram")
        .description("draw the organization of the stack file: units, accounts and the policies on them")
        .addOption(
            new Option("--format <format>", "mermaid for Markdown, svg for a file, dot for Graphviz")
                .choices(["mermaid", "svg", "dot"])
                .default("mermaid"),
        )
        .option("--no-policies", "without the names of policies")
        .option("-o, --out <file>", "write it to a file (default: to standard output)")
        .addHelpText("after", "\nExample:\n  $ ./org diagram --format svg --out organization.svg")
        .action(async (options: Omit<DiagramOptions, "dir">, command: Command) => {
            const { diagram } = await import("./diagram");
            const { dir } = command.optsWithGlobals<{ dir: string }>();
            process.exitCode = diagram({ ...options, dir });
        });
}
