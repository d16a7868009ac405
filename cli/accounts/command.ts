import type { Command } from "commander";
import type { CloseOptions } from "./close";
import type { EmailOptions } from "./email";
import type { ListOptions } from "./list";
import type { QuotaOptions } from "./quota";
import type { ReleaseOptions } from "./release";
import type { RenameOptions } from "./rename";

/** `org accounts`: tasks on accounts that no Pulumi resource can do. */
export function addAccounts(program: Command): void {
    const accounts = program
        .command("accounts")
        .description(
            "the organization's accounts: list, change the email, close, let go, rename, ask for more (docs/accounts.md)",
        );
    addList(accounts);
    addEmail(accounts);
    addClose(accounts);
    addRelease(accounts);
    addQuota(accounts);
    addRename(accounts);
}

function addList(accounts: Command): void {
    accounts
        .command("list")
        .description("every account with its unit, email, state and dates, managed here or not, and open invitations")
        .option("--json", "print them as JSON")
        .addHelpText("after", "\nExample:\n  $ ./org accounts list")
        .action(async (options: Omit<ListOptions, "dir">, command: Command) => {
            const { listAccounts } = await import("./list");
            process.exitCode = await listAccounts({ ...options, dir: folderOf(command) });
        });
}

function addEmail(accounts: Command): void {
    acting(
        accounts
            .command("email")
            .description(
                "change an account's root email: AWS sends a code to the new address, which is asked for; config and state follow",
            )
            .argument("<account>", "its key")
            .requiredOption("--to <address>", "the new address: a group's, and no person's")
            .option("--code <code>", "the code that AWS has sent already: to go on, and where nobody can be asked"),
        "./org accounts email data-prd --to aws+data@example.com",
    ).action(async (key: string, options: Omit<EmailOptions, "dir" | "key">, command: Command) => {
        const { changeEmail } = await import("./email");
        process.exitCode = await changeEmail({ ...options, dir: folderOf(command), key });
    });
}

function addClose(accounts: Command): void {
    acting(
        accounts
            .command("close")
            .description(
                "close an account: move it into the unit with deny-everything, close it, wait for the end, and write it into the config",
            )
            .argument("<account>", "its key")
            .option("--in-place", "close it where it is, without deny-everything first"),
        "./org accounts close data-prd --dry-run",
    ).action(async (key: string, options: Omit<CloseOptions, "dir" | "key">, command: Command) => {
        const { closeAccount } = await import("./close");
        process.exitCode = await closeAccount({ ...options, dir: folderOf(command), key });
    });
}

function addRelease(accounts: Command): void {
    acting(
        accounts
            .command("release")
            .description("let an account leave the organization with all that it has, and take it out of the config")
            .argument("<account>", "its key"),
        "./org accounts release shared --dry-run",
    ).action(async (key: string, options: Omit<ReleaseOptions, "dir" | "key">, command: Command) => {
        const { releaseAccount } = await import("./release");
        process.exitCode = await releaseAccount({ ...options, dir: folderOf(command), key });
    });
}

function addQuota(accounts: Command): void {
    acting(
        accounts
            .command("quota")
            .description("how many accounts AWS allows and how many there are; with a number, ask AWS for more")
            .argument("[number]", "how many accounts there may be")
            .option("--wait", "end when AWS has decided"),
        "./org accounts quota 50",
    ).action(async (wanted: string | undefined, options: Omit<QuotaOptions, "dir" | "wanted">, command: Command) => {
        const { quota } = await import("./quota");
        const { dir } = command.optsWithGlobals<{ dir: string }>();
        process.exitCode = await quota({ ...options, dir, ...(wanted === undefined ? {} : { wanted }) });
    });
}

function addRename(accounts: Command): void {
    acting(
        accounts
            .command("rename")
            .description(
                "let an account's own stack follow its key, once the config has the new one (formerly: <from>)",
            )
            .argument("<from>", "the key that the account had")
            .argument("<to>", "the key that it has now"),
        "./org accounts rename apps-prd apps-production",
    ).action(
        async (from: string, to: string, options: Omit<RenameOptions, "dir" | "from" | "to">, command: Command) => {
            const { renameAccount } = await import("./rename");
            process.exitCode = await renameAccount({ ...options, dir: folderOf(command), from, to });
        },
    );
}

/** Adds the options of a command that changes something. */
function acting(command: Command, example: string): Command {
    return command
        .option("-y, --yes", "do it without asking")
        .option("--dry-run", "show what would be done, and do nothing")
        .option("--json", "print the steps and what became of them as JSON")
        .addHelpText("after", `\nExample:\n  $ ${example}`);
}

function folderOf(command: Command): string {
    return command.optsWithGlobals<{ dir: string }>().dir;
}
