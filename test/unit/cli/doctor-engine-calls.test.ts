/** What `org doctor` asks of the engine: each thing once, and never `pulumi about`, which asks npm for every package first. */
import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { acmeStack, OrgProject } from "../../support/org-project";

const program = join(__dirname, "..", "..", "..", "bin", "org.js");

describe("org doctor asks the engine", function () {
    let project: OrgProject;
    beforeEach(() => {
        project = new OrgProject();
        project.write("management", acmeStack);
    });
    afterEach(() => {
        project.close();
    });

    /** Runs the doctor with an engine that writes down what it is asked for. Returns its requests, and the report's ids. */
    function asked(
        whoAmI: string,
        ...args: readonly string[]
    ): { readonly requests: readonly string[]; readonly lines: readonly { id: string; message: string }[] } {
        const [bin, log] = [join(project.dir, "bin"), join(project.dir, "asked")];
        mkdirSync(bin, { recursive: true });
        writeFileSync(
            join(bin, "pulumi"),
            `#!/bin/sh
echo "$*" >>'${log}'
case "$1" in
version) echo v3.259.0 ;;
whoami) ${whoAmI} ;;
*) echo "error: no stack named 'management' found" >&2; exit 1 ;;
esac
`,
            { mode: 0o755 },
        );
        const { stdout } = spawnSync(process.execPath, [program, "-C", project.dir, "doctor", "--json", ...args], {
            encoding: "utf8",
            env: {
                PATH: `${bin}${delimiter}${process.env["PATH"]!}`,
                HOME: project.dir,
                // Nobody listens there.
                AWS_ENDPOINT_URL: "http://127.0.0.1:1",
                AWS_ENDPOINT_URL_STS: "http://127.0.0.1:1",
                AWS_ACCESS_KEY_ID: "AKIANOBODY",
                AWS_SECRET_ACCESS_KEY: "nothing",
                AWS_EC2_METADATA_DISABLED: "true",
                AWS_MAX_ATTEMPTS: "1",
            },
        });
        return {
            requests: existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [],
            lines: JSON.parse(stdout) as { id: string; message: string }[],
        };
    }

    for (const [when, whoAmI] of [
        ["while nobody is logged in", "echo 'error: PULUMI_ACCESS_TOKEN must be set' >&2; exit 255"],
        ["with a backend that has no stack", `echo '{"user":"ada","url":"file:///nowhere"}'`],
    ] as const)
        for (const args of [[], ["--cis", "--deep"]])
            it(`for its version, plugins, backend and stacks, each once and nothing else, ${when} ${args.join(" ")}`, () => {
                const { requests, lines } = asked(whoAmI, ...args);
                match(lines.find(({ id }) => id === "engine")!.message, /3\.259\.0/u);
                strictEqual(new Set(requests).size, requests.length, requests.join("\n"));
                const words = new Set(requests.map((request) => request.split(" ")[0]!));
                deepStrictEqual([...words].sort(), ["plugin", "stack", "version", "whoami"]);
            });
});
