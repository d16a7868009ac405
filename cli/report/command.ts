import type { Command } from "commander";
import type { ReportOptions } from "./report";

/** `org report`: the organization as one HTML page. */
export function addReport(program: Command): void {
    program
        .command("report")
        .description(
            "write the organization as one page of HTML that loads nothing: units, accounts, access, policies, findings (docs/report.md)",
        )
        .option("-o, --out <file>", "write it to a file (default: to standard output)")
        .option("--offline", "ask AWS nothing: what the stack files say alone")
        .option(
            "--drift <path...>",
            "what ./org fleet refresh --json --out <file> wrote: files, or folders with such files",
        )
        .option("--redact", "hide emails, account ids and contacts")
        .option("--json", "the same as JSON instead of a page")
        .addHelpText(
            "after",
            "\nIt changes nothing at AWS, and needs no credentials: the page says what was not asked. Exit code 0, whatever it found.\n\nExample:\n  $ ./org report --out organization.html",
        )
        .action(async (options: Omit<ReportOptions, "dir">, command: Command) => {
            const { report } = await import("./report");
            const { dir } = command.optsWithGlobals<{ dir: string }>();
            process.exitCode = await report({ ...options, dir });
        });
}
