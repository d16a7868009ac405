import { execa } from "execa";
import * as path from "node:path";
import { cached } from "../../sandbox/cache";

/** The folder with the programs of a PyPI package, which is installed once, into the cache. */
export async function fromPyPI(name: string, version: string): Promise<string> {
    const folder = await cached(name, version, async (to) => {
        await execa("python3", ["-m", "venv", to]);
        const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        await execa(path.join(to, "bin", "python"), [...pip, `${name}==${version}`]);
    });
    return path.join(folder, "bin");
}
