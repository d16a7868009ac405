import { execa } from "execa";
import * as path from "node:path";
import { processEnvironment } from "../../sandbox/environment";
import { newWrite, type Moment } from "./cut";
import type { TestProject } from "./project";
import { killAll } from "./state-project";

const program = path.resolve(__dirname, "../../bin/org.js");

/**
 * Runs a command of `org` again and again, each time killed with all that it started as soon as AWS has taken a write that no run before it had
 * made, and before the response. Returns these writes; the last run comes to its end by itself, or fails.
 */
export async function killedAtEachWrite(project: TestProject, args: readonly string[]): Promise<readonly string[]> {
    const cut = new Set<string>();
    for (let run = 0; run < 20; run++) {
        const before = cut.size;
        project.proxy!.reset();
        const { exitCode, stderr } = await killedAt(project, args, newWrite(project.proxy!, cut, 0));
        if (cut.size > before) continue;
        if (exitCode !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
        return [...cut];
    }
    throw new Error(`${args.join(" ")} never came to its end`);
}

/**
 * Runs a command of `org`, killed with all that it started at that moment, or to its end if the moment does not come. `heard` gets what it has
 * said so far, whenever it says more.
 */
export async function killedAt(
    project: TestProject,
    args: readonly string[],
    moment: Moment,
    heard: (said: string) => void = () => undefined,
): Promise<{ readonly exitCode?: number | undefined; readonly stderr: string }> {
    const child = execa(process.execPath, [program, ...args], {
        cwd: project.folder,
        env: processEnvironment(project.sandbox.folder, project.sandbox.environment),
        extendEnv: false,
        reject: false,
        stdin: "ignore",
        detached: true,
    });
    let said = "";
    child.stderr.on("data", (text: Buffer) => {
        heard((said += text.toString("utf8")));
    });
    void moment.come
        .then(() => {
            killAll(child.pid!);
        })
        .finally(moment.passed);
    const { exitCode, stderr } = await child;
    moment.passed?.();
    return { exitCode, stderr };
}
