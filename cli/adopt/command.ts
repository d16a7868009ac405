import type { Command } from "commander";
import type { AdoptOptions } from "./adopt";

const example = `
Example:
  ./org adopt --company acme --short ac --region eu-west-1 --dry-run

Reads units, accounts in every state, policies with attachments and documents, services, delegations, contacts, tags, the resource policy,
central root access and Identity Center; writes what the files lack, and takes nothing out of them; imports it, and proves that a preview has no
changes. It changes nothing at AWS. What the config cannot say is named and left alone. Cut off at any step, it goes on when it is run again.

With --out it only writes the file by which \`pulumi import\` takes in what a stack's own config names.`;

interface Flags extends AdoptOptions {
    readonly stack: string;
    readonly out?: string;
}

/** `org adopt`: takes in an existing organization. */
export function addAdopt(program: Command): void {
    program
        .command("adopt")
        .description(
            "take in an existing organization: write its stack files, import it, prove that a preview has no changes",
        )
        .option("--company <name>", "start of the names of new accounts, if no stack file has it")
        .option("--short <name>", "start of the names of profiles, buckets and aliases, if no stack file has it")
        .option(
            "--email <address>",
            "the admins' group, if no stack file has it (default: the management account's email)",
        )
        .option("--region <region>", "home region, if no stack file has it")
        .option("-y, --yes", "do it without asking")
        .option("--dry-run", "show what would be written, write nothing")
        .option("--json", "print what was found, left alone and done as JSON")
        .option("-s, --stack <name>", "with --out: the stack", "management")
        .option(
            "-o, --out <file>",
            "write the import file of what the config names, and do nothing else; - for standard output",
        )
        .addHelpText("after", example)
        .action(async (_: unknown, command: Command) => {
            const options = command.optsWithGlobals<Flags>();
            const { stack, out } = options;
            if (out !== undefined) {
                const { writeImportFile } = await import("./write-import-file");
                process.exitCode = await writeImportFile({ dir: options.dir, stack, out });
                return;
            }
            if (stack !== "management")
                command.error(
                    `error: only the management stack is adopted whole; for ${stack}: --stack ${stack} --out import.json`,
                );
            const { adopt } = await import("./adopt");
            process.exitCode = await adopt(options);
        });
}
