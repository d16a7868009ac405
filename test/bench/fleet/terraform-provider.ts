/**
 * HashiCorp's AWS provider as a Terraform plugin, for comparisons: from the same source and with the same services and waits as the
 * sandbox's provider (sandbox/provider).
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { cached, contentKey } from "../../../sandbox/cache";
import { cacheRoot } from "../../../sandbox/locations";
import { goEnvironment, terraformVersion, trimmedModule } from "../../../sandbox/provider/provider";
import { requireGo } from "../../../sandbox/prerequisites";
import { runTool } from "../../../sandbox/run";

const provider = path.resolve(__dirname, "../../../sandbox/provider");

/** The folder with the plugin, built once. */
export async function terraformProvider(): Promise<string> {
    const module = ["go.mod", "services.json", "trim.ts"].map((file) => path.join(provider, file));
    return cached("terraform-provider", contentKey(module, terraformVersion), async (target) => {
        requireGo();
        const source = path.join(target, "source");
        const whole = await trimmedModule(source);
        // The module's own program, with the versions that it is released with.
        for (const file of ["main.go", "go.sum"]) fs.copyFileSync(path.join(whole, file), path.join(source, file));
        const options = { cwd: source, env: goEnvironment, log: path.join(cacheRoot, "install.log") };
        const binary = path.join(target, "terraform-provider-aws");
        await runTool("go", ["build", "-trimpath", "-ldflags", "-s -w", "-o", binary, "."], options);
        fs.rmSync(source, { recursive: true });
    });
}
