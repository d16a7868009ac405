import type { Command } from "commander";
import { collected } from "../common/options";
import type { InitOptions } from "./init";

const example = `
Example:
  ./org init --company acme --short ac --email aws@acme.com --region eu-west-1 --management-id 123456789012 \\
    --account security --account apps-prd=workloads/prd --admin jane.doe

What no flag gives is asked. In a file of yours only what was answered changes: accounts and admins are added, and yours are never taken
out. Of a file that you began to write from the example, what is the example's still is replaced or goes; the difference is shown first.`;

/** `org init`: writes the stack files. */
export function addInit(program: Command): void {
    program
        .command("init")
        .description("write Pulumi.management.yaml and Pulumi.security.yaml for your company, or change them in place")
        .option("--company <name>", "begins the names of accounts: <name>-security")
        .option("--short <name>", "begins profiles, buckets and aliases: <short>-root-oaar")
        .option("--email <address>", "the admins' group; every account gets an alias of it")
        .option("--region <region>", "home region: state and audit are there")
        .option("--management-id <id>", "id of the management account, 12 digits")
        .option(
            "--account <key[=unit][:id]>",
            "an account, the path of its unit (those of the example have one: security, shared, network, apps-devstg, apps-prd, data-science), and its id when AWS has it already; repeat it for more; none: no account",
            collected,
        )
        .option(
            "--admin <name>",
            "an admin's IAM user in the management account; repeat it for more; none: nobody",
            collected,
        )
        .option("-y, --yes", "write without asking")
        .option("--dry-run", "show the difference, write nothing")
        .option("--json", "print what was done as JSON")
        .addHelpText("after", example)
        .action(async (_: unknown, command: Command) => {
            const { init } = await import("./init");
            process.exitCode = await init(command.optsWithGlobals<InitOptions>());
        });
}
