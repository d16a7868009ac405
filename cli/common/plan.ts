import { atWork, stopIfInterrupted } from "./interrupt";
import { askYes } from "./prompt";
import { exitCodes, printJson, say, showProgress } from "./ui";

/** One step of a command. Doing it a second time changes nothing. */
export interface Step {
    /** What it does, in words: "deactivate access key AKIA…". */
    readonly title: string;
    /** True where AWS or the disk shows that the step is done: it is listed as done and skipped. */
    readonly done?: boolean;
    /** Asks for input that the step needs, once the steps before it are done. */
    readonly ask?: () => Promise<void>;
    /** Whether, after this error, `ask` and `act` run again; the error is shown. Default: no, the error ends the command. */
    readonly again?: (error: unknown) => boolean;
    /** Does it. `tell` shows a line of progress. */
    readonly act: (tell: (text: string) => void) => Promise<void>;
}

/** What a command will do. It is made before anything is changed. */
export interface Plan {
    /** A heading for the steps: "Remove user mgmt-org-admin from account 111111111111". */
    readonly title: string;
    readonly steps: readonly Step[];
    /** What a person should know before confirming. */
    readonly warnings?: readonly string[];
    /** Printed when every step is done already. */
    readonly nothing: string;
    /** Printed at the end: what to do next. */
    readonly next?: readonly string[];
    /** Fields that `--json` prints beside the steps. */
    readonly facts?: Readonly<Record<string, unknown>>;
}

/** Options of every command that changes something. */
export interface ActOptions {
    readonly yes?: boolean;
    readonly dryRun?: boolean;
    readonly json?: boolean;
}

/**
 * Shows the plan, asks for confirmation, and carries out its steps in order.
 *
 * @returns the exit code
 * @throws what a step throws: the steps after it are not done
 */
export async function carryOut(plan: Plan, { yes = false, dryRun = false, json = false }: ActOptions): Promise<number> {
    const open = plan.steps.filter(({ done }) => done !== true);
    if (open.length === 0) {
        say(plan.nothing);
        if (json) report(plan, () => "already done");
        return exitCodes.ok;
    }
    say(`${plan.title}:`);
    for (const { title, done } of plan.steps)
        say(`  ${done === true ? "✓" : "•"} ${title}${done ? " (done already)" : ""}`);
    for (const warning of plan.warnings ?? []) say(`! ${warning}`);
    if (dryRun) {
        say("Nothing was done: this is a dry run.");
        if (json) report(plan, ({ done }) => (done === true ? "already done" : "planned"));
        return exitCodes.ok;
    }
    if (!yes && !(await askYes("Do this?", "look at it with --dry-run, then say --yes"))) {
        say("Nothing was done.");
        return exitCodes.fault;
    }
    for (const part of betweenQuestions(open)) await carryOutPart(part);
    if (json) report(plan, ({ done }) => (done === true ? "already done" : "done"));
    for (const line of plan.next ?? []) say(line);
    return exitCodes.ok;
}

/** Splits the steps into parts. Only the first step of a part asks for input, so that a part's progress is not interrupted by a prompt. */
function betweenQuestions(steps: readonly Step[]): readonly (readonly Step[])[] {
    const parts: Step[][] = [];
    for (const step of steps) {
        if (parts.length === 0 || step.ask !== undefined) parts.push([]);
        parts.at(-1)!.push(step);
    }
    return parts;
}

async function carryOutPart(part: readonly Step[]): Promise<void> {
    const [first] = part;
    for (;;) {
        await first?.ask?.();
        try {
            await atWork(() => showProgress(part.map(({ title, act }) => ({ title, act: unlessInterrupted(act) }))));
            return;
        } catch (error) {
            if (first?.again?.(error) !== true) throw error;
            say(`! ${(error as Error).message}`);
        }
    }
}

/** An interrupt does not cut off the step; it keeps the next one from starting. */
function unlessInterrupted(act: Step["act"]): Step["act"] {
    return async (tell) => {
        stopIfInterrupted();
        await act(tell);
    };
}

function report({ title, steps, facts = {} }: Plan, status: (step: Step) => string): void {
    printJson({ title, steps: steps.map((step) => ({ title: step.title, status: status(step) })), ...facts });
}
