import { execa } from "execa";
import * as fs from "node:fs";
import * as path from "node:path";
import { shellQuote, writeScript } from "../../../sandbox/project";

/** Scripts that the language host has Node.js run at each run, and what they print in every project of the tests: a part of the script each. */
const scripts = {
    "require.resolve('@pulumi/pulumi/cmd/run')": () => require.resolve("@pulumi/pulumi/cmd/run"),
    "require.resolve('@pulumi/pulumi/cmd/run-policy-pack')": () =>
        require.resolve("@pulumi/pulumi/cmd/run-policy-pack"),
    "require('typescript/package.json').version": () =>
        (
            JSON.parse(fs.readFileSync(require.resolve("typescript/package.json"), "utf8")) as {
                readonly version: string;
            }
        ).version,
};

let known: Promise<Readonly<Record<"npm" | "node", string>>> | undefined;

/**
 * Writes commands `npm` and `node` that know what the language host asks them at each run, each time by a process that takes longer than
 * all else that the host does. What else they are asked the real ones are.
 *
 * @param project where the answers of `node` hold
 */
export async function writeKnownAnswers(bin: string, project: string): Promise<void> {
    known ??= execa("sh", ["-c", "command -v npm && npm --version && command -v node"]).then(({ stdout }) => {
        const [npm, version, node] = stdout.split("\n") as [string, string, string];
        const answers = Object.entries(scripts).map(
            ([script, answer]) => `*${shellQuote(script)}*) echo ${shellQuote(answer())} && exit ;;`,
        );
        return {
            npm: `[ "$*" = --version ] && echo ${shellQuote(version)} || exec ${shellQuote(npm)} "$@"`,
            node: `[ "$1" = -e ] && case $(pwd -P)/ in "$project"/*) case $2 in\n${answers.join("\n")}\nesac ;; esac\nexec ${shellQuote(node)} "$@"`,
        };
    });
    const { npm, node } = await known;
    writeScript(path.join(bin, "npm"), npm);
    writeScript(path.join(bin, "node"), `project=${shellQuote(project)}\n${node}`);
}
