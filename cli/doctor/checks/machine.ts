/** The engine, its language host, Node and the plugins. */
import { accessSync, closeSync, constants, openSync, readSync, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { check } from "../check";
import { SkipCheck } from "../skip-check";
import { fault, ok, skipped, warning, type Finding } from "../line";
import type { DoctorContext } from "../context";
import { wantedPlugins, type Plugin, type WantedPlugin } from "../plugins";

// Before 3.252, a resource that was imported by another id than the canonical one could be deleted by the next update
// (pulumi/pulumi#23834).
const engineNeeded = "3.252.0";
// As in `engines` of package.json: the first Node 20 that can require ES modules.
const nodeNeeded = "20.19.0";

export interface EngineFacts {
    /** Undefined: there is no pulumi on PATH. */
    readonly version: string | undefined;
}

export const engine = check<EngineFacts>(
    {
        id: "engine",
        group: "machine",
        proves: `\`pulumi\` is on PATH and is ${short(engineNeeded)} or newer`,
        cure: "install or upgrade Pulumi, or `. .sandbox/env`",
        asks: [],
    },
    async (context) => ({ version: await engineOf(context) }),
    judgeEngine,
);

export function judgeEngine({ version }: EngineFacts): readonly Finding[] {
    if (version === undefined)
        return [
            fault(
                "there is no pulumi on PATH",
                "install it (https://www.pulumi.com/docs/install/); in the sandbox: . .sandbox/env",
            ),
        ];
    if (isOlder(version, engineNeeded))
        return [
            fault(
                `Pulumi ${version} is older than ${short(engineNeeded)}, which imports accounts safely`,
                "upgrade it: https://www.pulumi.com/docs/install/",
                version,
            ),
        ];
    return [ok(`Pulumi ${version}`, version)];
}

export const node = check<{ readonly version: string }>(
    {
        id: "node",
        group: "machine",
        proves: `Node is ${short(nodeNeeded)} or newer`,
        cure: "install a newer Node",
        asks: [],
    },
    () => Promise.resolve({ version: process.versions.node }),
    judgeNode,
);

export function judgeNode({ version }: { readonly version: string }): readonly Finding[] {
    return isOlder(version, nodeNeeded)
        ? [
              fault(
                  `Node ${version} is older than ${short(nodeNeeded)}`,
                  "install a newer one: https://nodejs.org",
                  version,
              ),
          ]
        : [ok(`Node ${version}`, version)];
}

export interface LanguageHostFacts {
    /** Path of the engine's executable; undefined: there is none on PATH. */
    readonly engine: string | undefined;
    /** Whether it is a script, which may start an engine elsewhere. */
    readonly isScript: boolean;
    /** Path of the language host, where the engine looks for it: in its own folder or on PATH. */
    readonly languageHost: string | undefined;
}

const hostName = "pulumi-language-nodejs";

export const languageHost = check<LanguageHostFacts>(
    {
        id: "language-host",
        group: "machine",
        proves: `the engine has the language host of this project, ${hostName}, beside it or on PATH`,
        cure: "install Pulumi again: the language host comes with it",
        asks: [],
    },
    (context) => {
        context.mustProject();
        const engine = onPath("pulumi");
        const beside = engine === undefined ? undefined : join(dirname(engine), hostName);
        return Promise.resolve({
            engine,
            isScript: engine !== undefined && isScript(engine),
            languageHost: beside !== undefined && isProgram(beside) ? beside : onPath(hostName),
        });
    },
    judgeLanguageHost,
);

export function judgeLanguageHost({
    engine: found,
    isScript,
    languageHost: host,
}: LanguageHostFacts): readonly Finding[] {
    if (found === undefined) return [skipped("there is no engine")];
    if (host !== undefined) return [ok("the engine finds its language host", host)];
    if (isScript) return [skipped("pulumi is a script here, which alone knows where engine and language host are")];
    return [
        fault(
            `there is no ${hostName} beside ${found}, nor on PATH`,
            `install Pulumi again: ${hostName} comes with it and belongs beside it`,
            found,
        ),
    ];
}

/** Whether a file is a script. Reads only its first two bytes: an engine has more than 100 MB. */
function isScript(file: string): boolean {
    const descriptor = openSync(file, "r");
    try {
        const start = Buffer.alloc(2);
        readSync(descriptor, start, 0, 2, 0);
        return start.toString("latin1") === "#!";
    } finally {
        closeSync(descriptor);
    }
}

/** Whether a shell would run it: a file that this user may execute. */
function isProgram(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
    } catch {
        return false;
    }
}

