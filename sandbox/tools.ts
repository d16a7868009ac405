import * as fs from "node:fs";
import * as path from "node:path";
import { Listr, type ListrTask } from "listr2";
import { awsxCommand, awsxVersion, downloadedAwsx } from "./awsx/awsx";
import { installEmulator } from "./emulator/install";
import { installEngine, type Engine } from "./engine/engine";
import { cacheRoot } from "./locations";
import { shellQuote, writeScript } from "./project";
import { installProvider, pluginVersion } from "./provider/provider";

/** The sandbox's tools, all in the user's cache or on PATH. */
export interface Tools {
    readonly engine: Engine;
    /** Executable of the AWS provider plugin. */
    readonly provider: string;
    /** Executable of the official awsx plugin; undefined if it cannot be downloaded, and a stand-in is used. */
    readonly awsx?: string;
    /** Python with the emulator's packages. */
    readonly python: string;
}

/** Finds, downloads or builds the tools, with progress and the time to expect unless it is `silent`. */
export async function installTools(options: { readonly silent?: boolean } = {}): Promise<Tools> {
    const log = path.join(cacheRoot, "install.log");
    fs.mkdirSync(cacheRoot, { recursive: true });
    const tools: { -readonly [Name in keyof Tools]?: Tools[Name] } = {};
    const tasks: ListrTask[] = [
        {
            title: "AWS emulator (moto): about 1 min the first time",
            task: async () => {
                tools.python = await installEmulator(log);
            },
        },
        {
            title: "Pulumi engine: about 5 min the first time where it must be built",
            task: async () => {
                tools.engine = await installEngine(log);
            },
        },
        {
            title: "AWS provider: about 8 min the first time where it must be built",
            task: async () => {
                const pulumi = path.join(tools.engine!.folder, "pulumi");
                const isOfficial = tools.engine!.source !== "build";
                tools.provider = await installProvider(pulumi, isOfficial, log);
                const awsx = isOfficial ? await downloadedAwsx(pulumi) : undefined;
                if (awsx !== undefined) tools.awsx = awsx;
            },
        },
    ];
    const isSilent = options.silent === true;
    await new Listr<unknown, "default" | "silent", "simple" | "silent">(tasks, {
        concurrent: false,
        renderer: isSilent ? "silent" : "default",
        rendererOptions: {
            timer: {
                condition: (seconds: number) => seconds > 2_000,
                format: () => (text?: string) => text ?? "",
                field: (ms: number) => `${Math.round(ms / 1000)} s`,
            },
        },
        fallbackRenderer: isSilent ? "silent" : "simple",
    }).run();
    return tools as Tools;
}

/**
 * Shell line for the provider's script. A killed engine would leave its provider running for good: the SDK's health
 * check of the engine cancels a context that nobody waits for (pulumi/sdk, resource/provider/main.go). This watches
 * both, and ends the provider with its engine.
 */
const endWithEngine = `(
    while kill -0 "$$" && kill -0 "$PPID"; do sleep 1; done
    kill -0 "$PPID" || kill "$$"
) </dev/null >/dev/null 2>&1 &`;

/**
 * Lays out `<folder>/engine` (engine and language host) and `<folder>/home` (PULUMI_HOME with the provider plugin), and
 * returns the engine's executable.
 *
 * The engine accepts a language host without a warning only from its own folder, so a built engine is linked there, or
 * copied if it is on another file system.
 */
export function layOutTools(folder: string, tools: Tools): string {
    const home = path.join(folder, "home");
    fs.mkdirSync(home, { recursive: true });
    const plugin = path.join(home, "plugins", `resource-aws-v${pluginVersion()}`);
    // S3 Control puts the account id in front of the host name, so an emulator on loopback is only reachable through a
    // proxy.
    const proxy = `[ -z "$AWS_ENDPOINT_URL" ] || export HTTP_PROXY="$AWS_ENDPOINT_URL" NO_PROXY=127.0.0.1,localhost`;
    writeScript(
        path.join(plugin, "pulumi-resource-aws"),
        `${endWithEngine}\n${proxy}\nexec ${shellQuote(tools.provider)} "$@"`,
    );
    const awsx = path.join(home, "plugins", `resource-awsx-v${awsxVersion()}`);
    writeScript(path.join(awsx, "pulumi-resource-awsx"), awsxCommand(tools.awsx));
    const { languageHost } = tools.engine;
    if (languageHost === undefined) return path.join(tools.engine.folder, "pulumi");
    const engine = path.join(folder, "engine");
    fs.rmSync(engine, { recursive: true, force: true });
    fs.mkdirSync(engine, { recursive: true });
    linkOrCopy(path.join(tools.engine.folder, "pulumi"), path.join(engine, "pulumi"));
    linkOrCopy(languageHost, path.join(engine, "pulumi-language-nodejs"));
    return path.join(engine, "pulumi");
}

function linkOrCopy(from: string, to: string): void {
    try {
        fs.linkSync(from, to);
    } catch {
        fs.copyFileSync(from, to);
    }
}
