/** Lines that a person, or another program, runs as they are printed. */
import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { flagsOf, type Answers } from "../../../cli/init/company";
import { commandOf } from "../../../cli/common/org-command";
import { fromAnywhere } from "../../../cli/mfa/mfa";
import { shellWord } from "../../../config/faults";

function wordsOf(line: string): readonly string[] {
    const text = execFileSync("sh", ["-c", `printf '%s\\n' ${line}`], { encoding: "utf8" });
    return text.split("\n").slice(0, -1);
}

describe("a cure that another program shows", () => {
    const cure = "run at a terminal: ./org mfa --profile a; or ./org mfa --otp -";
    for (const command of ["/opt/node /home/ada/org/bin/org.js", "'/opt/$&/node' $$ $' $`"])
        it(`names the command as it is run from anywhere: ${command}`, () => {
            const cured = fromAnywhere(cure, () => command);
            strictEqual(cured, `run at a terminal: ${command} mfa --profile a; or ${command} mfa --otp -`);
        });

    it("stays where the clone's path has no such form: what was wrong is still said", () => {
        strictEqual(
            fromAnywhere(cure, () => commandOf(["/home/o'hara/node"])),
            cure,
        );
    });
});

describe("the flags that give the same answers again", () => {
    for (const [what, answers, words] of [
        ["nothing answered", {}, [""]],
        ["no account, no admin", { accounts: [], admins: [] }, ["--account", "none", "--admin", "none"]],
        ["no account", { accounts: [], admins: ["ada"] }, ["--account", "none", "--admin", "ada"]],
        [
            "texts with signs of the shell's",
            { company: "it's $acme", email: "aws@acme.example", short: "=ac" },
            ["--company", "it's $acme", "--short", "=ac", "--email", "aws@acme.example"],
        ],
        [
            "accounts",
            { accounts: [{ key: "a", unit: "workloads/dev", id: "012345678901" }, { key: "b" }] },
            ["--account", "a=workloads/dev:012345678901", "--account", "b"],
        ],
    ] as readonly (readonly [string, Answers, readonly string[]])[])
        it(`are read by a shell as they were meant: ${what}`, () => {
            deepStrictEqual(wordsOf(flagsOf(answers)), words);
        });

    it("need no quotes for what no shell reads otherwise", () => {
        strictEqual(flagsOf({ email: "a+b@acme.example" }), "--email a+b@acme.example");
        for (const word of ["--account", "a=b", "a@b"]) strictEqual(shellWord(word), word);
        // zsh takes =word for a path of a command, PowerShell @word for an array.
        for (const word of ["=a", "@a", "", "a,b", "%a"]) match(shellWord(word), /^'.*'$/u);
    });
});