/** Path of a program on PATH, with links resolved; undefined: there is none. */
export function onPath(name: string): string | undefined {
    const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
    const file = folders.map((folder) => join(folder, name)).find(isProgram);
    return file === undefined ? undefined : realpathSync(file);
}

export interface PluginFacts {
    /** Plugins that the npm packages need; without aws before `npm ci`. */
    readonly wanted: readonly WantedPlugin[];
    readonly installed: readonly Plugin[];
    /** Whether the engine downloads missing plugins. */
    readonly downloads: boolean;
    /** Whether it downloads all of them before each run. */
    readonly installsBefore: boolean;
}

export const plugins = check<PluginFacts>(
    {
        id: "plugins",
        group: "machine",
        proves: "the provider plugins of the pinned versions (aws, awsx and what that brings) are installed, or the engine will download them",
        cure: "`npm ci`, or `pulumi plugin install resource <name> <version>`",
        asks: [],
    },
    async (context) => {
        const { dir } = context.mustProject();
        const run = await context.pulumi(["plugin", "ls", "--json"]);
        const listed = (run.exitCode === 0 ? JSON.parse(run.stdout) : []) as readonly ListedPlugin[];
        return {
            wanted: wantedPlugins(dir),
            installed: listed.flatMap(({ name, kind, version }) =>
                kind === "resource" && version !== undefined ? [{ name, version: version.replace(/^v/u, "") }] : [],
            ),
            downloads: process.env["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] !== "true",
            installsBefore: process.env["PULUMI_OPTION_SKIP_PLUGIN_PRE_INSTALL"] !== "true",
        };
    },
    judgePlugins,
);

export function judgePlugins({ wanted, installed, downloads, installsBefore }: PluginFacts): readonly Finding[] {
    if (!wanted.some(({ name }) => name === "aws"))
        return [fault("the npm packages are not installed: there is no @pulumi/aws", "npm ci")];
    const isMissing = ({ name, version }: Plugin): boolean =>
        !installed.some((each) => each.name === name && each.version === version);
    const used = wanted.filter(({ isUsed }) => isUsed);
    const missing = used.filter(isMissing);
    const findings = missing.map((each) => missingFinding(each, installed, downloads));
    // No stack uses these, so nothing is wrong without them.
    const brought = downloads && installsBefore ? wanted.filter((each) => !each.isUsed && isMissing(each)) : [];
    if (brought.length > 0)
        findings.push(
            ok(
                `no stack uses ${pluginList(brought)}, which npm packages bring: plain pulumi downloads them all the same, unless PULUMI_OPTION_SKIP_PLUGIN_PRE_INSTALL=true`,
                pluginList(brought),
            ),
        );
    if (missing.length > 0) return findings;
    const list = pluginList(used);
    return [
        ok(used.length === 1 ? `the plugin ${list} is installed` : `the plugins ${list} are installed`, list),
        ...findings,
    ];
}

function missingFinding({ name, version }: Plugin, installed: readonly Plugin[], downloads: boolean): Finding {
    const versions = installed.filter((each) => each.name === name).map((each) => each.version);
    const others = versions.length === 0 ? "" : ` (installed: ${versions.join(", ")})`;
    const install = `pulumi plugin install resource ${name} ${version}`;
    const text = `the ${name} plugin ${version} is not installed${others}`;
    return downloads
        ? warning(
              `${text}; the first preview that uses it downloads it${name === "aws" ? ", about 150 MB" : ""}`,
              install,
          )
        : fault(`${text}, and the engine may not download it`, install);
}

function pluginList(all: readonly Plugin[]): string {
    const names = all.map(({ name, version }) => `${name} ${version}`);
    return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter((part) => part !== "").join(" and ");
}

interface ListedPlugin {
    readonly name: string;
    readonly kind: string;
    readonly version?: string;
}

/** The engine's version; undefined: there is none on PATH. */
async function engineOf(context: DoctorContext): Promise<string | undefined> {
    return context.engine().catch((error: unknown) => {
        if (error instanceof SkipCheck) return undefined;
        throw error;
    });
}

function isOlder(version: string, needed: string): boolean {
    const [a, b] = [version, needed].map((each) => each.replace(/^v/u, "").split(/[.-]/u).map(Number));
    for (const index of [0, 1, 2]) {
        const difference = (a![index] ?? 0) - (b![index] ?? 0);
        if (difference !== 0) return difference < 0;
    }
    return false;
}

function short(version: string): string {
    return version.replace(/\.0$/u, "");
}
