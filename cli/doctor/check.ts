import { setTimeout as sleep } from "node:timers/promises";
import { isAwsError } from "../../aws/error-codes";
import { explainedAwsError } from "../../aws/faults";
import { CliError } from "../common/ui";
import { SkipCheck } from "./skip-check";
import { skipped, warning, type Finding, type Group, type Line } from "./line";
import type { DoctorContext } from "./context";

/** What a check says about itself; docs/doctor.md is generated from it. */
export interface About {
    readonly id: string;
    readonly group: Group;
    /** What is proved when its result is ok. */
    readonly proves: string;
    /** What to do about a fault, in short. */
    readonly cure: string;
    /** The IAM actions that it needs; empty if it asks AWS only for the caller's identity. */
    readonly asks: readonly string[];
    /** The option with which alone it runs: `--cis` or `--deep`. Default: it always runs. */
    readonly only?: "cis" | "deep";
    /** Time limit in seconds. Default: 30; on a busy machine the engine alone takes a third of that to start. */
    readonly seconds?: number;
}

/** A check of `org doctor`. */
export interface Check extends About {
    readonly run: (context: DoctorContext) => Promise<readonly Finding[]>;
}

/** Makes a check of two functions: `read` gets facts, `judge` decides on them. `judge` is pure, so that it can be tested alone. */
export function check<Facts>(
    about: About,
    read: (context: DoctorContext) => Promise<Facts>,
    judge: (facts: Facts) => readonly Finding[],
): Check {
    return { ...about, run: async (context) => judge(await read(context)) };
}

/** Runs a check and returns its lines. It never throws: a check that fails, is denied or exceeds its time limit has a line that says so. */
export async function runCheck(each: Check, context: DoctorContext): Promise<readonly Line[]> {
    const seconds = each.seconds ?? 30;
    const clock = new AbortController();
    const late = sleep(seconds * 1000, [noAnswer(seconds)], { signal: clock.signal });
    const found = each.run(context).catch((error: unknown) => [failed(error, each)]);
    const findings = await Promise.race([found, late]);
    late.catch(() => undefined);
    clock.abort();
    return findings.map((finding) => ({ group: each.group, id: each.id, ...finding }));
}

function noAnswer(seconds: number): Finding {
    return warning(
        `no response within ${seconds} s`,
        "run it again; if it stays so, look at the network and the proxy",
    );
}

function failed(error: unknown, { asks }: About): Finding {
    if (error instanceof SkipCheck) return error.finding;
    if (isAwsError(error, "AccessDenied")) {
        const action = deniedAction(error);
        return skipped(
            `may not ${action ?? asks.join(", ")}`,
            `allow ${action ?? asks.join(", ")} to who runs this, or run it as an admin or the bootstrap user`,
        );
    }
    if (error instanceof CliError) return warning(error.message, error.cure);
    const explained = explainedAwsError(error);
    if (explained !== undefined) return warning(explained.message, explained.cure);
    return warning(
        error instanceof Error ? error.message : String(error),
        "run ./org doctor --debug to see where it happened",
    );
}

/** The action in AWS's message: `… is not authorized to perform: iam:ListRoles on resource …`. */
function deniedAction(error: unknown): string | undefined {
    return /not authorized to perform: ([\w-]+:\w+)/u.exec((error as Error).message)?.[1];
}
