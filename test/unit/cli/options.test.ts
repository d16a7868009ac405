import { Command, CommanderError } from "commander";
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { collected, refuseSecondValues } from "../../../cli/common/options";

/** Parses arguments with a command that has an option of each kind. Returns what it printed, and the values of its options. */
function parse(...args: readonly string[]): {
    readonly said: string;
    readonly values: Readonly<Record<string, unknown>>;
} {
    let said = "";
    const program = new Command("org").exitOverride().option("-C, --dir <folder>", "folder", ".");
    const command = program
        .command("run")
        .exitOverride()
        .configureOutput({ writeErr: (text) => (said += text) })
        .option("-o, --out <file>", "file")
        .option("--only <names>", "names", (value) => value.split(","))
        .option("--account <key>", "again for more", collected)
        .option("--stack <names...>", "names")
        .option("--json", "JSON")
        .action(() => undefined);
    refuseSecondValues(program);
    try {
        program.parse(args, { from: "user" });
    } catch (error) {
        if (!(error instanceof CommanderError)) throw error;
    }
    return { said, values: command.opts() };
}

describe("options of org", () => {
    it("an option that takes one value is refused with two, whichever of its names and parsers it has", () => {
        for (const [args, said] of [
            [["-o", "a", "--out", "b"], "error: option '-o, --out <file>' has two values: a and b\n"],
            [["--only", "a", "--only=b"], "error: option '--only <names>' has two values: a and b\n"],
        ] as const)
            strictEqual(parse("run", ...args).said, said);
    });

    it("the same value again, options that collect, and switches are taken", () => {
        const { said, values } = parse(
            ...["run", "-o", "a", "--out", "a", "--account", "x", "--account", "y"],
            ...["--stack", "m", "--stack", "s", "--json", "--json"],
        );
        strictEqual(said, "");
        deepStrictEqual(values, { out: "a", account: ["x", "y"], stack: ["m", "s"], json: true });
    });
});
