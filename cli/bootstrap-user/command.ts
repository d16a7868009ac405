import type { Command } from "commander";
import type { RemoveOptions } from "./remove";

const defaultUser = "mgmt-org-admin";

/** `org bootstrap-user guide|remove`: how to make the IAM user of the first runs by hand, and how to remove it. */
export function addBootstrapUser(program: Command): void {
    const bootstrapUser = program
        .command("bootstrap-user")
        .description("the IAM user of the first runs: how to make it, and how to remove it safely");
    bootstrapUser
        .command("guide")
        .description("print the steps in AWS's console that come before the first run, filled in from the config")
        .option("--user <name>", "name of the IAM user", defaultUser)
        .option("--json", "print the steps as JSON")
        .addHelpText("after", "\nExample:\n  ./org bootstrap-user guide")
        .action(async (options: { user: string; json?: boolean }, command: Command) => {
            const { guide } = await import("./guide");
            const { dir } = command.optsWithGlobals<{ dir: string }>();
            process.exitCode = guide({ dir, ...options });
        });
    bootstrapUser
        .command("remove")
        .description(
            "remove the user and everything that belongs to it, once an admin's MFA session proves that others get in",
        )
        .option("--user <name>", "name of the IAM user", defaultUser)
        .option("--deactivate-only", "only make its access keys inactive, which can be taken back")
        .option("-y, --yes", "do not ask")
        .option("--dry-run", "show what would be done, and do nothing")
        .option("--json", "print the steps and what became of them as JSON")
        .addHelpText(
            "after",
            '\nExample, as an admin:\n  eval "$(./org mfa --profile bb-root-oaar)"\n  ./org bootstrap-user remove',
        )
        .action(async (options: Omit<RemoveOptions, "dir">, command: Command) => {
            const { removeBootstrapUser } = await import("./remove");
            const { dir } = command.optsWithGlobals<{ dir: string }>();
            process.exitCode = await removeBootstrapUser({ dir, ...options });
        });
}
