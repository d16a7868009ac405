import type { Command } from "commander";
import type { InviteOptions } from "./invite";

/** `org invite`: brings an existing account into the organization. */
export function addInvite(program: Command): void {
    program
        .command("invite")
        .description(
            "add an account that exists (joined: invited): invite it, make its access role, accept, move it into its unit, import it (docs/invite-account.md)",
        )
        .argument("<account>", "its key")
        .option("-p, --profile <name>", "a profile of the account's own administrator: do its owner's part too")
        .option("--owner", "do its owner's part alone, with --profile or the environment's credentials")
        .option("--again", "invite it once more, although its owner has declined")
        .option("--leave <organization>", "let the account leave that organization (o-…) first; its owner's part")
        .option("-y, --yes", "do it without asking")
        .option("--dry-run", "show what would be done, and do nothing")
        .option("--json", "print the steps and what became of them as JSON")
        .addHelpText(
            "after",
            "\nExamples:\n  $ ./org invite billing-old\n  $ ./org invite billing-old --owner --profile legacy\n  $ ./org invite billing-old --profile legacy",
        )
        .action(async (key: string, options: Omit<InviteOptions, "dir" | "key">, command: Command) => {
            const { invite } = await import("./invite");
            const { dir } = command.optsWithGlobals<{ dir: string }>();
            process.exitCode = await invite({ ...options, dir, key });
        });
}
