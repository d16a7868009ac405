import { execa } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "../../sandbox/locations";

/** A folder with the files of a commit, or of the working tree as git has it, and this clone's packages. */
export async function programAt(commit: string | undefined): Promise<string> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aws-organization-bench-"));
    const files = commit ?? ((await execa("git", ["stash", "create"], { cwd: projectRoot })).stdout || "HEAD");
    const archive = path.join(folder, "archive.tar");
    await execa("git", ["archive", "--output", archive, files], { cwd: projectRoot });
    await execa("tar", ["-xf", archive], { cwd: folder });
    fs.rmSync(archive);
    // A program that writes into the folder must not write into this clone.
    const packages = path.join(projectRoot, "node_modules");
    fs.mkdirSync(path.join(folder, "node_modules"));
    for (const name of fs.readdirSync(packages))
        if (name !== ".cache") fs.symlinkSync(path.join(packages, name), path.join(folder, "node_modules", name));
    return folder;
}
