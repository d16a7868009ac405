import type { AwsFault } from "../support/aws-fault";
import { TestProject } from "../support/project";
import { account, companyOf } from "./company";
import type { Command } from "./up";

/** The result of an `up` in which AWS refuses one write for ever. */
export interface Refused {
    /** Seconds until the command ended. */
    readonly seconds: number;
    /** Seconds from the last Ctrl-C to the end; undefined: it got none. */
    readonly afterInterrupt: number | undefined;
    readonly exitCode: number | undefined;
    readonly said: string;
    /** The result of the same command afterwards, when AWS refuses nothing. */
    readonly next: { readonly exitCode: number | undefined; readonly said: string };
}

/**
 * How `up` is run. `command`: default `fleet`. `interrupts`: number of times that Ctrl-C is pressed, once during each of the first tries;
 * default 0.
 */
interface Setup {
    readonly command?: Command;
    readonly interrupts?: number;
}

/** Runs `up` of a new management stack while AWS refuses CreatePolicy with `fault`, then once more without the fault. */
export async function refusedForEver(
    fault: AwsFault,
    { command = "fleet", interrupts = 0 }: Setup = {},
): Promise<Refused> {
    const project = await TestProject.open({ management: companyOf(2) }, account, "us-east-1", {
        faults: [],
        asUser: true,
    });
    try {
        await project.must("stack", "init", "management");
        const begun = performance.now();
        const child = start(project, command);
        let [refusals, interrupted] = [0, 0];
        project.proxy!.add({
            operation: "CreatePolicy",
            fault,
            onMatch: () => {
                refusals += 1;
                // The stack's two policies are created at the same time, so every second refusal completes a try of both.
                if (refusals % 2 === 0 || refusals > 2 * interrupts) return;
                interrupted = performance.now();
                child.kill("SIGINT");
            },
        });
        const { exitCode, stdout, stderr } = await child;
        const ended = performance.now();
        project.proxy!.reset();
        const after = await start(project, command);
        return {
            seconds: (ended - begun) / 1000,
            afterInterrupt: interrupted === 0 ? undefined : (ended - interrupted) / 1000,
            exitCode,
            said: `${stdout}\n${stderr}`,
            next: { exitCode: after.exitCode, said: `${after.stdout}\n${after.stderr}` },
        };
    } finally {
        await project.close();
    }
}

function start(project: TestProject, command: Command) {
    if (command === "fleet") return project.startOrg("fleet", "up", "--yes", "--only", "management");
    // The official plugin waits a minute for a bucket's lifecycle by design.
    const words = ["up", "--yes", "--skip-preview", "--exclude", "**state-lifecycle", "--stack", "management"];
    return project.start(project.sandbox.engine, words);
}
