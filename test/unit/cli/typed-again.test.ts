/** Lines that a person, or another program, runs as they are printed. */
import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flagsOf, type Answers } from "../../../cli/init/company";
import { cloneFolder } from "../../../cli/common/clone-folder";
import { commandOf, fromAnywhere } from "../../../cli/common/org-command";
import { shellWord } from "../../../config/faults";

function wordsOf(line: string): readonly string[] {
    const text = execFileSync("sh", ["-c", `printf '%s\\n' ${line}`], { encoding: "utf8" });
    return text.split("\n").slice(0, -1);
}

describe("a cure that another program shows", () => {
    const cure = "run at a terminal: ./org mfa --profile a; or ./org mfa --otp - (docs/mfa.md)";
    for (const command of ["/opt/node /home/ada/org/bin/org.js", "'/opt/$&/node' $$ $' $`"])
        it(`names the command as it is run from anywhere: ${command}`, () => {
            const cured = fromAnywhere(cure, (words) => [command, ...words].join(" "));
            strictEqual(
                cured,
                `run at a terminal: ${command} mfa --profile a; or ${command} -C ${cloneFolder} mfa --otp - (${cloneFolder}/docs/mfa.md)`,
            );
        });

    it("stays where the clone's path has no such form: what was wrong is still said", () => {
        strictEqual(
            fromAnywhere(cure, () => commandOf(["/home/o'hara/node"])),
            cure,
        );
    });

    /** Every `./org …` that `org mfa` may say, with what it says it in. */
    const named = sourcesOf("cli/mfa", "aws/shared-config", "aws/faults.ts", "cli/common/interrupt.ts").flatMap(
        (file) =>
            [...fs.readFileSync(join(cloneFolder, file), "utf8").matchAll(/\.\/org [^\n]*/gu)].map(([text]) => ({
                file,
                text,
            })),
    );

    it("carries the project's folder wherever its command needs it", () => {
        ok(named.some(({ text }) => text.startsWith("./org bootstrap-user guide")) && named.length > 10);
        for (const { file, text } of named) {
            const cured = fromAnywhere(text);
            ok(!cured.includes("./org "), `${file}: ${cured}`);
            for (const [, words] of cured.matchAll(/org\.js (.*?)(?:$|`|")/gmu))
                match(words!, /^(?:mfa (?:--profile|-p) |-C \S+ [a-z])/u, `${file}: ${cured}`);
        }
    });

    it("runs in any folder", () => {
        const home = fs.mkdtempSync(join(tmpdir(), "anywhere "));
        try {
            const outside = (line: string): string => {
                const { stdout, stderr } = spawnSync("sh", ["-c", fromAnywhere(line)], {
                    cwd: home,
                    encoding: "utf8",
                    env: { PATH: process.env["PATH"], HOME: home, XDG_CACHE_HOME: join(home, "cache") },
                });
                return stdout + stderr;
            };
            const commands = new Set(
                named.flatMap(({ text }) => /^\.\/org (?:mfa|[a-z]+(?:-[a-z]+)* [a-z]+)\b/u.exec(text) ?? []),
            );
            // The profile that it means is in the project's config, and not in this home.
            const rest: Readonly<Record<string, readonly [string, RegExp]>> = {
                "./org mfa": ["", /there is no profile bb-root-oaar in /u],
                "./org bootstrap-user guide": ["", /mgmt-org-admin/u],
                "./org profiles render": ["--from-config --dry-run", /bb-root-oaar/u],
            };
            for (const command of commands) {
                const [words, said] = rest[command]!;
                const text = outside(`${command} ${words}`);
                match(text, said, command);
                doesNotMatch(text, /no Pulumi\.yaml/u);
            }
        } finally {
            fs.rmSync(home, { recursive: true });
        }
    });
});

function sourcesOf(...places: readonly string[]): readonly string[] {
    return places.flatMap((place) =>
        place.endsWith(".ts") ? [place] : fs.readdirSync(join(cloneFolder, place)).map((name) => `${place}/${name}`),
    );
}

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
