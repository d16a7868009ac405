import * as fs from "node:fs";
import { emptyRoot } from "./empty";
import { stopEmulator } from "./emulator/emulator";
import { sandboxRoot } from "./locations";
import { alone } from "./lock";

/** Stops the emulator and removes `.sandbox`. The cache is kept for the next time. */
export async function down(): Promise<void> {
    if (!fs.existsSync(sandboxRoot)) {
        process.stdout.write("There is no sandbox.\n");
        return;
    }
    await alone(sandboxRoot, async () => {
        const stopped = [await stopEmulator(sandboxRoot), await stopEmulator(emptyRoot)].includes(true);
        fs.rmSync(sandboxRoot, { recursive: true, force: true });
        process.stdout.write(
            stopped ? "The sandbox is stopped and removed.\n" : "No sandbox was running; its folder is removed.\n",
        );
    });
}
