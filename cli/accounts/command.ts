import type { Command } from "commander";
import type { RenameOptions } from "./rename";

/** `org accounts`: what an account of the organization needs beside the stacks. */
export function addAccounts(program: Command): void {
    const accounts = program.command("accounts").description("what an account needs beside its stack (docs/rename.md)");
    accounts
        .command("rename")
        .description("let an account's own stack follow its key, once the config has the new one (formerly: <from>)")
        .argument("<from>", "the key that the account had")
        .argument("<to>", "the key that it has now")
        .option("-y, --yes", "do it without asking")
        .option("--dry-run", "show what would be done, and do nothing")
        .option("--json", "print the steps and what became of them as JSON")
        .addHelpText("after", "\nExample:\n  $ ./org accounts rename apps-prd apps-production")
        .action(
            async (from: string, to: string, options: Omit<RenameOptions, "dir" | "from" | "to">, command: Command) => {
                const { renameAccount } = await import("./rename");
                const { dir } = command.optsWithGlobals<{ dir: string }>();
                process.exitCode = await renameAccount({ ...options, dir, from, to });
            },
        );
}
