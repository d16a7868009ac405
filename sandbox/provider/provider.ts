import { execa } from "execa";
import * as fs from "node:fs";
import * as path from "node:path";
import { cached, contentKey } from "../cache";
import { requireGo } from "../prerequisites";
import { runTool } from "../run";
import { trimProvider } from "./trim";

const terraformProvider = "github.com/hashicorp/terraform-provider-aws";
/** HashiCorp's provider at the commit in go.mod. */
export const terraformVersion = "6.34.0";

const goFiles = ["go.mod", "go.sum", "main.go", "tokens.go", "services.json"];

// The checksum database does not have this module; the committed go.sum pins it.
export const goEnvironment = {
    GONOSUMDB: "github.com/upbound/terraform-provider-aws",
    GOFLAGS: "-mod=mod -buildvcs=false",
};

/** The official plugin's version, which is the npm package's. */
export function pluginVersion(): string {
    const file = require.resolve("@pulumi/aws/package.json");
    return (JSON.parse(fs.readFileSync(file, "utf8")) as { version: string }).version;
}

/**
 * The AWS provider plugin's executable: the official one if the engine can download it, otherwise one built from the Go
 * modules of HashiCorp's provider and Pulumi's bridge, with the services in services.json.
 */
export async function installProvider(pulumi: string, official: boolean, log: string): Promise<string> {
    const downloaded = official ? await downloadedProvider(pulumi) : undefined;
    return downloaded ?? path.join(await builtProvider(log), "pulumi-resource-aws");
}

async function downloadedProvider(pulumi: string): Promise<string | undefined> {
    const version = pluginVersion();
    const home = await cached("plugins-official", `aws-${version}`, async (target) => {
        await execa(pulumi, ["plugin", "install", "resource", "aws", `v${version}`], { env: { PULUMI_HOME: target } });
    }).catch(() => undefined);
    return home === undefined
        ? undefined
        : path.join(home, "plugins", `resource-aws-v${version}`, "pulumi-resource-aws");
}

async function builtProvider(log: string): Promise<string> {
    const module = [...goFiles, "trim.ts"].map((file) => path.join(__dirname, file));
    const version = `${pluginVersion()}+terraform.${terraformVersion}`;
    return cached("provider", contentKey(module, version), async (target) => {
        requireGo();
        const source = path.join(target, "source");
        await trimmedModule(path.join(source, "terraform-provider-aws"));
        for (const file of goFiles) fs.copyFileSync(path.join(__dirname, file), path.join(source, file));
        const options = { cwd: source, env: goEnvironment, log };
        const binary = path.join(target, "pulumi-resource-aws");
        await runTool("go", ["mod", "edit", "-replace", `${terraformProvider}=./terraform-provider-aws`], options);
        await runTool(
            "go",
            ["build", "-trimpath", "-ldflags", `-s -w -X main.version=${version}`, "-o", binary, "."],
            options,
        );
        const schema = await execa(binary, ["--make-schema"], { maxBuffer: 256 * 1024 * 1024 });
        fs.writeFileSync(path.join(target, "schema.json"), schema.stdout);
        fs.rmSync(source, { recursive: true });
    });
}

/**
 * Copies HashiCorp's provider, with only the services in services.json, into a new folder. Returns the folder of the
 * unchanged module.
 */
export async function trimmedModule(folder: string): Promise<string> {
    fs.mkdirSync(folder, { recursive: true });
    const download = await execa("go", ["mod", "download", "-json", terraformProvider], {
        cwd: __dirname,
        env: goEnvironment,
    });
    const { Dir: downloaded } = JSON.parse(download.stdout) as { Dir: string };
    const services = JSON.parse(fs.readFileSync(path.join(__dirname, "services.json"), "utf8")) as string[];
    trimProvider(downloaded, folder, services);
    return downloaded;
}
