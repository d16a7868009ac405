import type { Command } from "commander";

/** `org validate`: checks stack files without AWS. */
export function addValidate(program: Command): void {
    program
        .command("validate")
        .description("check the stack files, offline: every fault at once, each with its cure")
        .option("-s, --stack <name>", "only this stack (default: every Pulumi.<stack>.yaml)")
        .option("-f, --file <file>", "this file instead of the stack's own")
        .option("--json", "print the faults as JSON")
        .action(async (options: { stack?: string; file?: string; json?: boolean }, command: Command) => {
            const { validate } = await import("./validate");
            const { dir } = command.optsWithGlobals<{ dir: string }>();
            process.exitCode = await validate({ dir, ...options });
        });
}
