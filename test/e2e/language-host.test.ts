/**
 * The language host starts a program and a policy pack as the official one does. The table follows the source of pulumi-language-nodejs at
 * the engine's version: sdk/nodejs/cmd/pulumi-language-nodejs/main.go (execRuntime, constructArguments, RunPlugin) in pulumi/pulumi.
 */
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { TestProject, type EngineRun } from "../support/project";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };

/** What a process reports about its start. */
interface Start {
    readonly flags: readonly string[];
    /** The script with its arguments; a name without a value is a switch. */
    readonly script: string;
    readonly args: readonly string[];
    readonly pwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly preloaded: readonly string[];
}

/** Runs before the SDK's script has read its arguments, or in the program itself, and writes its findings. */
const report = (file: string): string => `require("fs").writeFileSync(${JSON.stringify(file)}, JSON.stringify({
    flags: process.execArgv, script: process.argv[1], args: require("fs").readFileSync("/proc/self/cmdline", "utf8").split("\\0"),
    pwd: process.env.PWD_AT_START ?? process.cwd(), env: process.env,
    preloaded: Object.keys(require.cache).filter((file) => !file.includes("node_modules")),
}));`;

describe("the language host, beside the official one", () => {
    let project: TestProject;
    let at: (name: string) => string;

    /** A separate project in a folder of this one, run by the engine itself as for a user. */
    async function run(
        name: string,
        files: Readonly<Record<string, string>>,
        args: readonly string[] = ["preview"],
        below = ".",
    ): Promise<EngineRun> {
        const folder = at(name);
        for (const [file, text] of Object.entries({ "package.json": "{}", ...files })) {
            fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
            fs.writeFileSync(path.join(folder, file), text);
        }
        const { sandbox } = project;
        const common = ["--non-interactive", "--color", "never"];
        const cwd = path.join(folder, below);
        await project.runIn(cwd, sandbox.engine, ["stack", "init", name, ...common]);
        const result = await project.runIn(cwd, sandbox.engine, [...args, "--stack", name, ...common]);
        return { ...result, text: `${result.stdout}\n${result.stderr}` };
    }
    const started = (name: string): Start =>
        JSON.parse(fs.readFileSync(path.join(at(name), "start.json"), "utf8")) as Start;
    const yaml = (name: string, options: string): string =>
        `name: ${name}\nmain: index.js\nruntime: { name: nodejs, options: { ${options} } }\n`;

    before(async () => {
        project = await TestProject.open({}, account, "us-east-1", { asUser: true });
        at = (name) => path.join(project.folder, name);
    });
    after(() => project.close());

    describe("a program", () => {
        let start: Start;
        let args: readonly string[];
        before(async () => {
            const result = await run(
                "reported",
                {
                    "Pulumi.yaml": yaml("reported", `typescript: false, nodeargs: "--no-opt --require './a file.js'"`),
                    "a file.js": "",
                    "index.js": report(path.join(at("reported"), "start.json")),
                    "Pulumi.reported.yaml": "config: { 'reported:one': '1' }\n",
                    "below/it/file": "",
                },
                ["preview"],
                "below/it",
            );
            strictEqual(result.exitCode, 0, result.text);
            start = started("reported");
            args = start.args.slice(start.args.indexOf(start.script) + 1, -1);
        });

        it("has the flags of nodeargs before the script, split as a shell splits them, and no other", () => {
            deepStrictEqual(start.flags, ["--no-opt", "--require", "./a file.js"]);
            deepStrictEqual(
                start.preloaded.map((file) => path.basename(file)),
                ["a file.js", "index.js"],
            );
        });

        it("is run by the program's own SDK, in its folder, from wherever the engine was called", () => {
            match(start.script, /node_modules\/@pulumi\/pulumi\/cmd\/run\/index\.js$/u);
            strictEqual(start.pwd, at("reported"));
        });

        it("has the arguments of cmd/run in the official order", () => {
            const table: readonly (readonly [name: string, value: RegExp | string])[] = [
                ["--monitor", /^127\.0\.0\.1:\d+$/u],
                ["--engine", /^127\.0\.0\.1:\d+$/u],
                ["--sync", /pulumi-node-pipes/u],
                ["--organization", "organization"],
                ["--project", "reported"],
                ["--root-directory", at("reported")],
                ["--stack", "reported"],
                ["--pwd", at("reported")],
                ["--dry-run", ""],
                ["--parallel", /^\d+$/u],
            ];
            const left = [...args];
            for (const [name, value] of table) {
                strictEqual(left.shift(), name);
                if (value === "") continue;
                const given = left.shift()!;
                if (typeof value === "string") strictEqual(given, value, name);
                else match(given, value, name);
            }
            deepStrictEqual(left, ["index.js"]);
        });

        it("has the stack's config in its environment, keys in the long form, and nothing of TypeScript where it is off", () => {
            deepStrictEqual(JSON.parse(start.env["PULUMI_CONFIG"]!), { "reported:config:one": "1" });
            strictEqual(start.env["PULUMI_CONFIG_SECRET_KEYS"], "[]");
            strictEqual(start.env["PULUMI_NODEJS_TYPESCRIPT"], undefined);
            for (const name of ["NODE_OPTIONS", "GOGC"]) strictEqual(start.env[name], undefined, name);
        });
    });

    it("TypeScript is enabled unless it is switched off, and tsconfig is passed on", async () => {
        const options = `tsconfig: own.json, nodeargs: "--require ./before.js"`;
        await run("typed", {
            "Pulumi.yaml": yaml("typed", options),
            "own.json": "{}",
            "before.js": report(path.join(at("typed"), "start.json")),
            "index.js": "",
        });
        const { env } = started("typed");
        strictEqual(env["PULUMI_NODEJS_TYPESCRIPT"], "true");
        strictEqual(env["PULUMI_NODEJS_TSCONFIG_PATH"], "own.json");
    });

    it("a program's output is shown, and its exit code reported", async () => {
        const ends = await run("ends", {
            "Pulumi.yaml": yaml("ends", "typescript: false"),
            "index.js": `console.log("on stdout"); console.error("on stderr"); process.exit(7);`,
        });
        for (const text of [/on stdout/u, /on stderr/u, /Program exited with non-zero exit code: 7/u])
            match(ends.text, text);
        // The exit code of the SDK's script after it has shown everything to the user.
        const thrown = await run("throws", {
            "Pulumi.yaml": yaml("throws", "typescript: false"),
            "index.js": `console.error("as asked"); process.exit(32);`,
        });
        ok(thrown.exitCode !== 0, "it has failed");
        match(thrown.text, /as asked/u);
        ok(!thrown.text.includes("non-zero exit code"), "what the program has said is not said again");
    });

    for (const [wrong, complaint] of [
        ["typescript: 'no'", /typescript option must be a boolean/u],
        ["nodeargs: 1", /nodeargs option must be a string/u],
        ["packagemanager: pip", /packagemanager option must be one of auto, npm, yarn, pnpm or bun, got "pip"/u],
    ] as const)
        it(`refuses the option ${wrong}`, async () => {
            const name = wrong.split(":")[0]!;
            match((await run(name, { "Pulumi.yaml": yaml(name, wrong), "index.js": "" })).text, complaint);
        });

    it("a package that is only an ES module is loaded, by require and by import()", async () => {
        const result = await run("modern", {
            "Pulumi.yaml": yaml("modern", "typescript: false"),
            "index.js": `module.exports = async () => ({
                required: require("execa").execa.name, imported: (await import("p-retry")).default.name });`,
        });
        strictEqual(result.exitCode, 0, result.text);
        match(result.text, /imported *: "pRetry"[^]*required *: "boundExeca"/u);
    });

    it("a program that serializes functions finds npm's installer and the compiler, by the product's nodeargs too", async () => {
        const result = await run("serial", {
            "Pulumi.yaml": yaml(
                "serial",
                `typescript: false, nodeargs: '--require "${path.join(__dirname, "../../bin/seldom-used").replaceAll("\\", "/")}"'`,
            ),
            "index.js": `const { runtime } = require("@pulumi/pulumi");
                module.exports = async () => ({ has: (await runtime.serializeFunction(() => 40 + 2)).text.includes("40 + 2") });`,
        });
        strictEqual(result.exitCode, 0, result.text);
        match(result.text, /has *: true/u);
    });

    it("the engine keeps its logs, and shows debug messages of programs on request", async () => {
        const logs = path.join(project.sandbox.folder, "home", "logs");
        ok(fs.statSync(logs).isDirectory() && fs.readdirSync(logs).length > 0, "logs");
        const files = { "Pulumi.yaml": yaml("debugged", "typescript: false"), "index.js": "" };
        match((await run("debugged", files, ["preview", "--debug"])).text, /Running program '.*index\.js' in pwd/u);
    });

    it("a policy pack runs in its own folder; nodeargs are its script's, as with the official host", async () => {
        const file = path.join(at("judged"), "start.json");
        const pack = {
            "pack/PulumiPolicy.yaml": `runtime: { name: nodejs, options: { typescript: false, nodeargs: "--own=1" } }\nmain: index.js\n`,
            "pack/package.json": `{ "version": "1.0.0" }`,
            "pack/index.js": `${report(file)} new (require("@pulumi/policy").PolicyPack)("pack", { policies: [] });`,
        };
        const files = { "Pulumi.yaml": yaml("judged", "typescript: false"), "index.js": "", ...pack };
        const result = await run("judged", files, ["preview", "--policy-pack", path.join(at("judged"), "pack")]);
        strictEqual(result.exitCode, 0, result.text);
        const start = started("judged");
        deepStrictEqual(start.flags, []);
        strictEqual(start.pwd, path.join(at("judged"), "pack"));
        match(start.script, /cmd\/run-policy-pack\/index\.js$/u);
        const args = start.args.slice(2, -1);
        strictEqual(args[0], "--own=1");
        match(args[1]!, /^127\.0\.0\.1:\d+$/u);
        strictEqual(args[2], path.join(at("judged"), "pack"));
        strictEqual(start.env["PULUMI_NODEJS_ORGANIZATION"], "organization");
        strictEqual(start.env["PULUMI_NODEJS_PROJECT"], "judged");
        strictEqual(start.env["PULUMI_NODEJS_STACK"], "judged");
        strictEqual(start.env["PULUMI_NODEJS_DRY_RUN"], "true");
    });

    it("a pack of a third party, in TypeScript without options, reads its own tsconfig and gets the stack", async () => {
        const elsewhere = at("third-party");
        const files = {
            "PulumiPolicy.yaml": "runtime: nodejs\n",
            "package.json": `{ "version": "1.0.0" }`,
            // Older compilers do not know all options of this project's own tsconfig.json.
            "tsconfig.json": `{ "compilerOptions": { "target": "ES2019", "strict": true } }`,
            // With require, the compiler reads no types of the SDK, which would take ten seconds.
            "index.ts": `declare const process: { cwd(): string }, require: (name: string) => any;
                const { Config, getOrganization, getProject, getStack, runtime } = require("@pulumi/pulumi");
                const reported: readonly string[] = [process.cwd(), getOrganization(), getProject(), getStack(),
                    new Config("guarded").require("one"), String(runtime.isDryRun())];
                new (require("@pulumi/policy").PolicyPack)("third-party", { policies: [{ name: "reported", description: "reported",
                    enforcementLevel: "advisory", validateStack: (_: unknown, report: (text: string) => void) =>
                        report("REPORTED " + reported.join(" | ")) }] });`,
        };
        for (const [file, text] of Object.entries(files)) {
            fs.mkdirSync(elsewhere, { recursive: true });
            fs.writeFileSync(path.join(elsewhere, file), text);
        }
        const result = await run(
            "guarded",
            {
                "Pulumi.yaml": yaml("guarded", "typescript: false"),
                "Pulumi.guarded.yaml": "config: { 'guarded:one': 'first' }\n",
                "index.js": "",
                "tsconfig.json": `{ "compilerOptions": { "module": "no such module", "types": ["no-such-types"] } }`,
            },
            ["up", "--yes", "--skip-preview", "--policy-pack", elsewhere],
        );
        strictEqual(result.exitCode, 0, result.text);
        const reported = [elsewhere, "organization", "guarded", "guarded", "first", "false"].join(" | ");
        ok(result.text.includes(`REPORTED ${reported}`), result.text);
    });

    it("names the plugins of all packages below a program, but not those of a policy pack", async () => {
        const manifest = (name: string, version: string): string =>
            JSON.stringify({ name, version, pulumi: { resource: true } });
        const result = await run(
            "asks",
            {
                "Pulumi.yaml": yaml("asks", "typescript: false"),
                "index.js": "",
                "node_modules/@pulumi/one/package.json": manifest("@pulumi/one", "1.2.3"),
                "node_modules/two/package.json": JSON.stringify({
                    version: "2.0.0",
                    pulumi: { resource: true, name: "two" },
                }),
                "node_modules/three/package.json": manifest("three", "3.0.0"), // names no plugin
                "pack/PulumiPolicy.yaml": "runtime: nodejs\n",
                "pack/node_modules/@pulumi/four/package.json": manifest("@pulumi/four", "4.0.0"),
            },
            ["about"],
        );
        const plugins = result.text.split(/^Plugins$/mu)[1]!.split("\n\n")[0]!;
        match(plugins, /one +1\.2\.3[^]*two +2\.0\.0/u);
        ok(!/three|four/u.test(plugins), plugins);
    });
});
