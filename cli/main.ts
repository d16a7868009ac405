import { Command, CommanderError } from "commander";
import { version } from "../package.json";
import { addAccounts } from "./accounts/command";
import { addAdopt } from "./adopt/command";
import { addBootstrapUser } from "./bootstrap-user/command";
import { addDiagram } from "./diagram/command";
import { addDoctor } from "./doctor/command";
import { addExplainLogin } from "./explain-login/command";
import { addFleet } from "./fleet/command";
import { addInit } from "./init/command";
import { addInvite } from "./invite/command";
import { addMfa } from "./mfa/command";
import { addPeople } from "./people/command";
import { addPolicies } from "./policies/command";
import { addPreview } from "./preview/command";
import { addProfiles } from "./profiles/command";
import { addReport } from "./report/command";
import { addSchema } from "./schema/command";
import { addState } from "./state/command";
import { addValidate } from "./validate/command";
import { listenToInterrupts } from "./common/interrupt";
import { refuseSecondValues } from "./common/options";
import { exitCodes, reportError } from "./common/ui";

/**
 * Runs `org`. A command imports what it needs inside its action, so that the help is printed at once.
 *
 * @param argv the arguments, without node and script
 * @returns the exit code
 */
export async function main(argv: readonly string[]): Promise<number> {
    const program = new Command("org")
        .description("The jobs of an AWS organization that no Pulumi resource can do")
        .version(version, "-V, --version", "show the version")
        .option("--debug", "show where an error happened")
        .option("-C, --dir <folder>", "the project's folder, or one below it", ".")
        .exitOverride();
    for (const add of [
        addInit,
        addDoctor,
        addValidate,
        addSchema,
        addAdopt,
        addPreview,
        addPolicies,
        addDiagram,
        addReport,
        addExplainLogin,
        addFleet,
        addAccounts,
        addInvite,
        addPeople,
        addProfiles,
        addBootstrapUser,
        addMfa,
        addState,
    ])
        add(program);
    pointToHelp(program, "./org");
    refuseSecondValues(program);
    // A reader that closes the pipe early (head, less) is no error.
    process.stdout.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code === "EPIPE") process.exit(exitCodes.ok);
        throw error;
    });
    // A closed terminal must not stop the work.
    process.stderr.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code !== "EIO" && error.code !== "EPIPE") throw error;
    });
    listenToInterrupts(argv);
    try {
        await program.parseAsync(argv, { from: "user" });
        return Number(process.exitCode ?? exitCodes.ok);
    } catch (error) {
        // Commander has printed its message already.
        if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
        return reportError(error, program.opts<{ debug?: boolean }>().debug === true);
    }
}

/** Lets the error of a wrong option or argument name the help of its own command. */
function pointToHelp(command: Command, name: string): void {
    command.showHelpAfterError(`(${name} --help shows what there is)`);
    for (const each of command.commands) pointToHelp(each, `${name} ${each.name()}`);
}
