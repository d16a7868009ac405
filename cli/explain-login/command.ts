import { Option, type Command } from "commander";
import type { CiRole } from "./explain";

/** `org explain-login`: for a workflow step after AWS has refused the login. */
export function addExplainLogin(program: Command): void {
    program
        .command("explain-login")
        .description("in a GitHub job whose login AWS refused: the token's subject, and the line to write")
        .addOption(
            new Option("--role <role>", "the role that it asked for").choices(["preview", "deploy"]).default("preview"),
        )
        .action(async ({ role }: { role: CiRole }, command: Command) => {
            const { explainLogin } = await import("./explain-login");
            const { dir } = command.optsWithGlobals<{ dir: string }>();
            process.exitCode = await explainLogin({ dir, role });
        });
}
