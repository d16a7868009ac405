import type { Command } from "commander";

/** `org adopt`: writes the import file of what AWS has already. */
export function addAdopt(program: Command): void {
    program
        .command("adopt")
        .description(
            "write the file by which `pulumi import` takes in what AWS has already and the stack does not know",
        )
        .option("-s, --stack <name>", "the stack", "management")
        .option("-o, --out <file>", "the file to write; - for standard output", "import.json")
        .action(async (options: { stack: string; out: string }, command: Command) => {
            const { adopt } = await import("./adopt");
            const { dir } = command.optsWithGlobals<{ dir: string }>();
            process.exitCode = await adopt({ dir, ...options });
        });
}
