import { runCheck, type Check } from "./check";
import { checks } from "./checks";
import type { Line } from "./line";
import { DoctorContext } from "./context";
import { report } from "./show";
import { exitCodes, hasColour, print, printJson, say } from "../common/ui";

/** Options of `org doctor`. */
export interface DoctorOptions {
    readonly dir: string;
    readonly cis?: boolean;
    readonly deep?: boolean;
    readonly json?: boolean;
}

/** Runs the checks and prints their lines. It changes nothing. Returns the exit code. */
export async function doctor({ dir, cis = false, deep = false, json = false }: DoctorOptions): Promise<number> {
    const chosen = checks.filter(({ only }) => only === undefined || (only === "cis" ? cis : deep));
    const context = new DoctorContext(dir);
    const lines = await examine(chosen, context);
    context.close();
    if (json)
        printJson(
            lines.map(({ group, id, status, message, cure, value }) => ({ group, id, status, message, cure, value })),
        );
    else print(report(lines, hasColour(1)));
    return lines.some(({ status }) => status === "fault") ? exitCodes.fault : exitCodes.ok;
}

/** Runs the checks in parallel and returns their lines in order. Every two seconds it prints which checks still run. */
export async function examine(chosen: readonly Check[], context: DoctorContext): Promise<readonly Line[]> {
    const pending = new Set(chosen.map(({ id }) => id));
    const tell = (): void => {
        say(`looking at ${[...pending].join(", ")} …`);
    };
    const clock = setInterval(tell, 2000);
    const found = await Promise.all(
        chosen.map(async (each) => {
            const lines = await runCheck(each, context);
            pending.delete(each.id);
            return lines;
        }),
    );
    clearInterval(clock);
    return found.flat();
}
