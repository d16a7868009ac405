import { execa } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { cached, contentKey, inCache } from "../cache";
import { SandboxFault } from "../fault";
import { atLeast, requireGo } from "../prerequisites";
import { runTool } from "../run";

/** Before 3.252 an import id that differs from the canonical one could delete a resource (pulumi/pulumi#23834). */
const minimumVersion = [3, 252] as const;

const enginePackage = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const moduleFiles = ["go.mod", "go.sum", "tools.go"].map((file) => path.join(__dirname, file));
const hostName = "pulumi-language-nodejs";
const hostFolder = path.join(__dirname, "language-host");
const downloadTimeout = 120_000;
const reachTimeout = 5_000;

/** Where the engine comes from: the user's PATH, the official download, or a build. */
export interface Engine {
    readonly source: "path" | "download" | "build";
    /** The folder with `pulumi`, and with `pulumi-language-nodejs` unless it was built. */
    readonly folder: string;
    /** Executable of the language host in `language-host/`, if the engine was built. */
    readonly languageHost?: string;
    readonly version: string;
}

/** Finds, downloads or builds the Pulumi engine, in this order. One that is in the cache needs no network. */
export async function installEngine(log: string): Promise<Engine> {
    const own = await ownEngine();
    if (own !== undefined) return own;
    const version = pinnedVersion();
    const isBuilt = inCache(...builtKey(version)) !== undefined;
    return (await downloadedEngine(version, isBuilt)) ?? (await builtEngine(version, log));
}

/** The version in go.mod, which is downloaded or built. */
function pinnedVersion(): string {
    const found = /pulumi\/pkg\/v3 v(\S+)/.exec(fs.readFileSync(path.join(__dirname, "go.mod"), "utf8"));
    if (found?.[1] === undefined) throw new Error("sandbox/engine/go.mod names no version of pulumi/pkg");
    return found[1];
}

async function ownEngine(): Promise<Engine | undefined> {
    const result = await execa("pulumi", ["version"], { reject: false, env: { PULUMI_SKIP_UPDATE_CHECK: "1" } });
    const version = /v(\d+)\.(\d+)\.(\S+)/.exec(result.stdout);
    if (result.failed || version === null || !atLeast([Number(version[1]), Number(version[2])], minimumVersion))
        return undefined;
    const located = await execa("sh", ["-c", "command -v pulumi"]);
    const folder = path.dirname(fs.realpathSync(located.stdout));
    return fs.existsSync(path.join(folder, "pulumi-language-nodejs"))
        ? { source: "path", folder, version: version[0].slice(1) }
        : undefined;
}

async function downloadedEngine(version: string, onlyCached: boolean): Promise<Engine | undefined> {
    const platform = `${os.platform()}-${os.arch()}`;
    const key = ["engine-official", `${version}-${platform}`] as const;
    const url = `https://get.pulumi.com/releases/sdk/pulumi-v${version}-${platform}.tar.gz`;
    if (inCache(...key) === undefined && (onlyCached || !(await isReachable(url)))) return undefined;
    const folder = await cached(...key, async (target) => {
        const archive = path.join(target, "pulumi.tar.gz");
        fs.writeFileSync(archive, await download(url));
        await execa("tar", ["-xzf", archive, "-C", target]);
        fs.rmSync(archive);
    });
    return { source: "download", folder: path.join(folder, "pulumi"), version };
}

async function download(url: string): Promise<Buffer> {
    try {
        const response = await fetch(url, { signal: AbortSignal.timeout(downloadTimeout) });
        if (!response.ok) throw new Error(`it returned ${response.status}`);
        return Buffer.from(await response.arrayBuffer());
    } catch (error) {
        throw new SandboxFault(
            `the Pulumi CLI could not be downloaded from ${url}: ${(error as Error).message}`,
            "try again, or install it and put it on PATH",
        );
    }
}

async function isReachable(url: string): Promise<boolean> {
    try {
        return (await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(reachTimeout) })).ok;
    } catch {
        return false;
    }
}

async function builtEngine(version: string, log: string): Promise<Engine> {
    const build = async (cwd: string, binary: string, what: string, flags = ""): Promise<void> => {
        const args = ["build", "-trimpath", "-ldflags", `-s -w ${flags}`, "-o", binary, what];
        await runTool("go", args, { cwd, log });
    };
    // The engine is built as published: the module here only names it, and changes nothing in it.
    const flag = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
    const folder = await cached(...builtKey(version), async (target) => {
        requireGo();
        await build(__dirname, path.join(target, "pulumi"), enginePackage, flag);
    });
    const sources = fs.readdirSync(hostFolder).map((file) => path.join(hostFolder, file));
    const host = await cached("language-host", contentKey([...moduleFiles, ...sources]), async (target) => {
        requireGo();
        await build(__dirname, path.join(target, hostName), "./language-host", flag);
    });
    return { source: "build", folder, languageHost: path.join(host, hostName), version };
}

function builtKey(version: string): readonly [name: string, key: string] {
    return ["engine", `${version}-${contentKey(moduleFiles)}`];
}
