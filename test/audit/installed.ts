import { execa } from "execa";
import * as path from "node:path";
import { cached, contentKey } from "../../sandbox/cache";

/** The Python of a virtual environment with the packages of `<name>.txt`, which is made once, in the cache. */
export async function installed(name: "prowler" | "policies"): Promise<string> {
    const pins = path.join(__dirname, `${name}.txt`);
    const folder = await cached(`audit-${name}`, contentKey([pins]), async (to) => {
        await execa("python3", ["-m", "venv", to]);
        // The file pins every package, so there is nothing to resolve.
        const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile", "--no-deps"];
        await execa(path.join(to, "bin", "python"), [...pip, "--requirement", pins]);
    });
    return path.join(folder, "bin", "python");
}
