import type { Command } from "commander";
import type { PreviewOptions } from "./preview";

/** `org preview`: a stack's preview, as the comment on a pull request shows it. */
export function addPreview(program: Command): void {
    program
        .command("preview")
        .description("preview a stack with the policy pack, and show it like the comment on a pull request")
        .requiredOption("-s, --stack <name>", "the stack")
        .option("--markdown", "print the comment (the default)")
        .option("--json", "print changes, what policies newly deny and allow, violations and errors as JSON")
        .option("-o, --out <file>", "write the comment to a file")
        .option("--full <file>", "write the whole text, with nothing shortened, to a file")
        .option("--link <url>", "where the whole text will be")
        .option("--redact", "hide emails and account ids in all that is printed and written, for a public repository")
        .option("--refresh", "ask AWS first: what differs from the state is drift")
        .option("--expect-no-changes", "exit 3 when there are changes or drift")
        .option("--events <file>", "render an event log instead of running a preview")
        .option("--policy-pack <folder>", "the policy pack", "policy-pack")
        .option("--no-policy-pack", "preview without it")
        .option("--policy-pack-config <file>", "its config (default: policy-config.json, when it is there)")
        .action(async (options: Omit<PreviewOptions, "dir">, command: Command) => {
            const { preview } = await import("./preview");
            const { dir } = command.optsWithGlobals<{ dir: string }>();
            process.exitCode = await preview({ ...options, dir });
        });
}
