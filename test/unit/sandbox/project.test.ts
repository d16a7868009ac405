import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { execaSync } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { layOutProject, shellQuote, writeScript } from "../../../sandbox/project";

// Order, blanks, comments and quotes that a YAML library would not keep.
const stackFile = `# The company\nconfig:\n    aws:region:   us-east-1 # home\n    management: { id: "011111111111" }\n`;

describe("the sandbox's `pulumi`", () => {
    let parent: string;
    let project: string;
    let sandbox: string;
    /** The AWS endpoint that the started engine gets. */
    let aws: NodeJS.ProcessEnv;

    /** Runs it in a folder. The engine is a script that prints its folder and arguments. */
    const pulumi = (cwd: string, ...args: string[]): { exitCode: number; lines: string[]; stderr: string } => {
        const env = { PATH: process.env["PATH"], ...aws };
        const result = execaSync(path.join(sandbox, "bin", "pulumi"), args, {
            cwd,
            env,
            extendEnv: false,
            reject: false,
        });
        return { exitCode: result.exitCode ?? -1, lines: result.stdout.split("\n"), stderr: result.stderr };
    };
    const copied = (name: string): string => fs.readFileSync(path.join(sandbox, "project", name), "utf8");

    beforeEach(() => {
        aws = { AWS_ENDPOINT_URL: "http://127.0.0.1:1" };
        parent = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "the user's ")));
        project = path.join(parent, `a "clone"`);
        sandbox = path.join(project, ".sandbox");
        fs.mkdirSync(path.join(project, "layers"), { recursive: true });
        fs.writeFileSync(path.join(project, "Pulumi.yaml"), "name: aws-organization\n");
        fs.writeFileSync(path.join(project, "Pulumi.management.yaml"), stackFile);
        const engine = path.join(parent, "en'gine", "pulumi");
        writeScript(engine, `pwd -P; for word in "$@"; do echo "$word"; done; exit 7`);
        layOutProject(project, sandbox, engine);
    });
    afterEach(() => {
        fs.rmSync(parent, { recursive: true, force: true });
    });

    it("runs the engine in a copy, and hands on arguments and exit code", () => {
        const args = ["preview", "--stack", "management", "--message", "it's a $HOME `test`", ""];
        const { exitCode, lines } = pulumi(project, ...args);
        deepStrictEqual([exitCode, lines], [7, [path.join(sandbox, "project"), ...args]]);
    });

    it("leaves the stack files byte for byte as they are; the copy has the passphrase's salt", () => {
        pulumi(project, "preview");
        strictEqual(fs.readFileSync(path.join(project, "Pulumi.management.yaml"), "utf8"), stackFile);
        ok(copied("Pulumi.management.yaml").startsWith(stackFile), "so that faults name the user's lines");
        match(copied("Pulumi.management.yaml"), /\nencryptionsalt: v1:\S+\n$/);
    });

    it("sees every change of the project, at each call", () => {
        pulumi(project, "preview");
        fs.appendFileSync(path.join(project, "Pulumi.management.yaml"), "# more\n");
        fs.writeFileSync(path.join(project, "Pulumi.security.yaml"), "config: {}\n");
        fs.writeFileSync(path.join(project, "freeze.json"), "{}");
        fs.writeFileSync(path.join(project, "layers", "new.ts"), "export {};\n");
        pulumi(project, "preview");
        match(copied("Pulumi.management.yaml"), /# more\n/);
        match(copied("Pulumi.security.yaml"), /^config: \{\}\n/);
        deepStrictEqual([copied("freeze.json"), copied("layers/new.ts")], ["{}", "export {};\n"]);
    });

    it("links no folder into itself when two calls begin at once", () => {
        const shim = path.join(parent, "shim");
        // The other call has created the link by the time that this one tries.
        const other = `for word; do file=$target target=$word; done\nPATH=$TOOLS ln -s "$file" "$target"`;
        writeScript(path.join(shim, "ln"), `${other}\nPATH=$TOOLS exec ln "$@"`);
        const tools = process.env["PATH"]!;
        const env = { PATH: `${shim}${path.delimiter}${tools}`, TOOLS: tools, ...aws };
        execaSync(path.join(sandbox, "bin", "pulumi"), ["preview"], { cwd: project, env, reject: false });
        deepStrictEqual(fs.readdirSync(path.join(project, "layers")), []);
        ok(fs.lstatSync(path.join(sandbox, "project", "layers")).isSymbolicLink());
    });

    it("leaves out a secrets provider of the user's, whose key the sandbox has not", () => {
        const secrets = "secretsprovider: awskms://alias/x\nencryptedkey: abc\nencryptionsalt: v1:own\n";
        fs.writeFileSync(path.join(project, "Pulumi.management.yaml"), secrets + stackFile);
        pulumi(project, "preview");
        ok(copied("Pulumi.management.yaml").startsWith(stackFile));
        match(copied("Pulumi.management.yaml"), /\nencryptionsalt: v1:Jr\S+\n$/);
    });

    it("works in a folder of the project and by a link to it, and leaves other projects alone", () => {
        const copy = path.join(sandbox, "project");
        strictEqual(pulumi(path.join(project, "layers"), "preview").lines[0], copy);
        fs.symlinkSync(project, path.join(parent, "link"));
        strictEqual(pulumi(path.join(parent, "link"), "preview").lines[0], copy);
        strictEqual(pulumi(parent, "preview").lines[0], parent);
    });

    it("means the files that the user names, from where the user is", () => {
        const layers = path.join(project, "layers");
        deepStrictEqual(pulumi(layers, "import", "--file", "import.json", "--out=a b.ts", "--yes").lines.slice(1), [
            "import",
            "--file",
            path.join(layers, "import.json"),
            `--out=${path.join(layers, "a b.ts")}`,
            "--yes",
        ]);
        const absolute = ["stack", "export", "--file", "/x/y.json", "--file=/x/z.json"];
        deepStrictEqual(pulumi(project, ...absolute).lines.slice(1), absolute);
        const here = (name: string): string => path.join(layers, name);
        for (const name of ["--policy-pack", "--policy-pack-config"]) {
            const given = ["--yes", `${name}=a b,/c,../d`, name, "e,f", "g"];
            const meant = ["--yes", `${name}=${here("a b")},/c,${layers}/../d`, name, `${here("e")},${here("f")}`, "g"];
            deepStrictEqual(pulumi(layers, "preview", ...given).lines.slice(2), meant);
        }
    });

    it("reads a stack file that --config-file names with the passphrase's salt, and leaves the file as it is", () => {
        const own = path.join(project, "layers", "Pulumi.management.yaml");
        fs.writeFileSync(own, `${stackFile}# own\n`);
        const copy = path.join(sandbox, "project", "named-Pulumi.management.yaml");
        for (const [words, meant] of [
            [
                ["--config-file", "Pulumi.management.yaml"],
                ["--config-file", copy],
            ],
            [["--config-file=Pulumi.management.yaml"], [`--config-file=${copy}`]],
        ] as const) {
            deepStrictEqual(pulumi(path.dirname(own), "preview", ...words).lines.slice(2), [...meant]);
            match(copied("named-Pulumi.management.yaml"), /# own\n\nencryptionsalt: v1:\S+\n$/u);
            strictEqual(fs.readFileSync(own, "utf8"), `${stackFile}# own\n`);
            ok(copied("Pulumi.management.yaml").startsWith(stackFile));
        }
        const absent = pulumi(path.dirname(own), "preview", "--config-file", "absent.yaml").lines.slice(2);
        deepStrictEqual(absent, ["--config-file", path.join(path.dirname(own), "absent.yaml")]);
    });

    it("refuses to write a stack file, which it has only a copy of", () => {
        for (const args of [
            ["config", "set", "a", "b"],
            ["config", "--stack", "management", "rm", "a"],
        ]) {
            const { exitCode, lines, stderr } = pulumi(project, ...args);
            deepStrictEqual([exitCode, lines], [1, [""]]);
            ok(stderr.includes("edit Pulumi.<stack>.yaml"));
        }
        strictEqual(pulumi(project, "config", "get", "a").exitCode, 7);
        strictEqual(pulumi(project, "config").exitCode, 7);
        strictEqual(pulumi(parent, "config", "set", "a", "b").exitCode, 7);
    });

    it("starts nothing that could reach AWS itself: not without an address, nor with AWS's", () => {
        const local = "http://127.0.0.1:1";
        const amazon = ["https://sts.amazonaws.com", "https://iam.global.api.aws", "HTTPS://STS.AMAZONAWS.COM.CN"];
        for (const environment of [
            ...[undefined, "", ...amazon].map((url) => ({ AWS_ENDPOINT_URL: url })),
            ...amazon.map((url) => ({ AWS_ENDPOINT_URL: local, AWS_ENDPOINT_URL_STS: url })),
        ]) {
            aws = environment;
            const { exitCode, lines, stderr } = pulumi(project, "preview");
            deepStrictEqual([exitCode, lines], [1, [""]]);
            match(stderr, /could reach AWS itself; nothing was started[\s\S]*\. \.sandbox\/env/u);
        }
    });

    it("drops the addresses of single services and the switches that would go past the general one", () => {
        writeScript(path.join(parent, "en'gine", "pulumi"), "env | grep -E '^AWS_(ENDPOINT|USE)' | sort");
        const services = ["IAM", "S3", "IDENTITYSTORE", "S3_CONTROL"].map((each) => `AWS_ENDPOINT_URL_${each}`);
        const elsewhere = Object.fromEntries(services.map((name) => [name, "https://iam.amazonaws.com"]));
        const switches = { AWS_USE_FIPS_ENDPOINT: "true", AWS_USE_DUALSTACK_ENDPOINT: "true" };
        aws = { AWS_ENDPOINT_URL: "http://127.0.0.1:1", ...elsewhere, ...switches };
        deepStrictEqual(pulumi(project, "preview").lines, [
            "AWS_ENDPOINT_URL=http://127.0.0.1:1",
            "AWS_ENDPOINT_URL_STS=http://127.0.0.1:1",
        ]);
    });

    it("has the provider ask STS there for a profile's role too, and nobody pass the address over", () => {
        writeScript(
            path.join(parent, "en'gine", "pulumi"),
            `echo "$AWS_ENDPOINT_URL_STS,\${AWS_IGNORE_CONFIGURED_ENDPOINT_URLS-}"`,
        );
        aws = {
            AWS_ENDPOINT_URL: "http://127.0.0.1:1",
            AWS_ENDPOINT_URL_STS: "",
            AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
        };
        deepStrictEqual(pulumi(project, "preview").lines, ["http://127.0.0.1:1,"]);
        aws = { ...aws, AWS_ENDPOINT_URL_STS: "http://127.0.0.1:2" };
        deepStrictEqual(pulumi(project, "preview").lines, ["http://127.0.0.1:2,"]);
    });

    it("quotes what a shell would read", () => {
        const text = `it's "$HOME" \`x\` \\ \n *`;
        strictEqual(execaSync("sh", ["-c", `printf %s ${shellQuote(text)}`]).stdout, text);
    });
});
