import { InvalidArgumentError, type Command } from "commander";
import type { MatrixOptions } from "./matrix";
import type { OperateOptions } from "./operate";
import type { StatusOptions } from "./status";

/** `org fleet`: runs all stacks of the organization, several at once (docs/fleet.md). */
export function addFleet(program: Command): void {
    const fleet = program
        .command("fleet")
        .description(
            "all stacks of the organization: management, security, then members, several at once (docs/fleet.md)",
        );
    selecting(fleet.command("status"))
        .description("print the tree of units and accounts with the state of each stack")
        .option("--json", "print it as JSON")
        .action(async (options: Omit<StatusOptions, "dir">, command: Command) => {
            const { status } = await import("./status");
            process.exitCode = await status({ ...options, dir: folderOf(command) });
        });
    operating(fleet.command("preview"), "preview")
        .description("preview the stacks; exit 3 when there are changes, 1 when a stack failed")
        .addHelpText("after", "\nExample:\n  $ ./org fleet preview --unit workloads --markdown");
    operating(fleet.command("up"), "up")
        .description("bring the stacks up, and make those that are missing; exit 1 when a stack failed")
        .option("-y, --yes", "do it without asking")
        .addHelpText("after", "\nExample:\n  $ ./org fleet up --yes");
    operating(fleet.command("refresh"), "refresh")
        .description("ask AWS what differs from state and program, and write nothing; exit 3 when something does")
        .option("--issues <folder>", "write the verdict on each stack there, and its text where it has drift")
        .addHelpText("after", "\nExample:\n  $ ./org fleet refresh --only 'apps-*'");
    selecting(fleet.command("matrix"))
        .description("print the stacks in parts, as a matrix of GitHub Actions takes them, for jobs of their own")
        .requiredOption("--shards <n>", "at most so many parts (GitHub: 256)", count)
        .option("--shard <n>", "print the stacks of this part alone, with commas between, as --only takes them", count)
        .option("--members", "without management and security, which are run before")
        .addHelpText("after", '\nExample:\n  $ ./org fleet preview --only "$(./org fleet matrix --shards 8 --shard 3)"')
        .action(async (options: Omit<MatrixOptions, "dir">, command: Command) => {
            const { matrix } = await import("./matrix");
            process.exitCode = await matrix({ ...options, dir: folderOf(command) });
        });
}

function selecting(command: Command): Command {
    return command
        .option("--only <stacks>", "these alone, with commas between; * matches any letters; empty: none", stacks)
        .option("--unit <paths>", "accounts in these units and below alone, with commas between", words);
}

function operating(command: Command, operation: "preview" | "refresh" | "up"): Command {
    return selecting(command)
        .option("--first", "management and security alone, which later stacks read")
        .option(
            "--parallel <n>",
            "stacks at the same time (default: one a processor, as far as there is memory)",
            count,
        )
        .option("--json", "print the summary as JSON")
        .option("--markdown", "print the summary as Markdown, short enough for a comment on GitHub")
        .option("-o, --out <file>", "write the summary to a file, as Markdown unless --json says otherwise")
        .option("--full <file>", "write the whole Markdown, with nothing shortened, to a file")
        .option("--shard <name>", "the name of the comment, for a job that has a part of the stacks")
        .option("--link <url>", "where the whole text will be, for the Markdown")
        .option("--redact", "hide emails and account ids in all that is printed and written, for a public repository")
        .option("--policy-pack <folder>", "the policy pack (default: none)")
        .option("--policy-pack-config <file>", "its config (default: policy-config.json, when it is there)")
        .action(async (options: Omit<OperateOptions, "dir">, self: Command) => {
            const { operate } = await import("./operate");
            process.exitCode = await operate(operation, { ...options, dir: folderOf(self) });
        });
}

function folderOf(command: Command): string {
    return command.optsWithGlobals<{ dir: string }>().dir;
}

/** The value of --only as a list. An empty text means no stacks, as for an empty shard. */
function stacks(text: string): readonly string[] {
    return text.trim() === "" ? [] : words(text);
}

function words(text: string): readonly string[] {
    const given = text.split(",").map((word) => word.trim());
    if (given.some((word) => word === "")) throw new InvalidArgumentError("A name is empty.");
    return given;
}

function count(text: string): number {
    if (!/^[1-9]\d{0,3}$/u.test(text)) throw new InvalidArgumentError("A whole number from 1 on is meant.");
    return Number(text);
}
