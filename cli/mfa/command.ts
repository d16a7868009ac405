import type { Command } from "commander";
import type { MfaOptions } from "./mfa";

/** `org mfa`: one code gives a session for all profiles of a user. */
export function addMfa(program: Command): void {
    program
        .command("mfa")
        .description("get a session with an MFA code, for the AWS CLI, Pulumi and whatever cannot ask for one")
        .option("-p, --profile <name>", "the profile (default: AWS_PROFILE, else <short>-root-oaar of the project)")
        .option(
            "--duration <time>",
            "how long your own session lasts: 900 to 129600 seconds, or 15m to 36h (default: 12h)",
        )
        .option("--serial <device>", "the MFA device, where mfa_serial does not say it or you have several")
        .option("--otp <code>", "the code; - reads it from standard input, where other programs cannot see it")
        .option("--fresh", "ask for a code although the session that is kept is good")
        .option("--shell <name>", "shell of the lines that are printed: sh, fish or powershell", "sh")
        .option("--credential-process", "print what a profile's credential_process must print")
        .option("--write <profile>", "write the session under this profile of the credentials file")
        .option("--clear", "forget the sessions that are kept on this machine")
        .option("--dry-run", "show what would be done")
        .option("--json", "print what was done, without keys")
        .option(
            "--debug",
            "show each step on stderr: files, chain, device, cache, calls; never a key or code (docs/mfa.md)",
        )
        .addHelpText(
            "after",
            `
Example:
  eval "$(./org mfa --profile bb-root-oaar)"      asks for the code and sets the session in this shell

One code serves every profile of the same user until the session ends. docs/mfa.md has the forms and each failure.`,
        )
        .action(async (_: unknown, command: Command) => {
            const { mfa } = await import("./mfa");
            process.exitCode = await mfa(command.optsWithGlobals<MfaOptions>());
        });
}
