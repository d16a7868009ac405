import type { Command } from "commander";

const awsConfig = [
    "--aws-config <file>",
    "the AWS config file (default: AWS_CONFIG_FILE, else ~/.aws/config)",
] as const;
const fromConfig = [
    "--from-config",
    "before there is a stack: from Pulumi.management.yaml, the management account's alone",
] as const;

/** `org profiles`: AWS profiles for every account and role. */
export function addProfiles(program: Command): void {
    const profiles = program
        .command("profiles")
        .description("write and prove the AWS profiles by which one reaches every account and role");
    addRender(profiles);
    addCheck(profiles);
    addBootstrap(profiles);
}

function addRender(profiles: Command): void {
    profiles
        .command("render")
        .description("write the profiles into the AWS config file, between two comments; the rest of the file stays")
        .option(...fromConfig)
        .option(...awsConfig)
        .option(
            "--mfa-serial <arn...>",
            "your MFA devices: of your user in the management account, in the security account",
        )
        .option("--find-mfa", "ask IAM for your MFA devices, with your own keys")
        .option("--session-name <name>", "name of your role sessions, as CloudTrail shows it")
        .option("--sso-start-url <url>", "sign in by Identity Center at this address")
        .option("--sso-region <region>", "region of Identity Center (default: the home region)")
        .option(
            "--sessions",
            "with each role a second profile, <name>-session, for programs that cannot ask for a code",
        )
        .option("--fresh", "forget the options of earlier runs")
        .option("--keep-own", "leave out the profiles that the file has outside of our block")
        .option("--stdout", "print the block, and write nothing")
        .option("-y, --yes", "do not ask")
        .option("--dry-run", "show what would change, and write nothing")
        .option("--json", "print what was done as JSON")
        .addHelpText("after", "\nExample:\n  ./org profiles render --find-mfa --session-name ada.lovelace")
        .action(async (options: object, command: Command) => {
            const { renderProfiles } = await import("./render");
            process.exitCode = await renderProfiles({ ...options, dir: dirOf(command) });
        });
}

function addCheck(profiles: Command): void {
    profiles
        .command("check")
        .description("prove by AWS that each profile reaches the account and role that its name says")
        .argument("[profiles...]", "names of profiles (default: all)")
        .option(...fromConfig)
        .option(...awsConfig)
        .option("--json", "print the verdicts as JSON")
        .addHelpText("after", "\nExample:\n  ./org profiles check bb-root-oaar bb-apps-prd-devops")
        .action(async (names: string[], options: object, command: Command) => {
            const { checkProfiles } = await import("./check");
            process.exitCode = await checkProfiles({ ...options, names, dir: dirOf(command) });
        });
}

function addBootstrap(profiles: Command): void {
    profiles
        .command("bootstrap")
        .description("ask for the access key of mgmt-org-admin, see whose it is, and write it to <short>-bootstrap")
        .option("--stdin", "read the key's id and its secret as two lines from standard input; needs --yes")
        .option(...awsConfig)
        .option("-y, --yes", "do not ask")
        .option("--dry-run", "see whose the key is, and write nothing")
        .option("--json", "print what was done as JSON")
        .addHelpText("after", "\nExample:\n  ./org profiles bootstrap")
        .action(async (options: object, command: Command) => {
            const { bootstrapProfile } = await import("./bootstrap");
            process.exitCode = await bootstrapProfile({ ...options, dir: dirOf(command) });
        });
}

function dirOf(command: Command): string {
    return command.optsWithGlobals<{ dir: string }>().dir;
}
