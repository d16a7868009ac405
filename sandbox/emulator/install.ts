import * as path from "node:path";
import { cached, contentKey } from "../cache";
import { requirePython } from "../prerequisites";
import { runTool } from "../run";

const requirements = path.join(__dirname, "requirements.txt");

/** The Python of a virtual environment with moto, made once in the user's cache. */
export async function installEmulator(log: string): Promise<string> {
    requirePython();
    const folder = await cached("emulator", contentKey([requirements]), async (target) => {
        // A venv cannot be renamed, since its scripts contain its path. Only `python -m` is used, which does not need
        // them.
        await runTool("python3", ["-m", "venv", target], { log });
        await runTool(
            pythonOf(target),
            ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements],
            { log },
        );
    });
    return pythonOf(folder);
}

function pythonOf(venv: string): string {
    return path.join(venv, "bin", "python");
}
