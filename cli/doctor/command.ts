import type { Command } from "commander";

/** `org doctor`: checks all prerequisites, and changes nothing. */
export function addDoctor(program: Command): void {
    program
        .command("doctor")
        .description(
            "check every prerequisite, from the engine to the admins' MFA, and report each fault with its cure",
        )
        .option("--cis", "also the controls of CIS AWS Foundations 7.0, and to whom the others are left")
        .option("--deep", "also enter every member account by its access role")
        .option("--json", "print the lines as JSON")
        .addHelpText(
            "after",
            "\nIt changes nothing, and works before anything exists. Exit code 1: there is a fault. docs/doctor.md lists the checks.\n\nExample: ./org doctor --cis --json | jq '.[] | select(.status == \"fault\")'",
        )
        .action(async (options: { cis?: boolean; deep?: boolean; json?: boolean }, command: Command) => {
            const { doctor } = await import("./doctor");
            const { dir } = command.optsWithGlobals<{ dir: string }>();
            process.exitCode = await doctor({ dir, ...options });
        });
}
