import type { Command } from "commander";
import type { CreateOptions } from "./create";
import type { StateInitOptions } from "./init";
import type { MigrateOptions } from "./migrate";

/** `org state`: keeps the state of all stacks in an encrypted bucket of the management account. */
export function addState(program: Command): void {
    const state = program
        .command("state")
        .description("keep the state of all stacks in the management account's encrypted bucket (docs/state.md)");
    acting(state.command("create"))
        .description("make the bucket and the key as the management stack's, with that stack's state in them")
        .addHelpText("after", "\nExample:\n  $ AWS_PROFILE=bb-bootstrap ./org state create")
        .action(async (options: Omit<CreateOptions, "dir">, command: Command) => {
            const { create } = await import("./create");
            process.exitCode = await create({ ...options, ...folder(command) });
        });
    acting(state.command("init"))
        .argument("[stacks...]", "keys of accounts (default: every active account)")
        .description(
            "make the stacks of accounts in the bucket, secrets under the key; stack files keep their comments",
        )
        .addHelpText("after", "\nExample:\n  $ AWS_PROFILE=bb-root-oaar ./org state init security apps-prd")
        .action(async (stacks: readonly string[], options: Omit<StateInitOptions, "dir">, command: Command) => {
            const { initStacks } = await import("./init");
            process.exitCode = await initStacks(stacks, { ...options, ...folder(command) });
        });
    acting(state.command("migrate"))
        .description("move the state of the project's stacks from this machine into the bucket, secrets under the key")
        .option("-s, --stack <names...>", "the stacks to move (default: all of the old backend)")
        .option("--from <url>", "the old backend, as in file:///home/ada/state (default: the engine's current one)")
        .option("--no-preview", "do without the proof: an empty preview of each stack")
        .addHelpText("after", "\nExample:\n  $ AWS_PROFILE=bb-root-oaar ./org state migrate --dry-run")
        .action(async (options: Omit<MigrateOptions, "dir">, command: Command) => {
            const { migrate } = await import("./migrate");
            process.exitCode = await migrate({ ...options, ...folder(command) });
        });
}

function acting(command: Command): Command {
    return command
        .option("-y, --yes", "do it without asking")
        .option("--dry-run", "show what would be done, and do nothing")
        .option("--json", "print the steps and what became of them as JSON");
}

function folder(command: Command): { readonly dir: string } {
    return { dir: command.optsWithGlobals<{ dir: string }>().dir };
}
