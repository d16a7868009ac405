import type { Command } from "commander";
import type { LeaveOptions } from "./leave";
import type { ListOptions } from "./list";

/** `org people`: the organization's IAM users, their credentials, and how one leaves. */
export function addPeople(program: Command): void {
    const people = program
        .command("people")
        .description("the organization's IAM users: what gives each access, and how one leaves (docs/people.md)")
        .option("--days <number>", "from how many days on a key is old, and a key or a password unused", "90")
        .option("--json", "print them as JSON")
        .addHelpText("after", "\nExample:\n  $ ./org people")
        .action(async (options: Omit<ListOptions, "dir">, command: Command) => {
            const { listPeople } = await import("./list");
            process.exitCode = await listPeople({ ...options, dir: folderOf(command) });
        });
    people
        .command("leave")
        .description(
            "remove what gives a person access, step by step, in the management and the security account; then take the line out of the config",
        )
        .argument("<name>", "the user's name, as firstname.lastname")
        .option("-y, --yes", "do it without asking")
        .option("--dry-run", "show what would be done, and do nothing")
        .option("--json", "print the steps and what became of them as JSON")
        .addHelpText("after", "\nExample:\n  $ ./org people leave grace.hopper --dry-run")
        .action(async (name: string, _: unknown, command: Command) => {
            // `--json` is an option of `org people` too, which takes it wherever it is.
            const { yes, dryRun, json } = command.optsWithGlobals<Omit<LeaveOptions, "dir" | "name">>();
            const { leave } = await import("./leave");
            process.exitCode = await leave({
                ...(yes === undefined ? {} : { yes }),
                ...(dryRun === undefined ? {} : { dryRun }),
                ...(json === undefined ? {} : { json }),
                dir: folderOf(command),
                name,
            });
        });
}

function folderOf(command: Command): string {
    return command.optsWithGlobals<{ dir: string }>().dir;
}
