import { newWrite, type Moment } from "./cut";
import { killedAtMoment } from "./kill-all";
import type { TestProject } from "./project";

/**
 * Runs a command of `org` again and again. Each run is killed, with all processes that it started, when AWS has accepted a write that no
 * earlier run had made, and before the response. Returns the names of these writes once a run succeeds. Error: a run fails by itself, or 20
 * runs are not enough.
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
 * Runs a command of `org` and kills it at a moment, with all processes that it started. If the moment does not come, the command runs to
 * its end. `heard` is called with all of stderr so far whenever there is more.
 */
export async function killedAt(
    project: TestProject,
    args: readonly string[],
    moment: Moment,
    heard: (said: string) => void = () => undefined,
): Promise<{ readonly exitCode?: number | undefined; readonly stderr: string }> {
    const child = project.startOrg(...args);
    let said = "";
    child.stderr.on("data", (text: Buffer) => {
        heard((said += text.toString("utf8")));
    });
    const { exitCode, stderr } = await killedAtMoment(child, moment);
    return { exitCode, stderr };
}
