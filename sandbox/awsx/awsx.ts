import { execa } from "execa";
import * as fs from "node:fs";
import * as path from "node:path";
import { cached } from "../cache";
import { shellQuote } from "../project";

/** The version of the plugin, which is the npm package's. */
export function awsxVersion(): string {
    const file = require.resolve("@pulumi/awsx/package.json");
    return (JSON.parse(fs.readFileSync(file, "utf8")) as { version: string }).version;
}

/** The official awsx plugin's executable; undefined if the engine cannot download it. */
export async function downloadedAwsx(pulumi: string): Promise<string | undefined> {
    const version = awsxVersion();
    const home = await cached("plugins-official", `awsx-${version}`, async (target) => {
        await execa(pulumi, ["plugin", "install", "resource", "awsx", `v${version}`], { env: { PULUMI_HOME: target } });
    }).catch(() => undefined);
    return home === undefined
        ? undefined
        : path.join(home, "plugins", `resource-awsx-v${version}`, "pulumi-resource-awsx");
}

/** Shell line that runs the official plugin or the stand-in. */
export function awsxCommand(official: string | undefined): string {
    if (official !== undefined) return `exec ${shellQuote(official)} "$@"`;
    const [node, main] = [process.execPath, path.join(__dirname, "main.ts")].map(shellQuote);
    const register = shellQuote(require.resolve("../../bin/typescript"));
    return `exec ${node!} --require ${register} ${main!} ${awsxVersion()} "$@"`;
}
