import { execa } from "execa";
import * as path from "node:path";
import { processEnvironment } from "../../sandbox/environment";
import type { AwsFault } from "../support/aws-fault";
import { TestProject } from "../support/project";
import { account, companyOf } from "./company";

const org = path.join(__dirname, "..", "..", "bin", "org.js");

/** An `up` of which AWS refuses one write for ever. */
export interface Refused {
    /** Seconds until the command ended, or until it was interrupted. */
    readonly seconds: number;
    /** Seconds that it took to end after Ctrl-C; undefined: it got none. */
    readonly afterInterrupt: number | undefined;
    readonly exitCode: number | undefined;
    readonly said: string;
}

/** Runs it; `interrupt`: presses Ctrl-C when the write has been refused so many times. */
export async function refusedForEver(fault: AwsFault, interrupt?: number): Promise<Refused> {
    const project = await TestProject.open({ management: companyOf(2) }, account, "us-east-1", {
        faults: [],
        asUser: true,
    });
    try {
        await project.must("stack", "init", "management");
        const child = execa(process.execPath, [org, "fleet", "up", "--yes", "--only", "management"], {
            cwd: project.folder,
            env: processEnvironment(project.sandbox.folder, project.sandbox.environment),
            extendEnv: false,
            reject: false,
            stdin: "ignore",
            detached: true,
        });
        const begun = performance.now();
        let [refusals, interrupted] = [0, 0];
        project.proxy!.add({
            operation: "CreatePolicy",
            fault,
            onMatch: () => {
                refusals += 1;
                if (refusals !== interrupt) return;
                interrupted = performance.now();
                child.kill("SIGINT");
            },
        });
        const { exitCode, stderr } = await child;
        const ended = performance.now();
        return {
            seconds: ((interrupted || ended) - begun) / 1000,
            afterInterrupt: interrupted === 0 ? undefined : (ended - interrupted) / 1000,
            exitCode,
            said: stderr,
        };
    } finally {
        await project.close();
    }
}
