import { setTimeout as sleep } from "node:timers/promises";
import { isAwsError } from "../../aws/error-codes";
import { explainedAwsError } from "../../aws/faults";
import { CliError } from "../common/ui";
import { SkipCheck } from "./skip-check";
import { skipped, warning, type Finding, type Group, type Line } from "./line";
import type { DoctorContext } from "./context";

/** What a check says of itself; docs/doctor.md is made of it. */
export interface About {
    readonly id: string;
    readonly group: Group;
    /** What its ok proves. */
    readonly proves: string;
    /** What to do when it finds a fault, in short. */
    readonly cure: string;
    /** What of AWS it reads, as IAM actions; empty where it asks AWS for nothing but who calls. */
    readonly asks: readonly string[];
    /** Runs with this option only. */
    readonly only?: "cis" | "deep";
    /** Seconds that it may take. Default 30: on a busy machine the engine alone takes a third of that to start. */
    readonly seconds?: number;
}

/** One thing that `org doctor` looks at. */
export interface Check extends About {
    readonly run: (context: DoctorContext) => Promise<readonly Finding[]>;
}

/** A check that reads facts and then judges them; `judge` is pure, and tested alone. */
export function check<Facts>(
    about: About,
    read: (context: DoctorContext) => Promise<Facts>,
    judge: (facts: Facts) => readonly Finding[],
): Check {
    return { ...about, run: async (context) => judge(await read(context)) };
}

/** Runs a check to its lines, whatever happens: one that hangs, fails or may not ask has a line too. */
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

/** AWS names the action that it refuses: `… is not authorized to perform: iam:ListRoles on resource …`. */
function deniedAction(error: unknown): string | undefined {
    return /not authorized to perform: ([\w-]+:\w+)/u.exec((error as Error).message)?.[1];
}
