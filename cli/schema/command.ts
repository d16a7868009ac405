import type { Command } from "commander";

/** `org schema`: the config's JSON Schema and its reference page. */
export function addSchema(program: Command): void {
    program
        .command("schema")
        .description("write config.schema.json, with which editors complete and check the stack files")
        .option("--docs", "write docs/configuration.md too")
        .option("--stdout", "print the schema and write nothing")
        .option("--check", "write nothing; exit 1 when a file is stale")
        .action(async (options: { docs?: boolean; stdout?: boolean; check?: boolean }, command: Command) => {
            const { schema } = await import("./schema");
            const { dir } = command.optsWithGlobals<{ dir: string }>();
            process.exitCode = schema({ dir, ...options });
        });
}
