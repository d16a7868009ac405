import { buildSync } from "esbuild";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * Writes the pack in the form that is published: its entry, and everything of this repository and of the email lists in
 * one file. `pulumi policy publish` packs one folder, and the rules need config/, which is outside it.
 */
export function buildPack(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const file of ["PulumiPolicy.yaml", "package.json", "index.js"])
        cpSync(join(__dirname, file), join(folder, file));
    buildSync({
        entryPoints: [join(__dirname, "pack.ts")],
        outfile: join(folder, "bundle.js"),
        bundle: true,
        platform: "node",
        target: "node20",
        // The SDK must be the copy that the running process has.
        external: ["@pulumi/*", "@grpc/*"],
        logLevel: "warning",
    });
}

if (require.main === module) {
    const folder = resolve(process.argv[2] ?? join(__dirname, "../node_modules/.cache/aws-organization-policy-pack"));
    buildPack(folder);
    process.stdout.write(`${folder}\n`);
}
